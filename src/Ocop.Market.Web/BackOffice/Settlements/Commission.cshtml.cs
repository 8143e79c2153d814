using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Settlements;

[Requires(Act.ReadMoney)]
public sealed class CommissionModel(DeskRates rates, SetCommission set, CatalogNames names, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private FacetNames _names = null!;

    public IReadOnlyList<DeskRate> Rates { get; private set; } = [];

    public bool MayMove => Person.May(Act.MoveMoney, Scope.Programme);

    public IReadOnlyList<(string Value, string Label)> Groups => [("", words["Mọi hàng", "All goods"]), .. _names.Groups.Select(group => (group.Key, words[group.Value]))];

    public string NameOf(DeskRate row) => row.Name ?? (row.Rate.GroupSlug is { } slug ? _names.Groups.TryGetValue(slug, out var group) ? words[group] : slug : words["Mức chung", "The programme"]);

    public async Task OnGetAsync(CancellationToken cancel) => (_names, Rates) = (await names.ReadAsync(cancel), await rates.AllAsync(Person, cancel));

    public async Task<IActionResult> OnPostAsync(string? group, string? producer, string? percent, CancellationToken cancel)
    {
        var outcome = await set.HandleAsync(Person, new CommissionForm(group, producer, percent), cancel);
        if (outcome.Succeeded) return Again(words["Đã lưu. Đơn đặt từ bây giờ theo mức này.", "Saved. Orders from now on go by it."]);
        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }
}

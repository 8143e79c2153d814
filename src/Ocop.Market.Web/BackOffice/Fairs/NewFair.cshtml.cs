using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Fairs;

[Requires(Act.RunFairs)]
public sealed class NewFairModel(OpenFair open, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public IReadOnlyList<Province> Provinces => [.. places.Within(Person.ScopesFor(Act.RunFairs))];

    public string? ProvinceShown => Asked("tinh") ?? Provinces.FirstOrDefault()?.Code;

    /// <summary>Who looks after communes only plans their markets first of all.</summary>
    public bool OnlyMarkets => Person.ScopesFor(Act.RunFairs).All(scope => scope.Level == ScopeLevel.Commune);

    public IEnumerable<(string Code, string Name)> Communes => ProvinceShown is not { } province ? []
        : places.CommunesOf(province).Where(commune => Person.May(Act.RunFairs, Scope.Commune(province, commune.Code))).Select(commune => (commune.Code, words.Commune(commune.Name, commune.Kind)));

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(FairKind kind, string? titleVi, string? communeCode, CancellationToken cancel)
    {
        if (!Enum.IsDefined(kind)) return BadRequest();
        var outcome = await open.HandleAsync(Person, kind, titleVi, communeCode, cancel);
        if (!outcome.Succeeded) return Refuse(outcome.Refusals);
        Done = words["Đã lập bản nháp. Điền ngày giờ, địa chỉ rồi công bố.", "The draft is made. Enter days and address, then announce it."];
        return LocalRedirect(HttpContext.Link($"{FairListModel.Path}/{outcome.Value.Id}"));
    }
}

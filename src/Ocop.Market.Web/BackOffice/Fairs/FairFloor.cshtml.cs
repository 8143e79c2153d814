using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Media;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Fairs;

[Requires(Act.ReadCatalog)]
public sealed class FairFloorModel(DeskFairs fairs, SetBooths setBooths, MakeBooths makeBooths, LibraryPictures pictures, CatalogNames names, CurrentPerson current, TimeProvider clock, Words words) : FairDeskPage(fairs, clock, current)
{
    public LibraryPicture? Plan { get; private set; }
    public IReadOnlyList<(string Slug, string Name)> Groups { get; private set; } = [];

    public Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, string? count, string? size, string? fee, CancellationToken cancel) => AnswerAsync(id, async () => act switch
    {
        "make" => await makeBooths.HandleAsync(Person, id, count, size, fee, cancel),
        "booths" => await setBooths.HandleAsync(Person, id, version ?? -1, [.. Rows("number").Select(row => new BoothRow(Guid.TryParse(row("boothId"), out var known) ? known : null, row("number"), row("size"), row("fee"), row("x"), row("y"), row("group")))], cancel),
        _ => null,
    }, words["Đã lưu gian hàng.", "Booths saved."], cancel);

    protected override async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (!await base.ReadAsync(id, cancel)) return false;
        Plan = Fair.PlanMediaId is { } plan ? (await pictures.FindAsync([plan], cancel)).GetValueOrDefault(plan) : null;
        Groups = [.. (await names.ReadAsync(cancel)).Groups.Select(group => (group.Key, words[group.Value]))];
        return true;
    }
}

using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Fairs;

[Requires(Act.ReadCatalog)]
public sealed class FairApplicationsModel(DeskFairs fairs, AllotBooth allot, AnswerApplication answer, CatalogNames names, PlaceDirectory places, CurrentPerson current, TimeProvider clock, Words words) : FairDeskPage(fairs, clock, current)
{
    private FacetNames _names = null!;

    public PlaceDirectory Places => places;

    public string GroupName(string slug) => _names.Groups.TryGetValue(slug, out var name) ? words[name] : slug;

    /// <summary>Free booths, those that are as wished first.</summary>
    public IEnumerable<Booth> Suiting(IEnumerable<Booth> free, BoothApplication wish) => free
        .OrderByDescending(booth => booth.GroupSlug is not null && booth.GroupSlug == wish.GroupSlug).ThenBy(booth => booth.GroupSlug is not null && booth.GroupSlug != wish.GroupSlug)
        .ThenBy(booth => Math.Abs(booth.SizeM2 - (wish.WantedM2 ?? booth.SizeM2))).ThenBy(booth => booth.Number, StringComparer.Ordinal);

    public Task<IActionResult> OnPostAsync(Guid id, string? act, Guid application, Guid? booth, CancellationToken cancel) => AnswerAsync(id, async () => act switch
    {
        "allot" => await allot.HandleAsync(Person, id, application, booth ?? Guid.Empty, cancel),
        "wait" => await answer.HandleAsync(Person, id, application, mayWait: true, cancel),
        "refuse" => await answer.HandleAsync(Person, id, application, mayWait: false, cancel),
        _ => null,
    }, words["Đã xong, chủ thể được báo bằng thư.", "Done; the producer is told by mail."], cancel);

    protected override async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (!await base.ReadAsync(id, cancel)) return false;
        _names = await names.ReadAsync(cancel);
        return true;
    }
}

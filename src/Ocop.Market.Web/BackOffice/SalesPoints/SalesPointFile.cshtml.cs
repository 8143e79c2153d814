using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Shared;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.SalesPoints;

/// <summary>One point: what is known of it, its checklist, its photos, who keeps it. Each form has its own word in "act".</summary>
[Requires(Act.ReadSalesPoints)]
public sealed class SalesPointFileModel(DeskSalesPoints points, EditSalesPoint edit, CheckSalesPoint check, ChoosePhotos choose, MediaList media, PlaceDirectory places, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private const int LongestWords = 100, PhotosShown = 18;

    public DeskSalesPointPage Found { get; private set; } = null!;
    public SalesPointFields Fields { get; private set; } = null!;
    public PlaceDirectory Places => places;

    /// <summary>The form that comes back with refusals.</summary>
    public string? Refused { get; private set; }

    /// <summary>Those chosen, then those of the library that match.</summary>
    public IReadOnlyList<MediaItem> Photos { get; private set; } = [];

    public bool MayEdit => Person.May(Act.EditSalesPoints, Found.Point.Scope);
    public bool MayInvite => Person.MayGrant(Role.Keeper, Found.Point.Scope);
    public bool MayChoosePhotos => MayEdit && Person.MayAnywhere(Act.ReadMedia);

    public IReadOnlyList<Refusal> RefusalsOf(string act) => Refused == act ? Refusals : [];

    public SalesPointCheck? CheckOf(string criterion) => Found.Checks.FirstOrDefault(check => check.Criterion == criterion);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var refusals = act switch
        {
            "save" => (await edit.HandleAsync(Person, id, version ?? -1, SalesPointFields.Read(Request.Form), cancel)).Refusals,
            "check" => (await check.HandleAsync(Person, id, Findings(), cancel)).Refusals,
            "photos" => (await choose.HandleAsync(Person, id, [.. Request.Form["photos"].Select(photo => Guid.TryParse(photo, out var item) ? item : Guid.Empty)], cancel)).Refusals,
            _ => null,
        };
        if (refusals is null) return BadRequest();
        if (refusals.Count == 0) return Again(words["Đã lưu.", "Saved."]);
        Refused = act;
        var page = Refuse(refusals);
        if (act == "save") Fields = Fields with { Form = SalesPointFields.Read(Request.Form), Refusals = Refusals };
        return page;
    }

    private IReadOnlyList<CriterionFinding> Findings() =>
        [.. SalesPointCriteria.All.Select(criterion => new CriterionFinding(criterion.Code, (string?)Request.Form[$"is-{criterion.Code}"] switch { "yes" => true, "no" => false, _ => null }, Request.Form[$"note-{criterion.Code}"]))];

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await points.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        Fields = new(SalesPointFields.Of(found.Point), [.. places.Within(Person.ScopesFor(Act.EditSalesPoints))], []);
        if (MayChoosePhotos)
        {
            var typed = Asked("anh") ?? "";
            var matching = (await media.FindAsync(Person, new MediaFilter(typed.Length > LongestWords ? typed[..LongestWords] : typed, Kind: MediaKind.Photo), cancel)).Items;
            Photos = [.. matching.Where(item => found.Photos.Contains(item.Id)), .. matching.Where(item => !found.Photos.Contains(item.Id)).Take(PhotosShown)];
        }

        return true;
    }
}

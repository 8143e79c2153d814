using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Fairs;

[Requires(Act.ReadCatalog)]
public sealed class FairEditModel(DeskFairs fairs, EditFair edit, SetFairDays setDays, SetProgramme setProgramme, ChangeMarketDay changeDay, AnnounceFair announce, CancelFair cancelFair, TellResults tell,
    FairMails mails, MediaList media, LibraryPictures pictures, PlaceDirectory places, CurrentPerson current, TimeProvider clock, Words words) : FairDeskPage(fairs, clock, current)
{
    private const int MarketsAhead = 120;
    private readonly TimeProvider _clock = clock;

    /// <summary>Who gets a mail when the fair changes.</summary>
    public int Listeners { get; private set; }
    public IReadOnlyList<(string Value, string Label)> Pictures { get; private set; } = [];

    /// <summary>Of the picture that is chosen.</summary>
    public string? PlanThumb { get; private set; }

    public bool MayChoosePhotos => Person.MayAnywhere(Act.ReadMedia);

    public IEnumerable<(string Code, string Name)> Communes => Fair.Place.ProvinceCode is not { } province ? []
        : places.CommunesOf(province).Where(commune => Fair.Scope.Holds(Scope.Commune(province, commune.Code))).Select(commune => (commune.Code, words.Commune(commune.Name, commune.Kind)));

    public IReadOnlyList<DateOnly> Coming => Fair.Hours is not { } hours ? []
        : [.. hours.Rule.Between(Later(hours.From, _clock.Today()), Earlier(hours.Until, _clock.Today().AddDays(MarketsAhead))).Where(day => Found.Changes.All(change => change.Day != day))];

    public bool MayTellResults => MayRun && Fair.State == FairState.Announced && (Fair.Rule is null ? IsOver : Fair.FirstDay <= _clock.Today());

    public Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, string? titleVi, string? titleEn, string? aboutVi, string? aboutEn, string? address, string? communeCode, string? applyUntil, string? planMediaId,
        string? marketDay, string? movedTo, string? reason, string? visits, string? contracts, string? revenue, CancellationToken cancel)
    {
        string One(string name) => Request.Form[name].FirstOrDefault() ?? "";
        return AnswerAsync(id, async () => act switch
        {
            "facts" => await edit.HandleAsync(Person, id, version ?? -1, new FairForm
            {
                TitleVi = titleVi, TitleEn = titleEn, AboutVi = aboutVi, AboutEn = aboutEn, Address = address, CommuneCode = communeCode, ApplyUntil = applyUntil, PlanMediaId = planMediaId,
                Comes = One("comes"), Weekdays = [.. Column("weekdays").OfType<string>()], Nth = One("nth"), MonthWeekday = One("monthWeekday"), MonthDays = One("monthDays"), From = One("from"), Until = One("until"), Opens = One("opens"), Closes = One("closes"),
            }, cancel),
            "days" => await setDays.HandleAsync(Person, id, version ?? -1, [.. Rows("day").Select(row => new DayRow(Guid.TryParse(row("dayId"), out var known) ? known : null, row("day"), row("opens"), row("closes")))], cancel),
            "programme" => await setProgramme.HandleAsync(Person, id, version ?? -1, [.. Rows("itemVi").Select(row => new ProgrammeRow(row("itemDay"), row("itemAt"), row("itemVi"), row("itemEn")))], cancel),
            "market-day" => await changeDay.HandleAsync(Person, id, marketDay, movedTo, asRuled: false, cancel),
            "as-ruled" => await changeDay.HandleAsync(Person, id, marketDay, null, asRuled: true, cancel),
            "announce" => await announce.HandleAsync(Person, id, version ?? -1, cancel),
            "cancel" => await cancelFair.HandleAsync(Person, id, reason, cancel),
            "results" => await tell.HandleAsync(Person, id, version ?? -1, visits, contracts, revenue, cancel),
            _ => null,
        }, act switch
        {
            "announce" => words["Đã công bố. Trang và lịch công khai có hội chợ này.", "Announced. The public page and calendar have it now."],
            "cancel" => words["Đã huỷ, thư báo đang được gửi.", "Cancelled; the mails are on their way."],
            _ => words["Đã lưu.", "Saved."],
        }, cancel);
    }

    protected override async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (!await base.ReadAsync(id, cancel)) return false;
        Listeners = await mails.ListenersAsync(id, cancel);
        Pictures = await PicturesAsync(cancel);
        if (Fair.PlanMediaId is { } plan && (await pictures.FindAsync([plan], cancel)).GetValueOrDefault(plan) is { } shown) PlanThumb = Renditions.Path(shown.Key, PhotoSizes.WidthsOf(shown.Width)[0], "webp");
        return true;
    }

    /// <summary>The latest photos, or those that match what was searched for without scripts; the one in use is among them, so that no save loses it.</summary>
    private async Task<IReadOnlyList<(string, string)>> PicturesAsync(CancellationToken cancel)
    {
        IReadOnlyList<(string, string)> found = [.. (await media.FindAsync(Person, new MediaFilter(Asked("anh") ?? "", Kind: MediaKind.Photo), cancel)).Items.Select(item => (item.Id.ToString(), item.FileName))];
        // What the dialog chose may be neither, when the form comes back.
        foreach (var kept in new[] { Request.HasFormContentType ? Request.Form["planMediaId"].ToString() : null, Fair.PlanMediaId?.ToString() })
            if (Guid.TryParse(kept, out var id) && found.All(picture => picture.Item1 != kept) && (await pictures.FindAsync([id], cancel)).ContainsKey(id)) found = [(kept, kept == Fair.PlanMediaId?.ToString() ? words["ảnh đang dùng", "the present picture"] : words["ảnh vừa chọn", "the chosen picture"]), .. found];
        return found;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one < other ? one.Value : other;
}

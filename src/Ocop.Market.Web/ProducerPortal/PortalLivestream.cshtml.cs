using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.ProducerPortal;

/// <summary>A session's form: new, or one that is there.</summary>
public abstract class LivestreamFormModel(ProducersLivestreams livestreams, PlanLivestream plan, CurrentPerson current, TimeProvider clock, Words words) : DeskPageModel(current)
{
    private static readonly int[] Lengths = [30, 60, 90, 120, 180, 240];
    private IReadOnlySet<Guid> _pinned = new HashSet<Guid>();

    public Producer Producer { get; private set; } = null!;
    public Livestream? Session { get; private set; }
    public IReadOnlyList<(Guid Id, string Name)> Products { get; private set; } = [];
    public bool HasBegun => Session?.HasBegunBy(clock.UtcNow()) == true;

    public string? StartsAt => Session is null ? null : VietnamTime.Local(Session.StartsAt).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public IReadOnlyList<(string Value, string Label)> Minutes =>
        [.. Lengths.Append(Session?.Minutes ?? Lengths[0]).Distinct().Order().Select(minutes => (minutes.ToString(CultureInfo.InvariantCulture), minutes < 60 ? words[$"{minutes} phút", $"{minutes} minutes"] : Hours(minutes)))];

    public bool IsTicked(Guid id) => Refusals.Count > 0 && Request.HasFormContentType ? Request.Form["products"].Contains(id.ToString()) : _pinned.Contains(id);

    public Refusal? ProblemOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    protected async Task<bool> ReadAsync(Guid? id, Guid? producerId, CancellationToken cancel)
    {
        var own = await livestreams.OwnAsync(Person, cancel);
        var producer = producerId is { } asked ? own.FirstOrDefault(it => it.Id == asked) : own.FirstOrDefault();
        if (producer is null) return false;
        Producer = producer;
        Session = id is null ? null : await livestreams.FindAsync(producer.Id, id.Value, cancel);
        (Products, _pinned) = await livestreams.GoodsAsync(producer.Id, id, cancel);
        return id is null || Session is not null;
    }

    protected async Task<IActionResult> SaveAsync(CancellationToken cancel)
    {
        string? Field(string name) => Request.Form[name];
        var products = Request.Form["products"].Select(value => Guid.TryParse(value, out var id) ? id : Guid.Empty).ToList();
        var outcome = await plan.HandleAsync(Person, Producer.Id, Session?.Id, long.TryParse(Field("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            new LivestreamForm(Field("title"), Field("address"), Field("startsAt"), Field("minutes"), products) { ReplayAddress = Field("replayAddress"), Orders = Field("orders"), Sales = Field("sales") }, cancel);
        return outcome.Succeeded ? Back(Session is null ? words["Đã hẹn. Người mua thấy phiên này ngay.", "Planned. Buyers see it at once."] : words["Đã lưu.", "Saved."]) : Refuse(outcome.Refusals);
    }

    protected IActionResult Back(string done)
    {
        Done = done;
        return LocalRedirect(HttpContext.Link(PortalLivestreamsModel.Path));
    }

    private string Hours(int minutes) => minutes % 60 == 0 ? words[$"{minutes / 60} giờ", minutes == 60 ? "1 hour" : $"{minutes / 60} hours"] : words[$"{minutes / 60} giờ {minutes % 60} phút", $"{minutes / 60} h {minutes % 60} min"];
}

[Requires(Act.OpenPortal)]
public sealed class NewLivestreamModel(ProducersLivestreams livestreams, PlanLivestream plan, CurrentPerson current, TimeProvider clock, Words words) : LivestreamFormModel(livestreams, plan, current, clock, words)
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "chu-the")] Guid? producer, CancellationToken cancel) => await ReadAsync(null, producer, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "chu-the")] Guid? producer, CancellationToken cancel) => await ReadAsync(null, producer, cancel) ? await SaveAsync(cancel) : NotFound();
}

[Requires(Act.OpenPortal)]
public sealed class PortalLivestreamModel(ProducersLivestreams livestreams, PlanLivestream plan, CancelLivestream cancelSession, CurrentPerson current, TimeProvider clock, Words words) : LivestreamFormModel(livestreams, plan, current, clock, words)
{
    private readonly Words _words = words;

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "chu-the")] Guid? producer, CancellationToken cancel) => await ReadAsync(id, producer, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, [FromQuery(Name = "chu-the")] Guid? producer, string? act, CancellationToken cancel)
    {
        if (!await ReadAsync(id, producer, cancel)) return NotFound();
        if (act != "cancel") return await SaveAsync(cancel);
        var outcome = await cancelSession.HandleAsync(Person, id, null, cancel);
        return outcome.Succeeded ? Back(_words["Đã huỷ phiên.", "The session is cancelled."]) : Refuse(outcome.Refusals);
    }
}

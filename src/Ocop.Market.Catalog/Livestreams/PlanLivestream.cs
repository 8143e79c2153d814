using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Livestreams;

/// <summary>What a producer typed on the phone; the start is on the clock of Việt Nam.</summary>
public sealed record LivestreamForm(string? Title, string? Address, string? StartsAt, string? Minutes, IReadOnlyList<Guid> ProductIds)
{
    public string? ReplayAddress { get; init; }
    public string? Orders { get; init; }
    public string? Sales { get; init; }
}

/// <summary>Plans a session, or changes one: what came of it, and where to see it again, is told in the same form afterwards.</summary>
public sealed class PlanLivestream(ICatalogDb db, TimeProvider clock)
{
    public const int LongestTitle = 120, MostProducts = 12;
    private const int LongestMinutes = 12 * 60, MostComing = 20, MostOrders = 1_000_000;
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "d/M/yyyy H:mm"];

    /// <param name="id">Null plans a new one.</param>
    /// <param name="version">As the form showed it.</param>
    public Task<Outcome<Livestream>> HandleAsync(Person person, Guid producerId, Guid? id, long? version, LivestreamForm form, CancellationToken cancel) => db.InTransactionAsync<Livestream>(async () =>
    {
        if (await LivestreamTurn.TakeAsync(db, producerId, cancel) is not { } producer || !person.May(Act.PlanLivestreams, producer.Scope)) return NoRight.Here;
        var known = id is null ? null : await db.Livestreams.FirstOrDefaultAsync(it => it.Id == id && it.ProducerId == producerId, cancel);
        if (id is not null && known is null) return LivestreamTurn.Unknown;
        if (known is { IsCancelled: true }) return LivestreamTurn.AlreadyCancelled;
        if (known is not null && known.Version != version) return LivestreamTurn.Stale;
        var facts = await MeetAsync(producerId, form, known, cancel);
        if (!facts.Succeeded) return Outcome<Livestream>.Refused(facts.Refusals);

        var now = clock.UtcNow();
        var session = known ?? db.Livestreams.Add(new Livestream(producerId, facts.Value, producer.IsDemo, now)).Entity;
        known?.Describe(facts.Value, now);
        var pinned = await db.PinnedProducts.Where(it => it.LivestreamId == session.Id).ToListAsync(cancel);
        db.PinnedProducts.RemoveRange(pinned.Where(it => !form.ProductIds.Contains(it.ProductId)));
        db.PinnedProducts.AddRange(form.ProductIds.Distinct().Except(pinned.Select(it => it.ProductId)).Select(product => new PinnedProduct(session.Id, product)));
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, known is null ? "LivestreamPlanned" : "LivestreamChanged", producer.ChangeSubject, after: LivestreamTurn.Told(session)));
        await db.SaveChangesAsync(cancel);
        return session;
    }, cancel);

    private async Task<Outcome<LivestreamFacts>> MeetAsync(Guid producerId, LivestreamForm form, Livestream? known, CancellationToken cancel)
    {
        var unmet = new List<Refusal>();
        var now = clock.UtcNow();
        var title = FairFields.Line(form.Title);
        if (title.Length is < 4 or > LongestTitle) unmet.Add(new("TitleWrong", "title", "Tên phiên từ 4 đến 120 chữ.", "The session’s name has 4 to 120 letters."));
        var address = LivestreamPlatforms.Of(form.Address);
        if (address is null) unmet.Add(LinkWrong("address"));
        var startsAt = StartOf(form.StartsAt);
        if (startsAt is null) unmet.Add(new("StartWrong", "startsAt", "Chưa phải ngày giờ, ví dụ 24/12/2026 19:30.", "Not a time, for example 24/12/2026 19:30."));
        // One that has begun keeps its time: whoever adds the replay must not have to plan it anew.
        else if (startsAt != known?.StartsAt) await MeetStartAsync(producerId, startsAt.Value, known, unmet, cancel);
        var minutes = FairFields.Number(form.Minutes, 5, LongestMinutes);
        if (minutes is null) unmet.Add(new("MinutesWrong", "minutes", "Dài từ 5 phút đến 12 giờ.", "It lasts 5 minutes to 12 hours."));
        await MeetGoodsAsync(producerId, form.ProductIds, unmet, cancel);

        var (replay, orders, sales) = (LivestreamPlatforms.Of(form.ReplayAddress), FairFields.Number(form.Orders, 0, MostOrders), FairFields.Dong(form.Sales));
        if (replay is null && IsTyped(form.ReplayAddress)) unmet.Add(LinkWrong("replayAddress"));
        if (orders is null && IsTyped(form.Orders)) unmet.Add(new("OrdersWrong", "orders", "Số đơn là một số, ví dụ 25.", "Orders are a number, for example 25."));
        if (sales is null) unmet.Add(new("SalesWrong", "sales", "Tiền bán được là số đồng, ví dụ 3.500.000.", "Sales are a number of đồng, for example 3.500.000."));
        foreach (var (typed, field) in new[] { (form.ReplayAddress, "replayAddress"), (form.Orders, "orders"), (form.Sales, "sales") })
            if (IsTyped(typed) && known?.HasBegunBy(now) != true) unmet.Add(new("NotBegun", field, "Phiên chưa bắt đầu nên chưa có gì để ghi.", "It has not begun yet, so there is nothing to note."));
        return unmet.Count > 0 ? Outcome<LivestreamFacts>.Refused(unmet)
            : new LivestreamFacts(title, address!.Value.Platform, address.Value.Address, startsAt!.Value, startsAt.Value.AddMinutes(minutes!.Value), replay?.Address, orders, IsTyped(form.Sales) ? sales : null);
    }

    private async Task MeetStartAsync(Guid producerId, DateTime startsAt, Livestream? known, List<Refusal> unmet, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (known?.HasBegunBy(now) == true) unmet.Add(new("Begun", "startsAt", "Phiên đã bắt đầu, không đổi giờ được nữa. Lập phiên mới cho lần sau.", "It has begun, so its time stays. Plan a new session for the next one."));
        else if (startsAt < now) unmet.Add(new("StartPassed", "startsAt", "Giờ này đã qua.", "That time has passed."));
        else if (startsAt > now.AddYears(1)) unmet.Add(new("TooFar", "startsAt", "Chỉ lập phiên trong vòng một năm tới.", "A session is planned within the coming year."));
        // Sent twice over a weak line, a new session would stand there twice.
        else if (await Coming(producerId, known).AnyAsync(it => it.StartsAt == startsAt, cancel)) unmet.Add(new("SameTime", "startsAt", "Bạn đã có một phiên bắt đầu đúng giờ này.", "You already have a session that begins at that time."));
        else if (known is null && await Coming(producerId, known).CountAsync(cancel) >= MostComing) unmet.Add(new("TooManySessions", "", "Đã có 20 phiên sắp tới. Huỷ bớt hoặc đợi qua một phiên.", "There are 20 sessions to come. Cancel one or wait until one is over."));
    }

    private IQueryable<Livestream> Coming(Guid producerId, Livestream? besides)
    {
        var (now, id) = (clock.UtcNow(), besides?.Id);
        return db.Livestreams.Where(it => it.ProducerId == producerId && it.Id != id && !it.IsCancelled && it.StartsAt >= now);
    }

    private async Task MeetGoodsAsync(Guid producerId, IReadOnlyList<Guid> productIds, List<Refusal> unmet, CancellationToken cancel)
    {
        var ids = productIds.Distinct().Take(MostProducts + 1).ToList();
        if (ids.Count > MostProducts) unmet.Add(new("TooManyProducts", "products", "Ghim nhiều nhất 12 món.", "12 products at most."));
        else if (await db.Products.CountAsync(it => ids.Contains(it.Id) && it.ProducerId == producerId && it.IsListed, cancel) != ids.Count)
            unmet.Add(new("NotYours", "products", "Chỉ ghim được hàng của mình đang bán trên chợ.", "Only goods of your own that are on the market can be pinned."));
    }

    private static DateTime? StartOf(string? typed) =>
        DateTime.TryParseExact((typed ?? "").Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 2000 and < 2100 ? VietnamTime.ToUtc(local) : null;

    private static bool IsTyped(string? text) => !string.IsNullOrWhiteSpace(text);

    private static Refusal LinkWrong(string field) => new("LinkWrong", field, "Đây chưa phải liên kết tới TikTok, Facebook, Shopee, YouTube hoặc Zalo.", "This is no link to TikTok, Facebook, Shopee, YouTube or Zalo.");
}

/// <summary>Whoever writes a session holds its producer's row, so that two presses at once are one after the other.</summary>
internal static class LivestreamTurn
{
    public static readonly Refusal Unknown = new("LivestreamUnknown", "", "Không có phiên này.", "There is no such session.");
    public static readonly Refusal AlreadyCancelled = new("LivestreamCancelled", "", "Phiên này đã huỷ.", "This session was cancelled.");
    public static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa phiên này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this session. Look again and save once more.");

    public static async Task<Producer?> TakeAsync(ICatalogDb db, Guid producerId, CancellationToken cancel)
    {
        await db.Producers.Where(it => it.Id == producerId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        return await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == producerId, cancel);
    }

    /// <summary>For the log, which is about the producer: which session it was.</summary>
    public static string Told(Livestream session) => string.Create(CultureInfo.InvariantCulture, $"{session.Title}\nstarts: {VietnamTime.Local(session.StartsAt):HH:mm dd/MM/yyyy}\nlink: {session.Address}");
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Calendars;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Livestreams;

/// <summary>Sessions as reminders: one, or all as a calendar to subscribe to, in which a change or a cancellation arrives by itself.</summary>
public sealed class LivestreamCalendars(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    private const int DaysBack = 31;
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    public async Task<string?> OfAsync(Guid id, string language, CancellationToken cancel)
    {
        var sessions = await db.Livestreams.AsNoTracking().Where(it => it.Id == id).ToListAsync(cancel);
        return sessions.Count == 0 ? null : CalendarFile.Write(sessions[0].Title, await EntriesAsync(sessions, language, cancel));
    }

    /// <summary>What comes and what has just been.</summary>
    public async Task<string> AllAsync(string name, string language, CancellationToken cancel)
    {
        var since = VietnamTime.StartOf(clock.Today().AddDays(-DaysBack));
        return CalendarFile.Write(name, await EntriesAsync(await db.Livestreams.AsNoTracking().Where(it => it.EndsAt > since).OrderBy(it => it.StartsAt).ThenBy(it => it.Id).ToListAsync(cancel), language, cancel));
    }

    private async Task<IReadOnlyList<CalendarEntry>> EntriesAsync(IReadOnlyList<Livestream> sessions, string language, CancellationToken cancel)
    {
        var (ids, producerIds) = (sessions.Select(it => it.Id).ToList(), sessions.Select(it => it.ProducerId).Distinct().ToList());
        var producers = await db.Producers.Where(it => producerIds.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, cancel);
        var goods = (await (from pin in db.PinnedProducts where ids.Contains(pin.LivestreamId) join product in db.Products on pin.ProductId equals product.Id
            where product.IsListed orderby product.FoldedName select new { pin.LivestreamId, product.Name }).ToListAsync(cancel)).ToLookup(row => row.LivestreamId, row => row.Name);
        return [.. sessions.Select(it => Entry(it, producers[it.ProducerId], goods[it.Id], language))];
    }

    private CalendarEntry Entry(Livestream session, string producer, IEnumerable<string> goods, string language)
    {
        string Say(string vi, string en) => language == "en" ? en : vi;
        var (starts, ends) = (VietnamTime.Local(session.StartsAt), VietnamTime.Local(session.EndsAt));
        // A calendar keeps its words for years: the programme's name would outlive the stars beside which it may stand.
        var pinned = string.Join(", ", goods.Select(OcopWord.Without));
        return new CalendarEntry($"{session.Id:n}@{new Uri(letterhead.Value.PublicUrl).Host}", session.Sequence, session.ToldAt, DateOnly.FromDateTime(starts), TimeOnly.FromDateTime(starts), TimeOnly.FromDateTime(ends), $"{session.Title} · {producer}")
        {
            ClosesOn = DateOnly.FromDateTime(ends), Location = session.Platform.ToString(), Url = session.Address, IsCancelled = session.IsCancelled, RemindBefore = Before,
            Description = string.Join("\n", new[]
            {
                session.IsCancelled ? Say("Phiên này đã huỷ.", "This session was cancelled.") : Say($"Xem trực tiếp: {session.Address}", $"Watch live: {session.Address}"),
                pinned.Length > 0 ? Say($"Hàng trong phiên: {pinned}", $"Goods: {pinned}") : "",
                $"{letterhead.Value.PublicUrl}{(language == "en" ? "/en" : "")}/phien-live",
                session.IsDemo ? Say("Phiên minh hoạ, không có thật.", "Made up for the demonstration.") : "",
            }.Where(line => line.Length > 0)),
        };
    }
}

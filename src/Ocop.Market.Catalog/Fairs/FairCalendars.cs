using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Calendars;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>Fairs as calendars that people subscribe to. A day keeps its UID for ever; markets by the moon are written out, since no RRULE can say them.</summary>
public sealed class FairCalendars(ICatalogDb db, IOptions<Letterhead> letterhead, TimeProvider clock)
{
    private const int DaysBack = 31, LunarDaysAhead = 400;

    /// <summary>Longer than any rule goes without a market: a month's 31st after a short one, and then some.</summary>
    private const int LongestPause = 400;

    /// <summary>Null where there is none that was announced.</summary>
    public async Task<string?> OfAsync(string slug, string language, CancellationToken cancel)
    {
        var fairs = await db.Fairs.AsNoTracking().Where(fair => fair.Slug == slug && fair.State != FairState.Draft).ToListAsync(cancel);
        return fairs.Count == 0 ? null : CalendarFile.Write(Say(fairs[0].Title, language), await EntriesAsync(fairs, language, cancel));
    }

    /// <summary>What comes and what has just been, of all provinces or one.</summary>
    public async Task<string> AllAsync(string name, string? provinceCode, string language, CancellationToken cancel)
    {
        var since = clock.Today().AddDays(-DaysBack);
        var fairs = db.Fairs.AsNoTracking().Where(fair => fair.State != FairState.Draft && (fair.LastDay == null || fair.LastDay >= since));
        if (provinceCode is not null) fairs = fairs.Where(fair => fair.Place.ProvinceCode == provinceCode);
        return CalendarFile.Write(name, await EntriesAsync(await fairs.OrderBy(fair => fair.FirstDay).ThenBy(fair => fair.Id).ToListAsync(cancel), language, cancel));
    }

    private async Task<IReadOnlyList<CalendarEntry>> EntriesAsync(IReadOnlyList<Fair> fairs, string language, CancellationToken cancel)
    {
        var ids = fairs.Select(fair => fair.Id).ToList();
        var days = (await db.FairDays.AsNoTracking().Where(day => ids.Contains(day.FairId)).ToListAsync(cancel)).ToLookup(day => day.FairId);
        var changes = (await db.MarketDayChanges.AsNoTracking().Where(change => ids.Contains(change.FairId)).ToListAsync(cancel)).ToLookup(change => change.FairId);
        return [.. fairs.SelectMany(fair => fair.Hours is not { } hours ? days[fair.Id].OrderBy(day => day.Day).Select(day => Entry(fair, $"{day.Id:n}", day.Day, day.Opens, day.Closes, language))
            : hours.Rule.IsLunar ? Lunar(fair, hours, changes[fair.Id], language) : Ruled(fair, hours, [.. changes[fair.Id].OrderBy(change => change.Day)], language))];
    }

    private IEnumerable<CalendarEntry> Ruled(Fair fair, MarketHours hours, IReadOnlyList<MarketDayChange> changes, string language)
    {
        // DTSTART counts as the first of the rule's days, so it has to be one.
        if (hours.Rule.Between(hours.From, hours.From.AddDays(LongestPause)).Select(day => (DateOnly?)day).FirstOrDefault() is not { } first || first > hours.Until) yield break;
        var master = Entry(fair, $"{fair.Id:n}", first, hours.Opens, hours.Closes, language);
        yield return master with { Rule = hours.Rule.Text, RuleUntil = hours.Until, Except = [.. changes.Where(change => change.MovedTo is null).Select(change => change.Day)] };
        foreach (var change in changes)
            if (change.MovedTo is { } day) yield return master with { Day = day, InsteadOf = change.Day };
    }

    private IEnumerable<CalendarEntry> Lunar(Fair fair, MarketHours hours, IEnumerable<MarketDayChange> changes, string language)
    {
        var changed = changes.ToDictionary(change => change.Day, change => change.MovedTo);
        var (from, until) = (Later(hours.From, clock.Today().AddDays(-DaysBack)), clock.Today().AddDays(LunarDaysAhead));
        foreach (var day in hours.Rule.Between(from, hours.Until < until ? hours.Until.Value : until))
        {
            var isChanged = changed.TryGetValue(day, out var movedTo);
            var entry = Entry(fair, string.Create(CultureInfo.InvariantCulture, $"{fair.Id:n}-{day:yyyyMMdd}"), movedTo ?? day, hours.Opens, hours.Closes, language);
            yield return isChanged && movedTo is null ? entry with { IsCancelled = true } : entry;
        }
    }

    private CalendarEntry Entry(Fair fair, string id, DateOnly day, TimeOnly opens, TimeOnly closes, string language) =>
        new($"{id}@{new Uri(letterhead.Value.PublicUrl).Host}", fair.Sequence, fair.ToldAt, day, opens, closes, Say(fair.Title, language))
        {
            Location = string.Join(", ", new[] { fair.Address, fair.Place.Commune, fair.Place.Province }.Where(part => !string.IsNullOrEmpty(part))),
            Description = string.Join("\n\n", new[] { fair.State == FairState.Cancelled ? (language == "en" ? "Cancelled: " : "Đã huỷ: ") + fair.CancelReason : "", Say(fair.About, language), fair.IsDemo ? (language == "en" ? "Made up for the demonstration." : "Hội chợ minh hoạ, không có thật.") : "" }.Where(part => part.Length > 0)),
            Url = $"{letterhead.Value.PublicUrl}{(language == "en" ? "/en" : "")}/hoi-cho/{fair.Slug}", IsCancelled = fair.State == FairState.Cancelled,
        };

    private static string Say(LocalText text, string language) => language == "en" ? text.En : text.Vi;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

namespace Ocop.Market.Catalog.Fairs;

/// <summary>The days a market is really held: as its rule says, without those called off, with those moved where they went.</summary>
public static class MarketDays
{
    /// <summary>Further ahead nobody plans a visit.</summary>
    private const int DaysAhead = 62;

    /// <param name="Ruled">The day the rule says.</param>
    public readonly record struct Held(DateOnly Ruled, DateOnly Day);

    public static IEnumerable<Held> Of(MarketHours hours, IEnumerable<MarketDayChange> changes, DateOnly from, DateOnly until)
    {
        var changed = changes.ToDictionary(change => change.Day, change => change.MovedTo);
        var (first, last) = (hours.From > from ? hours.From : from, hours.Until < until ? hours.Until.Value : until);
        var asRuled = hours.Rule.Between(first, last).Where(day => !changed.ContainsKey(day)).Select(day => new Held(day, day));
        // A market may have been moved into the time asked for from outside it.
        var moved = changed.Where(change => change.Value is { } day && day >= from && day <= until).Select(change => new Held(change.Key, change.Value!.Value));
        return asRuled.Concat(moved).OrderBy(held => held.Day).ThenBy(held => held.Ruled);
    }

    public static DateOnly? NextFrom(MarketHours hours, IEnumerable<MarketDayChange> changes, DateOnly today) =>
        Of(hours, changes, today, (hours.From > today ? hours.From : today).AddDays(DaysAhead)).Select(held => (DateOnly?)held.Day).FirstOrDefault();
}

namespace Ocop.Market.Catalog.Recognition;

/// <summary>Stars as a page may show them on one day. There is no other way to make one than from a decision that is valid on that day.</summary>
public sealed record ShownStars
{
    private ShownStars(RecognitionDecision decision) => (Count, Year, LastDay, IsDemo) = (decision.Stars, decision.DecidedOn.Year, decision.LastDay, decision.IsDemo);

    public int Count { get; }

    /// <summary>Of the recognition.</summary>
    public int Year { get; }

    /// <summary>After it they may be shown no more, by a copy of the page either.</summary>
    public DateOnly LastDay { get; }

    public bool IsDemo { get; }

    public static ShownStars? Of(IEnumerable<RecognitionDecision> decisions, DateOnly day) =>
        decisions.DecisionOn(day) is { } decision ? new ShownStars(decision) : null;
}

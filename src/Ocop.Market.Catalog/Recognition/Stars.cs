namespace Ocop.Market.Catalog.Recognition;

/// <summary>The only way from decisions to stars. Everything that shows a star comes through here or through the same rule in a query.</summary>
public static class Stars
{
    /// <summary>
    /// The decision that speaks for the product on that day: the latest one taken by then, if it is still valid.
    /// A later decision replaces an earlier one even when it is lower, so a downgrade cannot hide behind the old certificate.
    /// </summary>
    public static T? DecisionOn<T>(this IEnumerable<T> decisions, DateOnly day) where T : class, IDecision =>
        decisions.LatestOn(day) is { } latest && latest.IsValidOn(day) ? latest : null;

    public static int? StarsOn(this IEnumerable<RecognitionDecision> decisions, DateOnly day) => decisions.DecisionOn(day)?.Stars;

    /// <summary>The decision that spoke last, where it no longer does: lapsed or revoked. Null while one is valid or where there never was one.</summary>
    public static T? EndedDecisionOn<T>(this IEnumerable<T> decisions, DateOnly day) where T : class, IDecision =>
        decisions.LatestOn(day) is { } latest && !latest.IsValidOn(day) ? latest : null;

    /// <summary>The last day on which the stars stood, where they are gone.</summary>
    public static DateOnly? EndBefore(this IEnumerable<RecognitionDecision> decisions, DateOnly day) => decisions.EndedDecisionOn(day)?.LastDay;

    private static T? LatestOn<T>(this IEnumerable<T> decisions, DateOnly day) where T : class, IDecision =>
        decisions.Where(decision => decision.DecidedOn <= day).MaxBy(decision => (decision.DecidedOn, decision.Id));
}

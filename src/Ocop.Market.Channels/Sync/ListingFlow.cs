using Ocop.Market.Channels.Connectors;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// How a product stands on a platform. Queued and Submitting are ours, OutcomeUnknown is nobody's, the rest is what was seen over there.
/// NeedsPerson: given up after too many tries, or something only a person can do.
/// </summary>
public enum SyncState { NotListed, Queued, Invalid, Submitting, OutcomeUnknown, InReview, Live, Hidden, Rejected, Suspended, NeedsPerson, Removed }

/// <summary>Who moved it last.</summary>
public enum SyncActor { Seller, Officer, Rule, Runner, Platform }

/// <summary>The whole way of a listing in one table, checked at the start.</summary>
public static class ListingFlow
{
    /// <summary>A creation that was refused may have left something, and a seller may bring our SKU by hand.</summary>
    private static readonly SyncState[] Found = [SyncState.InReview, SyncState.Live, SyncState.Hidden, SyncState.Rejected, SyncState.Suspended];
    private static readonly SyncState[] Seen = [.. Found, SyncState.Removed];

    public static readonly IReadOnlyDictionary<SyncState, IReadOnlyList<SyncState>> Next = new Dictionary<SyncState, IReadOnlyList<SyncState>>
    {
        [SyncState.NotListed] = [.. Found, SyncState.Queued],
        [SyncState.Queued] = [.. Found, SyncState.Submitting, SyncState.Invalid, SyncState.NotListed, SyncState.NeedsPerson],
        [SyncState.Invalid] = [.. Found, SyncState.Queued, SyncState.NotListed],
        [SyncState.Submitting] = [.. Seen, SyncState.OutcomeUnknown, SyncState.Queued, SyncState.Invalid, SyncState.NeedsPerson],
        [SyncState.OutcomeUnknown] = [.. Seen, SyncState.Queued, SyncState.NeedsPerson],
        [SyncState.InReview] = [.. Seen, SyncState.NeedsPerson],
        [SyncState.Live] = [.. Seen, SyncState.NeedsPerson],
        [SyncState.Hidden] = [.. Seen, SyncState.NeedsPerson],
        [SyncState.Rejected] = [.. Seen, SyncState.Queued, SyncState.NeedsPerson],
        [SyncState.Suspended] = [.. Seen, SyncState.NeedsPerson],
        [SyncState.NeedsPerson] = [.. Seen, SyncState.Queued, SyncState.NotListed],
        // A new listing over there, with a number of its own.
        [SyncState.Removed] = [SyncState.Queued, SyncState.NotListed],
    };

    public static bool May(SyncState from, SyncState to) => from == to || Next[from].Contains(to);

    public static SyncState Of(ObservedState observed) => observed switch
    {
        ObservedState.InReview => SyncState.InReview,
        ObservedState.Live => SyncState.Live,
        ObservedState.Hidden => SyncState.Hidden,
        ObservedState.Rejected => SyncState.Rejected,
        ObservedState.Suspended => SyncState.Suspended,
        ObservedState.Removed => SyncState.Removed,
    };

    /// <exception cref="InvalidOperationException">A state without a row, out of reach, or that nothing leads out of.</exception>
    public static void Check(IReadOnlyDictionary<SyncState, IReadOnlyList<SyncState>> next)
    {
        foreach (var state in Enum.GetValues<SyncState>())
        {
            if (!next.TryGetValue(state, out var own) || own.All(to => to == state)) throw new InvalidOperationException($"Nothing leads out of {state}.");
            if (state != SyncState.NotListed && !next.Any(from => from.Key != state && from.Value.Contains(state))) throw new InvalidOperationException($"Nothing leads to {state}.");
        }
    }
}

namespace Ocop.Market.Ordering.Companies;

/// <summary>
/// Placed: one order with a parcel for each recipient, its goods promised, waiting for the money. OnAccount: the parcels go out, the money comes later.
/// Done: paid, and no parcel is open any more. Withdrawn: by the desk. Declined: by the company. Unpaid: placed, but the
/// money did not come in time.
/// </summary>
public enum QuoteState { Asked, Offered, Accepted, Placed, DepositPaid, Paid, OnAccount, Done, Declined, Expired, Withdrawn, Unpaid }

/// <summary>Place and Trust are one button: which of the two it is stands in the offer. Lapse: the money did not come in time.</summary>
public enum QuoteAct { Offer, Accept, Decline, Withdraw, Expire, Place, Trust, PayDeposit, Pay, Lapse, Finish }

public sealed record QuoteMove(QuoteAct Act, QuoteState From, QuoteState To);

/// <summary>The whole way of a quote in one table. Checked at the start.</summary>
public static class QuoteFlow
{
    public static readonly IReadOnlyList<QuoteMove> Moves =
    [
        new(QuoteAct.Offer, QuoteState.Asked, QuoteState.Offered),
        // Another price after a call: the version of the offer keeps the old one from being accepted.
        new(QuoteAct.Offer, QuoteState.Offered, QuoteState.Offered),
        new(QuoteAct.Offer, QuoteState.Expired, QuoteState.Offered),
        new(QuoteAct.Accept, QuoteState.Offered, QuoteState.Accepted),
        new(QuoteAct.Decline, QuoteState.Asked, QuoteState.Declined),
        new(QuoteAct.Decline, QuoteState.Offered, QuoteState.Declined),
        new(QuoteAct.Withdraw, QuoteState.Asked, QuoteState.Withdrawn),
        new(QuoteAct.Withdraw, QuoteState.Offered, QuoteState.Withdrawn),
        new(QuoteAct.Withdraw, QuoteState.Accepted, QuoteState.Withdrawn),
        new(QuoteAct.Expire, QuoteState.Offered, QuoteState.Expired),
        new(QuoteAct.Expire, QuoteState.Accepted, QuoteState.Expired),
        new(QuoteAct.Place, QuoteState.Accepted, QuoteState.Placed),
        new(QuoteAct.Trust, QuoteState.Accepted, QuoteState.OnAccount),
        new(QuoteAct.PayDeposit, QuoteState.Placed, QuoteState.DepositPaid),
        new(QuoteAct.Pay, QuoteState.Placed, QuoteState.Paid),
        new(QuoteAct.Pay, QuoteState.DepositPaid, QuoteState.Paid),
        new(QuoteAct.Pay, QuoteState.OnAccount, QuoteState.Paid),
        // The money came when the goods had been let go, and there were still enough.
        new(QuoteAct.Pay, QuoteState.Unpaid, QuoteState.Paid),
        new(QuoteAct.Lapse, QuoteState.Placed, QuoteState.Unpaid),
        new(QuoteAct.Lapse, QuoteState.DepositPaid, QuoteState.Unpaid),
        new(QuoteAct.Finish, QuoteState.Paid, QuoteState.Done),
    ];

    private static readonly QuoteState[] Ends = [QuoteState.Done, QuoteState.Declined, QuoteState.Expired, QuoteState.Withdrawn, QuoteState.Unpaid];

    /// <summary>Nothing more is to be done for it.</summary>
    public static bool IsEnd(this QuoteState state) => Ends.Contains(state);

    /// <summary>The sheet may still change: no parcel was made of it.</summary>
    public static bool TakesRecipients(this QuoteState state) => state is QuoteState.Asked or QuoteState.Offered or QuoteState.Accepted;

    public static QuoteMove? Find(QuoteAct act, QuoteState from) => Moves.SingleOrDefault(move => move.Act == act && move.From == from);

    /// <exception cref="InvalidOperationException">An act without a move or with two ends, two moves from one state, a state out of reach, or one that never comes to an end.</exception>
    public static void Check(IReadOnlyList<QuoteMove> moves)
    {
        foreach (var act in Enum.GetValues<QuoteAct>())
        {
            var own = moves.Where(move => move.Act == act).ToList();
            if (own.Count == 0) throw new InvalidOperationException($"No quote can ever {act}.");
            if (own.DistinctBy(move => move.From).Count() != own.Count) throw new InvalidOperationException($"{act} leads to two states from one.");
            if (own.DistinctBy(move => move.To).Count() != 1) throw new InvalidOperationException($"{act} must lead to one state.");
        }

        var reached = Follow(moves, QuoteState.Asked);
        foreach (var state in Enum.GetValues<QuoteState>())
        {
            if (!reached.Contains(state)) throw new InvalidOperationException($"No quote ever becomes {state}.");
            if (!Follow(moves, state).Any(IsEnd)) throw new InvalidOperationException($"A quote that is {state} never ends.");
        }
    }

    private static HashSet<QuoteState> Follow(IReadOnlyList<QuoteMove> moves, QuoteState start)
    {
        var found = new HashSet<QuoteState> { start };
        var open = new Queue<QuoteState>([start]);
        while (open.TryDequeue(out var from))
            foreach (var move in moves.Where(move => move.From == from))
                if (found.Add(move.To)) open.Enqueue(move.To);
        return found;
    }
}

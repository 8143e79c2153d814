namespace Ocop.Market.Ordering.Claims;

/// <summary>Open: nobody answered yet. AwaitingReturn: the money goes back when the goods are back. Replaced: the producer sends the goods anew.</summary>
public enum ClaimState { Open, AwaitingReturn, Refunded, Replaced, Refused }

/// <summary>Refund: the buyer keeps or throws away what came. AskReturn: promised against the goods. TakeReturn: they are back.</summary>
public enum ClaimAct { Refund, AskReturn, TakeReturn, Replace, Refuse }

public sealed record ClaimMove(ClaimAct Act, ClaimState From, ClaimState To, bool PaysBack = false);

/// <summary>The whole way of a claim in one table, checked at the start.</summary>
public static class ClaimFlow
{
    public static readonly IReadOnlyList<ClaimMove> Moves =
    [
        new(ClaimAct.Refund, ClaimState.Open, ClaimState.Refunded, PaysBack: true),
        new(ClaimAct.AskReturn, ClaimState.Open, ClaimState.AwaitingReturn),
        new(ClaimAct.Replace, ClaimState.Open, ClaimState.Replaced),
        new(ClaimAct.Refuse, ClaimState.Open, ClaimState.Refused),
        new(ClaimAct.TakeReturn, ClaimState.AwaitingReturn, ClaimState.Refunded, PaysBack: true),
        // The goods never came, or came back used up.
        new(ClaimAct.Refuse, ClaimState.AwaitingReturn, ClaimState.Refused),
    ];

    public static ClaimMove? Find(ClaimAct act, ClaimState from) => Moves.SingleOrDefault(move => move.Act == act && move.From == from);

    public static bool IsEnd(this ClaimState state) => !Moves.Any(move => move.From == state);

    /// <exception cref="InvalidOperationException">An act without a move, two moves for one act and state, a state out of reach, a claim that cannot be refused, or money that goes back on the way to another end or twice.</exception>
    public static void Check(IReadOnlyList<ClaimMove> moves)
    {
        foreach (var act in Enum.GetValues<ClaimAct>())
        {
            var own = moves.Where(move => move.Act == act).ToList();
            if (own.Count == 0) throw new InvalidOperationException($"No claim can ever {act}.");
            if (own.DistinctBy(move => move.From).Count() != own.Count) throw new InvalidOperationException($"{act} leads to two states from one.");
        }

        foreach (var state in Enum.GetValues<ClaimState>())
        {
            if (state != ClaimState.Open && !moves.Any(move => move.To == state)) throw new InvalidOperationException($"No claim ever becomes {state}.");
            if (moves.Any(move => move.From == state) && !moves.Any(move => move.From == state && move.Act == ClaimAct.Refuse)) throw new InvalidOperationException($"A claim that is {state} cannot be refused.");
        }

        foreach (var move in moves)
        {
            if (move.PaysBack != (move.To == ClaimState.Refunded)) throw new InvalidOperationException($"{move.Act} leads to {move.To} and {(move.PaysBack ? "pays" : "does not pay")}.");
            if (move.From == ClaimState.Refunded) throw new InvalidOperationException("What was refunded could be paid once more.");
        }
    }
}

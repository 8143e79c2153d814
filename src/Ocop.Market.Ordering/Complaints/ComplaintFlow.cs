namespace Ocop.Market.Ordering.Complaints;

/// <summary>Open: the desk owes an answer. Answered: the buyer may go on, or the desk ends it.</summary>
public enum ComplaintState { Open, Answered, Closed }

/// <summary>Write and Withdraw are the buyer's, Comment the producer's, Answer and Close the desk's.</summary>
public enum ComplaintAct { Write, Withdraw, Comment, Answer, Close }

public static class ComplaintFlow
{
    /// <returns>Null where it cannot be done: what is closed stays so.</returns>
    public static ComplaintState? Next(ComplaintAct act, ComplaintState from) => (act, from) switch
    {
        (_, ComplaintState.Closed) => null,
        (ComplaintAct.Write, _) => ComplaintState.Open,
        // The producer's word is no answer of the market: its day stays.
        (ComplaintAct.Comment, _) => from,
        (ComplaintAct.Answer, _) => ComplaintState.Answered,
        (ComplaintAct.Close or ComplaintAct.Withdraw, _) => ComplaintState.Closed,
    };

    public static ComplaintSide SideOf(ComplaintAct act) => act switch
    {
        ComplaintAct.Write or ComplaintAct.Withdraw => ComplaintSide.Buyer,
        ComplaintAct.Comment => ComplaintSide.Producer,
        ComplaintAct.Answer or ComplaintAct.Close => ComplaintSide.Desk,
    };
}

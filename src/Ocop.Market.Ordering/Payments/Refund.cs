using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Asked: to be sent to the gateway. UnderWay: the bank is at it. ByHand: a person has to transfer it. Refused: the gateway said no, so a person has to.</summary>
public enum RefundState { Asked, UnderWay, ByHand, Refused, Done }

/// <summary>Money owed back out of one receipt. Its id is the key under which the gateway does it once.</summary>
public sealed class Refund : ITellsChange
{
    private Refund() { }

    internal Refund(Receipt receipt, Guid? orderId, string reference, Money amount, LocalText reason, string actor, DateTime now)
    {
        (Id, ReceiptId, GroupId, OrderId) = (Guid.CreateVersion7(), receipt.Id, receipt.GroupId, orderId);
        (Reference, Amount, Reason, ReasonEn, Actor, CreatedAt, DueAt) = (reference, amount, reason.Vi, reason.En, actor, now, now);
    }

    public Guid Id { get; private set; }
    public Guid ReceiptId { get; private set; }
    public Guid? GroupId { get; private set; }

    /// <summary>The parcel it is for; null for money that was too much.</summary>
    public Guid? OrderId { get; private set; }
    public string Reference { get; private set; } = "";
    public Money Amount { get; private set; }

    /// <summary>The buyer reads it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Words of people stay as they wrote them.</summary>
    public string ReasonEn { get; private set; } = "";
    public string Actor { get; private set; } = "";
    public RefundState State { get; private set; }
    public string? GatewayRefundId { get; private set; }

    /// <summary>The gateway's last word, or how a person gave it back.</summary>
    public string? Answer { get; private set; }

    /// <summary>Who gave it back by hand; null where the gateway did.</summary>
    public string? FinishedBy { get; private set; }

    /// <summary>Made at the gateway itself, without the market: nothing is to be sent, and an officer looks what it means for the parcel.</summary>
    public bool IsOutside { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Not to be sent or asked after before this moment.</summary>
    public DateTime DueAt { get; private set; }
    public DateTime? DoneAt { get; private set; }

    /// <summary>Since the gateway last answered.</summary>
    public int Tries { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Refund(Id);

    public LocalText Why => new(Reason, ReasonEn);

    /// <summary>After so many tries without an answer a person may look at the gateway and end it.</summary>
    public const int PatientTries = 8;

    public bool IsForPeople => State is RefundState.ByHand or RefundState.Refused || State != RefundState.Done && Tries >= PatientTries || IsOutside && FinishedBy is null;

    /// <returns>Whether it was done by this news.</returns>
    internal bool Hear(RefundNews news, DateTime now)
    {
        // A card that is gone by then sends it back days after it was done; what a person gave back stays given.
        if (State == RefundState.Done && (FinishedBy is not null && !IsOutside || news is not RefundNews.Refused)) return false;
        // News come in any order: what came back once is a person's, even when "done" is told again.
        if (State == RefundState.Refused) return false;
        switch (news)
        {
            case RefundNews.Done done:
                (State, GatewayRefundId, DoneAt) = (RefundState.Done, done.GatewayRefundId, now);
                return true;
            // An answer, too: a bank may be at it for days, and is asked each hour.
            case RefundNews.UnderWay underWay: (State, GatewayRefundId, Tries) = (RefundState.UnderWay, underWay.GatewayRefundId, 0); break;
            case RefundNews.ByHand: State = RefundState.ByHand; break;
            case RefundNews.Refused refused: (State, Answer, DoneAt) = (RefundState.Refused, Short($"{refused.Code}: {refused.Words}"), null); break;
            // The same again, later and later.
            case RefundNews.Unreachable unreachable: (Answer, DueAt) = (Short(unreachable.Problem), now + TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(Tries, 10)), 360))); break;
        }

        return false;
    }

    internal void FinishByHand(string how, string actor, DateTime now) => (State, Answer, FinishedBy, DoneAt) = (RefundState.Done, Short(how), actor, DoneAt ?? now);

    internal void MadeOutside(RefundNews news, string? answer, DateTime now)
    {
        (IsOutside, Answer) = (true, answer);
        Hear(news, now);
    }

    /// <summary>What was owed anyhow was given back there.</summary>
    internal void DoneOutside(PaymentNews.Refund news, string actor, DateTime now)
    {
        // No further question to the gateway: it knows nothing of this refund under its own key, and would make another.
        (State, IsOutside, GatewayRefundId) = (RefundState.ByHand, true, news.GatewayRefundId);
        Hear(news.News, now);
        FinishedBy = actor;
    }

    /// <summary>Our own question was answered all the same: done, it was given back twice, and a person has to look.</summary>
    internal void HearAfterOutside(RefundNews news)
    {
        if (news is RefundNews.Done or RefundNews.UnderWay) (Answer, FinishedBy) = ("Cổng cũng đã hoàn khoản này: có thể đã hoàn hai lần.", null);
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}

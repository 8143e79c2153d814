using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>
/// What a line of the ledger is about. Those up to Correction move what the market owes a producer; those after it are the market's own side of the same facts,
/// without which nobody could see that all money went somewhere.
/// </summary>
public enum EntryKind { Sold, DiscountBorne, Commission, DeliveryPassedOn, Returned, CommissionReturned, CashCollected, PaidOut, PayoutFailed, Correction, BuyerPaid, MarketDiscount, DeliveryKept, Refunded, OnAccount }

/// <param name="Key">What makes the fact once and for all: a repeat has the same.</param>
/// <param name="Text">The name of the goods, or why.</param>
internal sealed record EntryDraft(EntryKind Kind, Guid ProducerId, Money Amount, string Key, string? Text = null)
{
    public Order? Order { get; init; }
    public Guid? PayoutId { get; init; }
    public SettlementEntry? Corrects { get; init; }
}

/// <summary>One line between the market and a producer. Never changed, never taken out; what was wrong gets a line against it.</summary>
public sealed class SettlementEntry : IOnlyAppended
{
    private SettlementEntry() { }

    internal SettlementEntry(EntryDraft draft, DateOnly month, string actor, DateTime now)
    {
        (Key, ProducerId, Kind, Dong, Month, At, Actor) = (draft.Key, draft.ProducerId, draft.Kind, draft.Amount.Amount, month, now, actor);
        IsDue = draft.Kind <= EntryKind.Correction;
        (OrderId, OrderNumber) = (draft.Order?.Id ?? draft.Corrects?.OrderId, draft.Order?.Number ?? draft.Corrects?.OrderNumber);
        (PayoutId, CorrectsId, Text) = (draft.PayoutId, draft.Corrects?.Id, draft.Text is { Length: > 300 } text ? text[..300] : draft.Text);
    }

    public long Id { get; private set; }

    /// <summary>Unique: whatever is told twice is booked once.</summary>
    public string Key { get; private set; } = "";
    public Guid ProducerId { get; private set; }

    /// <summary>The first day of the month on whose statement it stands.</summary>
    public DateOnly Month { get; private set; }
    public DateTime At { get; private set; }
    public EntryKind Kind { get; private set; }

    /// <summary>More than zero is the producer's; on the market's side, what came in or was given. A number, so that databases can add it up.</summary>
    public long Dong { get; private set; }

    /// <summary>Whether it moves what the market owes the producer.</summary>
    public bool IsDue { get; private set; }
    public Guid? OrderId { get; private set; }
    public string? OrderNumber { get; private set; }
    public Guid? PayoutId { get; private set; }

    /// <summary>The line that this one stands against.</summary>
    public long? CorrectsId { get; private set; }
    public string? Text { get; private set; }
    public string Actor { get; private set; } = "";

    public Money Amount => new(Dong);
}

/// <summary>Statements up to and with this month stay as they are; facts that come later stand on the next.</summary>
public sealed class ClosedMonth
{
    private ClosedMonth() { }

    internal ClosedMonth(DateOnly month, string actor, DateTime now) => (Month, Actor, ClosedAt) = (month, actor, now);

    public DateOnly Month { get; private set; }
    public DateTime ClosedAt { get; private set; }
    public string Actor { get; private set; } = "";
}

using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Why money lies aside until an officer has looked at it.</summary>
public enum ReceiptDoubt { None, WrongAmount, WrongCurrency }

/// <summary>
/// Money that came in. Written once for each transaction of its provider, whatever it was for, and never changed but for being assigned and
/// given back. Money without a group waits for an officer.
/// </summary>
public sealed class Receipt : ITellsChange
{
    private Receipt() { }

    internal Receipt(string provider, PaymentNews.Paid money, string? memo, DateTime now)
    {
        (Id, Provider, TransactionId, Amount, Currency) = (Guid.CreateVersion7(), provider, money.TransactionId, money.Amount, money.Currency);
        (PaidAt, BookedAt, Memo) = (money.At ?? now, now, memo is { Length: > 500 } ? memo[..500] : memo);
    }

    /// <summary>Cash for one parcel.</summary>
    internal Receipt(Guid groupId, Guid orderId, string orderNumber, Money amount, DateTime now) : this(PaymentOptions.Cash, new PaymentNews.Paid(orderNumber, amount, "VND", now), null, now) =>
        (GroupId, OrderId) = (groupId, orderId);

    public Guid Id { get; private set; }
    public string Provider { get; private set; } = "";

    /// <summary>Unique with the provider: the same money is never counted twice, by whatever road its news comes.</summary>
    public string TransactionId { get; private set; } = "";
    public Guid? PaymentId { get; private set; }
    public Guid? GroupId { get; private set; }

    /// <summary>Of the parcel, for cash at its door.</summary>
    public Guid? OrderId { get; private set; }
    public Money Amount { get; private set; }
    public string Currency { get; private set; } = "";
    public DateTime PaidAt { get; private set; }
    public DateTime BookedAt { get; private set; }

    /// <summary>What the payer wrote.</summary>
    public string? Memo { get; private set; }
    public ReceiptDoubt Doubt { get; private set; }

    /// <summary>What of it goes back, decided and done alike.</summary>
    public Money Refunded { get; private set; }
    public long Version { get; private set; }

    public Money Left => Amount - Refunded;

    public ChangeSubject ChangeSubject => ChangeSubject.Receipt(Id);

    internal void AssignTo(Payment payment) => (PaymentId, GroupId) = (payment.Id, payment.GroupId);

    internal void LayAside(ReceiptDoubt doubt) => Doubt = doubt;

    internal void GiveBack(Money amount)
    {
        if (amount <= Money.Zero || amount > Left) throw new InvalidOperationException($"{amount} of {Left} cannot go back.");
        Refunded += amount;
    }
}

internal static class ReceiptRows
{
    /// <summary>What pays for the group: all that came in for it and lies not aside.</summary>
    public static IQueryable<Receipt> CountedFor(this IQueryable<Receipt> receipts, Guid groupId) => receipts.Where(receipt => receipt.GroupId == groupId && receipt.Doubt == ReceiptDoubt.None);
}

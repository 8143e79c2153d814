using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Made: written down and off what is due, on its way to the bank. Failed: it did not arrive, and is due again.</summary>
public enum PayoutState { Made, Paid, Failed }

/// <summary>What an officer takes to the bank at one time.</summary>
public sealed class PayoutBatch
{
    private readonly List<Payout> _payouts = [];

    private PayoutBatch() { }

    internal PayoutBatch(string actor, DateTime now) => (Id, Actor, MadeAt) = (Guid.CreateVersion7(), actor, now);

    public Guid Id { get; private set; }
    public DateTime MadeAt { get; private set; }
    public string Actor { get; private set; } = "";
    public IReadOnlyList<Payout> Payouts => _payouts;

    public Money Total => _payouts.Where(payout => payout.State != PayoutState.Failed).Select(payout => payout.Amount).Sum();

    internal Payout Add(Guid producerId, string producer, Money amount, PayoutAccount account)
    {
        var payout = new Payout(Id, producerId, producer, amount, account);
        _payouts.Add(payout);
        return payout;
    }
}

/// <summary>All that was due to one producer. The account is a copy of the day: what is changed later goes to the next one.</summary>
public sealed class Payout
{
    private Payout() { }

    internal Payout(Guid batchId, Guid producerId, string producer, Money amount, PayoutAccount account)
    {
        (Id, BatchId, ProducerId, ProducerName, Amount) = (Guid.CreateVersion7(), batchId, producerId, producer, amount);
        (Bin, AccountNumber, Holder) = (account.Bin, account.Number, account.Holder);
        Reference = "DS" + Id.ToString("N")[^10..].ToUpperInvariant();
    }

    public Guid Id { get; private set; }
    public Guid BatchId { get; private set; }
    public Guid ProducerId { get; private set; }
    public string ProducerName { get; private set; } = "";
    public Money Amount { get; private set; }
    public string Bin { get; private set; } = "";
    public string AccountNumber { get; private set; } = "";
    public string Holder { get; private set; } = "";

    /// <summary>Goes along with the transfer and stands on the statement.</summary>
    public string Reference { get; private set; } = "";
    public PayoutState State { get; private set; }

    /// <summary>The bank's number, or why it did not arrive.</summary>
    public string? Word { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public long Version { get; private set; }

    internal void End(PayoutState state, string word, DateTime now) => (State, Word, EndedAt) = (state, word, now);
}

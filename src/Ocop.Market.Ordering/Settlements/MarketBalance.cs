using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Where the money of all delivered orders went.</summary>
/// <param name="BuyersPaid">To the market or at the door; what companies have yet to pay among it.</param>
/// <param name="MarketDiscounts">What the market adds for the promotions that it bears: producers get it, buyers do not pay it.</param>
/// <param name="Producers">What producers earned, after commission and what went back.</param>
/// <param name="Cash">Of what buyers paid, what producers hold already.</param>
/// <param name="OnAccount">Of what buyers paid, what companies have yet to pay.</param>
public sealed record Balance(Money BuyersPaid, Money MarketDiscounts, Money Producers, Money Commission, Money Delivery, Money Refunds, Money Cash, Money OnAccount, Money PaidOut, Money Corrections)
{
    public Money In => BuyersPaid + MarketDiscounts;

    /// <summary>The same to the đồng, or the ledger is wrong.</summary>
    public Money Out => Producers + Commission + Delivery + Refunds;

    /// <summary>What the market still owes producers, less what they owe it.</summary>
    public Money Due => Producers - Cash - PaidOut + Corrections;

    /// <summary>What came in and stayed: neither open on account nor given back.</summary>
    public Money Received => BuyersPaid - OnAccount - Refunds;

    /// <summary>Of these orders, what must lie in the market's account.</summary>
    public Money Held => Received - Cash - PaidOut;
}

/// <summary>Money in = producers + commission + delivery + refunds, out of nothing but the ledger.</summary>
public sealed class MarketBalance(LedgerAmounts ledger)
{
    public async Task<Balance> OfAsync(Person person, CancellationToken cancel)
    {
        var amounts = await ledger.UntilAsync(null, cancel);
        if (!person.May(Act.ReadMoney, Scope.Programme)) amounts = amounts.Where(_ => false);
        var sums = await amounts.GroupBy(amount => amount.Kind).Select(same => new { same.Key, Dong = same.Sum(amount => amount.Dong) }).ToDictionaryAsync(same => same.Key, same => same.Dong, cancel);
        var commission = -Sum(EntryKind.Commission, EntryKind.CommissionReturned);
        return new Balance(new(Sum(EntryKind.BuyerPaid)), new(Sum(EntryKind.MarketDiscount)),
            new(Sum(EntryKind.Sold, EntryKind.DiscountBorne, EntryKind.DeliveryPassedOn, EntryKind.Returned) - commission), new(commission), new(Sum(EntryKind.DeliveryKept)), new(Sum(EntryKind.Refunded)),
            new(-Sum(EntryKind.CashCollected)), new(Sum(EntryKind.OnAccount)), new(-Sum(EntryKind.PaidOut, EntryKind.PayoutFailed)), new(Sum(EntryKind.Correction)));

        long Sum(params EntryKind[] kinds) => kinds.Sum(kind => sums.GetValueOrDefault(kind));
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <param name="Chosen">How the buyer wants to pay now.</param>
/// <param name="Missing">What the orders that wait still need; zero where none waits.</param>
/// <param name="Deposit">What of that keeps the goods of a company until the rest is due; zero where it is in, or none was agreed on.</param>
/// <param name="OnAccount">What a company still owes of parcels that went out.</param>
/// <param name="Reduced">What was taken off an account, so that it never had to be paid.</param>
/// <param name="Reductions">Why.</param>
public sealed record MoneyOfGroup(
    PaymentMethod Chosen, IReadOnlyList<Payment> Payments, IReadOnlyList<Receipt> Receipts, IReadOnlyList<Refund> Refunds, Money Missing, Money Deposit, Money OnAccount, Money Reduced, IReadOnlyList<QuoteEvent> Reductions)
{
    /// <summary>What is asked for now: the deposit first, where one keeps the goods.</summary>
    public Money ToPay => Deposit > Money.Zero ? Deposit : Missing;

    /// <summary>The gateway's page that charges just what is asked for now.</summary>
    public Payment? AtGateway => Latest is { State: PaymentState.Open, SendTo: not null } open && open.Amount == ToPay ? open : null;

    /// <summary>The last try in the way that the buyer chose last.</summary>
    public Payment? Latest => Payments.LastOrDefault(payment => payment.Method == Chosen);
}

/// <summary>All money of one order group, for whoever may see it: the buyer's pages, the desk.</summary>
public sealed class GroupMoney(IOrderingDb db)
{
    public async Task<MoneyOfGroup> OfAsync(OrderGroup group, CancellationToken cancel)
    {
        // Cash at the door needs no look before the first parcel arrives.
        var receipts = await db.Receipts.AsNoTracking().Where(receipt => receipt.GroupId == group.Id).OrderBy(receipt => receipt.PaidAt).ToListAsync(cancel);
        var payments = await db.Payments.AsNoTracking().Where(payment => payment.GroupId == group.Id).OrderBy(payment => payment.CreatedAt).ToListAsync(cancel);
        var refunds = await db.Refunds.AsNoTracking().Where(refund => refund.GroupId == group.Id).OrderBy(refund => refund.CreatedAt).ToListAsync(cancel);
        // The desk comes with one parcel of the group only.
        var orders = await db.Orders.AsNoTracking().Where(order => order.GroupId == group.Id).OrderBy(order => order.Number).Select(order => new { order.PaymentMethod, order.PaymentStatus, order.Status, order.Total, order.Refunded }).ToListAsync(cancel);
        var waiting = orders.Where(order => order.Status == OrderStatus.AwaitingPayment).Select(order => order.Total).Sum();
        var came = receipts.Where(receipt => receipt.Doubt == ReceiptDoubt.None).Select(receipt => receipt.Left).Sum();
        var missing = waiting > came ? waiting - came : Money.Zero;
        var owed = orders.Where(order => order is { PaymentMethod: PaymentMethod.OnAccount, PaymentStatus: PaymentStatus.Due }).Select(order => order.Total - order.Refunded).Sum();
        var free = came - orders.Where(order => order.PaymentStatus == PaymentStatus.Paid).Select(order => order.Total - order.Refunded).Sum();
        var givenBack = orders.Select(order => order.Refunded).Sum();
        var ofReceipts = refunds.Where(refund => refund.OrderId is not null).Select(refund => refund.Amount).Sum();
        var reductions = group.QuoteId is { } quoteId ? await CompanyMoney.ReductionsAsync(db, quoteId, cancel) : [];
        return new MoneyOfGroup(orders[0].PaymentMethod, payments, receipts, refunds, missing,
            missing > Money.Zero ? await CompanyMoney.DepositLeftAsync(db, group, came, cancel) : Money.Zero, owed > free ? owed - free : Money.Zero, givenBack - ofReceipts, reductions);
    }
}

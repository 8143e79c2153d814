using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Settlements;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// Writes down that money goes back, inside the transaction of whatever takes it back and under the lock of the group. Sending it is another
/// matter (<see cref="SendRefunds"/>): what is owed is never lost with a gateway that does not answer.
/// </summary>
public sealed class RefundBook(IOrderingDb db, SettlementBook settlements, TimeProvider clock)
{
    /// <summary>Money of one parcel; what is still on account is owed no more instead. The caller saves.</summary>
    /// <returns>What a company still owes of an account that became less; null where money goes back.</returns>
    public async Task<Money?> OweAsync(Order order, Money amount, LocalText reason, string actor, CancellationToken cancel)
    {
        if (amount == Money.Zero) return null;
        var isOwed = order.OwesAccount;
        order.GiveBack(amount);
        if (isOwed) await CompanyMoney.HearReducedAsync(db, order, amount, reason, clock.UtcNow(), actor, cancel);
        else await OweOutOfReceiptsAsync(order, amount, reason, actor, cancel);
        if (order.Status == OrderStatus.Delivered) await settlements.BookReturnedAsync(order, reason.Vi, actor, cancel);
        return isOwed ? await SettleAccountAsync(order.GroupId, actor, cancel) : null;
    }

    /// <summary>A company's account after money came or the debt became less: paid once what came covers what is owed, and what is too much goes back. Saved here: the ledger reads what it books.</summary>
    /// <returns>What is still missing.</returns>
    internal async Task<Money> SettleAccountAsync(Guid groupId, string actor, CancellationToken cancel)
    {
        var (orders, receipts) = (await db.Orders.Where(order => order.GroupId == groupId).ToListAsync(cancel), await db.Receipts.CountedFor(groupId).ToListAsync(cancel));
        var owing = orders.FindAll(order => order.OwesAccount);
        var came = receipts.Select(receipt => receipt.Left).Sum() - orders.Where(order => order.PaymentStatus == PaymentStatus.Paid).Select(order => order.Total - order.Refunded).Sum();
        var owed = owing.Select(order => order.Total - order.Refunded).Sum();
        if (came < owed) return owed - came;
        foreach (var order in owing)
        {
            order.SettleAccount();
            await settlements.BookAccountPaidAsync(order, actor, cancel);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "OrderPaid", order.ChangeSubject, order.Status.ToString(), FormattableString.Invariant($"{order.Number} {order.PaymentMethod} {order.Total.Amount}")));
        }

        await OweAsync(receipts, null, groupId, came - owed, new("Số tiền chuyển nhiều hơn số phải trả.", "More was paid than was due."), actor, cancel);
        await CompanyMoney.HearAllAsync(db, await db.OrderGroups.SingleAsync(group => group.Id == groupId, cancel), clock.UtcNow(), actor, cancel);
        await db.SaveChangesAsync(cancel);
        return Money.Zero;
    }

    private async Task OweOutOfReceiptsAsync(Order order, Money amount, LocalText reason, string actor, CancellationToken cancel)
    {
        // Cash was paid for this parcel alone, everything else for the group.
        var receipts = await db.Receipts.CountedFor(order.GroupId).Where(receipt => receipt.OrderId == null || receipt.OrderId == order.Id).ToListAsync(cancel);
        // Delivered and paid at the door before receipts were kept.
        if (receipts.Count == 0 && !order.PaymentMethod.IsPrepaid())
        {
            receipts.Add(new Receipt(order.GroupId, order.Id, order.Number, order.Total, clock.UtcNow()));
            db.Receipts.AddRange(receipts);
        }

        await OweAsync(receipts, order.Id, order.GroupId, amount, reason, actor, cancel);
    }

    /// <summary>
    /// Somebody gave money back at the gateway itself. What the market meant to give back is done by it; all else is taken from the paid parcels of the group by
    /// what is left of each, and waits for an officer, who sees whether they still have to be sent. Under the lock of the group; the caller saves.
    /// </summary>
    internal async Task<IReadOnlyList<Refund>> HearOutsideAsync(Receipt receipt, Money amount, PaymentNews.Refund news, string actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (await db.Refunds.Where(refund => refund.ReceiptId == receipt.Id && refund.Amount == amount && !refund.IsOutside && (refund.State == RefundState.Asked || refund.State == RefundState.ByHand || refund.State == RefundState.Refused))
            .OrderBy(refund => refund.CreatedAt).FirstOrDefaultAsync(cancel) is { } meant)
        {
            var before = meant.State;
            meant.DoneOutside(news, actor, now);
            db.AuditEntries.Add(new AuditEntry(now, actor, $"Refund{meant.State}", meant.ChangeSubject, before.ToString(), FormattableString.Invariant($"{meant.Reference} {news.GatewayRefundId}")));
            return [meant];
        }

        var left = receipt.Left < amount ? receipt.Left : amount;
        var orders = receipt.GroupId is { } groupId ? await db.Orders.Include(order => order.Lines).Include(order => order.Boxes).AsSplitQuery().Where(order => order.GroupId == groupId && order.PaymentStatus == PaymentStatus.Paid).OrderBy(order => order.Number).ToListAsync(cancel) : [];
        var kept = orders.Select(order => order.Refundable).Sum();
        var ofOrders = kept < left ? kept : left;
        IReadOnlyList<Money> shares = ofOrders > Money.Zero ? ofOrders.Split([.. orders.Select(order => order.Refundable.Amount)]) : [];
        var heard = new List<Refund>();
        foreach (var (order, share) in orders.Zip(shares).Where(pair => pair.Second > Money.Zero))
        {
            order.GiveBack(share);
            Note(order.Id, share);
            if (order.Status == OrderStatus.Delivered) await settlements.BookReturnedAsync(order, Outside.Vi, actor, cancel);
        }

        if (left > ofOrders) Note(null, left - ofOrders);
        return heard;

        void Note(Guid? orderId, Money part)
        {
            receipt.GiveBack(part);
            var refund = new Refund(receipt, orderId, FormattableString.Invariant($"{news.GatewayRefundId}-{heard.Count + 1}"), part, Outside, actor, now);
            refund.MadeOutside(news.News, left == amount ? null : FormattableString.Invariant($"cổng báo hoàn {amount}, chợ chỉ còn {left} của khoản này"), now);
            heard.Add(refund);
            db.Refunds.Add(refund);
            db.AuditEntries.Add(new AuditEntry(now, actor, "RefundHeard", refund.ChangeSubject, after: FormattableString.Invariant($"{refund.Reference} {part.Amount}")));
        }
    }

    private static readonly LocalText Outside = new("Chợ đã hoàn thẳng tại cổng thanh toán.", "Given back by the market at the payment gateway itself.");

    /// <summary>Money that was too much, out of these receipts of the group. The caller saves.</summary>
    /// <exception cref="InvalidOperationException">There is not so much left of them: it was never paid.</exception>
    public async Task OweAsync(IReadOnlyCollection<Receipt> receipts, Guid? orderId, Guid groupId, Money amount, LocalText reason, string actor, CancellationToken cancel)
    {
        var number = await db.OrderGroups.Where(group => group.Id == groupId).Select(group => group.Number).SingleAsync(cancel);
        var (now, count) = (clock.UtcNow(), await db.Refunds.CountAsync(refund => refund.GroupId == groupId, cancel) + db.Refunds.Local.Count(IsNew));
        // The newest first: what was too much came last, and a gateway forgets old payments sooner.
        foreach (var receipt in receipts.Where(receipt => receipt.Left > Money.Zero).OrderByDescending(receipt => receipt.PaidAt).ThenByDescending(receipt => receipt.Id))
        {
            if (amount == Money.Zero) break;
            var part = receipt.Left < amount ? receipt.Left : amount;
            receipt.GiveBack(part);
            amount -= part;
            var refund = new Refund(receipt, orderId, FormattableString.Invariant($"{PaymentReference.Of(number)}R{++count}"), part, reason, actor, now);
            db.Refunds.Add(refund);
            db.AuditEntries.Add(new AuditEntry(now, actor, "RefundOwed", refund.ChangeSubject, after: FormattableString.Invariant($"{refund.Reference} {part.Amount}")));
        }

        if (amount != Money.Zero) throw new InvalidOperationException($"{amount} more would go back for {number} than came in.");

        bool IsNew(Refund refund) => refund.GroupId == groupId && db.ChangeTracker.Entries<Refund>().Any(entry => entry.Entity == refund && entry.State == EntityState.Added);
    }
}

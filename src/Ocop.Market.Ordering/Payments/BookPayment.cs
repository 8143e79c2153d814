using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// What any news of money does, by whichever road it came: a notification, the buyer's way back, our own question, a bank statement. Told twice, in
/// another order or at once, it is booked once. Everything it leads to — orders, stock, mails, what goes back — commits with it.
/// </summary>
public sealed class BookPayment(IOrderingDb db, OrderMails mails, RefundBook refunds, IOrderLinks links, IOptions<PaymentOptions> options, TimeProvider clock)
{
    private const string Currency = "VND";

    public async Task<NoticeResult> HandleAsync(string provider, PaymentNotice notice, string actor, CancellationToken cancel)
    {
        Outcome<NoticeResult> outcome;
        try
        {
            outcome = await db.InTransactionAsync<NoticeResult>(async () => await BookAsync(provider, notice, actor, cancel), cancel);
        }
        catch (DbUpdateException)
        {
            // Money without an order has no lock to wait at. Whoever came second finds it booked; anything else fails again.
            db.ChangeTracker.Clear();
            outcome = await db.InTransactionAsync<NoticeResult>(async () => await BookAsync(provider, notice, actor, cancel), cancel);
        }

        FaultPoint.Pass("payment.after-commit");
        return outcome.Value;
    }

    /// <summary>An officer says which order some money was meant for. Inside the caller's transaction.</summary>
    internal async Task AssignAsync(Receipt receipt, OrderGroup group, string actor, CancellationToken cancel)
    {
        await db.OrderGroups.Where(it => it.Id == group.Id).LockAsync(cancel);
        var payment = await OfBankAsync(group, cancel);
        receipt.AssignTo(payment);
        receipt.LayAside(ReceiptDoubt.None);
        await db.SaveChangesAsync(cancel);
        await SettleAsync(group, payment, receipt, actor, cancel);
    }

    private async Task<NoticeResult> BookAsync(string provider, PaymentNotice notice, string actor, CancellationToken cancel)
    {
        if (notice.News is PaymentNews.Refund refund) return await HearOfRefundAsync(provider, refund, actor, cancel);
        var group = await GroupAsync(provider, notice, cancel);
        if (group is not null) await db.OrderGroups.Where(it => it.Id == group.Id).LockAsync(cancel);
        var payment = group is null ? null : await PaymentAsync(provider, notice, group, cancel);
        switch (notice.News)
        {
            case PaymentNews.Paid money: return await TakeAsync(provider, money, notice.Memo, group, payment, actor, cancel);
            case PaymentNews.Failed failed when payment is { State: PaymentState.Open }:
                payment.Fail(failed.Code, failed.Words);
                db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "PaymentFailed", payment.ChangeSubject, after: $"{payment.Reference} {failed.Code}"));
                await db.SaveChangesAsync(cancel);
                return NoticeResult.Booked;
            case PaymentNews.Waiting waiting when payment is { State: PaymentState.Open } && payment.Code != waiting.Code:
                payment.Note(waiting.Code);
                await db.SaveChangesAsync(cancel);
                return NoticeResult.Booked;
            case PaymentNews.Failed or PaymentNews.Waiting: return payment is null ? NoticeResult.UnknownReference : NoticeResult.BookedBefore;
            default: return NoticeResult.Irrelevant;
        }
    }

    private async Task<NoticeResult> TakeAsync(string provider, PaymentNews.Paid money, string? memo, OrderGroup? group, Payment? payment, string actor, CancellationToken cancel)
    {
        if (await db.Receipts.AnyAsync(known => known.Provider == provider && known.TransactionId == money.TransactionId, cancel)) return NoticeResult.BookedBefore;
        var receipt = new Receipt(provider, money, memo, clock.UtcNow());
        db.Receipts.Add(receipt);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "MoneyReceived", receipt.ChangeSubject, after: FormattableString.Invariant($"{provider} {money.TransactionId} {money.Amount.Amount} {money.Currency}")));
        if (provider == PaymentOptions.Bank && group is not null && await MayBeKnownAsync(group, money, cancel)) (group, payment) = (null, null);
        if (payment is not null) receipt.AssignTo(payment);
        // A gateway was told what to take; a person at a bank types what he likes.
        var doubt = money.Currency != Currency ? ReceiptDoubt.WrongCurrency
            : payment is not null && provider != PaymentOptions.Bank && money.Amount != payment.Amount ? ReceiptDoubt.WrongAmount : ReceiptDoubt.None;
        receipt.LayAside(doubt);
        await db.SaveChangesAsync(cancel);
        if (doubt != ReceiptDoubt.None) return NoticeResult.WrongAmount;
        if (payment is null || group is null) return NoticeResult.UnknownReference;
        await SettleAsync(group, payment, receipt, actor, cancel);
        FaultPoint.Pass("payment.before-commit");
        return NoticeResult.Booked;
    }

    /// <summary>
    /// Whether a bank entry that bears no reference of the bank's own was perhaps told of before, under another name: by a second notifier, or a statement
    /// without that column. A person looks at it then; taken for new it would be paid out.
    /// </summary>
    private async Task<bool> MayBeKnownAsync(OrderGroup group, PaymentNews.Paid money, CancellationToken cancel)
    {
        var same = await db.Receipts.Where(known => known.GroupId == group.Id && known.Provider == PaymentOptions.Bank && known.Amount == money.Amount).Select(known => known.TransactionId).ToListAsync(cancel);
        return same.Count > 0 && (BankCredit.IsOwnName(money.TransactionId) || same.Exists(BankCredit.IsOwnName));
    }

    /// <summary>Compares what came in for the group with what its orders wait for.</summary>
    private async Task SettleAsync(OrderGroup group, Payment payment, Receipt receipt, string actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (await db.Orders.AnyAsync(order => order.GroupId == group.Id && order.PaymentMethod == PaymentMethod.OnAccount && order.PaymentStatus == PaymentStatus.Due, cancel))
        {
            if (await refunds.SettleAccountAsync(group.Id, actor, cancel) is var missing && missing > Money.Zero) mails.TellShortOfAccount(group, receipt, missing);
            else payment.Pay(now);
            await db.SaveChangesAsync(cancel);
            return;
        }

        var orders = await db.Orders.Include(order => order.Lines).Include(order => order.Boxes).Include(order => order.Discounts).AsSplitQuery().Where(order => order.GroupId == group.Id).OrderBy(order => order.Number).ToListAsync(cancel);
        var open = orders.Where(order => order.Status is OrderStatus.AwaitingPayment or OrderStatus.Unpaid).ToList();
        if (open.Count == 0)
        {
            payment.Pay(now);
            await GiveBackAsync([receipt], receipt.Left, new("Đơn này đã được trả tiền hoặc đã xong: khoản này là trả thừa.", "This order was paid already, or is over: this is too much."));
            return;
        }

        var receipts = await db.Receipts.CountedFor(group.Id).ToListAsync(cancel);
        var kept = orders.Where(order => order.PaymentStatus == PaymentStatus.Paid).Select(order => order.Total - order.Refunded);
        var (came, owed) = (receipts.Select(known => known.Left).Sum() - kept.Sum(), open.Select(order => order.Total).Sum());
        if (came < owed)
        {
            // What a gateway was told to take is in. A transfer waits for the rest of its order.
            if (payment.Provider != PaymentOptions.Bank) payment.Pay(now);
            // Not enough yet. Where the order has lapsed meanwhile nothing more is waited for.
            if (open.TrueForAll(order => order.Status == OrderStatus.Unpaid)) await GiveBackAsync(receipts, came, new("Tiền tới khi đơn đã quá hạn trả và chưa đủ.", "The money came when the time to pay was over, and is not enough."));
            else
            {
                await CompanyMoney.HearPartAsync(db, group, came, now, actor, cancel);
                var until = new[] { now.AddMinutes(options.Value.WaitMinutes), group.PlacedAt.AddHours(options.Value.MostHours) }.Min();
                await db.OrderGroups.Where(it => it.Id == group.Id && it.PayUntil < until).ExecuteUpdateAsync(set => set.SetProperty(it => it.PayUntil, until), cancel);
                mails.TellShort(group, receipt, owed - came);
            }

            await db.SaveChangesAsync(cancel);
            return;
        }

        payment.Pay(now);
        var placed = await PlaceAsync(group, open, payment.Method, actor, cancel);
        foreach (var order in open.Except(placed))
            await GiveBackAsync(receipts, order.Total, new("Tiền tới khi đơn đã quá hạn trả, và hàng đã hết.", "The money came when the time to pay was over, and the goods are gone."));
        if (came > owed) await GiveBackAsync(receipts, came - owed, new("Số tiền chuyển nhiều hơn số phải trả.", "More was paid than was due."));
        if (placed.Count > 0) await CompanyMoney.HearAllAsync(db, group, now, actor, cancel);
        await mails.TellPaidAsync(group, placed, open.Except(placed).ToList(), receipt, cancel);
        await db.SaveChangesAsync(cancel);

        async Task GiveBackAsync(IReadOnlyCollection<Receipt> from, Money amount, LocalText reason)
        {
            await refunds.OweAsync(from, null, group.Id, amount, reason, actor, cancel);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Lets the producers know of orders that are paid, or need not be before. Goods that were let go are taken anew, each parcel by itself.</summary>
    /// <returns>Those for which there were goods.</returns>
    internal async Task<IReadOnlyList<Order>> PlaceAsync(OrderGroup group, IReadOnlyList<Order> orders, PaymentMethod method, string actor, CancellationToken cancel)
    {
        var (now, ledger) = (clock.UtcNow(), new StockLedger(db, clock));
        var without = new HashSet<Guid>();
        var taken = new List<(Order Order, OrderLine Line)>();
        var wanted = orders.Where(order => OrderFlow.Find(OrderAct.Place, order.Status)!.Stock == StockEffect.Allocate)
            .SelectMany(order => order.Lines.Select(line => (Order: order, Line: line))).OrderBy(pair => pair.Line.VariantId).ToList();
        foreach (var (order, line) in wanted)
            if ((await ledger.AllocateAsync(group.CartId, line.VariantId, line.Quantity, order.Number, cancel)).Done) taken.Add((order, line));
            else without.Add(order.Id);
        foreach (var (order, line) in taken.Where(pair => without.Contains(pair.Order.Id)))
            await ledger.ReleaseAsync(line.VariantId, line.Quantity, order.Number, actor, cancel);

        var placed = orders.Where(order => !without.Contains(order.Id)).ToList();
        foreach (var order in placed)
        {
            var before = order.Status.ToString();
            order.PayBy(method);
            order.Take(OrderFlow.Find(OrderAct.Place, order.Status)!, now, actor, null);
            // The desk asked a company's packer before it offered.
            if (group.QuoteId is not null) order.Take(OrderFlow.Find(OrderAct.Accept, order.Status)!, now, actor, null);
            db.AuditEntries.Add(new AuditEntry(now, actor, "OrderPaid", order.ChangeSubject, before, FormattableString.Invariant($"{order.Number} {method} {order.Total.Amount}")));
        }

        await ledger.SettleAsync(cancel);
        await PromotionUses.TakeAgainAsync(db, group.Id, [.. placed.Select(order => order.Id)], cancel);
        return placed;
    }

    private async Task<NoticeResult> HearOfRefundAsync(string provider, PaymentNews.Refund news, string actor, CancellationToken cancel)
    {
        var known = await RefundsAsync();
        if (known.Count == 0 && news.Outside is { } outside && news.News is RefundNews.Done or RefundNews.UnderWay)
        {
            var money = await db.Receipts.AsNoTracking().Where(it => it.Provider == provider && it.TransactionId == outside.TransactionId).Select(it => new { it.Id, it.GroupId }).FirstOrDefaultAsync(cancel);
            if (money is null) return NoticeResult.UnknownReference;
            if (money.GroupId is not null) await db.OrderGroups.Where(group => group.Id == money.GroupId).LockAsync(cancel);
            known = await RefundsAsync();
            if (known.Count == 0) return await TakeOutsideAsync(await db.Receipts.SingleAsync(it => it.Id == money.Id, cancel), outside.Amount, news, actor, cancel);
        }

        if (known.Count == 0) return NoticeResult.UnknownReference;
        var result = NoticeResult.BookedBefore;
        foreach (var refund in known)
        {
            var before = refund.State;
            if (refund.Hear(news.News, clock.UtcNow())) await mails.TellRefundedAsync(refund, cancel);
            if (refund.State == before) continue;
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), $"gateway:{provider}", $"Refund{refund.State}", refund.ChangeSubject, before.ToString(), refund.Reference));
            result = NoticeResult.Booked;
        }

        await db.SaveChangesAsync(cancel);
        return result;

        // One that was made at the gateway may be of several parcels.
        Task<List<Refund>> RefundsAsync() => (news.RefundId is { } id ? db.Refunds.Where(refund => refund.Id == id)
            : db.Refunds.Where(refund => refund.GatewayRefundId == news.GatewayRefundId && db.Receipts.Any(receipt => receipt.Id == refund.ReceiptId && receipt.Provider == provider))).OrderBy(refund => refund.Id).ToListAsync(cancel);
    }

    private async Task<NoticeResult> TakeOutsideAsync(Receipt receipt, Money amount, PaymentNews.Refund news, string actor, CancellationToken cancel)
    {
        var heard = await refunds.HearOutsideAsync(receipt, amount, news, actor, cancel);
        foreach (var refund in heard.Where(refund => refund.State == RefundState.Done)) await mails.TellRefundedAsync(refund, cancel);
        await db.SaveChangesAsync(cancel);
        // More than the market knew to be left of it: a person sees it beside the refund.
        return heard.Select(refund => refund.Amount).Sum() == amount ? NoticeResult.Booked : NoticeResult.WrongAmount;
    }

    private async Task<OrderGroup?> GroupAsync(string provider, PaymentNotice notice, CancellationToken cancel)
    {
        var groups = db.OrderGroups.AsNoTracking().Include(group => group.Orders);
        var payment = await db.Payments.AsNoTracking().FirstOrDefaultAsync(
            known => known.Provider == provider && (notice.Reference != null && known.Reference == notice.Reference || notice.GatewayId != null && known.GatewayId == notice.GatewayId), cancel);
        if (payment is not null) return await groups.SingleAsync(group => group.Id == payment.GroupId, cancel);
        // A buyer who had chosen another way may still transfer the money: the memo is the order's number, whatever was chosen.
        return provider == PaymentOptions.Bank && PaymentReference.ReadGroup(notice.Reference) is { } number
            ? await groups.FirstOrDefaultAsync(group => group.Number == number && group.PayUntil != null, cancel) : null;
    }

    private async Task<Payment?> PaymentAsync(string provider, PaymentNotice notice, OrderGroup group, CancellationToken cancel) =>
        await db.Payments.FirstOrDefaultAsync(known => known.GroupId == group.Id && known.Provider == provider
            && (notice.Reference != null && known.Reference == notice.Reference || notice.GatewayId != null && known.GatewayId == notice.GatewayId), cancel)
        ?? (provider == PaymentOptions.Bank ? await OfBankAsync(group, cancel) : null);

    private async Task<Payment> OfBankAsync(OrderGroup group, CancellationToken cancel)
    {
        var reference = PaymentReference.Of(group.Number);
        if (await db.Payments.FirstOrDefaultAsync(known => known.Reference == reference, cancel) is { } known) return known;
        var payment = new Payment(group, reference, PaymentMethod.BankTransfer, PaymentOptions.Bank, group.Total, links.PaymentReturn(group.Id, group.Number, group.Language), clock.UtcNow(), clock.UtcNow());
        db.Payments.Add(payment);
        return payment;
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// An officer gives money of a parcel back, or takes it off what a company owes for it: any amount up to what it cost, as often as needed, with a reason that the buyer reads.
/// </summary>
public sealed class DecideRefund(IOrderingDb db, RefundBook refunds, OrderMails mails)
{
    /// <param name="amount">In đồng.</param>
    /// <param name="already">What goes back already, as the page showed it: two presses must not give it twice.</param>
    public Task<Outcome<bool>> HandleAsync(Person person, Guid orderId, long? amount, string? reason, long? already, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var groupId = await db.Orders.Where(it => it.Id == orderId).Select(it => (Guid?)it.GroupId).FirstOrDefaultAsync(cancel);
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel))
            return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var order = await db.Orders.SingleAsync(order => order.Id == orderId, cancel);
        if (order.Refunded.Amount != already)
            return new Refusal("RefundedMeanwhile", "", $"Vừa có khoản hoàn khác: nay đã hoàn {order.Refunded}. Xem lại rồi bấm lần nữa.", $"Another refund came in between: {order.Refunded} by now. Look again, then press once more.");
        var words = VietnameseText.Normalize(reason ?? "");
        var left = order.Refundable;
        var all = order.OwesAccount ? new LocalText("công ty không phải trả gì cho gói này", "the company pays nothing for this parcel") : new LocalText("tiền tự hoàn đủ", "all of the money goes back by itself");
        var wrong = new List<Refusal>();
        if (left == Money.Zero) wrong.Add(new("NothingToRefund", "amount", "Gói này không còn khoản nào để hoàn.", "There is nothing left to give back for this parcel."));
        else if (amount is not > 0 || amount > left.Amount) wrong.Add(new("AmountWrong", "amount", $"Ghi số tiền từ 1 ₫ đến {left}.", $"Enter an amount from 1 ₫ to {left}."));
        if (words.Length is < 3 or > 200) wrong.Add(new("ReasonMissing", "why", "Ghi lý do; khách sẽ đọc câu này.", "Give the reason; the buyer reads it."));
        // Or the producer would pack what nobody pays for.
        if (wrong.Count == 0 && order.Status == OrderStatus.Accepted && amount == left.Amount)
            wrong.Add(new("CallOffInstead", "amount", $"Người bán đang gói đơn này: hãy huỷ đơn thay chợ, {all.Vi} và hàng được nhả ra.", $"The producer is packing this order: cancel it for the market; {all.En} and the goods are released."));
        if (wrong.Count == 0 && order.Status == OrderStatus.Placed && amount == left.Amount)
            wrong.Add(new("RefuseInstead", "amount", $"Người bán chưa nhận đơn này: hãy từ chối đơn, {all.Vi}.", $"The producer has not accepted yet: refuse the order, and {all.En}."));
        if (wrong.Count > 0) return Outcome<bool>.Refused(wrong);
        var given = new Money(amount!.Value);
        if (await refunds.OweAsync(order, given, new(words, words), person.Actor, cancel) is { } open) await mails.TellReducedAsync(order, given, words, open, cancel);
        return await db.SaveChangesAsync(cancel) > 0;
    }, cancel);
}

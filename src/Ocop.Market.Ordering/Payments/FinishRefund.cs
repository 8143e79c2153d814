using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <summary>An officer gave the money back, by a transfer or in cash, and says how.</summary>
public sealed class FinishRefund(IOrderingDb db, OrderMails mails, TimeProvider clock)
{
    public Task<Outcome<bool>> HandleAsync(Person person, Guid refundId, string? how, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var words = VietnameseText.Normalize(how ?? "");
        if (words.Length is < 3 or > 200) return new Refusal("HowMissing", "how", "Ghi cách đã hoàn, ví dụ “chuyển khoản FT2612345”.", "Say how it was given back, such as the transfer’s number.");
        var refund = await db.Refunds.FirstOrDefaultAsync(known => known.Id == refundId, cancel);
        if (refund is null) return new Refusal("RefundUnknown", "", "Không có khoản hoàn này.", "There is no such refund.");
        if (refund.State == RefundState.Done && !refund.IsForPeople) return true;
        if (!refund.IsForPeople) return new Refusal("RefundOnItsWay", "", "Khoản này đang đi qua cổng thanh toán, không hoàn tay được.", "This refund is on its way through the gateway.");
        var (now, wasDone) = (clock.UtcNow(), refund.State == RefundState.Done);
        refund.FinishByHand(words, person.Actor, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, wasDone ? "RefundSeen" : "RefundDone", refund.ChangeSubject, after: $"{refund.Reference} {words}"));
        if (!wasDone) await mails.TellRefundedAsync(refund, cancel);
        return await db.SaveChangesAsync(cancel) > 0;
    }, cancel);
}

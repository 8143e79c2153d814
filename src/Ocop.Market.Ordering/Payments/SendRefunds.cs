using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// For a job: gives back what is owed. Each refund is leased, sent under its own key outside of any transaction, and its answer written down; killed in
/// between, it is sent again under the same key, and the gateway does it once.
/// </summary>
public sealed class SendRefunds(IOrderingDb db, PaymentMethods methods, OrderMails mails, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5), AskAgain = TimeSpan.FromHours(1);

    /// <returns>How many were sent or asked after.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var due = await db.Refunds.AsNoTracking().Where(refund => (refund.State == RefundState.Asked || refund.State == RefundState.UnderWay) && !refund.IsOutside && refund.DueAt <= now)
            .OrderBy(refund => refund.DueAt).Take(200).Select(refund => new { refund.Id, refund.DueAt, refund.State }).ToListAsync(cancel);
        var sent = 0;
        foreach (var one in due)
        {
            var until = now + (one.State == RefundState.UnderWay ? AskAgain : Lease);
            var leased = await db.Refunds.Where(refund => refund.Id == one.Id && refund.DueAt == one.DueAt && refund.State == one.State && !refund.IsOutside)
                .ExecuteUpdateAsync(set => set.SetProperty(it => it.DueAt, until).SetProperty(it => it.Tries, it => it.Tries + 1).SetProperty(it => it.Version, it => it.Version + 1), cancel);
            if (leased == 0) continue;
            await SendAsync(one.Id, cancel);
            sent++;
        }

        return sent;
    }

    private async Task SendAsync(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var refund = await db.Refunds.AsNoTracking().SingleAsync(known => known.Id == id, cancel);
        var receipt = await db.Receipts.AsNoTracking().SingleAsync(known => known.Id == refund.ReceiptId, cancel);
        var payment = receipt.PaymentId is { } paymentId ? await db.Payments.AsNoTracking().SingleAsync(known => known.Id == paymentId, cancel) : null;
        RefundNews news = payment is null || methods.Named(receipt.Provider) is not { } provider
            ? new RefundNews.ByHand()
            : await provider.RefundAsync(new RefundRequest(refund.Id, refund.Reference, payment.Reference, receipt.TransactionId, refund.Amount, receipt.Amount,
                // Words and names of people are none of the gateway's business.
                $"Hoan tien {refund.Reference}", "cho", payment.CreatedAt, refund.CreatedAt, refund.GatewayRefundId), cancel);
        FaultPoint.Pass("refund.after-gateway");
        await db.InTransactionAsync<bool>(async () =>
        {
            var now = clock.UtcNow();
            var heard = await db.Refunds.SingleAsync(known => known.Id == id, cancel);
            var before = heard.State;
            // Somebody gave it back at the gateway itself while we asked for it there.
            if (heard.IsOutside) heard.HearAfterOutside(news);
            else if (heard.Hear(news, now)) await mails.TellRefundedAsync(heard, cancel);
            if (heard.State != before) db.AuditEntries.Add(new AuditEntry(now, "job:send-refunds", $"Refund{heard.State}", heard.ChangeSubject, before.ToString(), heard.Reference));
            return await db.SaveChangesAsync(cancel) >= 0;
        }, cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Reviews;

namespace Ocop.Market.Ordering.PersonalData;

/// <summary>Overwrites who an order was for, in the transaction it is called in; numbers, goods and amounts stay, and so the accounts stay true.</summary>
internal static class OrderForgetting
{
    /// <param name="isAsked">Somebody asks to be erased: the words of reviews go, too.</param>
    public static async Task ForgetAsync(IOrderingDb db, IReadOnlyList<OrderGroup> groups, bool isAsked, string actor, DateTime now, CancellationToken cancel)
    {
        var (ids, numbers) = (groups.Select(group => group.Id).ToList(), groups.Select(group => group.Number).ToList());
        // By the quotes that some of them came from, whose rows are locked on the way.
        foreach (var group in groups.OrderBy(group => group.QuoteId))
        {
            group.Forget(now);
            if (group.QuoteId is { } quoteId) await TendQuotes.ForgetAsync(db, quoteId, actor, now, cancel);
            foreach (var order in group.Orders) db.AuditEntries.Add(new AuditEntry(now, actor, "OrderForgotten", order.ChangeSubject));
        }

        // Every mail about an order has its number in the subject; the producer's names the buyer too.
        await db.OutboxMessages.Where(mail => numbers.Any(number => mail.Subject.Contains(number))).ExecuteDeleteAsync(cancel);
        await ForgetCardsAsync(db, groups, cancel);
        await ForgetClaims.ForgetAsync(db, await db.Claims.Where(claim => claim.ForgottenAt == null && db.Orders.Any(order => order.Id == claim.OrderId && ids.Contains(order.GroupId))).ToListAsync(cancel), now, cancel);
        await db.PromotionUses.Where(use => ids.Contains(use.GroupId)).ExecuteUpdateAsync(set => set.SetProperty(use => use.Phone, ""), cancel);
        await ForgetComplaints.ForgetAsync(db, await db.Complaints.Where(complaint => complaint.ForgottenAt == null && db.Orders.Any(order => order.Id == complaint.OrderId && ids.Contains(order.GroupId))).ToListAsync(cancel), now, cancel);
        var reviews = db.Reviews.Where(review => ids.Contains(review.GroupId));
        await db.LockAsync<Review>(await reviews.Select(review => review.Id).ToListAsync(cancel), cancel);
        foreach (var review in await reviews.ToListAsync(cancel)) review.Forget(isAsked);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What the buyer wished somebody; the cart that became the order has it, too.</summary>
    private static async Task ForgetCardsAsync(IOrderingDb db, IReadOnlyList<OrderGroup> groups, CancellationToken cancel)
    {
        var (orders, carts) = (groups.SelectMany(group => group.Orders).Select(order => order.Id).ToList(), groups.Select(group => group.CartId).ToList());
        await db.OrderBoxes.Where(box => orders.Contains(box.OrderId) && box.CardText != null).ExecuteUpdateAsync(set => set.SetProperty(box => box.CardText, (string?)null), cancel);
        await db.CartBoxes.Where(box => carts.Contains(box.CartId) && box.CardText != null).ExecuteUpdateAsync(set => set.SetProperty(box => box.CardText, (string?)null), cancel);
    }
}

/// <summary>
/// For a job: who ordered is nobody's business for ever. Orders kept long enough of which nothing is open are overwritten; so are codes that can no longer be typed,
/// with their mails. Dying between two rounds loses nothing: what was forgotten stays so, the rest is found again.
/// </summary>
public sealed class ForgetOldOrders(IOrderingDb db, IOptions<PersonalDataOptions> options, TimeProvider clock)
{
    private const int AtOnce = 50;

    /// <summary>The answer to who was erased still names a mailbox.</summary>
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(30);

    /// <returns>How many orders were forgotten now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        await ForgetCodesAsync(cancel);
        var forgotten = 0;
        int inThisRound;
        do
        {
            inThisRound = (await db.InTransactionAsync<int>(async () => await ForgetSomeAsync(cancel), cancel)).Value;
            forgotten += inThisRound;
            FaultPoint.Pass("forget-orders.after-round");
        }
        while (inThisRound == AtOnce);

        return forgotten;
    }

    private async Task<int> ForgetSomeAsync(CancellationToken cancel)
    {
        var before = VietnamTime.StartOf(clock.Today().AddMonths(-options.Value.OrdersKeptMonths));
        OrderStatus[] ended = [OrderStatus.Refused, OrderStatus.Expired, OrderStatus.Delivered, OrderStatus.Unpaid, OrderStatus.Returned, OrderStatus.Cancelled];
        var due = db.OrderGroups.Where(group => group.ForgottenAt == null && group.PlacedAt < before && group.Orders.All(order => ended.Contains(order.Status))
            && !group.Orders.Any(order => order.Events.Any(step => step.At >= before))
            && !group.Orders.Any(order => order.PaymentMethod == PaymentMethod.OnAccount && order.PaymentStatus == PaymentStatus.Due)
            && !db.Claims.Any(claim => claim.ClosedAt == null && group.Orders.Any(order => order.Id == claim.OrderId))
            && !db.Refunds.Any(refund => refund.GroupId == group.Id && refund.State != RefundState.Done)
            && !db.Complaints.Any(complaint => complaint.State != ComplaintState.Closed && group.Orders.Any(order => order.Id == complaint.OrderId)));
        var ids = await due.OrderBy(group => group.PlacedAt).Take(AtOnce).Select(group => group.Id).ToListAsync(cancel);
        if (ids.Count == 0) return 0;
        // A refund may be decided at this moment: the row of the group is its lock, and what is open is asked once more behind it.
        await db.LockAsync<OrderGroup>(ids, cancel);
        var groups = await due.Where(group => ids.Contains(group.Id)).Include(group => group.Orders).ToListAsync(cancel);
        await OrderForgetting.ForgetAsync(db, groups, isAsked: false, "job:forget-orders", clock.UtcNow(), cancel);
        return groups.Count;
    }

    private async Task ForgetCodesAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow() - BuyerCode.Kept;
        await db.OutboxMessages.Where(mail => mail.CreatedAt < before && mail.DedupeKey.StartsWith("buyer-code:")).ExecuteDeleteAsync(cancel);
        var answered = clock.UtcNow() - AnswersKept;
        await db.OutboxMessages.Where(mail => mail.CreatedAt < answered && mail.DedupeKey.StartsWith("erasure:")).ExecuteDeleteAsync(cancel);
        await db.BuyerCodes.Where(code => code.At < before).ExecuteDeleteAsync(cancel);
    }
}

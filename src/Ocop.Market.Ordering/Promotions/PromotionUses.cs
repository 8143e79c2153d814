using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>Who used which promotion, inside the transaction of the order's step.</summary>
internal static class PromotionUses
{
    public static async Task AddAsync(IOrderingDb db, OrderGroup group, CheckoutView checkout, DateTime now, CancellationToken cancel)
    {
        var code = checkout.Cart.Coupon;
        var withCode = code is null ? (Guid?)null : await db.PromotionCodes.Where(it => it.Code == code).Select(it => it.PromotionId).FirstOrDefaultAsync(cancel);
        foreach (var applied in checkout.Price.Applied.Where(it => it.Discount > Money.Zero))
            db.PromotionUses.Add(new PromotionUse(applied.PromotionId, group.Id, group.Recipient.Phone, applied.PromotionId == withCode ? code : null, now));
    }

    /// <summary>An order came to nothing: what no other order of the group still uses is free again. The order's new state must be saved.</summary>
    public static Task GiveBackAsync(IOrderingDb db, Guid groupId, DateTime now, CancellationToken cancel)
    {
        var alive = db.Orders.Where(order => order.GroupId == groupId && (order.PaymentStatus == PaymentStatus.Due || order.PaymentStatus == PaymentStatus.Paid)).Select(order => order.Id);
        return db.PromotionUses.Where(use => use.GroupId == groupId && use.GivenBackAt == null && !db.OrderDiscounts.Any(discount => discount.PromotionId == use.PromotionId && alive.Contains(discount.OrderId)))
            .ExecuteUpdateAsync(set => set.SetProperty(use => use.GivenBackAt, now), cancel);
    }

    /// <summary>Money came late and the order is placed after all, at the price that was agreed: it counts again, whatever the limits say now.</summary>
    public static Task TakeAgainAsync(IOrderingDb db, Guid groupId, IReadOnlyCollection<Guid> orderIds, CancellationToken cancel) =>
        db.PromotionUses.Where(use => use.GroupId == groupId && use.GivenBackAt != null && db.OrderDiscounts.Any(discount => discount.PromotionId == use.PromotionId && orderIds.Contains(discount.OrderId)))
            .ExecuteUpdateAsync(set => set.SetProperty(use => use.GivenBackAt, (DateTime?)null), cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>Keeps a code with the cart; an empty one takes it off. One that exists is kept even where it takes nothing off yet: the cart says what is missing.</summary>
public sealed class UseCoupon(IOrderingDb db, TimeProvider clock)
{
    public static readonly Refusal Unknown = new("CodeUnknown", "coupon", "Không có mã này. Xem lại từng chữ giúp.", "There is no such code. Please check each letter.");

    public async Task<Outcome<Guid>> HandleAsync(Guid cartId, string? typed, CancellationToken cancel)
    {
        var (code, now) = (PromotionCode.Read(typed), clock.UtcNow());
        if (code.Length > 0 && !await db.PromotionCodes.AnyAsync(it => it.Code == code && db.Promotions.Any(promotion => promotion.Id == it.PromotionId && promotion.State != PromotionState.Draft), cancel)) return Unknown;
        var kept = code.Length == 0 ? null : code;
        var done = await db.Carts.Where(cart => cart.Id == cartId && cart.PlacedAt == null).ExecuteUpdateAsync(set => set.SetProperty(cart => cart.Coupon, kept).SetProperty(cart => cart.UpdatedAt, now), cancel);
        return done == 1 ? cartId : new Refusal("CartEmpty", "", "Giỏ hàng đang trống.", "The cart is empty.");
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Carts;

/// <summary>What a cart must know of a variant before it takes it.</summary>
internal sealed record WantedVariant(string Name, string Pack, Money Price, bool IsListed, string? GroupSlug)
{
    public static readonly Refusal NotForSale = new("NotForSale", "variant", "Món này hiện không bán.", "This is not for sale at present.");

    public static readonly Refusal IsService =
        new("IsService", "variant", "Dịch vụ du lịch không bỏ vào giỏ: hãy hỏi người làm ngày còn chỗ.", "Tourism services are asked about, not put into a cart.");

    public static readonly Refusal TooMany =
        new("TooMany", "quantity", $"Mỗi món đặt được nhiều nhất {CartLine.MostPieces}.", $"At most {CartLine.MostPieces} of each.");

    public static Task<WantedVariant?> FindAsync(IOrderingDb db, Guid variantId, CancellationToken cancel) =>
        (from variant in db.Variants
         join product in db.Products on variant.ProductId equals product.Id
         where variant.Id == variantId
         select new WantedVariant(product.Name, variant.Pack, variant.Price, product.IsListed, product.GroupSlug)).FirstOrDefaultAsync(cancel);

    public Refusal Shortage(int available, int inCart)
    {
        var refusal = Stock.Shortage.Of(Pack, available);
        return inCart == 0 || available <= 0 ? refusal : refusal with
        {
            Message = new LocalText($"Chỉ còn {available} {Pack}, giỏ của bạn đã có {inCart}.", $"Only {available} left, and your cart has {inCart}."),
        };
    }
}

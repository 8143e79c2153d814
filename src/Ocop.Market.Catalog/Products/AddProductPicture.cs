using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Product">The product's slug, or the SKU of one of its variants.</param>
/// <param name="Position">From 1; the first is the cover. Null puts the picture last.</param>
/// <param name="DryRun">Everything is checked and made, nothing is kept.</param>
public sealed record NewProductPicture(string Product, Stream File, string Alt, int? Position, string Actor, bool DryRun = false);

public enum PictureStanding { Added, Described, Unchanged }

public sealed record ProductPictureTaken(string ProductSlug, string Key, PictureStanding Standing);

/// <summary>Takes one photo of a product. The same photo again changes nothing but its words and its place.</summary>
public sealed class AddProductPicture(ICatalogDb db, MediaStore media, TimeProvider clock)
{
    public async Task<Outcome<ProductPictureTaken>> HandleAsync(NewProductPicture wish, CancellationToken cancel)
    {
        var alt = PictureWords.Checked(wish.Alt);
        if (!alt.Succeeded) return Outcome<ProductPictureTaken>.Refused(alt.Refusals);
        if (wish.Position < 1) return new Refusal("position-wrong", "position", "Thứ tự ảnh là số từ 1 trở lên.", "The position is a number from 1 upwards.");
        if (await FindProductAsync(wish.Product.Trim(), cancel) is not { } product)
            return new Refusal("product-unknown", "product", $"Không có sản phẩm nào mang mã hay địa chỉ “{wish.Product}”.", $"No product has the SKU or address “{wish.Product}”.");

        // Making the sizes takes a second or two; no write lock may be held that long.
        var prepared = await media.PrepareAsync(wish.File, cancel);
        if (!prepared.Succeeded) return Outcome<ProductPictureTaken>.Refused(prepared.Refusals);

        using var picture = prepared.Value;
        return await db.InTransactionAsync<ProductPictureTaken>(async () => await WriteAsync(product, picture, alt.Value, wish, cancel), cancel);
    }

    private async Task<ProductPictureTaken> WriteAsync(FoundProduct product, PreparedPicture picture, string alt, NewProductPicture wish, CancellationToken cancel)
    {
        var images = await db.ProductImages.Where(image => image.ProductId == product.Id).ToListAsync(cancel);
        var image = images.Find(image => image.Key == picture.Key);
        var position = wish.Position ?? image?.Position ?? images.Select(other => other.Position).DefaultIfEmpty(0).Max() + 1;
        var standing = image is null ? PictureStanding.Added
            : (image.Alt, image.Position) == (alt, position) ? PictureStanding.Unchanged
            : PictureStanding.Described;
        var taken = new ProductPictureTaken(product.Slug, picture.Key, standing);
        if (wish.DryRun || standing == PictureStanding.Unchanged) return taken;

        var before = image is null ? null : Told(image);
        if (image is null) db.ProductImages.Add(image = new ProductImage(product.Id, picture.Key, alt, picture.Size.Width, picture.Size.Height, position));
        else image.Describe(alt, position);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), wish.Actor, $"ProductPicture{standing}", image.ChangeSubject, before, Told(image)));
        await db.SaveChangesAsync(cancel);
        await picture.KeepAsync(cancel);
        return taken;
    }

    private async Task<FoundProduct?> FindProductAsync(string words, CancellationToken cancel) =>
        await db.Products.Where(product => product.Slug == words || product.Variants.Any(variant => variant.Sku == words))
            .OrderByDescending(product => product.Slug == words)
            .Select(product => new FoundProduct(product.Id, product.Slug)).FirstOrDefaultAsync(cancel);

    private static string Told(ProductImage image) => FormattableString.Invariant($"{image.Position}. {image.Key}: {image.Alt}");

    private sealed record FoundProduct(Guid Id, string Slug);
}

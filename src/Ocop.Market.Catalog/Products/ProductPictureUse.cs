using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>Products that show a photo of the library. They keep the address of its cut, so that a list of cards asks nothing more.</summary>
internal sealed class ProductPictureUse(ICatalogDb db) : IMediaUse
{
    private static readonly LocalText Kind = new("Sản phẩm", "Product");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel)
    {
        var products = await (from image in db.ProductImages where image.MediaItemId == mediaId
            join product in db.Products on image.ProductId equals product.Id orderby product.Name
            select new { product.Name, product.Slug }).ToListAsync(cancel);
        return [.. products.Select(product => new MediaPlace(Kind, product.Name, "/san-pham/" + product.Slug))];
    }

    public async Task<IReadOnlyDictionary<Guid, int>> CountsAsync(IReadOnlyCollection<Guid> mediaIds, CancellationToken cancel) =>
        await db.ProductImages.Where(image => image.MediaItemId != null && mediaIds.Contains(image.MediaItemId.Value)).GroupBy(image => image.MediaItemId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);

    public async Task FollowAsync(MediaItem item, PictureSize cut, CancellationToken cancel)
    {
        foreach (var image in await db.ProductImages.Where(image => image.MediaItemId == item.Id).ToListAsync(cancel))
            image.Follow(item.CutKey, cut.Width, cut.Height);
    }
}

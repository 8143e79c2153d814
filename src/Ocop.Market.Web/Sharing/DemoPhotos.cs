using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Sharing;

/// <summary>
/// The packs of a demo market's goods as pictures, for the producers that one can sign in as. Each says on itself that it is drawn for a demonstration, and no
/// product with a photo gets one. A start that was killed goes on where it was.
/// </summary>
public sealed class DemoPhotos(MarketDb db, DrawnPictures drawn, AddProductPicture add)
{
    private const int MostOfAProducer = 12;
    private const string Note = "Hình vẽ minh hoạ, chợ trình diễn";

    public async Task OpenAsync(CancellationToken cancel)
    {
        var makers = (await db.Grants.Where(grant => grant.Role == Role.ProducerOwner).Select(grant => grant.ScopePath).ToListAsync(cancel)).Select(path => Scope.Parse(path).ProducerId).OfType<Guid>().Distinct().ToList();
        foreach (var maker in makers)
            foreach (var product in await db.Products.AsNoTracking().Where(product => product.IsDemo && product.IsListed && product.ProducerId == maker && product.GroupSlug != Product.TourismGroup).OrderBy(product => product.Slug).Take(MostOfAProducer).ToListAsync(cancel))
                if (!await db.ProductImages.AnyAsync(image => image.ProductId == product.Id, cancel)) await PictureAsync(product, cancel);
    }

    private async Task PictureAsync(Product product, CancellationToken cancel)
    {
        var svg = SharedPictureSvg.OfPackAlone(PackLook.Of(product.GroupSlug, product.SetCode, product.Name), OcopWord.Without(product.Name), Note);
        // Without the drawing tool the market opens all the same; the log says so.
        if (await drawn.FindOrDrawAsync($"demo-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)).AsSpan(0, 8))}", () => svg, cancel) is not { } file) return;
        await using var picture = File.OpenRead(file);
        var added = await add.HandleAsync(new NewProductPicture(product.Slug, picture, $"{product.Name}: {Note.ToLowerInvariant()}", null, "start"), cancel);
        if (!added.Succeeded) throw new InvalidOperationException($"The picture of {product.Slug} was refused: {added.Refusals[0].Reason}.");
    }
}

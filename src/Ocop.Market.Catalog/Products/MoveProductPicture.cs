using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

public static class ProductPictureRights
{
    /// <summary>An officer, or whoever may price the goods: what they look like is their producer's business as much as what they cost.</summary>
    public static bool MayArrange(Person person, Scope producer) => person.May(Act.EditProducts, producer) || person.May(Act.PriceGoods, producer);
}

/// <param name="ToFront">Becomes the cover; else it is taken off the page. The photo itself stays in the library.</param>
public sealed record PictureMove(Guid ProductId, Guid ImageId, bool ToFront);

public sealed class MoveProductPicture(ICatalogDb db, TimeProvider clock)
{
    public Task<Outcome<int>> HandleAsync(Person person, PictureMove move, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        // The lock: two who arrange the same photos come one after the other.
        await db.Products.Where(product => product.Id == move.ProductId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        var producer = await db.Producers.AsNoTracking().FirstOrDefaultAsync(it => db.Products.Any(product => product.Id == move.ProductId && product.ProducerId == it.Id), cancel);
        if (producer is null) return new Refusal("ProductUnknown", "", "Không có sản phẩm này.", "There is no such product.");
        if (!ProductPictureRights.MayArrange(person, producer.Scope)) return NoRight.Here;
        var images = await db.ProductImages.Where(image => image.ProductId == move.ProductId).OrderBy(image => image.Position).ThenBy(image => image.Id).ToListAsync(cancel);
        // Pressed twice, it is gone already.
        if (images.Find(image => image.Id == move.ImageId) is not { } chosen) return images.Count;

        var before = Told(images);
        images.Remove(chosen);
        if (move.ToFront) images.Insert(0, chosen);
        else db.ProductImages.Remove(chosen);
        foreach (var (i, image) in images.Index()) image.Describe(image.Alt, i + 1);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, move.ToFront ? "ProductPicturesMoved" : "ProductPictureRemoved", ChangeSubject.Product(move.ProductId), before, Told(images)));
        await db.SaveChangesAsync(cancel);
        return images.Count;
    }, cancel);

    private static string Told(IEnumerable<ProductImage> images) => string.Join('\n', images.Select((image, i) => FormattableString.Invariant($"{i + 1}. {image.Key}")));
}

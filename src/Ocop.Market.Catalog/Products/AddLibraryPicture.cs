using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Alt">Null: the library's own words.</param>
public sealed record LibraryPictureChoice(Guid ProductId, Guid MediaItemId, string? Alt = null, int? Position = null);

/// <summary>Shows a photo of the library on a product: as its 4:5 cut around the focal point, which follows when the library's photo changes.</summary>
public sealed class AddLibraryPicture(ICatalogDb db, MediaStore media, TimeProvider clock)
{
    public async Task<Outcome<ProductPictureTaken>> HandleAsync(Person person, LibraryPictureChoice choice, CancellationToken cancel)
    {
        var found = await (from product in db.Products where product.Id == choice.ProductId join producer in db.Producers on product.ProducerId equals producer.Id
            select new { product.Id, product.Slug, producer.Place.ProvinceCode, producer.Place.CommuneCode, ProducerId = producer.Id }).SingleOrDefaultAsync(cancel);
        if (found is null) return new Refusal("product-unknown", "product", "Không có sản phẩm này.", "There is no such product.");
        if (!ProductPictureRights.MayArrange(person, Scope.Producer(found.ProvinceCode, found.CommuneCode, found.ProducerId)))
            return new Refusal("not-allowed", "", "Bạn không có quyền sửa sản phẩm này.", "You may not change this product.");

        var item = await db.MediaItems.AsNoTracking().SingleOrDefaultAsync(item => item.Id == choice.MediaItemId && item.Kind == MediaKind.Photo && item.DeletedAt == null, cancel);
        if (item is null || !person.May(Act.ReadMedia, item.Scope)) return new Refusal("media-unknown", "picture", "Không có ảnh này trong thư viện.", "There is no such picture in the library.");
        var alt = PictureWords.Checked(choice.Alt ?? item.AltVi);
        if (!alt.Succeeded) return Outcome<ProductPictureTaken>.Refused(alt.Refusals);

        var prepared = await media.PrepareCutAsync(item.Key, item.Focus, cancel);
        if (!prepared.Succeeded) return Outcome<ProductPictureTaken>.Refused(prepared.Refusals);
        using var cut = prepared.Value;
        return await db.InTransactionAsync<ProductPictureTaken>(async () =>
        {
            // Cut at another point, replaced or binned since it was read: whoever did that could not know of this product.
            if (!await db.MediaItems.AnyAsync(row => row.Id == item.Id && row.Version == item.Version && row.DeletedAt == null, cancel))
                return new Refusal("media-stale", "picture", "Ảnh vừa được thay đổi. Bạn hãy chọn lại.", "The picture has just been changed. Please choose it again.");

            var images = await db.ProductImages.Where(image => image.ProductId == found.Id).ToListAsync(cancel);
            if (images.Find(image => image.Key == cut.Key) is not null) return new ProductPictureTaken(found.Slug, cut.Key, PictureStanding.Unchanged);
            var position = choice.Position ?? images.Select(other => other.Position).DefaultIfEmpty(0).Max() + 1;
            var image = new ProductImage(found.Id, cut.Key, alt.Value, cut.Size.Width, cut.Size.Height, position, item.Id);
            db.ProductImages.Add(image);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ProductPictureAdded", image.ChangeSubject, after: FormattableString.Invariant($"{position}. {image.Key}: {image.Alt}")));
            await db.SaveChangesAsync(cancel);
            await cut.KeepAsync(cancel);
            return new ProductPictureTaken(found.Slug, cut.Key, PictureStanding.Added);
        }, cancel);
    }
}

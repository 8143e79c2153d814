using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;

namespace Ocop.Market.Catalog.Products;

/// <param name="Left">How many of each variant can be bought now.</param>
public sealed record DeskProductPage(Product Product, Producer Producer, string? Set, IReadOnlyDictionary<Guid, int> Left);

/// <summary>One product with everything that is kept of it, for whoever may read it.</summary>
public sealed class DeskProductPages(ICatalogDb db, IAvailability availability)
{
    public async Task<DeskProductPage?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        var product = await db.Products.AsNoTracking().AsSplitQuery().Include(it => it.Variants.OrderBy(variant => variant.Position)).Include(it => it.Certifications)
            .Include(it => it.Images.OrderBy(image => image.Position)).Include(it => it.Decisions).FirstOrDefaultAsync(it => it.Id == id, cancel);
        if (product is null) return null;
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.ReadCatalog, producer.Scope)) return null;

        var set = product.SetCode is null ? null : await db.ProductSets.Where(it => it.Code == product.SetCode).Select(it => it.Name).FirstOrDefaultAsync(cancel);
        return new DeskProductPage(product, producer, set, await availability.OfAsync([.. product.Variants.Select(variant => variant.Id)], cancel));
    }
}

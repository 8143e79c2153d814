using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;

namespace Ocop.Market.Catalog.Products;

/// <summary>One product as the people of its producer work on it.</summary>
public sealed record OwnProduct(Product Product, Producer Producer);

public sealed class OwnProducts(ICatalogDb db)
{
    /// <summary>Null where there is none, or where it is somebody else's.</summary>
    public async Task<OwnProduct?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        var product = await db.Products.AsNoTracking().AsSplitQuery().Include(it => it.Variants.OrderBy(variant => variant.Position)).Include(it => it.Images.OrderBy(image => image.Position)).Include(it => it.Decisions)
            .FirstOrDefaultAsync(it => it.Id == id, cancel);
        if (product is null) return null;
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        return person.May(Act.ProposeFacts, producer.Scope) ? new OwnProduct(product, producer) : null;
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>A variant for whoever keeps its stock.</summary>
internal sealed record KeptVariant(Guid Id, Guid ProductId)
{
    public static async Task<Outcome<KeptVariant>> FindAsync(IOrderingDb db, Person person, Guid variantId, CancellationToken cancel)
    {
        var found = await (from variant in db.Variants where variant.Id == variantId join product in db.Products on variant.ProductId equals product.Id
            join producer in db.Producers on product.ProducerId equals producer.Id select new { ProductId = product.Id, Producer = producer }).AsNoTracking().SingleOrDefaultAsync(cancel);
        if (found is null) return new Refusal("VariantUnknown", "", "Không có quy cách này.", "There is no such variant.");
        return person.May(Act.KeepStock, found.Producer.Scope) ? new KeptVariant(variantId, found.ProductId) : NoRight.Here;
    }
}

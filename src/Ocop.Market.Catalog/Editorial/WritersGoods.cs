using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>What somebody may write about: the producers they are a member of, and their goods.</summary>
public sealed class WritersGoods(ICatalogDb db)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<Producer>> OwnAsync(Person person, CancellationToken cancel)
    {
        var ids = person.ScopesFor(Act.WriteContent).Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        return await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).OrderBy(producer => producer.Name).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<(string Id, string Name)>> ProductsAsync(Person person, CancellationToken cancel)
    {
        var ids = person.ScopesFor(Act.WriteContent).Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        return [.. (await db.Products.AsNoTracking().Where(product => ids.Contains(product.ProducerId)).OrderBy(product => product.Name).Take(Most)
            .Select(product => new { product.Id, product.Name }).ToListAsync(cancel)).Select(product => (product.Id.ToString(), product.Name))];
    }

    public Task<Producer?> ProducerAsync(Guid id, CancellationToken cancel) => db.Producers.AsNoTracking().SingleOrDefaultAsync(producer => producer.Id == id, cancel);

    public Task<Producer?> MakerOfAsync(Guid productId, CancellationToken cancel) =>
        db.Producers.AsNoTracking().Where(producer => db.Products.Any(product => product.Id == productId && product.ProducerId == producer.Id)).SingleOrDefaultAsync(cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Livestreams;

public sealed record DeskLivestreamRow(Livestream Session, string Producer, string? ProvinceCode, string? CommuneCode);

/// <summary>The sessions of a person's scopes: those to come first, the nearest on top, then those that were.</summary>
public sealed class DeskLivestreams(ICatalogDb db, TimeProvider clock)
{
    private const int PageSize = 50;

    /// <param name="text">Words of the producer's name.</param>
    public async Task<ListPage<DeskLivestreamRow>> PageAsync(Person person, string? text, int page, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadCatalog));
        foreach (var word in VietnameseText.Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) producers = producers.Where(producer => producer.FoldedName.Contains(word));
        return await (
            from session in db.Livestreams.AsNoTracking()
            join producer in producers on session.ProducerId equals producer.Id
            orderby session.EndsAt < now, session.EndsAt < now ? null : (DateTime?)session.StartsAt, session.StartsAt descending, session.Id
            select new DeskLivestreamRow(session, producer.Name, producer.Place.ProvinceCode, producer.Place.CommuneCode)).PageAsync(page, PageSize, cancel);
    }
}

/// <summary>Sessions as the people of a producer work on them.</summary>
public sealed class ProducersLivestreams(ICatalogDb db)
{
    private const int Most = 100, MostGoods = 200;

    public async Task<IReadOnlyList<Producer>> OwnAsync(Person person, CancellationToken cancel)
    {
        var ids = person.ScopesFor(Act.PlanLivestreams).Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        return await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).OrderBy(producer => producer.Name).ToListAsync(cancel);
    }

    /// <summary>Whatever state they are in, the latest first.</summary>
    public async Task<IReadOnlyList<Livestream>> ForAsync(Guid producerId, CancellationToken cancel) =>
        await db.Livestreams.AsNoTracking().Where(it => it.ProducerId == producerId).OrderByDescending(it => it.StartsAt).ThenBy(it => it.Id).Take(Most).ToListAsync(cancel);

    public Task<Livestream?> FindAsync(Guid producerId, Guid id, CancellationToken cancel) => db.Livestreams.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id && it.ProducerId == producerId, cancel);

    /// <summary>What the producer sells now, and which of it is pinned.</summary>
    public async Task<(IReadOnlyList<(Guid Id, string Name)> Products, IReadOnlySet<Guid> Pinned)> GoodsAsync(Guid producerId, Guid? id, CancellationToken cancel)
    {
        var products = await db.Products.AsNoTracking().Where(product => product.ProducerId == producerId && product.IsListed).OrderBy(product => product.FoldedName).Take(MostGoods).Select(product => new { product.Id, product.Name }).ToListAsync(cancel);
        var pinned = id is null ? [] : await db.PinnedProducts.Where(it => it.LivestreamId == id).Select(it => it.ProductId).ToListAsync(cancel);
        return ([.. products.Select(product => (product.Id, product.Name))], pinned.ToHashSet());
    }
}

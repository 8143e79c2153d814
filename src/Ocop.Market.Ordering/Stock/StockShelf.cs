using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <param name="Left">What can be bought now.</param>
/// <param name="Promised">To orders that are not delivered yet.</param>
/// <param name="LowAt">The producer's own mark.</param>
/// <param name="OnHand">All that lies there.</param>
/// <param name="Batches">Those that hold something, the first to expire on top.</param>
public sealed record ShelfVariant(Guid Id, string Sku, string Pack, string Net, Money Price, int Left, int Promised, int OnHand, int? LowAt, IReadOnlyList<StockBatch> Batches)
{
    public bool IsLow => Left <= (LowAt ?? StockShelf.Low);

    public int InBatches => Batches.Sum(batch => batch.Quantity);

    /// <summary>In no batch.</summary>
    public int Loose => OnHand - InBatches;
}

/// <param name="ProposalWaits">Its words are being read by an officer.</param>
public sealed record ShelfProduct(Guid Id, string Slug, string Name, bool IsListed, bool IsService, ProductPicture? Picture, string? GroupSlug, IReadOnlyList<ShelfVariant> Variants, bool ProposalWaits)
{
    public bool IsLow => !IsService && Variants.Any(variant => variant.IsLow);
}

public sealed record PastBatch(Guid ProductId, string ProductName, string Number, DateOnly BestBefore, int Quantity);

/// <summary>A producer's goods with what is left of each: what a phone shows on one page.</summary>
public sealed class StockShelf(IOrderingDb db, Availability availability, TimeProvider clock)
{
    /// <summary>So few that the next order may be the last, where the producer set no mark.</summary>
    public const int Low = 5;
    public const int PageSize = 30;
    private const int MostPast = 10, MostInAFile = 5_000;

    public async Task<ListPage<ShelfProduct>> PageAsync(Person person, string? words, int page, CancellationToken cancel)
    {
        var products = Own(person);
        foreach (var word in VietnameseText.Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)) products = products.Where(product => product.FoldedName.Contains(word));
        var cut = await products.OrderBy(product => product.FoldedName).ThenBy(product => product.Id).Select(product => product.Id).PageAsync(page, PageSize, cancel);
        return new ListPage<ShelfProduct>(await ReadAsync(cut.Rows, cancel), cut.Total, cut.Page, cut.Size);
    }

    /// <summary>All of them, for a file.</summary>
    public async Task<IReadOnlyList<ShelfProduct>> AllAsync(Person person, CancellationToken cancel)
    {
        var (products, page) = (new List<ShelfProduct>(), 1);
        for (ListPage<ShelfProduct> found; products.Count < MostInAFile && (found = await PageAsync(person, null, page, cancel)).Rows.Count > 0 && found.Page == page; page++) products.AddRange(found.Rows);
        return products;
    }

    public async Task<ShelfProduct?> FindAsync(Person person, Guid productId, CancellationToken cancel) =>
        await Own(person).AnyAsync(product => product.Id == productId, cancel) ? (await ReadAsync([productId], cancel))[0] : null;

    /// <summary>Batches that are past their day and still lie there, the longest over on top.</summary>
    public async Task<IReadOnlyList<PastBatch>> PastAsync(Person person, CancellationToken cancel)
    {
        var today = clock.Today();
        return await (from batch in db.StockBatches where batch.BestBefore < today && batch.Quantity > 0 join variant in db.Variants on batch.VariantId equals variant.Id join product in Own(person) on variant.ProductId equals product.Id
            orderby batch.BestBefore, batch.Id select new PastBatch(product.Id, product.Name, batch.Number, batch.BestBefore, batch.Quantity)).Take(MostPast).ToListAsync(cancel);
    }

    /// <summary>Listed goods of which few or none are left.</summary>
    public Task<int> CountLowAsync(Person person, CancellationToken cancel)
    {
        var listed = Own(person).Where(product => product.IsListed && product.GroupSlug != Product.TourismGroup).Select(product => product.Id);
        var stands = db.Stands(clock.Today());
        return db.Variants.Where(variant => listed.Contains(variant.ProductId) && !stands.Any(stand => stand.VariantId == variant.Id && stand.Free > (stand.LowAt ?? Low)))
            .Select(variant => variant.ProductId).Distinct().CountAsync(cancel);
    }

    private IQueryable<Product> Own(Person person)
    {
        var producers = db.Producers.Within(person.ScopesFor(Act.KeepStock)).Select(producer => producer.Id);
        return db.Products.AsNoTracking().Where(product => producers.Contains(product.ProducerId));
    }

    private async Task<IReadOnlyList<ShelfProduct>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var products = await db.Products.AsNoTracking().AsSplitQuery().Include(product => product.Variants.OrderBy(variant => variant.Position)).Include(product => product.Images.OrderBy(image => image.Position))
            .Where(product => ids.Contains(product.Id)).ToDictionaryAsync(product => product.Id, cancel);
        var variants = products.Values.SelectMany(product => product.Variants).Select(variant => variant.Id).ToList();
        var left = await availability.OfAsync(variants, cancel);
        var levels = await db.StockLevels.AsNoTracking().Where(level => variants.Contains(level.VariantId)).ToDictionaryAsync(level => level.VariantId, cancel);
        var batches = (await db.StockBatches.AsNoTracking().Where(batch => variants.Contains(batch.VariantId) && batch.Quantity > 0).OrderBy(batch => batch.BestBefore).ThenBy(batch => batch.Number).ToListAsync(cancel)).ToLookup(batch => batch.VariantId);
        var waiting = await db.FactProposals.Where(proposal => ids.Contains(proposal.SubjectId) && proposal.State == Catalog.Proposals.ProposalState.Waiting).Select(proposal => proposal.SubjectId).ToHashSetAsync(cancel);
        return [.. ids.Where(products.ContainsKey).Select(id => products[id]).Select(product => new ShelfProduct(
            product.Id, product.Slug, product.Name, product.IsListed, product.IsService, product.Images.Count > 0 ? product.Images[0].AsPicture() : null, product.GroupSlug,
            [.. product.Variants.Select(variant => (variant, level: levels.GetValueOrDefault(variant.Id))).Select(it => new ShelfVariant(it.variant.Id, it.variant.Sku, it.variant.Pack, it.variant.NetWords, it.variant.Price,
                left.GetValueOrDefault(it.variant.Id), it.level?.Allocated ?? 0, it.level?.OnHand ?? 0, it.level?.LowAt, [.. batches[it.variant.Id]]))],
            waiting.Contains(product.Id)))];
    }
}

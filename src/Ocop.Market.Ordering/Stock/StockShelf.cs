using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <param name="Left">What can be bought now.</param>
/// <param name="Promised">To orders that are not delivered yet.</param>
public sealed record ShelfVariant(Guid Id, string Pack, string Net, Money Price, int Left, int Promised);

/// <param name="ProposalWaits">Its words are being read by an officer.</param>
public sealed record ShelfProduct(Guid Id, string Slug, string Name, bool IsListed, bool IsService, ProductPicture? Picture, string? GroupSlug, IReadOnlyList<ShelfVariant> Variants, bool ProposalWaits)
{
    public bool IsLow => !IsService && Variants.Any(variant => variant.Left <= StockShelf.Low);
}

/// <summary>A producer's goods with what is left of each: what a phone shows on one page.</summary>
public sealed class StockShelf(IOrderingDb db, Availability availability)
{
    /// <summary>So few that the next order may be the last.</summary>
    public const int Low = 5;
    public const int PageSize = 30;

    public async Task<ListPage<ShelfProduct>> PageAsync(Person person, string? words, int page, CancellationToken cancel)
    {
        var products = Own(person);
        foreach (var word in VietnameseText.Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8)) products = products.Where(product => product.FoldedName.Contains(word));
        var cut = await products.OrderBy(product => product.FoldedName).ThenBy(product => product.Id).Select(product => product.Id).PageAsync(page, PageSize, cancel);
        return new ListPage<ShelfProduct>(await ReadAsync(cut.Rows, cancel), cut.Total, cut.Page, cut.Size);
    }

    /// <summary>Listed goods of which few or none are left.</summary>
    public Task<int> CountLowAsync(Person person, CancellationToken cancel)
    {
        var listed = Own(person).Where(product => product.IsListed && product.GroupSlug != Product.TourismGroup).Select(product => product.Id);
        return db.Variants.Where(variant => listed.Contains(variant.ProductId) && !db.StockLevels.Any(level => level.VariantId == variant.Id && level.OnHand - level.Allocated - level.Reserved > Low))
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
        var promised = await db.StockLevels.Where(level => variants.Contains(level.VariantId)).ToDictionaryAsync(level => level.VariantId, level => level.Allocated, cancel);
        var waiting = await db.FactProposals.Where(proposal => ids.Contains(proposal.SubjectId) && proposal.State == Catalog.Proposals.ProposalState.Waiting).Select(proposal => proposal.SubjectId).ToHashSetAsync(cancel);
        return [.. ids.Where(products.ContainsKey).Select(id => products[id]).Select(product => new ShelfProduct(
            product.Id, product.Slug, product.Name, product.IsListed, product.IsService, product.Images.Count > 0 ? product.Images[0].AsPicture() : null, product.GroupSlug,
            [.. product.Variants.Select(variant => new ShelfVariant(variant.Id, variant.Pack, variant.NetWords, variant.Price, left.GetValueOrDefault(variant.Id), promised.GetValueOrDefault(variant.Id)))],
            waiting.Contains(product.Id)))];
    }
}

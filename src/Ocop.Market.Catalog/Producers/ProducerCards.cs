using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <summary>One of a producer's goods: as much as a small picture needs.</summary>
public sealed record ProducersGood(Guid Id, string Name, string? GroupSlug, string? SetCode)
{
    /// <summary>The first photo; null where there is none.</summary>
    public ProductPicture? Picture { get; init; }
}

public sealed record ProducerCard(Guid Id, string Slug, string Name, ProducerKind Kind, PlaceLine Place, int Goods, IReadOnlyList<ProducersGood> Shown);

public sealed record ProducerCardPage(IReadOnlyList<ProducerCard> Producers, int Total, int Page, int PageSize);

/// <summary>Named producers that have something on the market, by name; those whose kind the source does not tell come last.</summary>
public sealed class ProducerCards(ICatalogDb db)
{
    public const int PageSize = 24;
    private const int GoodsShown = 3;

    /// <param name="text">Part of the name, with or without accents.</param>
    public async Task<ProducerCardPage> PageAsync(string? text, string? provinceCode, string? communeCode, int page, CancellationToken cancel)
    {
        var producers = db.Producers.AsNoTracking().Where(producer => producer.Name != Producer.Unnamed && db.Products.Any(product => product.ProducerId == producer.Id && product.IsListed));
        if (!string.IsNullOrWhiteSpace(text))
        {
            var folded = VietnameseText.Fold(text);
            producers = producers.Where(producer => producer.FoldedName.Contains(folded));
        }

        if (provinceCode is not null) producers = producers.Where(producer => producer.Place.ProvinceCode == provinceCode);
        if (communeCode is not null) producers = producers.Where(producer => producer.Place.CommuneCode == communeCode);

        var total = await producers.CountAsync(cancel);
        page = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var cards = await RowsAsync(producers.OrderBy(producer => producer.Kind == ProducerKind.Unknown).ThenBy(producer => producer.FoldedName).ThenBy(producer => producer.Id).Skip((page - 1) * PageSize).Take(PageSize), cancel);
        return new ProducerCardPage(await WithGoodsAsync(cards, cancel), total, page, PageSize);
    }

    public async Task<IReadOnlyList<ProducerCard>> OfAsync(IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? [] : await WithGoodsAsync(await RowsAsync(db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)), cancel), cancel);

    private Task<List<ProducerCard>> RowsAsync(IQueryable<Producer> producers, CancellationToken cancel) => (
        from producer in producers
        join found in db.Provinces on producer.Place.ProvinceCode equals found.Code into provinces
        from province in provinces.DefaultIfEmpty()
        join found in db.Communes on producer.Place.CommuneCode equals found.Code into communes
        from commune in communes.DefaultIfEmpty()
        orderby producer.Kind == ProducerKind.Unknown, producer.FoldedName, producer.Id
        select new ProducerCard(producer.Id, producer.Slug, producer.Name, producer.Kind,
            new PlaceLine(commune.Name, commune == null ? null : commune.Kind, commune.Slug, province.Name, province.Slug,
                producer.Place.Commune, producer.Place.District, producer.Place.Province),
            0, new List<ProducersGood>())).ToListAsync(cancel);

    private async Task<IReadOnlyList<ProducerCard>> WithGoodsAsync(List<ProducerCard> cards, CancellationToken cancel)
    {
        var ids = cards.Select(card => card.Id).ToList();
        var goods = (await db.Products.Where(product => ids.Contains(product.ProducerId) && product.IsListed).OrderBy(product => product.FoldedName)
            .Select(product => new { product.ProducerId, Good = new ProducersGood(product.Id, product.Name, product.GroupSlug, product.SetCode) })
            .ToListAsync(cancel)).ToLookup(row => row.ProducerId, row => row.Good);
        var pictures = await ProductParts.PicturesAsync(db, [.. cards.SelectMany(card => goods[card.Id].Take(GoodsShown)).Select(good => good.Id)], cancel);
        return [.. cards.Select(card => card with
        {
            Goods = goods[card.Id].Count(), Shown = [.. goods[card.Id].Take(GoodsShown).Select(good => good with { Picture = pictures[good.Id].FirstOrDefault() })],
        })];
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

public sealed record OfferedVariant(Guid Id, string Sku, string? Gtin, string Pack, string Net, NetUnit NetUnit, Money Price, Money? PerKiloOrLitre, int Left);

/// <param name="Email">What a visitor may use to ask about a service; shown only where the producer gave it.</param>
public sealed record ProducerLine(Guid Id, string Slug, string Name, ProducerKind Kind, string? Email, string? Phone)
{
    public bool IsNamed => Name != Producer.Unnamed;
}

/// <summary>Where goods like this one, or of the same maker, can be bought now.</summary>
public sealed record StockElsewhere(bool OfProducer, bool OfSet);

public sealed record SpotOnMap(double Latitude, double Longitude);

public sealed record ProductPage(
    Guid Id, string Slug, string Name, string? Description, string? Source, bool IsDemo, DateTime CreatedAt,
    string? GroupSlug, LocalText? Group, string? SetCode, string? Set,
    ProducerLine Producer, PlaceLine Place, SpotOnMap? Spot)
{
    public ShownStars? Stars { get; init; }
    public RecognitionDecision? Decision { get; init; }

    /// <summary>The latest decision, where it is over.</summary>
    public RecognitionDecision? EndedDecision { get; init; }
    public IReadOnlyList<OfferedVariant> Variants { get; init; } = [];

    /// <summary>Only papers and marks that are valid today.</summary>
    public ShownQuality Quality { get; init; } = ShownQuality.None;

    /// <summary>Null where the producer stated nothing.</summary>
    public Allergens? Allergens { get; init; }
    public IReadOnlyList<ProductPicture> Pictures { get; init; } = [];
    public StoryCard? Story { get; init; }
    public IReadOnlyList<ProductCard> Related { get; init; } = [];

    /// <summary>Asked for only where this product is sold out.</summary>
    public StockElsewhere? Elsewhere { get; init; }

    /// <summary>Some of the places where it can be had without ordering it.</summary>
    public IReadOnlyList<ProductOutlet> Outlets { get; init; } = [];
    public int OutletsInAll { get; init; }

    public bool IsService => GroupSlug == Product.TourismGroup;
    public bool IsInStock => Variants.Any(variant => variant.Left > 0);
}

/// <summary>Everything the page of one product shows.</summary>
public sealed class ProductPages(ICatalogDb db, IAvailability availability, ICatalogSearch search, ProductCards cards, StoryCards stories, ProductOutlets outlets, ShownQualities qualities, TimeProvider clock)
{
    private const int RelatedShown = 4;

    private static readonly CompiledQuery<string, ProductPage> Heads = new((db, slug) => (
        from product in db.Set<Product>()
        where product.Slug == slug && product.IsListed
        join producer in db.Set<Producer>() on product.ProducerId equals producer.Id
        join found in db.Set<Province>() on product.Place.ProvinceCode equals found.Code into provinces
        from province in provinces.DefaultIfEmpty()
        join found in db.Set<Commune>() on product.Place.CommuneCode equals found.Code into communes
        from commune in communes.DefaultIfEmpty()
        join found in db.Set<ProductGroup>() on product.GroupSlug equals found.Slug into groups
        from goods in groups.DefaultIfEmpty()
        join found in db.Set<ProductSet>() on product.SetCode equals found.Code into sets
        from set in sets.DefaultIfEmpty()
        select new ProductPage(
            product.Id, product.Slug, product.Name, product.Description, product.Source, product.IsDemo, product.CreatedAt,
            product.GroupSlug, goods == null ? null : new LocalText(goods.Name, goods.NameEn), product.SetCode, set.Name,
            new ProducerLine(producer.Id, producer.Slug, producer.Name, producer.Kind, producer.Email, producer.Phone),
            new PlaceLine(commune.Name, commune == null ? null : commune.Kind, commune.Slug, province.Name, province.Slug,
                product.Place.Commune, product.Place.District, product.Place.Province),
            commune != null ? new SpotOnMap(commune.Latitude, commune.Longitude) : province != null ? new SpotOnMap(province.Latitude, province.Longitude) : null) { Allergens = product.Allergens }).Take(1));

    private static readonly CompiledQuery<Guid, Certification> Papers = new((db, id) => db.Set<Certification>().AsNoTracking().Where(paper => paper.ProductId == id));

    /// <summary>Null when there is no listed product at this address.</summary>
    public async Task<ProductPage?> FindAsync(string slug, string language, CancellationToken cancel)
    {
        if (await Heads.FirstOrDefaultAsync(db, slug, cancel) is not { } page) return null;

        var today = clock.Today();
        var related = await search.NeighboursAsync(page.Id, RelatedShown, cancel);
        var parts = await ProductParts.ReadAsync(db, availability, [page.Id, .. related], cancel);
        var papers = await Papers.ToListAsync(db, page.Id, cancel);
        var stars = ShownStars.Of(parts.Decisions[page.Id], today);
        page = page with
        {
            Name = stars is null ? OcopWord.Without(page.Name) : page.Name,
            Description = stars is null && page.Description is { } description ? OcopWord.Without(description) : page.Description,
            Stars = stars,
            Decision = parts.Decisions[page.Id].DecisionOn(today),
            EndedDecision = parts.Decisions[page.Id].EndedDecisionOn(today),
            Variants = [.. parts.Variants[page.Id].Select(variant => new OfferedVariant(variant.Id, variant.Sku, variant.Gtin, variant.Pack, variant.NetWords,
                variant.NetUnit, variant.Price, variant.PricePerKiloOrLitre, parts.LeftOf(variant)))],
            Quality = await qualities.OfAsync(page.Id, page.Producer.Id, papers, today, cancel),
            Pictures = [.. parts.Pictures[page.Id]],
            Story = await stories.AboutAsync(page.Id, page.Producer.Id, language, cancel),
            Related = await cards.OfAsync(related, parts, cancel),
        };
        var (places, total) = await outlets.OfAsync(page, cancel);
        page = page with { Outlets = places, OutletsInAll = total };
        return page.IsInStock || page.Variants.Count == 0 ? page : page with { Elsewhere = await ElsewhereAsync(page, cancel) };
    }

    private async Task<StockElsewhere> ElsewhereAsync(ProductPage page, CancellationToken cancel)
    {
        var others = db.SearchRows.Where(row => row.ProductId != page.Id && row.IsListed && row.InStock);
        return new StockElsewhere(
            await others.AnyAsync(row => row.ProducerId == page.Producer.Id, cancel),
            page.SetCode is not null && await others.AnyAsync(row => row.GroupSlug == page.GroupSlug && row.SetCode == page.SetCode, cancel));
    }
}

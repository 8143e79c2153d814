using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Feeds;

/// <summary>One variant that is on offer, with all that is known of it on one day.</summary>
/// <param name="Decision">Valid on the day; null otherwise, and then the word OCOP stands in no name and no description.</param>
/// <param name="Variants">How many of the product are on offer.</param>
public sealed record Good(Product Product, Variant Variant, int Variants, Producer Maker, int Stock, RecognitionDecision? Decision, string? Group, string? Province, string? Commune)
{
    /// <summary>Of the product and of its maker, valid on the day, with a file; empty where they were not asked for.</summary>
    public IReadOnlyList<GoodPaper> Papers { get; init; } = [];

    public string Name => Honest(Product.Name);

    public string? Brand => Maker.Kind == ProducerKind.Unknown ? null : Honest(Maker.Name);

    public string Description => Honest(Product.Description ?? string.Join(". ", new[] { Product.Name, Brand, Province }.OfType<string>()) + ".");

    public string Pack => $"{Variant.Pack} {Variant.NetWords}".Trim().Replace('\u00a0', ' ');

    /// <summary>Large enough for every floor, the cover first.</summary>
    public IEnumerable<ProductImage> Photos => Product.Images.Where(image => image.Width >= Goods.NarrowestPhoto).OrderBy(image => image.Position);

    private string Honest(string words) => Decision is null ? OcopWord.Without(words) : words;
}

public sealed record GoodPaper(Certification Paper, LibraryFile File);

/// <summary>
/// What the market offers to other floors: listed products with a price, stars only by decisions valid on the given local day. Read in portions:
/// a hundred thousand rows pass through, a few hundred are held.
/// </summary>
public sealed class Goods(IChannelsDb db, IAvailability availability, PlaceDirectory places, LibraryFiles files)
{
    public const int Portion = 200;

    /// <summary>Meta refuses smaller ones.</summary>
    public const int NarrowestPhoto = 500;

    public async IAsyncEnumerable<Good> AllAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancel)
    {
        var groups = await GroupsAsync(cancel);
        var last = Guid.Empty;
        while (true)
        {
            var from = last;
            var products = await Offered().Where(product => product.Id > from).OrderBy(product => product.Id).Take(Portion).ToListAsync(cancel);
            if (products.Count == 0) yield break;
            foreach (var good in await OfAsync(products, groups, day, withPapers: false, cancel)) yield return good;
            last = products[^1].Id;
        }
    }

    /// <summary>Of these products, in their order; what is not on offer is left out.</summary>
    /// <param name="withPapers">Platforms ask for them; feeds and packages do not.</param>
    public async IAsyncEnumerable<Good> OfAsync(IEnumerable<Guid> ids, DateOnly day, [EnumeratorCancellation] CancellationToken cancel, bool withPapers = false)
    {
        var groups = await GroupsAsync(cancel);
        foreach (var portion in ids.Chunk(Portion))
        {
            var found = (await Offered().Where(product => portion.Contains(product.Id)).ToListAsync(cancel)).ToDictionary(product => product.Id);
            foreach (var good in await OfAsync([.. portion.Where(found.ContainsKey).Select(id => found[id])], groups, day, withPapers, cancel)) yield return good;
        }
    }

    private IQueryable<Product> Offered() => db.Products.AsNoTracking().AsSplitQuery()
        .Include(product => product.Variants).Include(product => product.Decisions).Include(product => product.Images)
        .Where(product => product.IsListed && product.GroupSlug != Product.TourismGroup);

    private Task<Dictionary<string, string>> GroupsAsync(CancellationToken cancel) => db.ProductGroups.AsNoTracking().ToDictionaryAsync(group => group.Slug, group => group.Name, cancel);

    private async Task<List<Good>> OfAsync(List<Product> products, Dictionary<string, string> groups, DateOnly day, bool withPapers, CancellationToken cancel)
    {
        var makerIds = products.Select(product => product.ProducerId).Distinct().ToList();
        var makers = await db.Producers.AsNoTracking().Where(producer => makerIds.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, cancel);
        var stock = await availability.OfAsync([.. products.SelectMany(product => product.Variants).Select(variant => variant.Id)], cancel);
        var papers = withPapers ? await PapersAsync([.. products.Select(product => product.Id)], makerIds, day, cancel) : null;
        var goods = new List<Good>(products.Count);
        foreach (var product in products)
        {
            var priced = product.Variants.Where(variant => variant.Price > Money.Zero).OrderBy(variant => variant.Position).ToList();
            var decision = product.Decisions.DecisionOn(day);
            var (group, province, commune) = (product.GroupSlug is { } slug ? groups.GetValueOrDefault(slug) : null, places.Province(product.Place.ProvinceCode)?.Name ?? product.Place.Province, places.Commune(product.Place.CommuneCode)?.Name ?? product.Place.Commune);
            List<GoodPaper> own = papers is null ? [] : [.. papers[product.Id], .. papers[product.ProducerId]];
            goods.AddRange(priced.Select(variant => new Good(product, variant, priced.Count, makers[product.ProducerId], stock.GetValueOrDefault(variant.Id), decision, group, province, commune) { Papers = own }));
        }

        return goods;
    }

    private async Task<ILookup<Guid, GoodPaper>> PapersAsync(List<Guid> products, List<Guid> makers, DateOnly day, CancellationToken cancel)
    {
        var papers = await db.Certifications.AsNoTracking().Where(paper => paper.FileId != null && (products.Contains(paper.ProductId!.Value) || makers.Contains(paper.ProducerId!.Value))).ToListAsync(cancel);
        papers.RemoveAll(paper => !paper.IsValidOn(day));
        var found = await files.FindAsync([.. papers.Select(paper => paper.FileId!.Value).Distinct()], cancel);
        return papers.Where(paper => found.ContainsKey(paper.FileId!.Value)).ToLookup(paper => paper.ProductId ?? paper.ProducerId!.Value, paper => new GoodPaper(paper, found[paper.FileId!.Value]));
    }
}

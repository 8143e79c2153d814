using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

[CatalogCached(PageLinks.Field)]
public sealed class ProductModel(ProductPages pages, ReducedPrices prices, LivestreamCards livestreams, WholesaleOffers wholesale, ProductReviews productReviews, CurrentPerson current, Words words) : PageModel
{
    private const int FewLeft = 5;

    public ProductPage Product { get; private set; } = null!;

    /// <summary>The way of packing that stands chosen: the cheapest one that can be bought. A service has none: it is asked about.</summary>
    public OfferedVariant? Chosen { get; private set; }

    /// <summary>What the ways of packing cost today where a promotion is on; those that cost what they always cost are not in it.</summary>
    public IReadOnlyDictionary<Guid, ReducedPrice> Reduced { get; private set; } = new Dictionary<Guid, ReducedPrice>();

    /// <summary>For people who are signed in: their pages are never kept, so none of it stands on a page for everybody.</summary>
    public Wholesale? Wholesale { get; private set; }

    public IReadOnlyList<Livestream> NextLive { get; private set; } = [];

    /// <summary>Null where no buyer has said anything.</summary>
    public ReviewsOfProduct? Reviews { get; private set; }

    public PageLinks ReviewPages => new(HttpContext, Reviews!.Newest.Page, Reviews.Newest.Total, Reviews.Newest.Size) { Part = "danh-gia" };

    public int Quantity { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(string slug, Guid? variantId, int? quantity, string? less, string? more, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, words.Language, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(CacheTags.Documents);
        HttpContext.TagCache(CacheTags.Prices);
        HttpContext.TagCache(ChangeSubject.Producer(found.Producer.Id));
        HttpContext.TagCache(ChangeSubject.Outlets(found.Id));
        HttpContext.TagCache(ChangeSubject.Livestreams(found.Producer.Id));
        HttpContext.TagCache(ChangeSubject.Reviews(found.Id));
        foreach (var shown in found.Related.Select(card => card.Id).Prepend(found.Id)) HttpContext.TagCache(ChangeSubject.Product(shown));
        foreach (var mark in found.Quality.Marks) HttpContext.TagCache(ChangeSubject.Mark(mark.Id));
        foreach (var file in found.Quality.Papers.Select(paper => paper.File).OfType<LibraryFile>()) HttpContext.TagCache(ChangeSubject.Media(file.Id));
        // Which other goods are left changes with any of them.
        if (found.Elsewhere is not null) HttpContext.TagCache(CacheTags.Catalogue);
        if (current.Person is not null) Wholesale = await wholesale.OfAsync(found.Id, cancel);
        NextLive = await livestreams.NextAsync(found.Producer.Id, found.Id, cancel);
        Reviews = await productReviews.OfAsync(found.Id, int.TryParse(Request.Query[PageLinks.Field], NumberStyles.None, CultureInfo.InvariantCulture, out var reviewPage) ? reviewPage : 1, cancel);
        Product = found;
        Chosen = found.IsService ? null : found.Variants.OrderByDescending(variant => variant.Id == variantId).ThenByDescending(variant => variant.Left > 0).ThenBy(variant => variant.Price).FirstOrDefault();
        var reduced = new Dictionary<Guid, ReducedPrice>();
        foreach (var variant in found.Variants)
            if (await prices.OfAsync(found.Id, found.Producer.Id, found.GroupSlug, variant.Price, cancel) is { } now) reduced[variant.Id] = now;
        Reduced = reduced;
        foreach (var season in prices.Seasons) HttpContext.TagCache(season);
        Quantity = Math.Clamp(Math.Clamp(quantity ?? 1, 1, 1000) + (more is not null ? 1 : 0) - (less is not null ? 1 : 0), 1, Math.Max(1, Chosen?.Left ?? 1));
        return Page();
    }

    public PackLook Look => PackLook.Of(Product.GroupSlug, Product.SetCode, Product.Name);

    public string LeftOf(OfferedVariant variant) => variant.Left switch
    {
        0 => words["Tạm hết", "Sold out"],
        <= FewLeft => words[$"Chỉ còn {variant.Left} {variant.Pack}", $"Only {variant.Left} left"],
        _ => words[$"Còn {variant.Left} {variant.Pack}", $"{variant.Left} left"],
    };

    public string StockLook => Chosen switch
    {
        null or { Left: 0 } => "stock stock--out",
        { Left: <= FewLeft } => "stock stock--low",
        _ => "stock",
    };

    /// <summary>The word OCOP stands in a title only beside stars that are valid today.</summary>
    public string Title => Product.Stars is { } stars ? words[$"{Product.Name}, OCOP {stars.Count} sao", $"{Product.Name}, OCOP {stars.Count} stars"] : Product.Name;

    public string Description
    {
        get
        {
            var price = Chosen is null ? "" : $" {Reduced.GetValueOrDefault(Chosen.Id)?.Price ?? Chosen.Price} / {GoodsWords.Packing(Chosen.Pack, Chosen.Net)}.";
            var stars = Product.Stars is { } shown ? words[$" OCOP {shown.Count} sao năm {shown.Year}.", $" OCOP {shown.Count} stars in {shown.Year}."] : "";
            var maker = Product.Producer.IsNamed ? $"{Product.Producer.Name}, " : "";
            return $"{Product.Name}, {maker}{words.Place(Product.Place)}.{stars}{price}";
        }
    }
}

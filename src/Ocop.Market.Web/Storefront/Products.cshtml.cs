using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

/// <summary>The list of goods at its three addresses: all, one group, and the search.</summary>
[CatalogCached(ListFilter.Group, ListFilter.Set, ListFilter.Stars, ListFilter.Province, ListFilter.Paper, ListFilter.Price, ListFilter.InStock, ListFilter.Sort, PageLinks.Field)]
public sealed class ProductsModel(ICatalogSearch search, ProductCards cards, CatalogNames names, TextsWithWords textsWithWords, Words words) : PageModel
{
    public const string SearchPath = "/tim-kiem";
    private const int MostTexts = 4;

    public string? Group { get; private set; }
    public string? GroupName { get; private set; }
    public bool IsSearch { get; private set; }
    public ListFilter Filter { get; private set; } = null!;
    public CatalogFindings Found { get; private set; } = null!;
    public IReadOnlyList<ProductCard> Cards { get; private set; } = [];
    public IReadOnlyList<Facet> Facets { get; private set; } = [];
    public IReadOnlyList<Chip> Chips { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    /// <summary>Stories, news and pages that a search finds beside the goods.</summary>
    public IReadOnlyList<FoundText> Texts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? group, CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Catalogue);
        var known = await names.ReadAsync(cancel);
        if (group is not null && !known.Groups.ContainsKey(group)) return NotFound();

        (Group, IsSearch, Filter) = (group, Request.Path == SearchPath, new ListFilter(HttpContext));
        GroupName = group is null ? null : words[GoodsWords.Stall(group, known.Groups[group])];
        var query = Filter.ToQuery(known, group);
        Found = await search.FindAsync(query, cancel);
        if (query.Page > 1 && Found.ProductIds.Count == 0 && Found.Total > 0)
            Found = await search.FindAsync(query = query with { Page = 1 }, cancel);

        Cards = await cards.OfAsync(Found.ProductIds, cancel);
        if (IsSearch && query.Page == 1 && Filter.Words is { } said) Texts = await textsWithWords.FindAsync(said, words.Language, MostTexts, cancel);
        Pages = new PageLinks(HttpContext, query.Page, Found.Total, query.PageSize);
        Facets = [.. AllFacets(known, query).Where(facet => facet.Choices.Any(choice => choice.IsOn || choice.Count < Found.Total))];
        Chips = [.. Facets.SelectMany(facet => facet.Choices.Where(choice => choice.IsOn).Select(choice => new Chip(choice.Name, Filter.Without(facet.Field, choice.Value))))];
        return Page();
    }

    private IEnumerable<Facet> AllFacets(FacetNames known, CatalogQuery query)
    {
        var facets = Found.Facets;
        if (Group is null)
            yield return Of(words["Nhóm", "Group"], ListFilter.Group, facets.Groups, value => known.Groups.TryGetValue(value, out var name) ? words[GoodsWords.Stall(value, name)] : null) with { IsSingle = true };
        yield return Of(words["Hạng sao", "Stars"], ListFilter.Stars, [.. facets.Stars.OrderByDescending(count => count.Value)], value => words[$"{value} sao", $"{value} stars"]);
        yield return Of(words["Bộ sản phẩm", "Product set"], ListFilter.Set, facets.Sets, known.Sets.GetValueOrDefault);
        yield return Of(words["Tỉnh, thành", "Province"], ListFilter.Province,
            [.. facets.Provinces.Select(count => count with { Value = known.Province(count.Value)?.Slug ?? "" })],
            value => known.Provinces.FirstOrDefault(province => province.Slug == value)?.Name);
        yield return Of(words["Giá", "Price"], ListFilter.Price, [.. PriceBand.All.Select(band => facets.PriceBands.FirstOrDefault(count => count.Value == band.Key) ?? new FacetCount(band.Key, 0))],
            value => PriceBand.Find(value) is { } band ? words[band.Words] : null);
        yield return Of(words["Giấy chứng nhận", "Certificates"], ListFilter.Paper, facets.Certifications,
            value => Enum.TryParse<CertificationKind>(value, out var kind) ? Certification.NameOf(kind) : null);
        yield return new Facet(words["Tình trạng", "Stock"], ListFilter.InStock, facets.InStock == 0 && !query.InStockOnly ? [] :
            [new FacetChoice("1", words["Còn hàng", "In stock"], facets.InStock, query.InStockOnly)]);
    }

    private Facet Of(string title, string field, IReadOnlyList<FacetCount> counts, Func<string, string?> nameOf) => new(title, field,
        [.. counts.Select(count => new FacetChoice(count.Value, nameOf(count.Value) ?? "", count.Count, Filter.Has(field, count.Value)))
            .Where(choice => choice.Name.Length > 0 && (choice.Count > 0 || choice.IsOn))]);

    public IEnumerable<(string Value, string Name)> Sorts()
    {
        if (Filter.Words is not null) yield return ("lien-quan", words["Gần với lời tìm", "Closest match"]);
        yield return ("sao", words["Nhiều sao trước", "Most stars first"]);
        yield return ("moi", words["Mới lên chợ", "Newest"]);
        yield return ("gia-tang", words["Giá từ thấp", "Price, low to high"]);
        yield return ("gia-giam", words["Giá từ cao", "Price, high to low"]);
    }

    public bool IsSortedBy(string value) => value == Filter.SortBy switch
    {
        CatalogSort.Relevance => "lien-quan",
        CatalogSort.Stars => "sao",
        CatalogSort.Newest => "moi",
        CatalogSort.PriceUp => "gia-tang",
        CatalogSort.PriceDown => "gia-giam",
    };

    public string Count => words[$"{words.Number(Found.Total)} món", Found.Total == 1 ? "1 product" : $"{words.Number(Found.Total)} products"];

    public string PageNumber => Pages.Page.ToString(CultureInfo.InvariantCulture);
}

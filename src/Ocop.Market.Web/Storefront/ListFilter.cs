using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

/// <summary>
/// What a list's address asks for. Names of the fields are a contract (people share filtered lists);
/// values that mean nothing are dropped, so a mistyped address still shows goods.
/// </summary>
public sealed class ListFilter(HttpContext context)
{
    public const string Text = "q", Group = "nhom", Set = "bo", Stars = "sao", Province = "tinh", Paper = "chung-nhan", Price = "gia", InStock = "con-hang", Sort = "xep";

    private const int LongestText = 200;

    private static readonly Dictionary<string, CatalogSort> Sorts = new(StringComparer.Ordinal)
    {
        ["lien-quan"] = CatalogSort.Relevance, ["sao"] = CatalogSort.Stars, ["moi"] = CatalogSort.Newest,
        ["gia-tang"] = CatalogSort.PriceUp, ["gia-giam"] = CatalogSort.PriceDown,
    };

    private readonly IQueryCollection _query = context.Request.Query;

    public string? Words
    {
        get
        {
            var text = _query[Text].ToString().Trim();
            return text.Length == 0 ? null : text.Length > LongestText ? text[..LongestText] : text;
        }
    }

    public CatalogSort SortBy => Sorts.TryGetValue(_query[Sort].ToString(), out var sort) ? sort : Words is null ? CatalogSort.Stars : CatalogSort.Relevance;

    public int Page => int.TryParse(_query[PageLinks.Field], out var page) && page is > 0 and < 100_000 ? page : 1;

    public bool Has(string field, string value) => _query[field].Contains(value);

    public CatalogQuery ToQuery(FacetNames names, string? group) => new()
    {
        Text = Words,
        Group = group ?? Values(Group).FirstOrDefault(names.Groups.ContainsKey),
        Sets = [.. Values(Set).Where(names.Sets.ContainsKey)],
        Provinces = [.. Values(Province).Select(names.CodeOf).OfType<string>()],
        Stars = [.. Values(Stars).Select(value => value is "3" or "4" or "5" ? value[0] - '0' : 0).Where(stars => stars > 0)],
        Certifications = [.. Values(Paper).Where(value => Enum.TryParse<CertificationKind>(value, out _))],
        PriceBands = [.. Values(Price).Where(value => PriceBand.Find(value) is not null)],
        InStockOnly = Has(InStock, "1"),
        Sort = SortBy,
        Page = Page,
        PageSize = ProductCards.PageSize,
    };

    /// <summary>This list without one of its conditions.</summary>
    public string Without(string field, string value) => To(pair => pair.Key == field && pair.Value == value);

    /// <summary>This list without any condition but the words searched for.</summary>
    public string WithoutAll() => To(pair => pair.Key != Text);

    /// <summary>The fields that a form must carry along beside its own.</summary>
    public IEnumerable<KeyValuePair<string, string>> Carry(params string[] but) => Pairs().Where(pair => !but.Contains(pair.Key));

    private string To(Func<KeyValuePair<string, string>, bool> dropped) =>
        context.Request.PathBase + context.Request.Path + new QueryBuilder(Pairs().Where(pair => !dropped(pair))).ToQueryString();

    private IEnumerable<KeyValuePair<string, string>> Pairs() => _query
        .Where(field => field.Key != PageLinks.Field)
        .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""));

    private IEnumerable<string> Values(string field) => _query[field] is var values && StringValues.IsNullOrEmpty(values) ? [] : values.OfType<string>().Distinct();
}

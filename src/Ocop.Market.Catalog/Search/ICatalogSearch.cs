namespace Ocop.Market.Catalog.Search;

public enum CatalogSort { Relevance, PriceUp, PriceDown, Stars, Newest }

/// <summary>What a visitor asks the catalogue for. Empty lists mean "any".</summary>
public sealed record CatalogQuery
{
    public string? Text { get; init; }
    public string? Group { get; init; }
    public IReadOnlyList<string> Sets { get; init; } = [];
    public IReadOnlyList<string> Provinces { get; init; } = [];
    public IReadOnlyList<int> Stars { get; init; } = [];
    public IReadOnlyList<string> Certifications { get; init; } = [];
    public IReadOnlyList<string> PriceBands { get; init; } = [];
    public bool InStockOnly { get; init; }
    public CatalogSort Sort { get; init; } = CatalogSort.Relevance;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 24;
}

/// <summary>A choice and how many products it leads to, counted with all other facets applied but its own.</summary>
public sealed record FacetCount(string Value, int Count);

public sealed record CatalogFacets(
    IReadOnlyList<FacetCount> Groups,
    IReadOnlyList<FacetCount> Sets,
    IReadOnlyList<FacetCount> Provinces,
    IReadOnlyList<FacetCount> Stars,
    IReadOnlyList<FacetCount> Certifications,
    IReadOnlyList<FacetCount> PriceBands,
    int InStock);

/// <param name="ProductIds">This page's products in order.</param>
/// <param name="Corrected">The words that were searched instead, when a letter was mended; else null.</param>
public sealed record CatalogFindings(IReadOnlyList<Guid> ProductIds, int Total, CatalogFacets Facets, string? Corrected);

public enum SuggestionKind { Product, Producer, Province, Commune, Group }

/// <param name="Path">Address without the language's prefix.</param>
public sealed record Suggestion(string Text, SuggestionKind Kind, string Path);

/// <summary>Two engines, one contract: SQLite FTS5 and PostgreSQL pass the same tests. No input makes it throw.</summary>
public interface ICatalogSearch
{
    Task<CatalogFindings> FindAsync(CatalogQuery query, CancellationToken cancel);

    /// <summary>Products to look at next to this one, the nearest first.</summary>
    Task<IReadOnlyList<Guid>> NeighboursAsync(Guid productId, int most, CancellationToken cancel);

    Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, int limit, CancellationToken cancel);
}

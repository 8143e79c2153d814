namespace Ocop.Market.Catalog.Search;

/// <summary>What lists and facets need of one row, and no more: thousands of these are read for one page.</summary>
/// <param name="Stars">Valid today, else 0.</param>
public readonly record struct CatalogMatch(
    int Id, string? Group, string? Set, string? Province, int Stars, string Certifications, long? Price, bool InStock, long CreatedTicks);

namespace Ocop.Market.Catalog.Products;

/// <summary>How many of each variant can be bought now. Catalog asks, Ordering answers from its ledger.</summary>
public interface IAvailability
{
    Task<IReadOnlyDictionary<Guid, int>> OfAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel);
}

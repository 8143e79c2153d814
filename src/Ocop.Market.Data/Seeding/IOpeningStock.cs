namespace Ocop.Market.Data.Seeding;

/// <summary>What lies on the demo shelves at the first start. Answered through Ordering's ledger, in the caller's transaction.</summary>
public interface IOpeningStock
{
    Task ReceiveAsync(IReadOnlyDictionary<Guid, int> quantityByVariant, CancellationToken cancel);
}

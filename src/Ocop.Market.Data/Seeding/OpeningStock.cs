using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Data.Seeding;

/// <summary>Puts the demo's goods on the shelves the way real ones come: through the ledger.</summary>
public sealed class OpeningStock(ReceiveStock receiveStock) : IOpeningStock
{
    public async Task ReceiveAsync(IReadOnlyDictionary<Guid, int> quantityByVariant, CancellationToken cancel)
    {
        var outcome = await receiveStock.HandleAsync([.. quantityByVariant.Select(stock => new StockReceipt(stock.Key, stock.Value))], "Hàng trình diễn", "job:demo-market", cancel);
        if (!outcome.Succeeded) throw new InvalidOperationException($"The demo's stock was refused: {outcome.Refusals[0].Message.En}");
    }
}

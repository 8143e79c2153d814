using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>stock receive FILE.csv: goods that came in, told by SKU.</summary>
internal sealed class StockCommand : IMarketCommand
{
    private const string Usage = "stock receive FILE.csv";

    public string Name => "stock";

    public Task<int> RunAsync(string[] args) => MarketCommands.WithOneWordAsync(args is ["receive", .. var rest] ? rest : [], Usage, async (services, word) =>
    {
        var path = MarketCommands.PathOf(word);
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"Không thấy tệp / no such file: {path}");
            return 2;
        }

        await services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        await using var file = File.OpenRead(path);
        var received = await services.GetRequiredService<ReceiveStockList>().HandleAsync(file, Path.GetFileName(path), "command:stock", CancellationToken.None);
        return MarketCommands.Tell(received, count => $"Đã nhập kho / received: {count} quy cách / variants");
    });
}

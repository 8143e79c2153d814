using Ocop.Market.Web.Backups;

namespace Ocop.Market.Web.Commands;

/// <summary>backup DIR | FILE.zip</summary>
internal sealed class BackupCommand : IMarketCommand
{
    public string Name => "backup";

    public Task<int> RunAsync(string[] args) => MarketCommands.WithOneWordAsync(args, "backup FOLDER | FILE.zip", async (services, target) =>
    {
        var outcome = await services.GetRequiredService<BackUpMarket>().HandleAsync(MarketCommands.PathOf(target), CancellationToken.None);
        return MarketCommands.Tell(outcome, contents => $"Đã sao lưu / backed up: {target} ({contents.Database}, {contents.Pictures} ảnh / pictures)");
    });
}

/// <summary>restore DIR | FILE.zip</summary>
internal sealed class RestoreCommand : IMarketCommand
{
    public string Name => "restore";

    public Task<int> RunAsync(string[] args) => MarketCommands.WithOneWordAsync(args, "restore FOLDER | FILE.zip", async (services, source) =>
    {
        var outcome = await services.GetRequiredService<RestoreMarket>().HandleAsync(MarketCommands.PathOf(source), CancellationToken.None);
        return MarketCommands.Tell(outcome, contents => $"Đã khôi phục / restored: {source} ({contents.Database}, {contents.Pictures} ảnh / pictures)");
    });
}

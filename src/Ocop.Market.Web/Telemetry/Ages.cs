using System.Diagnostics.Metrics;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Telemetry;

/// <summary>How long things have been lying about, in seconds, looked up each time somebody measures.</summary>
internal sealed class Ages(IServiceScopeFactory scopes, MarketPaths paths, TimeProvider clock) : IDisposable
{
    public const string Meter = "Ocop.Market.Ages";

    private readonly Meter _meter = new(Meter);

    public void Watch()
    {
        _meter.CreateObservableGauge("market.outbox.age", OldestMail, "s", "Age of the oldest mail that still waits; 0 where none does.");
        _meter.CreateObservableGauge("market.feed.age", LatestFeed, "s", "Time since the product feed was last built; nothing where it never was.");
    }

    public void Dispose() => _meter.Dispose();

    // On the exporter's own thread, once a minute.
    private double OldestMail()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        var oldest = db.OutboxMessages.Where(mail => mail.State == OutboxState.Waiting).Min(mail => (DateTime?)mail.CreatedAt);
        return oldest is { } since ? (clock.UtcNow() - since).TotalSeconds : 0;
    }

    private IEnumerable<Measurement<double>> LatestFeed()
    {
        var feeds = new DirectoryInfo(paths.Feeds);
        if (feeds.Exists && feeds.GetFiles("*.xml").MaxBy(file => file.LastWriteTimeUtc) is { } latest) yield return new((clock.UtcNow() - latest.LastWriteTimeUtc).TotalSeconds);
    }
}

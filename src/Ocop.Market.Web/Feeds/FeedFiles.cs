using System.Globalization;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Feeds;

/// <summary>
/// The feed as a file. Its name carries the local day it speaks for: a star may lapse at midnight, so yesterday's file is never
/// served, and whoever comes first after midnight has today's built.
/// </summary>
public sealed class FeedFiles(IServiceScopeFactory scopes, MarketPaths paths, SiteOptions site, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _oneBuilder = new(1);

    /// <summary>How many items today's file holds.</summary>
    public async Task<int> BuildAsync(CancellationToken cancel)
    {
        await _oneBuilder.WaitAsync(cancel);
        try { return await BuildForAsync(clock.Today(), cancel); }
        finally { _oneBuilder.Release(); }
    }

    public async Task<FileInfo> TodaysAsync(CancellationToken cancel)
    {
        var file = new FileInfo(FileOf(clock.Today()));
        if (file.Exists) return file;

        await _oneBuilder.WaitAsync(cancel);
        try
        {
            var today = clock.Today();
            if (!File.Exists(FileOf(today))) await BuildForAsync(today, cancel);
            return new FileInfo(FileOf(today));
        }
        finally { _oneBuilder.Release(); }
    }

    public void Dispose() => _oneBuilder.Dispose();

    private async Task<int> BuildForAsync(DateOnly day, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var shop = new FeedShop(site.Name, site.PublicUrl + "/", $"Hàng của các tỉnh trên {site.Name}",
            slug => $"{site.PublicUrl}/san-pham/{slug}", key => $"{site.PublicUrl}/media/{key}-1280.jpg");
        var count = await scope.ServiceProvider.GetRequiredService<GoogleFeed>().BuildAsync(FileOf(day), day, shop, cancel);
        foreach (var old in Directory.GetFiles(paths.Feeds, "google-*.xml").Where(file => file != FileOf(day))) File.Delete(old);
        return count;
    }

    private string FileOf(DateOnly day) => Path.Combine(paths.Feeds, $"google-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.xml");
}

public static class FeedsModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services) => services.AddSingleton<FeedFiles>();

    public static void MapFeeds(this IEndpointRouteBuilder routes) => routes.MapGet("/feeds/google.xml", async (FeedFiles feeds, HttpContext context) =>
    {
        var file = await feeds.TodaysAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-cache";
        var tag = $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"";
        return Results.File(file.FullName, "application/rss+xml; charset=utf-8", lastModified: file.LastWriteTimeUtc, entityTag: EntityTagHeaderValue.Parse(tag));
    });
}

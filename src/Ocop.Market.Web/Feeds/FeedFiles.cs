using System.Globalization;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Feeds;

/// <summary>
/// The feeds as files. A file's name carries the local day it speaks for: a star may lapse at midnight, so yesterday's file is never
/// served, and whoever comes first after midnight has today's built.
/// </summary>
public sealed class FeedFiles(IServiceScopeFactory scopes, MarketPaths paths, SiteOptions site, TimeProvider clock) : IDisposable
{
    private const string Day = "yyyy-MM-dd";

    private readonly SemaphoreSlim _oneBuilder = new(1);

    /// <summary>How many items today's file holds.</summary>
    public async Task<int> BuildAsync(FeedFormat format, CancellationToken cancel)
    {
        await _oneBuilder.WaitAsync(cancel);
        try { return await BuildForAsync(format, clock.Today(), cancel); }
        finally { _oneBuilder.Release(); }
    }

    /// <summary>Null while today's cannot be built: what was fetched yesterday stays with whoever has it, the job's line tells why.</summary>
    public async Task<FileInfo?> TodaysAsync(FeedFormat format, CancellationToken cancel)
    {
        var file = new FileInfo(FileOf(format, clock.Today()));
        if (file.Exists) return file;

        await _oneBuilder.WaitAsync(cancel);
        try
        {
            var today = clock.Today();
            if (!File.Exists(FileOf(format, today))) await BuildForAsync(format, today, cancel);
            return new FileInfo(FileOf(format, today));
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally { _oneBuilder.Release(); }
    }

    public void Dispose() => _oneBuilder.Dispose();

    private async Task<int> BuildForAsync(FeedFormat format, DateOnly day, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var shop = new FeedShop(site.Name, site.PublicUrl + "/", $"Hàng của các tỉnh trên {site.Name}",
            slug => $"{site.PublicUrl}/san-pham/{slug}", (key, width) => site.PublicUrl + Renditions.Path(key, width, "jpg"));
        var kept = Directory.GetFiles(paths.Feeds, $"{format.Name}-*.{format.Ending}");
        var last = kept.Select(file => new LastGoodFeed(file, DayOf(format, file))).MaxBy(file => file.Day);
        var count = await scope.ServiceProvider.GetRequiredService<BuildFeed>().HandleAsync(format, FileOf(format, day), last, day, shop, cancel);
        foreach (var old in kept.Where(file => file != FileOf(format, day))) File.Delete(old);
        return count;
    }

    private string FileOf(FeedFormat format, DateOnly day) => Path.Combine(paths.Feeds, $"{format.Name}-{day.ToString(Day, CultureInfo.InvariantCulture)}.{format.Ending}");

    private static DateOnly DayOf(FeedFormat format, string file) => DateOnly.ParseExact(Path.GetFileNameWithoutExtension(file)[(format.Name.Length + 1)..], Day, CultureInfo.InvariantCulture);
}

public static class FeedsModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services) => services.AddSingleton<FeedFiles>();

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        foreach (var format in FeedFormat.All)
            routes.MapGet($"/feeds/{format.Name}.{format.Ending}", async (FeedFiles feeds, HttpContext context) =>
            {
                if (await feeds.TodaysAsync(format, context.RequestAborted) is not { } file)
                {
                    context.Response.Headers.RetryAfter = "3600";
                    return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
                }

                context.Response.Headers.CacheControl = "no-cache";
                var tag = $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"";
                return Results.File(file.FullName, format.ContentType, lastModified: file.LastWriteTimeUtc, entityTag: EntityTagHeaderValue.Parse(tag));
            });
    }
}

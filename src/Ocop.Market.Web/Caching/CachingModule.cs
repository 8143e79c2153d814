using System.IO.Compression;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace Ocop.Market.Web.Caching;

public static class CachingModule
{
    public static IServiceCollection AddCatalogCache(this IServiceCollection services)
    {
        services.AddSingleton<CacheFreshness>();
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<IOutputCacheStore, CacheStore>();
        services.AddOutputCache();
        services.AddOptions<OutputCacheOptions>().Configure<CatalogCache>((options, policy) => options.AddBasePolicy(policy));
        services.AddSingleton<ChangeDrain>();
        services.AddHostedService(scope => scope.GetRequiredService<ChangeDrain>());

        services.AddResponseCompression(options =>
        {
            // Over https too: cached pages hold no secret, and answers to a visitor with cookies opt out (see MarketHost).
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/ld+json", "application/rss+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services;
    }
}

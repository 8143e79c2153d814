using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Caching;

/// <summary>
/// Which answers are kept and for how long. A visitor with any cookie gets a fresh page: a cart, a theme and a sign-in all show on it.
/// The local day is part of the key: at midnight a star may lapse without any write, and then no page of yesterday is ever found again.
/// </summary>
public sealed class CatalogCache(TimeProvider clock, CacheFreshness freshness) : IOutputCachePolicy
{
    /// <summary>No page is kept for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private const int LongestQuery = 512;
    private const string NotedIn = "market.cache";

    /// <summary>The outcome of a request for what is never kept.</summary>
    public const string NotKept = "-";

    /// <summary>For the log: "hit", "miss", or <see cref="NotKept"/>.</summary>
    public static string OutcomeOf(HttpContext context) => context.Items.TryGetValue(NotedIn, out var outcome) ? (string)outcome! : NotKept;

    public static void NoteHit(HttpContext context) => context.Items[NotedIn] = "hit";

    /// <summary>Whoever brings nothing along sees what everybody sees.</summary>
    public static bool IsAnonymous(HttpRequest request) => request.Headers.Cookie.Count == 0 && request.Headers.Authorization.Count == 0;

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancel)
    {
        var http = context.HttpContext;
        var cached = http.GetEndpoint()?.Metadata.GetMetadata<CatalogCachedAttribute>();
        var isOpen = cached is not null && MayBeShared(http.Request, cached);
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = isOpen;
        // Browsers ask each time (a cart may have come since); what is saved is the rendering. A device keeps only what is public.
        if (cached is not null) http.Response.Headers.CacheControl = isOpen ? "public, no-cache" : "private, no-cache";
        if (!isOpen) return ValueTask.CompletedTask;

        http.Items[NotedIn] = "miss";
        var now = clock.UtcNow();
        var today = VietnamTime.DayOf(now);
        var rules = context.CacheVaryByRules;
        rules.QueryKeys = cached!.QueryKeys;
        rules.VaryByValues["day"] = today.ToString("O", CultureInfo.InvariantCulture);
        if (cached.IsOfTheMinute) rules.VaryByValues["minute"] = now.ToString("HH:mm", CultureInfo.InvariantCulture);
        rules.VaryByValues["language"] = http.Request.PathBase.Value ?? "";
        rules.VaryByValues["encoding"] = http.Request.Headers.AcceptEncoding.ToString();
        context.ResponseExpirationTimeSpan = Shorter(cached.IsOfTheMinute ? TimeSpan.FromMinutes(1) : Longest, VietnamTime.StartOf(today.AddDays(1)) - now);
        context.Tags.Add(freshness.BeginTag());
        http.Response.Headers.Vary = "Accept-Encoding, Cookie";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancel)
    {
        NoteHit(context.HttpContext);
        context.HttpContext.Features.Get<ServedBody>()?.Listen(context.HttpContext.Response);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancel)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.ContainsKey(HeaderNames.SetCookie)) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    private static bool MayBeShared(HttpRequest request, CatalogCachedAttribute cached) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && IsAnonymous(request)
        && (request.QueryString.Value?.Length ?? 0) <= LongestQuery
        && request.Query.Keys.All(key => cached.QueryKeys.Contains(key, StringComparer.OrdinalIgnoreCase));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

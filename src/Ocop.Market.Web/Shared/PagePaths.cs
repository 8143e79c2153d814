using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace Ocop.Market.Web.Shared;

/// <summary>Addresses as a page writes them: in the visitor's language, or for all of them.</summary>
public static class PagePaths
{
    private static readonly string Release = typeof(PagePaths).Module.ModuleVersionId.ToString("n");

    /// <summary>An address of the site in the visitor's language: "/san-pham" or "/en/san-pham".</summary>
    public static string Link(this HttpContext context, string path) => context.Request.PathBase + path;

    /// <summary>What an editor wrote: one of our pages, in the reader's language, or an address elsewhere.</summary>
    public static string LinkOf(this HttpContext context, string address) => address.StartsWith('/') ? context.Link(address) : address;

    /// <summary>A file of the web root under its fingerprinted name. Both languages share it, so that it is fetched once.</summary>
    public static string Asset(this HttpContext context, string path) =>
        "/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[path] ?? path);

    /// <summary>
    /// The service worker under an address that changes with each release of pages, styles, scripts or of itself: to the browser that is
    /// a new worker, which throws away what the one before it kept.
    /// </summary>
    public static string ServiceWorker(this HttpContext context)
    {
        string[] release = [Release, context.Asset("dist/market.css"), context.Asset("dist/market.js"), context.Asset("service-worker.js")];
        return $"/service-worker.js?v={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', release))))[..12]}";
    }

    public static bool IsEnglish(this HttpContext context) => context.Request.PathBase == "/en";

    /// <summary>The same page in the given language.</summary>
    public static string InLanguage(this HttpContext context, string language)
    {
        var (path, query) = Asked(context);
        return (language == "en" ? "/en" : "") + (path == "/" && language == "en" ? "" : path) + query;
    }

    /// <summary>Path and query as the visitor sees them.</summary>
    public static string Here(this HttpContext context)
    {
        var (path, query) = Asked(context);
        return context.Request.PathBase + path + query;
    }

    // An error page stands at the address that was asked for, not at its own.
    private static (string Path, string Query) Asked(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is { } first
            ? (first.OriginalPath, first.OriginalQueryString ?? "")
            : (context.Request.Path.Value!, context.Request.QueryString.Value ?? "");
}

using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Security;

/// <summary>
/// One line for each request. It names the route, not the address, so no token, order number or search word can get into it;
/// only an address without a route is written, masked.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            if (log.IsEnabled(LogLevel.Information))
                Handled(context.Request.Method, RouteOf(context), context.Response.StatusCode, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 2), CatalogCache.OutcomeOf(context));
        }
    }

    // An error page runs as a second request inside the first; what was asked for is remembered by the feature.
    private static string RouteOf(HttpContext context)
    {
        var failed = context.Features.Get<IExceptionHandlerPathFeature>();
        var reexecuted = context.Features.Get<IStatusCodeReExecuteFeature>();
        var endpoint = failed?.Endpoint ?? reexecuted?.Endpoint ?? (failed is null && reexecuted is null ? context.GetEndpoint() : null);
        return endpoint is RouteEndpoint route
            ? "/" + route.RoutePattern.RawText?.TrimStart('/')
            : Masked.Path(failed?.Path ?? reexecuted?.OriginalPath ?? context.Request.Path);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds} ms, cache {Cache}")]
    private partial void Handled(string method, string route, int status, double milliseconds, string cache);
}

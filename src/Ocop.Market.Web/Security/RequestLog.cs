using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Security;

/// <summary>
/// One line for each request, and its name where traces are taken. It names the route, not the address, so no token, order number or search word can get into it;
/// only an address without a route is written, masked.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private const string FirstEndpoint = "market.endpoint";

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var outcome = CatalogCache.OutcomeOf(context);
            if (outcome != CatalogCache.NotKept) MarketMeter.PageLookedUp(outcome);
            var route = RouteOf(context);
            if (Activity.Current is { IsAllDataRequested: true } trace) Name(trace, context, route);
            if (log.IsEnabled(LogLevel.Information))
                Handled(context.Request.Method, route, context.Response.StatusCode, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 2), outcome);
        }
    }

    /// <summary>Stands right behind routing. An error page runs as a second request inside the first; the route that was asked for first is the one to tell.</summary>
    public static Task RememberRoute(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is null) Remember(context, context.GetEndpoint());
        return next(context);
    }

    public static void Remember(HttpContext context, Endpoint? endpoint) => context.Items.TryAdd(FirstEndpoint, endpoint);

    public static Endpoint? RouteSeen(HttpContext context) => context.Items[FirstEndpoint] as Endpoint;

    private static void Name(Activity trace, HttpContext context, string route)
    {
        trace.DisplayName = $"{context.Request.Method} {route}";
        trace.SetTag("http.request.method", context.Request.Method).SetTag("http.route", route).SetTag("http.response.status_code", context.Response.StatusCode);
    }

    private static string RouteOf(HttpContext context) =>
        context.Items.TryGetValue(FirstEndpoint, out var endpoint) && endpoint is RouteEndpoint route
            ? "/" + route.RoutePattern.RawText?.TrimStart('/')
            : Masked.Path(context.Request.Path);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds} ms, cache {Cache}")]
    private partial void Handled(string method, string route, int status, double milliseconds, string cache);
}

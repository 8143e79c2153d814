namespace Ocop.Market.Web.Caching;

/// <summary>
/// The bundler puts a hash into each font's name and the stylesheet names it so. The framework does not know that and would let browsers
/// ask for every font again on every page.
/// </summary>
public static class HashedFonts
{
    private const string Folder = "dist/fonts/";

    public static void KeepForever(EndpointBuilder endpoint)
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } path } || !path.TrimStart('/').StartsWith(Folder, StringComparison.Ordinal)) return;

        var serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
            return serve(context);
        };
    }
}

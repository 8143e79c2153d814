namespace Ocop.Market.Web.Caching;

/// <summary>
/// The bundler puts a hash into the name of each font and of each script that another loads. The framework does not know that and would
/// let browsers ask for them again on every page.
/// </summary>
public static class HashedFiles
{
    private static readonly string[] Folders = ["dist/fonts/", "dist/chunks/"];

    public static void KeepForever(EndpointBuilder endpoint)
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } path } || !Folders.Any(folder => path.TrimStart('/').StartsWith(folder, StringComparison.Ordinal))) return;

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

namespace Ocop.Market.Web.Api;

public static class ApiModule
{
    /// <summary>The description at /openapi/v1.json holds what is for other programs, and nothing of the pages.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services.AddOpenApi("v1", api =>
    {
        api.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        api.AddDocumentTransformer((document, _, _) =>
        {
            (document.Info.Title, document.Info.Version) = ("Ocop.Market", "v1");
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    });

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapContentApi();
        routes.MapOpenApi("/openapi/{documentName}.json");
    }
}

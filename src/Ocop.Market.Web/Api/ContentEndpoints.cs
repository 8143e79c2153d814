using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.ContentApi;

namespace Ocop.Market.Web.Api;

/// <summary>
/// Published content for other programs, to read. Anybody may: it is what the pages show. An answer that has not changed since is told in a line (304),
/// by the hash of its body, so nothing that the body is made of can be forgotten.
/// </summary>
public static class ContentEndpoints
{
    private const string OfType = "contentType:";

    public static void MapContentApi(this IEndpointRouteBuilder routes)
    {
        var content = routes.MapGroup("/api/v1/content").WithTags("Content");
        content.MapGet("", ListAsync).WithName("GetContent").WithSummary("Published documents, the newest first.")
            .Produces<DeliveredPage>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status400BadRequest);
        content.MapGet("/item/{**idOrPath}", FindAsync).WithName("GetContentItem").WithSummary("One published document, by its id or its path.")
            .Produces<DeliveredItem>().Produces(StatusCodes.Status304NotModified).Produces(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, DeliveredContent delivered,
        [Description("contentType:{alias}")] string? filter = null, [Description("properties[product,province] or properties[$all]: tells references in full")] string? expand = null,
        [Description("vi or en")] string culture = "vi", [Description("How many to leave out.")] int skip = 0, [Description("How many to answer, 100 at most.")] int take = 10)
    {
        if (skip < 0 || take is < 0 or > DeliveryQuestion.Most) return Wrong($"skip must be 0 or more, take 0 to {DeliveryQuestion.Most}.");
        if (filter is not null && !filter.StartsWith(OfType, StringComparison.Ordinal)) return Wrong("filter knows contentType:{alias} only.");
        if (Question(culture, expand) is not { } question) return Wrong("culture is vi or en, expand is properties[alias,alias].");
        return Tagged(context, await delivered.ListAsync(question with { ContentType = filter?[OfType.Length..], Skip = skip, Take = take }, context.RequestAborted));
    }

    private static async Task<IResult> FindAsync(
        HttpContext context, DeliveredContent delivered, [Description("A document's id, or its path: cau-chuyen/nghe-tieng-che")] string idOrPath,
        [Description("properties[product,province] or properties[$all]")] string? expand = null, [Description("vi or en; an id has a language of its own")] string culture = "vi")
    {
        if (Question(culture, expand) is not { } question) return Wrong("culture is vi or en, expand is properties[alias,alias].");
        return await delivered.FindAsync(idOrPath, question, context.RequestAborted) is { } item ? Tagged(context, item) : Results.NotFound();
    }

    private static DeliveryQuestion? Question(string culture, string? expand)
    {
        if (culture is not ("vi" or "en")) return null;
        if (expand is null) return new DeliveryQuestion(culture);
        return expand.StartsWith("properties[", StringComparison.Ordinal) && expand.EndsWith(']')
            ? new DeliveryQuestion(culture, Expand: expand["properties[".Length..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : null;
    }

    private static IResult Tagged<T>(HttpContext context, T answer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, Block.Json);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new CacheControlHeaderValue { Public = true, NoCache = true };
        context.Response.Headers.AccessControlAllowOrigin = "*";
        // Results.Bytes compares the tag and answers 304 by itself.
        return Results.Bytes(body, "application/json; charset=utf-8", entityTag: tag);
    }

    private static IResult Wrong(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}

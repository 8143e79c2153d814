using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ocop.Market.Web.Caching;

/// <summary>
/// Brings what browsers send in a hundred spellings to a few, before anything is looked up: the best encoding we speak (br, gzip or none),
/// and an address without the marks that other sites hang on links to follow people. A link shared there finds the same cached page.
/// </summary>
public sealed class RequestTidying(RequestDelegate next)
{
    private static readonly string[] Marks = ["fbclid", "gclid", "zarsrc", "ttclid"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.AcceptEncoding.Count > 0) request.Headers.AcceptEncoding = BestOf(request.Headers.AcceptEncoding);
        if (request.QueryString.HasValue && request.Query.Keys.Any(IsMark))
            request.QueryString = new QueryBuilder(request.Query.Where(pair => !IsMark(pair.Key))).ToQueryString();
        return next(context);
    }

    private static StringValues BestOf(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var wishes)) return StringValues.Empty;
        var best = "";
        foreach (var wish in wishes)
        {
            if (wish.Quality == 0) continue;
            if (wish.Value.Equals("br", StringComparison.OrdinalIgnoreCase)) return "br";
            if (wish.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) best = "gzip";
        }

        return best.Length == 0 ? StringValues.Empty : best;
    }

    private static bool IsMark(string key) => key.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Marks.Contains(key, StringComparer.OrdinalIgnoreCase);
}

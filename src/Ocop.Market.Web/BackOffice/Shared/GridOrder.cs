using Microsoft.AspNetCore.Http.Extensions;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Shared;

/// <summary>The order of a list as its address tells it: <c>xep=ten</c> upwards, <c>xep=-ten</c> downwards.</summary>
public static class GridOrder
{
    public const string Field = "xep";

    public static (string? Column, bool IsDown) Of(HttpRequest request)
    {
        var value = request.Query[Field].ToString();
        return value.Length == 0 ? (null, false) : value[0] == '-' ? (value[1..], true) : (value, false);
    }

    /// <summary>The same list in the column's order; once more, in the opposite one.</summary>
    public static string LinkTo(HttpContext context, string column)
    {
        var (now, isDown) = Of(context.Request);
        var query = new QueryBuilder(context.Request.Query
            .Where(field => field.Key is not (Field or PageLinks.Field))
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? "")))
        {
            { Field, now == column && !isDown ? "-" + column : column },
        };
        return context.Request.PathBase + context.Request.Path + query.ToQueryString();
    }

    /// <summary>For aria-sort; null where the list is ordered by something else.</summary>
    public static string? Said(HttpRequest request, string column) =>
        Of(request) is var (now, isDown) && now == column ? isDown ? "descending" : "ascending" : null;
}

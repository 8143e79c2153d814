using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ocop.Market.Web.Shared;

/// <summary>Links to the other pages of a list. Every link keeps the whole query, so a filtered page two can be shared.</summary>
public sealed class PageLinks(HttpContext context, int page, int total, int pageSize)
{
    public const string Field = "trang";

    /// <summary>The part of the page that the list stands in; null where the list is the page.</summary>
    public string? Part { get; init; }

    public int Page => page;
    public int Last => Math.Max(1, (total + pageSize - 1) / pageSize);

    public string To(int number)
    {
        var query = new QueryBuilder(context.Request.Query
            .Where(field => field.Key != Field)
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? "")));
        if (number > 1) query.Add(Field, number.ToString(CultureInfo.InvariantCulture));
        return context.Request.PathBase + context.Request.Path + query.ToQueryString() + (Part is null ? "" : "#" + Part);
    }

    /// <summary>First, last and the neighbours; null stands for a gap.</summary>
    public IEnumerable<int?> Shown()
    {
        var before = 0;
        for (var number = 1; number <= Last; number++)
        {
            if (number != 1 && number != Last && Math.Abs(number - page) > 1) continue;
            if (number - before > 1) yield return null;
            yield return number;
            before = number;
        }
    }
}

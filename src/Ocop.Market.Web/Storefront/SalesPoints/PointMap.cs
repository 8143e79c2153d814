using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.SalesPoints;

/// <summary>A map of points, drawn by "_PointMap": our own dots, which a script makes a map to move in. A list beside it says the same.</summary>
public sealed record PointMap(string Label, IReadOnlyList<SalesPointCard> Points)
{
    /// <summary>More would be one blot, and a page of its own.</summary>
    private const int MostDots = 1500;

    private IEnumerable<SalesPointCard> Shown => Points.Where(point => point.Spot is not null).Take(MostDots);

    public IReadOnlyList<MapDot> Dots => [.. Shown.Select(point => new MapDot(point.Spot!))];

    /// <summary>Rows of latitude, longitude, name, address and whether the spot is exact, for the script.</summary>
    public HtmlString Json(HttpContext context) =>
        new(JsonSerializer.Serialize(Shown.Select(point => new object[] { point.Spot!.Latitude, point.Spot.Longitude, point.Name, context.Link("/diem-ban/" + point.Slug), point.IsSpotExact })));
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.SalesPoints;

[CatalogCached(PageLinks.Field, IsOfTheMinute = true)]
public sealed class SalesPointModel(SalesPointPages pages, MapOptions map, SiteOptions site, TimeProvider clock, Words words) : PageModel
{
    public SalesPointPage Point { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;
    public DateTime Now { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, new ListFilter(HttpContext).Page, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(ChangeSubject.SalesPoint(found.Card.Id));
        HttpContext.TagCache(ChangeSubject.Shelf(found.Card.Id));
        foreach (var product in found.Goods.Cards.Concat(found.Out).Concat(found.Unsure)) HttpContext.TagCache(ChangeSubject.Product(product.Id));
        SecurityHeaders.AllowMap(Response, map.TileHost);
        (Point, Now, Today) = (found, clock.UtcNow(), clock.Today());
        Pages = new PageLinks(HttpContext, found.Goods.Page, found.Goods.Total, found.Goods.PageSize);
        return Page();
    }

    /// <summary>"21.0278,105.8342": as addresses of maps write it.</summary>
    public string? Coordinates => Point.Card.Spot is { } spot ? string.Create(CultureInfo.InvariantCulture, $"{spot.Latitude:0.######},{spot.Longitude:0.######}") : null;

    public string? StreetMap => Point.Card.Spot is { } spot
        ? string.Create(CultureInfo.InvariantCulture, $"https://www.openstreetmap.org/?mlat={spot.Latitude:0.######}&mlon={spot.Longitude:0.######}#map={(Point.Card.IsSpotExact ? 17 : 13)}/{spot.Latitude:0.#####}/{spot.Longitude:0.#####}") : null;

    /// <summary>What machines read. No coordinates where only the commune is known, and no hours where nobody told them.</summary>
    public JsonObject Facts()
    {
        var card = Point.Card;
        var store = new JsonObject
        {
            ["@type"] = "Store", ["name"] = card.Name, ["url"] = $"{site.PublicUrl}/diem-ban/{card.Slug}", ["telephone"] = Point.Phone,
            ["address"] = new JsonObject
            {
                ["@type"] = "PostalAddress", ["streetAddress"] = card.Address, ["addressLocality"] = card.Place.Commune is null ? null : words.Commune(card.Place), ["addressRegion"] = card.Place.Province, ["addressCountry"] = "VN",
            },
        };
        if (card is { IsSpotExact: true, Spot: { } spot }) store["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = spot.Latitude, ["longitude"] = spot.Longitude };
        if (card.Plan.Status == SalesPointStatus.Open && Point.Week.IsKnown)
            store["openingHoursSpecification"] = new JsonArray([.. OpeningHours.Week.SelectMany(day => Point.Week.On(day).Select(JsonNode? (span) => new JsonObject
            {
                ["@type"] = "OpeningHoursSpecification", ["dayOfWeek"] = $"https://schema.org/{day}", ["opens"] = Clock(span.From), ["closes"] = Clock(span.Until),
            }))]);
        return store;
    }

    private static string Clock(int minutes) => minutes == OpenSpan.Day ? "23:59" : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}

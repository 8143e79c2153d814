using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Fairs;

/// <summary>Calendars that phones subscribe to.</summary>
public static class FairCalendarFiles
{
    public static void MapFairCalendars(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(FairsModel.Path + ".ics", async (FairCalendars calendars, PlaceDirectory places, Words words, SiteOptions site, HttpContext context, [FromQuery(Name = FairsModel.ProvinceField)] string? slug) =>
        {
            var province = places.Provinces.FirstOrDefault(it => it.Slug == slug);
            if (province is null && !string.IsNullOrEmpty(slug)) return Results.NotFound();
            context.TagCache(CacheTags.Fairs);
            var name = $"{words["Hội chợ", "Fairs"]}{(province is null ? "" : $", {province.Name}")} · {site.Name}";
            return CalendarAnswer.Of(await calendars.AllAsync(name, province?.Code, words.Language, context.RequestAborted));
        }).WithMetadata(new CatalogCachedAttribute(FairsModel.ProvinceField));

        routes.MapGet(FairsModel.Path + "/{slug}.ics", async (string slug, FairCalendars calendars, Words words, HttpContext context) =>
        {
            context.TagCache(CacheTags.Fairs);
            return await calendars.OfAsync(slug, words.Language, context.RequestAborted) is { } file ? CalendarAnswer.Of(file) : Results.NotFound();
        }).WithMetadata(new CatalogCachedAttribute());
    }
}

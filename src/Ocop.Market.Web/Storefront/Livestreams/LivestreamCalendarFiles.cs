using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Livestreams;

/// <summary>A reminder of one session, and all of them as a calendar to subscribe to.</summary>
public static class LivestreamCalendarFiles
{
    public static void MapLivestreamCalendars(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LivestreamsModel.Path + ".ics", async (LivestreamCalendars calendars, Words words, SiteOptions site, HttpContext context) =>
        {
            context.TagCache(CacheTags.Livestreams, CacheTags.Catalogue);
            return CalendarAnswer.Of(await calendars.AllAsync($"{words["Bán trực tiếp", "Livestreams"]} · {site.Name}", words.Language, context.RequestAborted));
        }).WithMetadata(new CatalogCachedAttribute());

        routes.MapGet(LivestreamsModel.Path + "/{id:guid}.ics", async (Guid id, LivestreamCalendars calendars, Words words, HttpContext context) =>
        {
            context.TagCache(CacheTags.Livestreams, CacheTags.Catalogue);
            return await calendars.OfAsync(id, words.Language, context.RequestAborted) is { } file ? CalendarAnswer.Of(file) : Results.NotFound();
        }).WithMetadata(new CatalogCachedAttribute());
    }
}

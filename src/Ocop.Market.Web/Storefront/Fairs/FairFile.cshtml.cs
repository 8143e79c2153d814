using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Fairs;

[CatalogCached]
public sealed class FairFileModel(FairPages pages, Words words, SiteOptions site) : PageModel
{
    public FairPage Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, cancel) is not { } found) return NotFound();
        // Exhibitors and their goods are the catalogue's; a producer who renames a product must not wait for the fair to change.
        HttpContext.TagCache(CacheTags.Of(found.Fair.ChangeSubject), CacheTags.Catalogue);
        if (found.Plan is { } plan) HttpContext.TagCache(ChangeSubject.Media(plan.Id));
        Found = found;
        return Page();
    }

    /// <summary>A fair from its first opening to its last closing; a market by its next day. Null where nothing is dated.</summary>
    public JsonObject? JsonLd()
    {
        var fair = Found.Fair;
        var (starts, ends) = fair.Hours is { } hours
            ? Found.Next.Count > 0 ? (At(Found.Next[0].Day, hours.Opens), At(Found.Next[0].Day, hours.Closes)) : (null, null)
            : Found.Days.Count > 0 ? (At(Found.Days[0].Day, Found.Days[0].Opens), At(Found.Days[^1].Day, Found.Days[^1].Closes)) : (null, null);
        return starts is null ? null : new JsonObject
        {
            ["@type"] = "Event", ["name"] = words[fair.Title], ["startDate"] = starts, ["endDate"] = ends, ["url"] = $"{site.PublicUrl}{HttpContext.Link($"{FairsModel.Path}/{fair.Slug}")}",
            ["description"] = fair.About.Vi.Length > 0 ? words[fair.About] : null,
            ["eventStatus"] = "https://schema.org/" + (fair.State == FairState.Cancelled ? "EventCancelled" : "EventScheduled"), ["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode",
            ["location"] = new JsonObject
            {
                ["@type"] = "Place", ["name"] = fair.Address.Length > 0 ? fair.Address : words.Place(Found.Place),
                ["address"] = new JsonObject { ["@type"] = "PostalAddress", ["addressCountry"] = "VN", ["addressRegion"] = Found.Place.Province, ["addressLocality"] = Found.Place.Commune, ["streetAddress"] = fair.Address.Length > 0 ? fair.Address : null },
            },
            ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = site.Name, ["url"] = site.PublicUrl },
        };
    }

    private static string At(DateOnly day, TimeOnly time) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{time:HH\\:mm}:00+07:00");
}

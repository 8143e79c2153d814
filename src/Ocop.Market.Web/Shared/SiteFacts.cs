using System.Text.Json.Nodes;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Shared;

/// <summary>What machines read about the market itself.</summary>
public static class SiteFacts
{
    public static JsonObject Organization(SiteOptions site) => new()
    {
        ["@type"] = "Organization",
        ["name"] = site.Name,
        ["url"] = site.PublicUrl,
        ["logo"] = $"{site.PublicUrl}/icons/icon-512.png",
    };

    public static JsonObject Website(SiteOptions site) => new()
    {
        ["@type"] = "WebSite",
        ["name"] = site.Name,
        ["url"] = site.PublicUrl,
        ["inLanguage"] = "vi",
        ["potentialAction"] = new JsonObject
        {
            ["@type"] = "SearchAction",
            ["target"] = $"{site.PublicUrl}/tim-kiem?q={{search_term_string}}",
            ["query-input"] = "required name=search_term_string",
        },
    };
}

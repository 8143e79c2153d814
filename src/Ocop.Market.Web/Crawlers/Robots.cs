using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Crawlers;

public static class Robots
{
    public static void MapRobots(this IEndpointRouteBuilder routes) => routes.MapGet("/robots.txt", (SiteOptions site) => Results.Text(site.Demo
        // A demo market shows invented prices as if they were real offers.
        ? "User-agent: *\nDisallow: /\n"
        : $"""
           User-agent: *
           Disallow: /gio-hang
           Disallow: /thanh-toan
           Disallow: /don-hang
           Disallow: /nguoi-mua
           Disallow: /tim-kiem
           Disallow: /en/gio-hang
           Disallow: /en/thanh-toan
           Disallow: /en/don-hang
           Disallow: /en/nguoi-mua
           Disallow: /en/tim-kiem

           Sitemap: {site.PublicUrl}/sitemap.xml

           """));
}

using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Shared;

/// <summary>The visitor's choice of a light or dark ground. Without it the page follows the device.</summary>
public static class ThemeCookie
{
    private const string Name = "theme";

    public static string? Read(HttpRequest request, SiteOptions site) => request.Cookies[site.CookieName(Name)] is "light" or "dark" ? request.Cookies[site.CookieName(Name)] : null;

    public static void Write(HttpResponse response, SiteOptions site, string? theme)
    {
        if (theme is "light" or "dark")
            response.Cookies.Append(site.CookieName(Name), theme, new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
            });
        else
            response.Cookies.Delete(site.CookieName(Name));
    }
}

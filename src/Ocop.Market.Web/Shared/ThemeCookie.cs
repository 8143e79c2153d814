namespace Ocop.Market.Web.Shared;

/// <summary>The visitor's choice of a light or dark ground. Without it the page follows the device.</summary>
public static class ThemeCookie
{
    public const string Name = "theme";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is "light" or "dark" ? request.Cookies[Name] : null;

    public static void Write(HttpResponse response, string? theme)
    {
        if (theme is "light" or "dark")
            response.Cookies.Append(Name, theme, new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
            });
        else
            response.Cookies.Delete(Name);
    }
}

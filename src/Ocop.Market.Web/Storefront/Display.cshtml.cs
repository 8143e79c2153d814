using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront;

/// <summary>Light, dark, or as the device has it. The form stands on cached pages, so it carries no token; nothing can be done with it but this.</summary>
[SameSiteForm]
public sealed class DisplayModel(SiteOptions site) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("~/");

    public IActionResult OnPost(string? theme, string? back)
    {
        ThemeCookie.Write(Response, site, theme);
        return LocalRedirect(back is not null && Url.IsLocalUrl(back) ? back : "~/");
    }
}

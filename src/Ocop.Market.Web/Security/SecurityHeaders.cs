using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Security;

/// <summary>
/// What every answer tells the browser. Set before the answer is made, not when it starts: the exception page clears headers and then
/// comes through here again. Styles, scripts and fonts come from our own files only; nothing inline but the one sheet whose hash is named, so nothing injected runs.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next, SiteOptions site, InlineStyle style)
{
    private const string NoFrame = "frame-ancestors 'none'", NoPlace = "geolocation=()", Pictures = "img-src 'self' data:";

    private readonly string _policy =
        $"default-src 'self'; style-src 'self'{style.Source}; {Pictures}; object-src 'none'; base-uri 'none'; {NoFrame}; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = $"camera=(), {NoPlace}, microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Invented prices must not be found as offers.
        if (site.Demo) headers["X-Robots-Tag"] = "noindex";
        return next(context);
    }

    /// <summary>For a page that stands inside another page of ours.</summary>
    public static void AllowOwnFrame(HttpResponse response) =>
        response.Headers.ContentSecurityPolicy = response.Headers.ContentSecurityPolicy.ToString().Replace(NoFrame, "frame-ancestors 'self'", StringComparison.Ordinal);

    /// <summary>For a page with a map: its tiles come from the one host that is configured, and a button may ask the visitor where they are.</summary>
    public static void AllowMap(HttpResponse response, string? tileHost)
    {
        var headers = response.Headers;
        headers["Permissions-Policy"] = headers["Permissions-Policy"].ToString().Replace(NoPlace, "geolocation=(self)", StringComparison.Ordinal);
        if (tileHost is not null) headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.ToString().Replace(Pictures, $"{Pictures} {tileHost}", StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Security;

/// <summary>Why a signed-in person was refused: the page behind 403 says so.</summary>
public sealed record RightMissing;

public static class SignInModule
{
    public const string SignInPath = "/dang-nhap", EnrolPath = "/tai-khoan/hai-buoc", ReturnField = "tiep";

    /// <summary>Who only sells or buys stays signed in on a phone; who decides for others signs in each day, as <see cref="RecognisePerson"/> sees to.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<CurrentPerson>();
        services.AddAuthorization().AddScoped<IAuthorizationHandler, RequiresHandler>();
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddApplicationCookie();
        authentication.AddTwoFactorUserIdCookie();
        services.AddScoped<IUserClaimsPrincipalFactory<User>, MarketClaims>();
        new IdentityBuilder(typeof(User), services).AddSignInManager();
        services.AddOptions<IdentityPasskeyOptions>().Configure<SiteOptions>((passkeys, site) =>
        {
            var address = new Uri(site.PublicUrl);
            (passkeys.ServerDomain, passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = (address.Host, "required", "required");
            // The address that people see, not the one that a proxy passes on.
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && origin.Origin == address.GetLeftPart(UriPartial.Authority));
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SiteOptions>((cookie, site) =>
        {
            Bake(cookie, site, "me");
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Lasts, true);
            cookie.Events = new CookieAuthenticationEvents { OnRedirectToLogin = AskToSignIn, OnRedirectToAccessDenied = Refuse };
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme).Configure<SiteOptions>((cookie, site) =>
        {
            Bake(cookie, site, "me-half");
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
        });
        return services;
    }

    private static void Bake(CookieAuthenticationOptions cookie, SiteOptions site, string name)
    {
        (cookie.Cookie.Name, cookie.Cookie.Path, cookie.Cookie.HttpOnly, cookie.Cookie.SameSite) = (site.CookieName(name), "/", true, SameSiteMode.Lax);
        cookie.Cookie.SecurePolicy = site.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (IsForScripts(http)) http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else http.Response.Redirect($"{http.Link(SignInPath)}?{ReturnField}={Uri.EscapeDataString(http.Here())}");
        return Task.CompletedTask;
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<CurrentPerson>().MustEnrol && !IsForScripts(http))
        {
            http.Response.Redirect($"{http.Link(EnrolPath)}?{ReturnField}={Uri.EscapeDataString(http.Here())}");
            return Task.CompletedTask;
        }

        http.Features.Set(new RightMissing());
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // A part of a page that is fetched by a script cannot be a sign-in form; the script asks for one (htmx names itself).
    private static bool IsForScripts(HttpContext http) => SameSiteForms.IsForPrograms(http.Request.Path) || http.Request.Headers.ContainsKey("HX-Request");
}

/// <summary>What the cookie holds: whose it is, the stamp that it was made under, and since when. No name and no rights; those are asked for each time.</summary>
internal sealed class MarketClaims(TimeProvider clock) : IUserClaimsPrincipalFactory<User>
{
    public Task<ClaimsPrincipal> CreateAsync(User user)
    {
        var claims = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        claims.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()));
        claims.AddClaim(new Claim(RecognisePerson.StampClaim, user.SecurityStamp ?? ""));
        claims.AddClaim(new Claim(RecognisePerson.SinceClaim, clock.UtcNow().Ticks.ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(new ClaimsPrincipal(claims));
    }
}

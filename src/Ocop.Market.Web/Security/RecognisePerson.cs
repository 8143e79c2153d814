using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Security;

/// <summary>
/// Turns the cookie of a request into a person: one question to the database, for each request that brings one. So a withdrawn right or
/// a sign-out everywhere holds from the next request on. It stands behind the framework's reading of the cookie and not inside it, because what fails in
/// there fails once more on the page that tells of the failure.
/// </summary>
public sealed class RecognisePerson(RequestDelegate next, TimeProvider clock)
{
    /// <summary>However busy somebody is: then the password is asked for again.</summary>
    public static readonly TimeSpan LongestSignIn = TimeSpan.FromDays(90);

    /// <summary>Of those who decide for others: an open tab does not stretch it, and a right given later shortens it.</summary>
    public static readonly TimeSpan LongestAtTheDesk = TimeSpan.FromHours(12);

    public const string StampClaim = "stamp", SinceClaim = "since";

    public async Task InvokeAsync(HttpContext context, CurrentPerson current, SignedInPeople people)
    {
        // What is for one person only is kept by nobody.
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>() is not null) context.Response.Headers.CacheControl = "no-store";
        if (context.User.Identity?.IsAuthenticated == true && !NeedsNobody(context) && current.Person is null)
        {
            if (await ReadAsync(context.User, people, context.RequestAborted) is { } person) current.Recognise(person);
            else await ForgetAsync(context);
        }

        await next(context);
    }

    private async Task<SignedInPerson?> ReadAsync(ClaimsPrincipal cookie, SignedInPeople people, CancellationToken cancel)
    {
        if (!Guid.TryParse(cookie.FindFirstValue(ClaimTypes.NameIdentifier), out var id) || !long.TryParse(cookie.FindFirstValue(SinceClaim), CultureInfo.InvariantCulture, out var since)) return null;
        var lasts = TimeSpan.FromTicks(clock.UtcNow().Ticks - since);
        if (lasts >= LongestSignIn || await people.FindAsync(id, cancel) is not { } found || found.Stamp != cookie.FindFirstValue(StampClaim)) return null;
        return lasts < LongestAtTheDesk || !found.Person.MayAnywhere(Act.OpenDesk) ? found : null;
    }

    private static bool NeedsNobody(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static async Task ForgetAsync(HttpContext context)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.User = new ClaimsPrincipal(new ClaimsIdentity());
    }
}

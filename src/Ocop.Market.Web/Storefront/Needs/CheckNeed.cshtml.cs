using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Needs;

/// <summary>Where the code of the mail is typed. The address is known to whoever posted the need; it shows nothing of what they wrote.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class CheckNeedModel(NeedCards needs, CheckNeed check, SendNeedCode send) : PageModel
{
    public NeedCheck? Need { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public bool IsSentAgain { get; private set; }

    // Whoever asks for an id that never was gets the same page as one whose need waits for a call.
    public async Task OnGetAsync(Guid id, [FromQuery(Name = "gui-lai")] bool again, CancellationToken cancel) => (Need, IsSentAgain) = (await needs.CheckAsync(id, cancel), again);

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, string? code, CancellationToken cancel)
    {
        var outcome = act == "again" ? await send.HandleAsync(id, cancel) : await check.HandleAsync(id, code, cancel);
        if (outcome.Succeeded) return LocalRedirect($"~/can-hang/kiem-tra/{id}{(act == "again" ? "?gui-lai=true" : "")}");
        Refusals = outcome.Refusals;
        Need = await needs.CheckAsync(id, cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Needs;

/// <summary>The buyer's page: what producers answered, with how to reach them. Only the link of the mail opens it, until it runs out.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class NeedRepliesModel(NeedLinks links, NeedAnswers answers, PlaceDirectory places) : PageModel
{
    /// <summary>Null: the link ran out.</summary>
    public AnsweredNeed? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (links.Read(token) is not { } link) return NotFound();
        if (link.IsExpired) return new PageResult { StatusCode = StatusCodes.Status410Gone };
        if (await answers.ForBuyerAsync(link.NeedId, cancel) is not { } found) return NotFound();
        Found = found;
        return Page();
    }

    public string? ProvinceOf(GivenAnswer answer) => places.Province(answer.ProvinceCode)?.Name;
}

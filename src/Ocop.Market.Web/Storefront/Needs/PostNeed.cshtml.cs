using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Needs;

/// <summary>A buyer's form, without an account. Counted by network: whoever floods it would throw cookies away.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class PostNeedModel(PostNeed post, PlaceDirectory places, CatalogNames names, TimeProvider clock, Words words) : PageModel
{
    public NeedForm Form { get; private set; } = new();
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>What a program that filled in the trap is shown.</summary>
    public bool IsThanked { get; private set; }
    public IReadOnlyList<Province> Provinces => places.Provinces;
    public IReadOnlyList<(string Value, string Label)> Groups { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync([FromQuery(Name = "da-gui")] bool sent, CancellationToken cancel)
    {
        IsThanked = sent;
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(NeedForm? form, CancellationToken cancel)
    {
        // Null where the body could not be read as a form.
        form ??= new();
        var outcome = await post.HandleAsync(form, words.Language, cancel);
        if (outcome.Refusals.Count == 0) return LocalRedirect(outcome.Value is { } need ? $"~/can-hang/kiem-tra/{need.Id}" : "~/can-hang/moi?da-gui=true");
        (Form, Refusals) = (form, outcome.Refusals);
        await ReadAsync(cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task ReadAsync(CancellationToken cancel) => Groups = [.. (await names.ReadAsync(cancel)).Groups.Select(group => (group.Key, words[group.Value]))];
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.GiftBoxes;

/// <summary>A box put together by the buyer: size, budget, parts. All of it stands in the address until it is kept, so it works without scripts and the way back undoes.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Cart)]
public sealed class OwnBoxPageModel(ComposeBox compose, BoxShelf shelf) : PageModel
{
    public const string Path = "/hop-qua/tu-ghep";
    private const int Shown = 24, MostChosen = 12;

    public OwnBoxView View { get; private set; } = null!;
    public IReadOnlyList<BoxPartView> Offers { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public bool HasPacker { get; private set; }
    public string? Budget { get; private set; }
    public string? Group { get; private set; }

    /// <summary>Whether somebody has chosen anything yet: an empty box is no mistake.</summary>
    public bool IsBegun { get; private set; }

    public bool IsChosen(BoxPartView part) => View.Parts.Any(chosen => chosen.VariantId == part.VariantId);

    /// <param name="mon">The chosen variants.</param>
    /// <param name="tu">A box to begin from.</param>
    public async Task OnGetAsync(string? co, [FromQuery] Guid[] mon, string? muc, string? nhom, string? tu, CancellationToken cancel)
    {
        if (mon.Length == 0 && !string.IsNullOrEmpty(tu) && await shelf.FindAsync(tu, cancel) is { } from)
            (co, mon) = (from.Size.Key, [.. from.Parts.SelectMany(part => Enumerable.Repeat(part.VariantId, part.Quantity))]);
        await ReadAsync(co, mon, muc, nhom, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? co, [FromForm] Guid[] mon, string? muc, CancellationToken cancel)
    {
        var outcome = await compose.HandleAsync(new OwnBox(co, Cut(mon), Money.Read(muc)), cancel);
        if (outcome.Succeeded) return LocalRedirect(HttpContext.Link($"{GiftBoxPageModel.Path}/{outcome.Value.Slug}"));
        await ReadAsync(co, mon, muc, null, cancel);
        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task ReadAsync(string? co, Guid[] mon, string? muc, string? nhom, CancellationToken cancel)
    {
        (Budget, Group, IsBegun) = (muc, string.IsNullOrEmpty(nhom) ? null : nhom, mon.Length > 0);
        HasPacker = await compose.PackerAsync(cancel) is not null;
        View = await compose.ShowAsync(new OwnBox(co, Cut(mon), Money.Read(muc)), cancel);
        var offers = await compose.OffersAsync(Group, Money.Read(muc), Shown, cancel);
        Offers = [.. View.Parts, .. offers.Where(offer => !IsChosen(offer))];
    }

    private static Guid[] Cut(Guid[] mon) => [.. mon.Take(MostChosen)];
}

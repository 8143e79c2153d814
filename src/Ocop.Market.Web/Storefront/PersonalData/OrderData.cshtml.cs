using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront.Orders;

namespace Ocop.Market.Web.Storefront.PersonalData;

/// <summary>What is held about the buyer of one order, behind the same sealed link as the order.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class OrderDataModel(OrderTracking tracking, OrderLinks links, PersonalArchive archive, AskToBeErased ask, Words words) : PageModel
{
    public OrderGroup Group { get; private set; } = null!;
    public PersonalDataRequest? Asked { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, string? k, CancellationToken cancel) => await ReadAsync(code, k, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string code, string? k, string? act, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, cancel) is { } elsewhere) return elsewhere;
        var whose = DataSubject.Of(Group);
        if (act == "export") return File(await archive.MakeAsync(whose, Group.Orders[0].ChangeSubject, cancel), "application/zip", $"du-lieu-{Group.Number}.zip");
        if (act != "erase") return BadRequest();
        var outcome = await ask.HandleAsync(whose, words.Language, cancel);
        if (outcome.Succeeded)
        {
            Asked = outcome.Value;
            return Page();
        }

        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<IActionResult?> ReadAsync(string code, string? k, CancellationToken cancel)
    {
        if (OrderNumber.ReadGroup(code) is not { } number) return NotFound();
        if (links.ReadTracking(k) is not { } groupId || await tracking.FindAsync(groupId, cancel) is not { } group || group.Number != number) return LocalRedirect($"~/don-hang?code={number}");
        Group = group;
        return null;
    }
}

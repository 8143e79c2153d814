using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>The producer's one page for an order. GET only shows, so that a mail scanner that follows links answers nothing; POST acts.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class AnswerOrderModel(OrderLinks links, OrderTracking tracking, AnswerOrder answers, TimeProvider clock) : PageModel
{
    private const string Actor = "producer";

    /// <summary>Null: the link ran out.</summary>
    public Order? Order { get; private set; }
    public OrderGroup Group { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public ParcelActs Acts => new(Order!, Refusals, (name, saved) => Refusals.Count > 0 && Request.HasFormContentType && Request.Form.TryGetValue(name, out var typed) ? typed.ToString() : saved);

    public int HoursLeft => Math.Max(0, (int)(Order!.AnswerBy - clock.UtcNow()).TotalHours);

    public Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => ShowAsync(token, StatusCodes.Status200OK, cancel);

    public async Task<IActionResult> OnPostAsync(string token, string? act, string? words, string? reason, string? choice, string? carrier, string? code, string? goods, CancellationToken cancel)
    {
        if (links.ReadAnswer(token) is not { } link) return NotFound();
        if (link.IsExpired) return await ShowAsync(token, StatusCodes.Status410Gone, cancel);
        // One's own words go before a reason that was picked.
        var said = new[] { words, reason, choice }.FirstOrDefault(it => !string.IsNullOrWhiteSpace(it));
        if (ProducerAnswer.Read(act, said, carrier, code, goods) is not { } answer) return BadRequest();
        var outcome = await answers.HandleAsync(link.OrderId, answer, Actor, cancel);
        if (outcome.Succeeded) return LocalRedirect($"~/don-hang/xu-ly/{token}");
        Refusals = outcome.Refusals;
        return await ShowAsync(token, StatusCodes.Status409Conflict, cancel);
    }

    private async Task<IActionResult> ShowAsync(string token, int status, CancellationToken cancel)
    {
        if (links.ReadAnswer(token) is not { } link) return NotFound();
        if (link.IsExpired) return new PageResult { StatusCode = StatusCodes.Status410Gone };
        if (await tracking.FindByOrderAsync(link.OrderId, cancel) is not { } group) return NotFound();
        (Group, Order) = (group, group.Orders.Single(order => order.Id == link.OrderId));
        return new PageResult { StatusCode = status };
    }
}

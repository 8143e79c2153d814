using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Webhooks;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront;

namespace Ocop.Market.Web.BackOffice.Webhooks;

[Requires(Act.ManageWebhooks)]
public sealed class WebhooksModel(
    WebhookHistory history, SubscribeWebhook subscribe, SwitchWebhook turn, DeleteWebhook delete, ReplayDelivery replay, CurrentPerson current) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<WebhookLine> Lines { get; private set; } = [];

    /// <summary>The subscription whose deliveries are listed.</summary>
    public Guid? Shown { get; private set; }
    public IReadOnlyList<WebhookDelivery> Deliveries { get; private set; } = [];
    public MadeSubscription? Made { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? Name { get; private set; }
    public string? Address { get; private set; }

    public async Task OnGetAsync(Guid? cua, CancellationToken cancel)
    {
        (Lines, Shown) = (await history.SubscriptionsAsync(cancel), cua);
        if (cua is { } id) Deliveries = await history.DeliveriesAsync(id, new ListFilter(HttpContext).Page, PageSize, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, Guid id, long delivery, string? name, string? url, CancellationToken cancel)
    {
        var by = current.Somebody;
        if (act == "add")
        {
            var made = await subscribe.HandleAsync(by, name ?? "", url ?? "", cancel);
            (Refusals, Made) = (made.Refusals, made.Value);
            if (!made.Succeeded) (Name, Address) = (name, url);
            await OnGetAsync(null, cancel);
            // The secret is shown in this answer and never again, so there is nothing to redirect to.
            return made.Succeeded ? Page() : new PageResult { StatusCode = StatusCodes.Status409Conflict };
        }

        IReadOnlyList<Refusal>? refusals = act switch
        {
            "on" or "off" => (await turn.HandleAsync(by, id, act == "on", cancel)).Refusals,
            "delete" => (await delete.HandleAsync(by, id, cancel)).Refusals,
            "replay" => (await replay.HandleAsync(by, delivery, cancel)).Refusals,
            _ => null,
        };
        if (refusals is null) return BadRequest();
        if (refusals.Count == 0) return LocalRedirect($"~/quan-tri/moc-noi{(act == "replay" ? $"?cua={id}" : "")}");
        Refusals = refusals;
        await OnGetAsync(null, cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}

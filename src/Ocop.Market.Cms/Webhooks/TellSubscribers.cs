using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Webhooks;

/// <summary>Writes one message for each subscriber in the transaction in which a page went up or down. Sending is the job's; a dead receiver stops nobody.</summary>
public sealed class TellSubscribers(ICmsDb db, KnownTypes types, TimeProvider clock) : IFollowsPublishing
{
    public async Task FollowAsync(Document document, DocumentContent? live, CancellationToken cancel)
    {
        var subscribers = await db.WebhookSubscriptions.Where(subscription => subscription.IsActive).Select(subscription => subscription.Id).ToListAsync(cancel);
        if (subscribers.Count == 0) return;
        var eventName = live is null ? "document.unpublished" : "document.published";
        var body = JsonSerializer.Serialize(new
        {
            @event = eventName, occurredAt = clock.UtcNow(),
            document = new { id = document.Id, contentType = document.Type, culture = document.Language, name = live?.Title ?? document.Title, route = new { path = types.Of(document).AddressOf(document.Slug) } },
        }, Block.Json);
        db.WebhookDeliveries.AddRange(subscribers.Select(id => new WebhookDelivery(id, eventName, body, clock.UtcNow())));
    }
}

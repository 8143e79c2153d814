using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Webhooks;

/// <summary>Another program that wants to be told when the public's pages change.</summary>
public sealed class WebhookSubscription
{
    private WebhookSubscription() { }

    public WebhookSubscription(string name, string url, string secret, string author, DateTime now) =>
        (Id, Name, Url, Secret, Author, CreatedAt, IsActive) = (Guid.CreateVersion7(), name, url, secret, author, now, true);

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Url { get; private set; } = "";

    /// <summary>Signs every delivery: it must be known here, so it is no hash. Shown once, to whoever made the subscription.</summary>
    public string Secret { get; private set; } = "";
    public string Author { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public bool IsActive { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => new("webhook", Id.ToString());

    public void Activate(bool isActive) => IsActive = isActive;
}

public enum DeliveryState { Waiting, Delivered, GivenUp }

/// <summary>One message to one subscriber, written in the transaction of the fact it tells of. Leased, sent and noted like a mail of the outbox.</summary>
public sealed class WebhookDelivery
{
    private WebhookDelivery() { }

    public WebhookDelivery(Guid subscriptionId, string eventName, string body, DateTime now) =>
        (MessageId, SubscriptionId, Event, Body, CreatedAt, DueAt) = (Guid.CreateVersion7(), subscriptionId, eventName, body, now, now);

    public long Id { get; private set; }

    /// <summary>The same through all tries, so that the receiver can spot a double.</summary>
    public Guid MessageId { get; private set; }
    public Guid SubscriptionId { get; private set; }

    /// <summary>"document.published", "document.unpublished".</summary>
    public string Event { get; private set; } = "";
    public string Body { get; private set; } = "";
    public DeliveryState State { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime DueAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTime? DeliveredAt { get; private set; }
    public int? LastStatus { get; private set; }
    public string? LastAnswer { get; private set; }

    public void MarkDelivered(DateTime now, int status) => (State, DeliveredAt, LastStatus, LastAnswer, Attempts) = (DeliveryState.Delivered, now, status, null, Attempts + 1);

    public void RetryAt(DateTime due, int? status, string answer) => (DueAt, LastStatus, LastAnswer, Attempts) = (due, status, Cut(answer), Attempts + 1);

    public void GiveUp(int? status, string answer) => (State, LastStatus, LastAnswer, Attempts) = (DeliveryState.GivenUp, status, Cut(answer), Attempts + 1);

    private static string Cut(string answer) => answer.Length <= 500 ? answer : answer[..500];
}

/// <param name="Secret">Told once.</param>
public sealed record MadeSubscription(Guid Id, string Secret);

public sealed class SubscribeWebhook(ICmsDb db, TimeProvider clock)
{
    public async Task<Outcome<MadeSubscription>> HandleAsync(Person by, string name, string url, CancellationToken cancel)
    {
        if (!by.May(Act.ManageWebhooks, Scope.Programme)) return DocumentTurn.NotAllowed;
        name = VietnameseText.Normalize(name);
        if (name.Length is 0 or > 120) return new Refusal("NameWrong", "name", "Cần một tên, nhiều nhất 120 chữ.", "A name of at most 120 letters is needed.");
        // Where the name leads is looked at when it is called: today's answer of a name server proves nothing for tomorrow.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != "https" || address.UserInfo.Length > 0 || url.Length > 500)
            return new Refusal("UrlWrong", "url", "Cần địa chỉ bắt đầu bằng https://", "An address that begins with https:// is needed.");

        var subscription = new WebhookSubscription(name, address.AbsoluteUri, "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), by.Actor, clock.UtcNow());
        db.WebhookSubscriptions.Add(subscription);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "WebhookSubscribed", subscription.ChangeSubject, after: $"{name} {address.Host}"));
        await db.SaveChangesAsync(cancel);
        return new MadeSubscription(subscription.Id, subscription.Secret);
    }
}

/// <summary>Pauses a subscription or takes it up again. What waited is sent when it is taken up.</summary>
public sealed class SwitchWebhook(ICmsDb db, TimeProvider clock)
{
    public Task<Outcome<bool>> HandleAsync(Person by, Guid subscriptionId, bool isActive, CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!by.May(Act.ManageWebhooks, Scope.Programme)) return DocumentTurn.NotAllowed;
        if (await db.WebhookSubscriptions.SingleOrDefaultAsync(it => it.Id == subscriptionId, cancel) is not { } subscription) return new Refusal("WebhookUnknown", "", "Không có webhook này.", "There is no such webhook.");
        subscription.Activate(isActive);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, isActive ? "WebhookSwitchedOn" : "WebhookSwitchedOff", subscription.ChangeSubject));
        await db.SaveChangesAsync(cancel);
        return isActive;
    }, cancel);
}

/// <summary>Gone with everything that was told to it.</summary>
public sealed class DeleteWebhook(ICmsDb db, TimeProvider clock)
{
    public Task<Outcome<bool>> HandleAsync(Person by, Guid subscriptionId, CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!by.May(Act.ManageWebhooks, Scope.Programme)) return DocumentTurn.NotAllowed;
        if (await db.WebhookSubscriptions.SingleOrDefaultAsync(it => it.Id == subscriptionId, cancel) is not { } subscription) return new Refusal("WebhookUnknown", "", "Không có webhook này.", "There is no such webhook.");
        await db.WebhookDeliveries.Where(delivery => delivery.SubscriptionId == subscriptionId).ExecuteDeleteAsync(cancel);
        db.WebhookSubscriptions.Remove(subscription);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "WebhookDeleted", subscription.ChangeSubject, $"{subscription.Name} {subscription.Url}"));
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}

/// <summary>Tells a thing again, as a message of its own: the first one's history stays.</summary>
public sealed class ReplayDelivery(ICmsDb db, TimeProvider clock)
{
    public Task<Outcome<Guid>> HandleAsync(Person by, long deliveryId, CancellationToken cancel) => db.InTransactionAsync<Guid>(async () =>
    {
        if (!by.May(Act.ManageWebhooks, Scope.Programme)) return DocumentTurn.NotAllowed;
        if (await db.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(it => it.Id == deliveryId, cancel) is not { } old) return new Refusal("DeliveryUnknown", "", "Không có lần gửi này.", "There is no such delivery.");
        var again = new WebhookDelivery(old.SubscriptionId, old.Event, old.Body, clock.UtcNow());
        db.WebhookDeliveries.Add(again);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "WebhookReplayed", new ChangeSubject("webhook", old.SubscriptionId.ToString()), old.MessageId.ToString(), again.MessageId.ToString()));
        await db.SaveChangesAsync(cancel);
        return again.MessageId;
    }, cancel);
}

public sealed record WebhookLine(WebhookSubscription Subscription, int Waiting, int GivenUp, DateTime? LastDelivered);

/// <summary>Subscriptions and the history of each, for the desk.</summary>
public sealed class WebhookHistory(ICmsDb db)
{
    public async Task<IReadOnlyList<WebhookLine>> SubscriptionsAsync(CancellationToken cancel) =>
        [.. (await db.WebhookSubscriptions.AsNoTracking().OrderBy(subscription => subscription.Name).Select(subscription => new
        {
            Subscription = subscription,
            Waiting = db.WebhookDeliveries.Count(delivery => delivery.SubscriptionId == subscription.Id && delivery.State == DeliveryState.Waiting),
            GivenUp = db.WebhookDeliveries.Count(delivery => delivery.SubscriptionId == subscription.Id && delivery.State == DeliveryState.GivenUp),
            Last = db.WebhookDeliveries.Where(delivery => delivery.SubscriptionId == subscription.Id).Max(delivery => delivery.DeliveredAt),
        }).ToListAsync(cancel)).Select(row => new WebhookLine(row.Subscription, row.Waiting, row.GivenUp, row.Last))];

    public async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(Guid subscriptionId, int page, int pageSize, CancellationToken cancel) =>
        await db.WebhookDeliveries.AsNoTracking().Where(delivery => delivery.SubscriptionId == subscriptionId).OrderByDescending(delivery => delivery.Id).Skip((Math.Max(page, 1) - 1) * pageSize).Take(pageSize).ToListAsync(cancel);
}

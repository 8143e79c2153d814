namespace Ocop.Market.Channels.Campaigns;

/// <summary>A product that a set puts on sale in a shop from the moment it goes live, and what is wanted there without it: that comes back when the campaign ends.</summary>
public sealed class CampaignListing
{
    private CampaignListing() { }

    public CampaignListing(Guid setId, Guid shopId, Guid productId, DateOnly? until, string addedBy, DateTime now) =>
        (Id, SetId, ShopId, ProductId, Until, AddedBy, AddedAt) = (Guid.CreateVersion7(), setId, shopId, productId, until, addedBy, now);

    public Guid Id { get; private set; }
    public Guid SetId { get; private set; }
    public Guid ShopId { get; private set; }
    public Guid ProductId { get; private set; }

    /// <summary>The last day, as of promotions and boxes; null where only a person ends it.</summary>
    public DateOnly? Until { get; private set; }
    public string AddedBy { get; private set; } = "";
    public DateTime AddedAt { get; private set; }
    public DateTime? BeganAt { get; private set; }

    /// <summary>Without the campaign: before it, or because a person asked for it while it ran.</summary>
    public bool WasWanted { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public long Version { get; private set; }

    public void LastUntil(DateOnly? until) => Until = until;

    public void Begin(bool wasWanted, DateTime now) => (BeganAt, WasWanted) = (now, wasWanted);

    public void AskedFor() => WasWanted = true;

    /// <summary>It was wanted before only by another campaign, which has ended now.</summary>
    public void BeganFromNothing() => WasWanted = false;

    public void End(DateTime now) => EndedAt = now;
}

namespace Ocop.Market.Channels.Listings;

/// <summary>A notification as it came, after its signature was found right and before anything is done about it. It is only a reason to look.</summary>
public sealed class ChannelNotice
{
    private ChannelNotice() { }

    public ChannelNotice(string channel, string eventId, Connectors.NewsKind kind, string shop, string? subject, DateTime now) =>
        (Channel, EventId, Kind, OutsideShop, Subject, ReceivedAt) = (channel, eventId, kind, shop, subject, now);

    public long Id { get; private set; }
    public string Channel { get; private set; } = "";

    /// <summary>Unique for a channel: a repetition is no second reason.</summary>
    public string EventId { get; private set; } = "";
    public Connectors.NewsKind Kind { get; private set; }
    public string OutsideShop { get; private set; } = "";
    public string? Subject { get; private set; }
    public DateTime ReceivedAt { get; private set; }
    public DateTime? DoneAt { get; private set; }

    public void Finish(DateTime now) => DoneAt = now;
}

/// <summary>How far the changes of the market were carried to the listings.</summary>
public sealed class ChannelCursor
{
    /// <summary>As far as listings were asked for.</summary>
    public const string Listings = "listings";

    /// <summary>The last change that may concern any listing, and as far as a sweep found out which.</summary>
    public const string SweepAsked = "sweep-asked", Swept = "swept";

    private ChannelCursor() { }

    public ChannelCursor(string name) => Name = name;

    public string Name { get; private set; } = "";
    public long Transaction { get; private set; }
    public long ChangeId { get; private set; }

    public Kernel.ChangePosition Position => new(Transaction, ChangeId);

    public void Advance(Kernel.ChangePosition position) => (Transaction, ChangeId) = (position.Transaction, position.Id);
}

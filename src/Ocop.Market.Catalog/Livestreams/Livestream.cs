using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Livestreams;

/// <summary>What a producer tells of a session. Replay, orders and sales are known only once it has begun.</summary>
/// <param name="Orders">As the producer counted them on the platform; null while nobody did.</param>
public sealed record LivestreamFacts(string Title, LivestreamPlatform Platform, string Address, DateTime StartsAt, DateTime EndsAt, string? ReplayAddress, int? Orders, Money? Sales);

/// <summary>Phiên bán trực tiếp: a producer sells live on a platform of others; the market tells when, what, and where to see it again.</summary>
public sealed class Livestream : ITellsChange
{
    private Livestream() { }

    public Livestream(Guid producerId, LivestreamFacts facts, bool isDemo, DateTime now)
    {
        (Id, ProducerId, IsDemo, CreatedAt) = (Guid.CreateVersion7(), producerId, isDemo, now);
        Describe(facts, now);
    }

    public Guid Id { get; private set; }
    public Guid ProducerId { get; private set; }
    public string Title { get; private set; } = "";
    public LivestreamPlatform Platform { get; private set; }
    public string Address { get; private set; } = "";
    public DateTime StartsAt { get; private set; }
    public DateTime EndsAt { get; private set; }
    public string? ReplayAddress { get; private set; }
    public int? Orders { get; private set; }
    public Money? Sales { get; private set; }
    public bool IsCancelled { get; private set; }

    /// <summary>Told where an officer cancelled it; the producer's own cancelling needs none.</summary>
    public string? CancelReason { get; private set; }
    public bool IsDemo { get; private set; }

    /// <summary>What calendars go by, as a fair's does.</summary>
    public int Sequence { get; private set; }
    public DateTime ToldAt { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>The producer's: the pages of its goods name the next session without knowing any by its id.</summary>
    public ChangeSubject ChangeSubject => ChangeSubject.Livestreams(ProducerId);

    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    public bool HasBegunBy(DateTime now) => StartsAt <= now;

    public void Describe(LivestreamFacts facts, DateTime now)
    {
        (Title, Platform, Address, StartsAt, EndsAt, ReplayAddress, Orders, Sales) = facts;
        RaiseSequence(now);
    }

    public void Cancel(string? reason, DateTime now)
    {
        (IsCancelled, CancelReason) = (true, reason);
        RaiseSequence(now);
    }

    private void RaiseSequence(DateTime now) => (Sequence, ToldAt) = (Sequence + 1, now);
}

/// <summary>A product that is shown in a session.</summary>
public sealed class PinnedProduct
{
    private PinnedProduct() { }

    public PinnedProduct(Guid livestreamId, Guid productId) => (LivestreamId, ProductId) = (livestreamId, productId);

    public Guid LivestreamId { get; private set; }
    public Guid ProductId { get; private set; }
}

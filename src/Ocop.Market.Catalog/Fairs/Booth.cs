using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>A numbered place on the floor.</summary>
public sealed class Booth : ITellsChange
{
    private Booth() { }

    public Booth(Guid fairId, BoothFacts facts)
    {
        (Id, FairId) = (Guid.CreateVersion7(), fairId);
        Describe(facts);
    }

    public Guid Id { get; private set; }
    public Guid FairId { get; private set; }
    public string Number { get; private set; } = "";
    public int SizeM2 { get; private set; }
    public Money Fee { get; private set; }

    /// <summary>Its middle, in percent of the plan's width and height.</summary>
    public int X { get; private set; }
    public int Y { get; private set; }

    /// <summary>Of the six groups; null takes all.</summary>
    public string? GroupSlug { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Fair(FairId);

    public BoothFacts Facts => new(Number, SizeM2, Fee, X, Y, GroupSlug);

    public void Describe(BoothFacts facts) => (Number, SizeM2, Fee, X, Y, GroupSlug) = facts;
}

public sealed record BoothFacts(string Number, int SizeM2, Money Fee, int X, int Y, string? GroupSlug);

public enum ApplicationState { Asked, Waiting, Allotted, Refused, Withdrawn }

/// <summary>A producer's wish to come. One for each producer and fair; who withdrew and asks again takes the same row up again.</summary>
public sealed class BoothApplication : ITellsChange
{
    private BoothApplication() { }

    public BoothApplication(Guid fairId, Guid producerId, BoothWish wish, DateTime now)
    {
        (Id, FairId, ProducerId) = (Guid.CreateVersion7(), fairId, producerId);
        Ask(wish, now);
    }

    public Guid Id { get; private set; }
    public Guid FairId { get; private set; }
    public Guid ProducerId { get; private set; }
    public int? WantedM2 { get; private set; }
    public string? GroupSlug { get; private set; }
    public string Note { get; private set; } = "";
    public ApplicationState State { get; private set; }

    /// <summary>Unique: of two officers who give one booth away at once, one is refused by the database.</summary>
    public Guid? BoothId { get; private set; }
    public DateTime AskedAt { get; private set; }

    /// <summary>Its turn on the waiting list; null while it is not on it.</summary>
    public DateTime? WaitingSince { get; private set; }

    /// <summary>How often something was decided: one mail for each.</summary>
    public int Decisions { get; private set; }
    public long Version { get; private set; }

    public ChangeSubject ChangeSubject => ChangeSubject.Fair(FairId);

    public bool IsOpen => State is ApplicationState.Asked or ApplicationState.Waiting or ApplicationState.Allotted;

    public void Ask(BoothWish wish, DateTime now) =>
        (WantedM2, GroupSlug, Note, State, AskedAt, WaitingSince) = (wish.WantedM2, wish.GroupSlug, wish.Note, ApplicationState.Asked, now, null);

    public void Amend(BoothWish wish) => (WantedM2, GroupSlug, Note) = (wish.WantedM2, wish.GroupSlug, wish.Note);

    public void Allot(Guid boothId) => Decide(ApplicationState.Allotted, boothId, null);

    public void Wait(DateTime now) => Decide(ApplicationState.Waiting, null, now);

    public void Refuse() => Decide(ApplicationState.Refused, null, null);

    public void Withdraw() => Decide(ApplicationState.Withdrawn, null, null);

    private void Decide(ApplicationState state, Guid? boothId, DateTime? waitingSince) =>
        (State, BoothId, WaitingSince, Decisions) = (state, boothId, waitingSince, Decisions + 1);
}

public sealed record BoothWish(int? WantedM2, string? GroupSlug, string Note, IReadOnlyList<Guid> ProductIds);

/// <summary>What a producer wants to show at a fair.</summary>
public sealed class BroughtProduct
{
    private BroughtProduct() { }

    public BroughtProduct(Guid applicationId, Guid productId) => (ApplicationId, ProductId) = (applicationId, productId);

    public Guid ApplicationId { get; private set; }
    public Guid ProductId { get; private set; }
}

using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>
/// A paper as its producer entered it. It is no <see cref="Certification"/>, so nothing shows, finds or reminds of it before an officer has read and
/// accepted it. One that replaces an accepted paper leaves that as it is until then.
/// </summary>
public sealed class ProposedPaper
{
    private ProposedPaper() { }

    public ProposedPaper(PaperHolder holder, Guid? replaces, PaperFacts facts, Person by, DateTime now)
    {
        (Id, ProductId, ProducerId, ReplacesId) = (Guid.CreateVersion7(), holder.ProductId, holder.ProductId is null ? holder.Producer.Id : null, replaces);
        Say(facts, by, now);
    }

    public Guid Id { get; private set; }

    /// <summary>Null where the paper is the producer's own.</summary>
    public Guid? ProductId { get; private set; }
    public Guid? ProducerId { get; private set; }

    /// <summary>The accepted paper that is to say this.</summary>
    public Guid? ReplacesId { get; private set; }
    public CertificationKind Kind { get; private set; }
    public string Number { get; private set; } = "";
    public string Issuer { get; private set; } = "";
    public DateOnly IssuedOn { get; private set; }
    public DateOnly? ValidUntil { get; private set; }
    public Guid? FileId { get; private set; }

    /// <summary>That the producer would let everybody open the file; the officer decides.</summary>
    public bool IsFilePublic { get; private set; }
    public string ProposedBy { get; private set; } = "";

    /// <summary>As it was read on the desk at the time.</summary>
    public string ProposedByName { get; private set; } = "";
    public DateTime ProposedAt { get; private set; }
    public ProposalState State { get; private set; }

    /// <summary>What the officer wrote; needed where it is returned.</summary>
    public string? Answer { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public long Version { get; private set; }

    public PaperFacts Facts => new(Kind, Number, Issuer, IssuedOn, ValidUntil, FileId, IsFilePublic);

    /// <summary>Its producer still writes it.</summary>
    public bool IsOpen => State is ProposalState.Waiting or ProposalState.Returned;

    public ChangeSubject Subject => ProductId is { } product ? ChangeSubject.Product(product) : ChangeSubject.Producer(ProducerId!.Value);

    public void Say(PaperFacts facts, Person by, DateTime now)
    {
        (Kind, Number, Issuer, IssuedOn, ValidUntil, FileId, IsFilePublic) = facts;
        (ProposedBy, ProposedByName, ProposedAt, State, Answer) = (by.Actor, by.Name, now, ProposalState.Waiting, null);
    }

    public void End(ProposalState state, string? answer, DateTime now) => (State, Answer, AnsweredAt) = (state, answer, now);
}

using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Proposals;

public enum ProposalState { Waiting, Accepted, Returned, Withdrawn }

/// <summary>What a fact page says in words: the name and the text beneath it, and the photo at its head.</summary>
/// <param name="Name">Null where the name is not the producer's to change: their own is that of the decision.</param>
/// <param name="Text">Of a product its description, of a producer what it tells of itself.</param>
/// <param name="MediaItemId">A producer's banner.</param>
public sealed record ProposedFacts(string? Name, string? Text, Guid? MediaItemId = null);

/// <summary>
/// What a producer wants a public page of theirs to say. A recognised product was judged under its name and by its papers, so its words
/// change only after an officer has read them; price, stock and photos are the producer's own. One proposal waits for each page at a time.
/// </summary>
public sealed class FactProposal
{
    public const string OfProduct = "product", OfProducer = "producer";

    private FactProposal() { }

    public FactProposal(string subjectKind, Guid subjectId, Scope scope, ProposedFacts facts, Person by, DateTime now)
    {
        (Id, SubjectKind, SubjectId, ScopePath, ProposedBy, ProposedByName) = (Guid.CreateVersion7(), subjectKind, subjectId, scope.Path, by.Actor, by.Name);
        Say(facts, now);
    }

    public Guid Id { get; private set; }
    public string SubjectKind { get; private set; } = "";
    public Guid SubjectId { get; private set; }
    public string ScopePath { get; private set; } = "/";
    public string? Name { get; private set; }
    public string? Text { get; private set; }
    public Guid? MediaItemId { get; private set; }
    public string ProposedBy { get; private set; } = "";

    /// <summary>As it was read on the desk at the time.</summary>
    public string ProposedByName { get; private set; } = "";
    public DateTime ProposedAt { get; private set; }
    public ProposalState State { get; private set; }

    /// <summary>What the officer wrote; needed where it is returned.</summary>
    public string? Answer { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public long Version { get; private set; }

    public ProposedFacts Facts => new(Name, Text, MediaItemId);
    public Scope Scope => Scope.Parse(ScopePath);

    public ChangeSubject Subject => SubjectKind == OfProduct ? ChangeSubject.Product(SubjectId) : ChangeSubject.Producer(SubjectId);

    public void Say(ProposedFacts facts, DateTime now) => (Name, Text, MediaItemId, ProposedAt, State) = (facts.Name, facts.Text, facts.MediaItemId, now, ProposalState.Waiting);

    public void End(ProposalState state, string? answer, DateTime now) => (State, Answer, AnsweredAt) = (state, answer, now);
}

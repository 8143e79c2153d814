using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Proposals;

/// <param name="Title">What the page is called now.</param>
/// <param name="Now">What it says now.</param>
public sealed record ReadProposal(FactProposal Proposal, string Title, string Producer, ProposedFacts Now);

/// <summary>What producers want their pages to say: waiting for an officer, and the last word for its producer.</summary>
public sealed class FactProposals(ICatalogDb db)
{
    public const int PageSize = 20;

    /// <summary>The longest waiting first.</summary>
    public async Task<ListPage<ReadProposal>> WaitingAsync(Person person, int page, CancellationToken cancel)
    {
        var found = await Waiting(person).OrderBy(proposal => proposal.ProposedAt).ThenBy(proposal => proposal.Id).PageAsync(page, PageSize, cancel);
        return new ListPage<ReadProposal>(await ReadAsync(found.Rows, cancel), found.Total, found.Page, found.Size);
    }

    public Task<int> CountWaitingAsync(Person person, CancellationToken cancel) => Waiting(person).CountAsync(cancel);

    /// <summary>The last one for each page, still waiting or answered; one that was withdrawn is nobody's business.</summary>
    public async Task<FactProposal?> LastOfAsync(string kind, Guid subjectId, CancellationToken cancel) => await db.FactProposals.AsNoTracking()
        .Where(proposal => proposal.SubjectKind == kind && proposal.SubjectId == subjectId && proposal.State != ProposalState.Withdrawn)
        .OrderByDescending(proposal => proposal.ProposedAt).FirstOrDefaultAsync(cancel);

    private IQueryable<FactProposal> Waiting(Person person)
    {
        var waiting = db.FactProposals.AsNoTracking().Where(proposal => proposal.State == ProposalState.Waiting);
        return waiting.Within(proposal => proposal.ScopePath, person.ScopesFor(Act.EditProducts));
    }

    private async Task<IReadOnlyList<ReadProposal>> ReadAsync(IReadOnlyList<FactProposal> proposals, CancellationToken cancel)
    {
        var ids = proposals.Select(proposal => proposal.SubjectId).ToList();
        var products = await (from product in db.Products.AsNoTracking() where ids.Contains(product.Id) join producer in db.Producers on product.ProducerId equals producer.Id
            select new { product.Id, product.Name, product.Description, Producer = producer.Name }).ToDictionaryAsync(it => it.Id, cancel);
        var producers = await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, cancel);
        return [.. proposals.Select(proposal =>
            products.TryGetValue(proposal.SubjectId, out var product) ? new ReadProposal(proposal, product.Name, product.Producer, new ProposedFacts(product.Name, product.Description))
            : producers.TryGetValue(proposal.SubjectId, out var own) ? new ReadProposal(proposal, own.Name, own.Name, new ProposedFacts(null, own.About, own.BannerId)) : null).OfType<ReadProposal>()];
    }
}

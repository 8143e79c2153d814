using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Catalog.Proposals;

namespace Ocop.Market.Data.Mapping.Catalog;

internal sealed class FactProposalMapping : IEntityTypeConfiguration<FactProposal>
{
    public void Configure(EntityTypeBuilder<FactProposal> entity)
    {
        entity.ToTable("FactProposals");
        entity.Property(proposal => proposal.Id).ValueGeneratedNever();
        entity.Ignore(proposal => proposal.Facts).Ignore(proposal => proposal.Scope).Ignore(proposal => proposal.Subject);
        // One waits for each page.
        entity.HasIndex(proposal => new { proposal.SubjectKind, proposal.SubjectId }).IsUnique().HasFilter("state = 'Waiting'");
        entity.HasIndex(proposal => new { proposal.SubjectId, proposal.ProposedAt });
        entity.HasIndex(proposal => new { proposal.State, proposal.ProposedAt });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Accounts.Filters;

namespace Ocop.Market.Data.Mapping.Accounts;

internal sealed class SavedFilterMapping : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> entity)
    {
        entity.ToTable("SavedFilters");
        entity.Property(filter => filter.Id).ValueGeneratedNever();
        entity.HasIndex(filter => new { filter.PersonId, filter.List, filter.Name }).IsUnique();
    }
}

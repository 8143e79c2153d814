using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Mapping.Kernel;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entity)
    {
        entity.ToTable("AuditEntries");
        entity.HasIndex(entry => new { entry.SubjectKind, entry.SubjectId });
        // The log is read from its end, filtered by one of these.
        entity.HasIndex(entry => entry.At);
        entity.HasIndex(entry => new { entry.Act, entry.Id });
        entity.HasIndex(entry => new { entry.Actor, entry.Id });
    }
}

internal sealed class ChangeMapping : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> entity)
    {
        entity.ToTable("Changes");
        entity.Ignore(change => change.Subject);
    }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> entity)
    {
        entity.ToTable("OutboxMessages");
        entity.HasIndex(message => message.DedupeKey).IsUnique();
        entity.HasIndex(message => new { message.State, message.DueAt });
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> entity)
    {
        entity.ToTable("DataProtectionKeys");
        entity.HasIndex(key => key.Name).IsUnique();
    }
}

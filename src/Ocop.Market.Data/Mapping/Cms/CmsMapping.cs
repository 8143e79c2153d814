using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Data.Mapping.Cms;

internal sealed class DocumentMapping : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> entity)
    {
        entity.ToTable("Documents");
        entity.Property(document => document.Id).ValueGeneratedNever();
        entity.Ignore(document => document.ChangeSubject);
        entity.HasIndex(document => new { document.Type, document.Slug, document.Language }).IsUnique();
        entity.HasMany(document => document.Revisions).WithOne().HasForeignKey(revision => revision.DocumentId).OnDelete(DeleteBehavior.Cascade);
        entity.Navigation(document => document.Revisions).UsePropertyAccessMode(PropertyAccessMode.Field);
        // The pointers are checked by Document.Publish; a second foreign key would make a circle that neither database can insert.
    }
}

internal sealed class RevisionMapping : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> entity)
    {
        entity.ToTable("Revisions");
        entity.Property(revision => revision.Id).ValueGeneratedNever();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Cms.Webhooks;

namespace Ocop.Market.Data.Mapping.Cms;

internal sealed class DocumentMapping : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> entity)
    {
        entity.ToTable("Documents");
        entity.Property(document => document.Id).ValueGeneratedNever();
        entity.Ignore(document => document.ChangeSubject).Ignore(document => document.Scope).Ignore(document => document.IsLive).Ignore(document => document.HasNews);
        // Documents from before there were scopes and states.
        entity.Property(document => document.ScopePath).HasDefaultValue("/").ValueGeneratedNever();
        entity.Property(document => document.State).HasDefaultValue(ReviewState.Draft).ValueGeneratedNever();
        // What lies in the bin holds no address.
        entity.HasIndex(document => new { document.Type, document.Slug, document.Language }).IsUnique().HasFilter("deleted_at IS NULL");
        entity.HasIndex(document => document.ScopePath);
        entity.HasIndex(document => new { document.UpdatedAt, document.Id });
        entity.HasIndex(document => new { document.State, document.UpdatedAt, document.Id });
        entity.HasIndex(document => new { document.PublishedAt, document.Id }).IsDescending(true, false);
        entity.HasIndex(document => new { document.UpdatedAt, document.Id }, "ix_documents_failed").HasFilter("last_failure_at IS NOT NULL");
        entity.HasIndex(document => document.GoLiveAt);
        entity.HasIndex(document => document.ExpireAt);
        entity.HasIndex(document => document.ParentId);
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
        entity.Property(revision => revision.Properties).HasDefaultValue("{}").ValueGeneratedNever();
    }
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> entity)
    {
        entity.ToTable("Drafts").HasKey(draft => new { draft.DocumentId, draft.PersonId });
        entity.HasIndex(draft => draft.PersonId);
    }
}

internal sealed class DocumentCommentMapping : IEntityTypeConfiguration<DocumentComment>
{
    public void Configure(EntityTypeBuilder<DocumentComment> entity)
    {
        entity.ToTable("DocumentComments");
        entity.Property(comment => comment.Id).ValueGeneratedNever();
        entity.HasIndex(comment => comment.DocumentId);
    }
}

internal sealed class DocumentReferenceMapping : IEntityTypeConfiguration<DocumentReference>
{
    public void Configure(EntityTypeBuilder<DocumentReference> entity)
    {
        entity.ToTable("DocumentReferences");
        entity.HasIndex(line => line.DocumentId);
        entity.HasIndex(line => new { line.Kind, line.Key });
    }
}

internal sealed class EditingPresenceMapping : IEntityTypeConfiguration<EditingPresence>
{
    public void Configure(EntityTypeBuilder<EditingPresence> entity) => entity.ToTable("EditingPresences").HasKey(it => new { it.DocumentId, it.PersonId });
}

internal sealed class RedirectMapping : IEntityTypeConfiguration<Redirect>
{
    public void Configure(EntityTypeBuilder<Redirect> entity)
    {
        entity.ToTable("Redirects");
        entity.Property(redirect => redirect.Id).ValueGeneratedNever();
        entity.Ignore(redirect => redirect.ChangeSubject);
        entity.HasIndex(redirect => redirect.FromPath).IsUnique();
        entity.HasIndex(redirect => redirect.ToPath);
    }
}

internal sealed class PublishingSetMapping : IEntityTypeConfiguration<PublishingSet>
{
    public void Configure(EntityTypeBuilder<PublishingSet> entity)
    {
        entity.ToTable("PublishingSets");
        entity.Property(set => set.Id).ValueGeneratedNever();
        entity.Ignore(set => set.ChangeSubject);
        entity.HasIndex(set => new { set.State, set.GoLiveAt });
    }
}

internal sealed class PublishingSetItemMapping : IEntityTypeConfiguration<PublishingSetItem>
{
    public void Configure(EntityTypeBuilder<PublishingSetItem> entity)
    {
        entity.ToTable("PublishingSetItems").HasKey(item => new { item.SetId, item.DocumentId });
        entity.HasOne<PublishingSet>().WithMany().HasForeignKey(item => item.SetId).OnDelete(DeleteBehavior.Cascade);
        entity.HasIndex(item => item.DocumentId);
    }
}

internal sealed class PreviewLinkMapping : IEntityTypeConfiguration<PreviewLink>
{
    public void Configure(EntityTypeBuilder<PreviewLink> entity)
    {
        entity.ToTable("PreviewLinks");
        entity.Property(link => link.Id).ValueGeneratedNever();
        entity.HasIndex(link => link.TokenHash).IsUnique();
        entity.HasIndex(link => link.DocumentId);
        entity.HasOne<Document>().WithMany().HasForeignKey(link => link.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookSubscriptionMapping : IEntityTypeConfiguration<WebhookSubscription>
{
    public void Configure(EntityTypeBuilder<WebhookSubscription> entity)
    {
        entity.ToTable("WebhookSubscriptions");
        entity.Property(subscription => subscription.Id).ValueGeneratedNever();
        entity.Ignore(subscription => subscription.ChangeSubject);
    }
}

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> entity)
    {
        entity.ToTable("WebhookDeliveries");
        entity.HasIndex(delivery => new { delivery.State, delivery.DueAt });
        entity.HasIndex(delivery => new { delivery.SubscriptionId, delivery.Id });
        entity.HasOne<WebhookSubscription>().WithMany().HasForeignKey(delivery => delivery.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
    }
}

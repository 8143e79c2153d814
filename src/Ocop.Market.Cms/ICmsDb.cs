using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Cms.Webhooks;

namespace Ocop.Market.Cms;

public interface ICmsDb : IAccountsDb
{
    DbSet<Document> Documents { get; }
    DbSet<Revision> Revisions { get; }
    DbSet<Draft> Drafts { get; }
    DbSet<DocumentComment> DocumentComments { get; }
    DbSet<DocumentReference> DocumentReferences { get; }
    DbSet<EditingPresence> EditingPresences { get; }
    DbSet<Redirect> Redirects { get; }
    DbSet<PublishingSet> PublishingSets { get; }
    DbSet<PublishingSetItem> PublishingSetItems { get; }
    DbSet<PreviewLink> PreviewLinks { get; }
    DbSet<WebhookSubscription> WebhookSubscriptions { get; }
    DbSet<WebhookDelivery> WebhookDeliveries { get; }
    DbSet<MediaItem> MediaItems { get; }
    DbSet<MediaUpload> MediaUploads { get; }
}

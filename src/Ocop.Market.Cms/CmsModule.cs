using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Bundles;
using Ocop.Market.Cms.ContentApi;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Revisions;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Cms.Webhooks;

namespace Ocop.Market.Cms;

public static class CmsModule
{
    /// <summary>
    /// The engine. Other modules add to it: a <see cref="DocumentType"/> as a singleton, an <see cref="IReferenceSource"/>, an <see cref="IFollowsPublishing"/> or an
    /// <see cref="ICampaignPart"/> for each request, their kinds of blocks with <see cref="Blocks.BlockKinds.Add"/>.
    /// </summary>
    public static IServiceCollection AddCms(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(KnownTypes))) return services;
        foreach (var type in OwnTypes.All) services.AddSingleton(type);
        services.TryAddSingleton<KnownTypes>();
        return services
            .AddScoped<DocumentTurn>().AddScoped<Slugs>()
            .AddScoped<CreateDocument>().AddScoped<AutosaveDraft>().AddScoped<DiscardDraft>().AddScoped<SaveRevision>().AddScoped<RestoreRevision>().AddScoped<TranslateDocument>()
            .AddScoped<MoveToBin>().AddScoped<TakeFromBin>().AddScoped<DeleteForGood>().AddScoped<CompleteOldDocuments>()
            .AddScoped<SubmitDocument>().AddScoped<ApproveDocument>().AddScoped<ReturnDocument>().AddScoped<CorrectDocument>().AddScoped<CommentOnDocument>()
            .AddScoped<PublicPages>().AddScoped<PublishDocument>().AddScoped<UnpublishDocument>().AddScoped<ScheduleDocument>().AddScoped<CancelSchedule>().AddScoped<PublishDueDocuments>().AddScoped<LiveDocuments>().AddScoped<LiveMenus>().AddScoped<TextsWithWords>().AddScoped<Media.LibraryPictures>().AddScoped<Media.LibraryFiles>()
            .AddScoped<RedirectTable>().AddScoped<AddressChange>().AddScoped<ChangeSlug>().AddScoped<MoveDocument>().AddScoped<AddRedirect>().AddScoped<DeleteRedirect>()
            .AddScoped<ReferenceIndex>().AddScoped<WhereUsed>().AddScoped<IReferenceSource, DocumentSource>().AddScoped<Media.IMediaUse, DocumentPictures>()
            .AddScoped<RevisionComparison>().AddScoped<ThinOutRevisions>()
            .AddScoped<SetTurn>().AddScoped<SetPublication>().AddScoped<SetList>().AddScoped<CreateSet>().AddScoped<AddToSet>().AddScoped<RemoveFromSet>().AddScoped<PlanSet>().AddScoped<CancelSet>().AddScoped<PublishSet>()
            .AddScoped<DeliveredContent>().AddScoped<MakePreviewLink>().AddScoped<RevokePreviewLink>().AddScoped<OpenPreviewLinks>().AddScoped<PreviewedDocuments>()
            .AddScoped<SubscribeWebhook>().AddScoped<SwitchWebhook>().AddScoped<DeleteWebhook>().AddScoped<ReplayDelivery>().AddScoped<WebhookHistory>().AddScoped<IFollowsPublishing, TellSubscribers>()
            .AddScoped<BundlePictures>().AddScoped<ExportContent>().AddScoped<ImportContent>()
            .AddScoped<DocumentList>().AddScoped<DocumentEditor>().AddScoped<Calendar>().AddScoped<WaitingForMe>().AddScoped<NoteEditing>().AddScoped<StopEditing>()
            .AddScoped<IAuditedSubjects, AuditedDocuments>().AddScoped<IAuditedSubjects, AuditedMedia>();
    }
}

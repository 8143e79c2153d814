using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Enquiries;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Reports;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => Synonyms.Known());
        services.AddOptions<Letterhead>();
        services.AddCms();
        EditorialBlocks.Register();
        foreach (var type in EditorialTypes.All) services.AddSingleton(type);
        return services
            .AddSingleton<PlaceNames>()
            .AddScoped<SearchRows>()
            .AddSingleton<CatalogNames>()
            .AddScoped<ProductCards>()
            .AddScoped<ProductPages>()
            .AddScoped<FrontPages>()
            .AddScoped<ProducerCards>()
            .AddScoped<ProducerPages>()
            .AddScoped<ProvincePages>()
            .AddScoped<CommunePages>()
            .AddScoped<StoryCards>()
            .AddScoped<PageBodies>()
            .AddScoped<Campaigns>()
            .AddScoped<StoryPages>()
            .AddScoped<BlockGoods>()
            .AddScoped<IFollowsPublishing, StoryLinks>()
            .AddScoped<IContentGuard, StoriesStayAtHome>()
            .AddScoped<IReferenceSource, ProductSource>()
            .AddScoped<IReferenceSource, ProducerSource>()
            .AddScoped<IReferenceSource, ProvinceSource>()
            .AddScoped<IReferenceSource, PlaceSource>()
            .AddScoped<EnquiryMails>()
            .AddScoped<AskAboutService>()
            .AddScoped<SentEnquiries>()
            .AddScoped<ForgetOldEnquiries>()
            .AddScoped<SavePaper>()
            .AddScoped<RemovePaper>()
            .AddScoped<DeskPapers>()
            .AddScoped<ProposePaper>()
            .AddScoped<TakeBackPaper>()
            .AddScoped<AnswerPaper>()
            .AddScoped<ProposedPapers>()
            .AddScoped<RemindOfPapers>()
            .AddScoped<ShownQualities>()
            .AddScoped<IMediaUse, PaperFiles>()
            .AddScoped<SaveMark>()
            .AddScoped<AllowMarkUse>()
            .AddScoped<WithdrawMarkUse>()
            .AddScoped<DeskMarks>()
            .AddScoped<ReportFake>()
            .AddScoped<DeskFakeReports>()
            .AddScoped<TakeUpFakeReport>()
            .AddScoped<CloseFakeReport>()
            .AddScoped<ForgetFakeReports>()
            .AddScoped<NeedMails>().AddScoped<PostNeed>().AddScoped<CheckNeed>().AddScoped<SendNeedCode>().AddScoped<CheckNeedByPhone>()
            .AddScoped<AnswerNeed>().AddScoped<WithdrawAnswer>().AddScoped<MatchNeed>().AddScoped<CloseNeed>().AddScoped<ForgetNeeds>()
            .AddScoped<NeedCards>().AddScoped<NeedAnswers>().AddScoped<ProducersNeeds>().AddScoped<DeskNeeds>()
            .AddScoped<IAuditedSubjects, AuditedNeeds>()
            .AddScoped<AddProductPicture>()
            .AddScoped<ImportPictures>()
            .AddScoped<AddLibraryPicture>()
            .AddScoped<IMediaUse, ProductPictureUse>()
            .AddScoped<IMediaUse, ProducerBannerUse>()
            .AddSingleton<PlaceDirectory>()
            .AddScoped<ImportProducts>()
            .AddScoped<CheckKeptList>()
            .AddScoped<ImportKeptList>()
            .AddScoped<ScanRecognitions>()
            .AddScoped<RecognitionsEndingSoon>()
            .AddScoped<RecordDecision>()
            .AddScoped<RevokeDecision>()
            .AddScoped<DeskProducts>()
            .AddScoped<DeskProductPages>()
            .AddScoped<EditProduct>()
            .AddScoped<EditProducts>()
            .AddScoped<OwnProducts>()
            .AddScoped<RepriceProduct>()
            .AddScoped<SetWholesale>().AddScoped<SetVat>().AddScoped<StateAllergens>().AddScoped<NamedGoods>()
            .AddScoped<WholesaleOffers>()
            .AddScoped<MoveProductPicture>()
            .AddScoped<FactPages>()
            .AddScoped<ProposeFacts>()
            .AddScoped<AnswerProposal>()
            .AddScoped<FactProposals>()
            .AddScoped<DeskProducers>()
            .AddScoped<EditContact>()
            .AddScoped<MoveProducer>()
            .AddScoped<FairTurn>().AddScoped<FairMails>()
            .AddScoped<OpenFair>().AddScoped<EditFair>().AddScoped<SetFairDays>().AddScoped<SetProgramme>().AddScoped<SetBooths>().AddScoped<MakeBooths>()
            .AddScoped<AnnounceFair>().AddScoped<CancelFair>().AddScoped<TellResults>().AddScoped<ChangeMarketDay>()
            .AddScoped<ApplyForBooth>().AddScoped<WithdrawFromFair>().AddScoped<AllotBooth>().AddScoped<AnswerApplication>()
            .AddScoped<FairCards>().AddScoped<FairPages>().AddScoped<FairCalendars>().AddScoped<DeskFairs>().AddScoped<ProducersFairs>()
            .AddScoped<IMediaUse, FairPlanUse>()
            .AddScoped<IAuditedSubjects, AuditedFairs>()
            .AddScoped<DeskReports>()
            .AddScoped<PlanLivestream>().AddScoped<CancelLivestream>()
            .AddScoped<LivestreamCards>().AddScoped<LivestreamCalendars>().AddScoped<DeskLivestreams>().AddScoped<ProducersLivestreams>()
            .AddScoped<EventCatalogueTurn>().AddScoped<OpenEventCatalogue>().AddScoped<EditEventCatalogue>().AddScoped<PublishEventCatalogue>().AddScoped<FillEventCatalogue>().AddScoped<ArrangeEventCatalogue>()
            .AddScoped<EventCataloguePages>().AddScoped<DeskCatalogues>()
            .AddScoped<IAuditedSubjects, AuditedEventCatalogues>()
            .AddScoped<SalesPointCards>()
            .AddScoped<SalesPointPages>()
            .AddScoped<ProductOutlets>()
            .AddScoped<DeskSalesPoints>()
            .AddScoped<KeptSalesPoints>()
            .AddScoped<ShelfCards>()
            .AddScoped<SalesPointCoverage>()
            .AddScoped<EditSalesPoint>()
            .AddScoped<CheckSalesPoint>()
            .AddScoped<ChoosePhotos>()
            .AddScoped<KeepPhotos>()
            .AddScoped<KeepHours>()
            .AddScoped<CloseEarly>()
            .AddScoped<KeepShelf>()
            .AddScoped<TellSoldOut>()
            .AddScoped<IMediaUse, SalesPointPhotoUse>()
            .AddScoped<IAuditedSubjects, AuditedSalesPoints>()
            .AddScoped<IAuditedSubjects, AuditedProducts>()
            .AddScoped<IAuditedSubjects, AuditedProducers>();
    }
}

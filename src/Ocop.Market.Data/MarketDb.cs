using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Filters;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Enquiries;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Cms.Webhooks;
using Ocop.Market.Data.Bulk;
using Ocop.Market.Data.Mapping;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Data;

/// <summary>
/// The one context of the whole market. Modules see it through their narrow view (ICatalogDb, IOrderingDb …).
/// There is one subclass for each database because EF tells two sets of migrations apart by the context they name.
/// </summary>
public abstract class MarketDb : DbContext, IChannelsDb
{
    // No use case goes on after a save that failed; EF's savepoint around each would be two more commands for every save in a transaction.
    protected MarketDb(DbContextOptions options) : base(options) => Database.AutoSavepointsEnabled = false;

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<User> Users => Set<User>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<ResetCode> ResetCodes => Set<ResetCode>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<Document> Documents => Set<Document>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<DocumentComment> DocumentComments => Set<DocumentComment>();
    public DbSet<DocumentReference> DocumentReferences => Set<DocumentReference>();
    public DbSet<EditingPresence> EditingPresences => Set<EditingPresence>();
    public DbSet<Redirect> Redirects => Set<Redirect>();
    public DbSet<PublishingSet> PublishingSets => Set<PublishingSet>();
    public DbSet<PublishingSetItem> PublishingSetItems => Set<PublishingSetItem>();
    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();
    public DbSet<WebhookSubscription> WebhookSubscriptions => Set<WebhookSubscription>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<MediaItem> MediaItems => Set<MediaItem>();
    public DbSet<MediaUpload> MediaUploads => Set<MediaUpload>();

    public DbSet<Province> Provinces => Set<Province>();
    public DbSet<Commune> Communes => Set<Commune>();
    public DbSet<LegacyProvince> LegacyProvinces => Set<LegacyProvince>();
    public DbSet<LegacyDistrict> LegacyDistricts => Set<LegacyDistrict>();
    public DbSet<LegacyCommune> LegacyCommunes => Set<LegacyCommune>();
    public DbSet<Producer> Producers => Set<Producer>();
    public DbSet<ProductGroup> ProductGroups => Set<ProductGroup>();
    public DbSet<ProductSet> ProductSets => Set<ProductSet>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Variant> Variants => Set<Variant>();
    public DbSet<Certification> Certifications => Set<Certification>();
    public DbSet<ProposedPaper> ProposedPapers => Set<ProposedPaper>();
    public DbSet<PaperReminder> PaperReminders => Set<PaperReminder>();
    public DbSet<Mark> Marks => Set<Mark>();
    public DbSet<MarkUse> MarkUses => Set<MarkUse>();
    public DbSet<FakeReport> FakeReports => Set<FakeReport>();
    public DbSet<FakeReportPhoto> FakeReportPhotos => Set<FakeReportPhoto>();
    public DbSet<ProductImage> ProductImages => Set<ProductImage>();
    public DbSet<RecognitionDecision> RecognitionDecisions => Set<RecognitionDecision>();
    public DbSet<StoryLink> StoryLinks => Set<StoryLink>();
    public DbSet<Enquiry> Enquiries => Set<Enquiry>();
    public DbSet<Fair> Fairs => Set<Fair>();
    public DbSet<FairDay> FairDays => Set<FairDay>();
    public DbSet<ProgrammeItem> ProgrammeItems => Set<ProgrammeItem>();
    public DbSet<MarketDayChange> MarketDayChanges => Set<MarketDayChange>();
    public DbSet<Booth> Booths => Set<Booth>();
    public DbSet<BoothApplication> BoothApplications => Set<BoothApplication>();
    public DbSet<BroughtProduct> BroughtProducts => Set<BroughtProduct>();
    public DbSet<Livestream> Livestreams => Set<Livestream>();
    public DbSet<PinnedProduct> PinnedProducts => Set<PinnedProduct>();
    public DbSet<EventCatalogue> EventCatalogues => Set<EventCatalogue>();
    public DbSet<CataloguedProduct> CataloguedProducts => Set<CataloguedProduct>();
    public DbSet<SalesPoint> SalesPoints => Set<SalesPoint>();
    public DbSet<SalesPointGood> SalesPointGoods => Set<SalesPointGood>();
    public DbSet<SalesPointCheck> SalesPointChecks => Set<SalesPointCheck>();
    public DbSet<SalesPointPhoto> SalesPointPhotos => Set<SalesPointPhoto>();
    public DbSet<Need> Needs => Set<Need>();
    public DbSet<NeedAnswer> NeedAnswers => Set<NeedAnswer>();
    public DbSet<AnsweredProduct> AnsweredProducts => Set<AnsweredProduct>();
    public DbSet<NeedMatch> NeedMatches => Set<NeedMatch>();
    public DbSet<FactProposal> FactProposals => Set<FactProposal>();
    public DbSet<SearchRow> SearchRows => Set<SearchRow>();

    public DbSet<StockLevel> StockLevels => Set<StockLevel>();
    public DbSet<StockBatch> StockBatches => Set<StockBatch>();
    public DbSet<StockReservation> StockReservations => Set<StockReservation>();
    public DbSet<StockMovement> StockMovements => Set<StockMovement>();
    public DbSet<Cart> Carts => Set<Cart>();
    public DbSet<CartLine> CartLines => Set<CartLine>();
    public DbSet<CartBox> CartBoxes => Set<CartBox>();
    public DbSet<GiftBox> GiftBoxes => Set<GiftBox>();
    public DbSet<GiftBoxPart> GiftBoxParts => Set<GiftBoxPart>();
    public DbSet<OrderBox> OrderBoxes => Set<OrderBox>();
    public DbSet<BoxTransfer> BoxTransfers => Set<BoxTransfer>();
    public DbSet<OrderGroup> OrderGroups => Set<OrderGroup>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<OrderEvent> OrderEvents => Set<OrderEvent>();
    public DbSet<PartReplacement> PartReplacements => Set<PartReplacement>();
    public DbSet<OrderDiscount> OrderDiscounts => Set<OrderDiscount>();
    public DbSet<Promotion> Promotions => Set<Promotion>();
    public DbSet<PromotionCode> PromotionCodes => Set<PromotionCode>();
    public DbSet<PromotionUse> PromotionUses => Set<PromotionUse>();
    public DbSet<Quote> Quotes => Set<Quote>();
    public DbSet<RecipientSheet> RecipientSheets => Set<RecipientSheet>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<Receipt> Receipts => Set<Receipt>();
    public DbSet<Refund> Refunds => Set<Refund>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<ClaimPhoto> ClaimPhotos => Set<ClaimPhoto>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<Complaint> Complaints => Set<Complaint>();
    public DbSet<ComplaintMessage> ComplaintMessages => Set<ComplaintMessage>();
    public DbSet<KeptMessage> KeptMessages => Set<KeptMessage>();
    public DbSet<CommissionRate> CommissionRates => Set<CommissionRate>();
    public DbSet<SettlementEntry> SettlementEntries => Set<SettlementEntry>();
    public DbSet<CarriedBalance> CarriedBalances => Set<CarriedBalance>();
    public DbSet<ClosedMonth> ClosedMonths => Set<ClosedMonth>();
    public DbSet<PayoutAccount> PayoutAccounts => Set<PayoutAccount>();
    public DbSet<PayoutBatch> PayoutBatches => Set<PayoutBatch>();
    public DbSet<Payout> Payouts => Set<Payout>();
    public DbSet<Shipment> Shipments => Set<Shipment>();
    public DbSet<Buyer> Buyers => Set<Buyer>();
    public DbSet<BuyerAddress> BuyerAddresses => Set<BuyerAddress>();
    public DbSet<BuyerCode> BuyerCodes => Set<BuyerCode>();
    public DbSet<PersonalDataRequest> PersonalDataRequests => Set<PersonalDataRequest>();

    public DbSet<Floor> Floors => Set<Floor>();
    public DbSet<FloorListing> FloorListings => Set<FloorListing>();
    public DbSet<FloorPackage> FloorPackages => Set<FloorPackage>();
    public DbSet<FloorPackageItem> FloorPackageItems => Set<FloorPackageItem>();
    public DbSet<ChannelShop> ChannelShops => Set<ChannelShop>();
    public DbSet<ChannelListing> ChannelListings => Set<ChannelListing>();
    public DbSet<ChannelSku> ChannelSkus => Set<ChannelSku>();
    public DbSet<ChannelJob> ChannelJobs => Set<ChannelJob>();
    public DbSet<ChannelMedia> ChannelMedia => Set<ChannelMedia>();
    public DbSet<ChannelStep> ChannelSteps => Set<ChannelStep>();
    public DbSet<ChannelDrift> ChannelDrifts => Set<ChannelDrift>();
    public DbSet<ChannelNotice> ChannelNotices => Set<ChannelNotice>();
    public DbSet<ChannelCursor> ChannelCursors => Set<ChannelCursor>();
    public DbSet<ChannelOrder> ChannelOrders => Set<ChannelOrder>();
    public DbSet<ChannelOrderLine> ChannelOrderLines => Set<ChannelOrderLine>();
    public DbSet<CategoryMap> CategoryMaps => Set<CategoryMap>();
    public DbSet<AttributeMap> AttributeMaps => Set<AttributeMap>();
    public DbSet<OutsideData> OutsideData => Set<OutsideData>();
    public DbSet<CampaignListing> CampaignListings => Set<CampaignListing>();
    public DbSet<ShopReminder> ShopReminders => Set<ShopReminder>();
    public DbSet<ReachMonth> ReachMonths => Set<ReachMonth>();
    public DbSet<ChannelCall> ChannelCalls => Set<ChannelCall>();
    public DbSet<ChannelCallHour> ChannelCallHours => Set<ChannelCallHour>();

    public DbSet<LoadedFile> LoadedFiles => Set<LoadedFile>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public Task InsertAsync(IReadOnlyCollection<object> rows, DateTime now, CancellationToken cancel = default) => BulkRows.InsertAsync(this, rows, now, cancel);

    /// <summary>Some thousand rows of one table, inside the open transaction.</summary>
    internal abstract Task WriteRowsAsync(BulkTable table, IReadOnlyList<object> rows, bool overwrite, CancellationToken cancel);

    public async Task<Outcome<T>> InTransactionAsync<T>(Func<Task<Outcome<T>>> work, CancellationToken cancel = default)
    {
        if (Database.CurrentTransaction is not null) return await work();

        using var turn = await WriteTurnAsync(cancel);
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        var outcome = await work();
        // A visitor who leaves at this moment takes nothing back: on PostgreSQL a commit that is cancelled on its way may have happened all the same.
        if (outcome.Succeeded)
        {
            await transaction.CommitAsync(CancellationToken.None);
            return outcome;
        }

        await transaction.RollbackAsync(CancellationToken.None);
        ChangeTracker.Clear();
        return outcome;
    }

    // One writer at a time is a lock of everything; PostgreSQL says more.
    public virtual Task LockAsync<T>(IReadOnlyCollection<Guid> keys, CancellationToken cancel) where T : class => Task.CompletedTask;

    public abstract Task TakeTurnAsync(string name, CancellationToken cancel = default);

    /// <summary>What must be held to write, where the database itself makes writers wait in no order.</summary>
    protected virtual Task<IDisposable?> WriteTurnAsync(CancellationToken cancel) => Task.FromResult<IDisposable?>(null);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Money>().HaveConversion<MoneyAsLong>();
        conventions.Properties<DateTime>().HaveConversion<UtcDateTime>();
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(MarketDb).Assembly);
        SnakeCaseNames.ApplyTo(model);
        VersionTokens.ApplyTo(model);
    }
}

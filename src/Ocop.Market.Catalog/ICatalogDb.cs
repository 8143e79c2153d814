using Microsoft.EntityFrameworkCore;
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
using Ocop.Market.Cms;

namespace Ocop.Market.Catalog;

public interface ICatalogDb : ICmsDb
{
    DbSet<Province> Provinces { get; }
    DbSet<Commune> Communes { get; }
    DbSet<LegacyProvince> LegacyProvinces { get; }
    DbSet<LegacyDistrict> LegacyDistricts { get; }
    DbSet<LegacyCommune> LegacyCommunes { get; }
    DbSet<Producer> Producers { get; }
    DbSet<ProductGroup> ProductGroups { get; }
    DbSet<ProductSet> ProductSets { get; }
    DbSet<Product> Products { get; }
    DbSet<Variant> Variants { get; }
    DbSet<Certification> Certifications { get; }
    DbSet<ProposedPaper> ProposedPapers { get; }
    DbSet<PaperReminder> PaperReminders { get; }
    DbSet<Mark> Marks { get; }
    DbSet<MarkUse> MarkUses { get; }
    DbSet<FakeReport> FakeReports { get; }
    DbSet<FakeReportPhoto> FakeReportPhotos { get; }
    DbSet<ProductImage> ProductImages { get; }
    DbSet<RecognitionDecision> RecognitionDecisions { get; }
    DbSet<StoryLink> StoryLinks { get; }
    DbSet<Enquiry> Enquiries { get; }
    DbSet<Fair> Fairs { get; }
    DbSet<FairDay> FairDays { get; }
    DbSet<ProgrammeItem> ProgrammeItems { get; }
    DbSet<MarketDayChange> MarketDayChanges { get; }
    DbSet<Booth> Booths { get; }
    DbSet<BoothApplication> BoothApplications { get; }
    DbSet<BroughtProduct> BroughtProducts { get; }
    DbSet<Livestream> Livestreams { get; }
    DbSet<PinnedProduct> PinnedProducts { get; }
    DbSet<EventCatalogue> EventCatalogues { get; }
    DbSet<CataloguedProduct> CataloguedProducts { get; }
    DbSet<SalesPoint> SalesPoints { get; }
    DbSet<SalesPointGood> SalesPointGoods { get; }
    DbSet<SalesPointCheck> SalesPointChecks { get; }
    DbSet<SalesPointPhoto> SalesPointPhotos { get; }
    DbSet<Need> Needs { get; }
    DbSet<NeedAnswer> NeedAnswers { get; }
    DbSet<AnsweredProduct> AnsweredProducts { get; }
    DbSet<NeedMatch> NeedMatches { get; }
    DbSet<FactProposal> FactProposals { get; }
    DbSet<SearchRow> SearchRows { get; }
}

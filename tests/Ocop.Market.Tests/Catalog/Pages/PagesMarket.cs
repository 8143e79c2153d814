using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;

namespace Ocop.Market.Tests.Catalog.Pages;

/// <summary>A small market with all that pages show: two provinces, a commune with goods and one without, tea with stars, honey without.</summary>
internal sealed class PagesMarket : IAsyncDisposable
{
    private readonly TestMarket _market;
    private readonly Shelf _shelf = new();

    private PagesMarket(TestMarket market) => _market = market;

    public StandingClock Clock => _market.Clock;
    public Guid SmallBox { get; private set; }
    public Guid BigBox { get; private set; }

    /// <summary>What can be bought of each variant; nothing else is.</summary>
    public Dictionary<Guid, int> Stock => _shelf.Stock;

    public static async Task<PagesMarket> OpenAsync(DatabaseProvider provider)
    {
        Shelf? shelf = null;
        var market = await TestMarket.OpenAsync(provider, services => services.AddCatalog().AddSingleton<IAvailability>(_ => shelf!));
        var pages = new PagesMarket(market);
        shelf = pages._shelf;
        await market.InScopeAsync(async scope =>
        {
            pages.Fill(scope.GetRequiredService<MarketDb>());
            await scope.GetRequiredService<MarketDb>().SaveChangesAsync();
            var ids = scope.GetRequiredService<MarketDb>().Products.Select(product => product.Id).ToList();
            await scope.GetRequiredService<SearchRows>().RefreshAsync(ids, default);
            await scope.GetRequiredService<MarketDb>().SaveChangesAsync();
        });
        return pages;
    }

    public Task<T> Ask<TQuery, T>(Func<TQuery, Task<T>> question) where TQuery : notnull =>
        _market.InScopeAsync(scope => question(scope.GetRequiredService<TQuery>()));

    public Task Change(Func<MarketDb, Task> work) => _market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        await work(db);
        await db.SaveChangesAsync();
    });

    public ValueTask DisposeAsync() => _market.DisposeAsync();

    private void Fill(MarketDb db)
    {
        var now = Clock.UtcNow();
        db.Provinces.AddRange(
            new Province("19", "Thái Nguyên", "Tỉnh", "thai-nguyen", 21.6, 105.8, Region.North),
            new Province("08", "Tuyên Quang", "Tỉnh", "tuyen-quang", 22.1, 105.0, Region.North));
        db.Communes.AddRange(
            new Commune("05500", "Tân Cương", CommuneKind.Xa, "19", "tan-cuong", 21.54, 105.75, isRemote: false),
            new Commune("05503", "Quyết Thắng", CommuneKind.Phuong, "19", "quyet-thang", 21.58, 105.77, isRemote: false));
        db.LegacyProvinces.AddRange(new LegacyProvince("19", "Thái Nguyên", "Tỉnh", "19"), new LegacyProvince("06", "Bắc Kạn", "Tỉnh", "19"));
        db.LegacyDistricts.Add(new LegacyDistrict("164", "Thái Nguyên", "Thành phố", "19"));
        db.LegacyCommunes.AddRange(
            new LegacyCommune(1, "05494", "Tân Cương", "Xã", "164", "19", "05500", isDivided: false),
            new LegacyCommune(2, "05497", "Thịnh Đức", "Xã", "164", "19", "05500", isDivided: true));
        db.ProductGroups.Add(new ProductGroup("thuc-pham", "Thực phẩm", "Food", 1));
        db.ProductSets.Add(new ProductSet("148", 11, "thuc-pham", "Chè", "Chè tươi, chè chế biến"));

        var place = new PlaceAsIssued("Tân Cương", "Thái Nguyên", "Thái Nguyên", "19", "05500", "19");
        var makers = new Producer("HTX chè Hảo Đạt", ProducerKind.Cooperative, "htx-che-hao-dat", place, isDemo: false, now);
        var unnamed = new Producer(Producer.Unnamed, ProducerKind.Unknown, "chua-ro-mat-ong", place with { Commune = null, CommuneCode = null }, isDemo: false, now);
        db.Producers.AddRange(makers, unnamed);

        var tea = new Product("Chè Đinh Tân Cương", makers.Id, "che-dinh-tan-cuong", place, "thuc-pham", "148-11", isDemo: false, now);
        var small = new Variant(tea.Id, "che-100", "hộp", 100, NetUnit.Gram, 150, new Money(390_000), 1);
        var big = new Variant(tea.Id, "che-500", "túi", 500, NetUnit.Gram, 560, new Money(1_850_000), 2);
        tea.AddVariant(small);
        tea.AddVariant(big);
        tea.AddDecision(new RecognitionDecision(tea.Id, 5, RecognitionLevel.Ministry, "1/QĐ", "Bộ Nông nghiệp và Môi trường", new DateOnly(2023, 12, 31), "148", RecognitionState.New, isDemo: false));
        var green = new Product("Chè xanh Tân Cương", makers.Id, "che-xanh-tan-cuong", place, "thuc-pham", "148-11", isDemo: false, now);
        var honey = new Product("Mật ong rừng", unnamed.Id, "mat-ong-rung", unnamed.Place, null, null, isDemo: false, now);
        db.Products.AddRange(tea, green, honey);
        (SmallBox, BigBox) = (small.Id, big.Id);
        (Stock[SmallBox], Stock[BigBox]) = (3, 7);

        var story = new Document(DocumentTypes.Story, "nghe-tieng-che", "vi", now);
        story.Publish(story.AddRevision("Sao chè phải nghe tiếng", "Lửa to rồi lửa nhỏ.", [new TextBlock("Lá còn kêu là còn nước."), new QuoteBlock("Nhất nước, nhì phân.", "Tục ngữ")], "test", now), now);
        db.Documents.Add(story);
        db.StoryLinks.Add(new StoryLink(story.Id, tea.Id, null, "19", "scene-bep-sao", isDemo: false));
    }

    private sealed class Shelf : IAvailability
    {
        public Dictionary<Guid, int> Stock { get; } = [];

        public Task<IReadOnlyDictionary<Guid, int>> OfAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<Guid, int>>(variantIds.Where(Stock.ContainsKey).ToDictionary(id => id, id => Stock[id]));
    }
}

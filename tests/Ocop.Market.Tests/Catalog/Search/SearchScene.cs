using Microsoft.EntityFrameworkCore;
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

namespace Ocop.Market.Tests.Catalog.Search;

/// <summary>A small market with the words that search stumbles over. Every name is made up for the tests.</summary>
internal sealed class SearchScene : IAsyncDisposable
{
    private static readonly PlaceAsIssued BenTre = new("An Thạnh", "Mỏ Cày Nam", "Bến Tre", "86", "28945", "83");
    private static readonly PlaceAsIssued ThaiNguyen = new("Tân Cương", null, "Thái Nguyên", "19", "05482", null);
    private static readonly PlaceAsIssued LangSon = new(null, "Chi Lăng", "Lạng Sơn", "20", null, "20");
    private static readonly PlaceAsIssued DakLak = new(null, null, "Đắk Lắk", "66", null, "66");

    private readonly Dictionary<string, Guid> _products = [];
    private readonly Stock _stock;

    private SearchScene(TestMarket market, Stock stock) => (Market, _stock) = (market, stock);

    public TestMarket Market { get; }

    public static async Task<SearchScene> OpenAsync(DatabaseProvider provider)
    {
        var stock = new Stock();
        var market = await TestMarket.OpenAsync(provider, services => services.AddCatalog().AddSingleton<IAvailability>(stock));
        var scene = new SearchScene(market, stock);
        await market.InScopeAsync(scene.FillAsync);
        return scene;
    }

    public Guid this[string name] => _products[name];

    public string NameOf(Guid id) => _products.Single(product => product.Value == id).Key;

    public Task<CatalogFindings> FindAsync(CatalogQuery query) =>
        Market.InScopeAsync(scope => scope.GetRequiredService<ICatalogSearch>().FindAsync(query, CancellationToken.None));

    public Task<CatalogFindings> FindAsync(string text) => FindAsync(new CatalogQuery { Text = text });

    public async Task<IReadOnlyList<string>> NamesAsync(CatalogQuery query) => [.. (await FindAsync(query)).ProductIds.Select(NameOf)];

    public Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, int limit = 8) =>
        Market.InScopeAsync(scope => scope.GetRequiredService<ICatalogSearch>().SuggestAsync(text, limit, CancellationToken.None));

    /// <summary>A change of one product and of its search row, in one transaction.</summary>
    public Task ChangeAsync(string name, Action<Product> change) => Market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ICatalogDb>();
        change(await db.Products.Include(product => product.Decisions).Include(product => product.Certifications).SingleAsync(product => product.Id == _products[name]));
        await scope.GetRequiredService<SearchRows>().RefreshAsync([_products[name]], CancellationToken.None);
    });

    public void SellOut(string name) => _stock.SoldOut.Add(name);

    public ValueTask DisposeAsync() => Market.DisposeAsync();

    private async Task FillAsync(IServiceProvider scope)
    {
        var db = scope.GetRequiredService<ICatalogDb>();
        AddPlaces(db);
        db.ProductGroups.AddRange(new ProductGroup("thuc-pham", "Thực phẩm", "Food", 1), new ProductGroup("do-uong", "Đồ uống", "Drinks", 2));
        db.ProductSets.AddRange(new ProductSet("148", 8, "thuc-pham", "Chế biến", "Chế biến từ thịt"), new ProductSet("148", 12, "do-uong", "Chè", "Chè tươi, chế biến"));
        await db.SaveChangesAsync();
        await AddProductsAsync(db);
        await scope.GetRequiredService<SearchRows>().RefreshAsync([.. _products.Values], CancellationToken.None);
    }

    private static void AddPlaces(ICatalogDb db)
    {
        db.Provinces.AddRange(
            new Province("86", "Vĩnh Long", "Tỉnh", "vinh-long", 10, 106, Region.South),
            new Province("19", "Thái Nguyên", "Tỉnh", "thai-nguyen", 21, 105, Region.North),
            new Province("20", "Lạng Sơn", "Tỉnh", "lang-son", 21, 106, Region.North),
            new Province("66", "Đắk Lắk", "Tỉnh", "dak-lak", 12, 108, Region.Centre));
        db.LegacyProvinces.AddRange(
            new LegacyProvince("83", "Bến Tre", "Tỉnh", "86"), new LegacyProvince("84", "Trà Vinh", "Tỉnh", "86"), new LegacyProvince("86", "Vĩnh Long", "Tỉnh", "86"),
            new LegacyProvince("06", "Bắc Kạn", "Tỉnh", "19"), new LegacyProvince("19", "Thái Nguyên", "Tỉnh", "19"),
            new LegacyProvince("20", "Lạng Sơn", "Tỉnh", "20"), new LegacyProvince("54", "Phú Yên", "Tỉnh", "66"), new LegacyProvince("66", "Đắk Lắk", "Tỉnh", "66"));
        db.LegacyDistricts.AddRange(new LegacyDistrict("838", "Mỏ Cày Nam", "Huyện", "83"), new LegacyDistrict("164", "Thái Nguyên", "Thành phố", "19"));
        db.Communes.AddRange(
            new Commune("28945", "Mỏ Cày", CommuneKind.Xa, "86", "mo-cay", 10, 106, false),
            new Commune("05482", "Tân Cương", CommuneKind.Xa, "19", "tan-cuong", 21, 105, false));
        db.LegacyCommunes.AddRange(
            new LegacyCommune(1, "28948", "An Thạnh", "Xã", "838", "83", "28945", false),
            new LegacyCommune(2, "05485", "Thịnh Đức", "Xã", "164", "19", "05482", false));
    }

    private async Task AddProductsAsync(ICatalogDb db)
    {
        var river = Producer(db, "Hợp tác xã Sông Xanh", BenTre);
        var hill = Producer(db, "Công ty Đồi Gió", ThaiNguyen);
        Add(db, "Thịt heo gác bếp", river, BenTre, "thuc-pham", "148-08", stars: 4, price: 150_000);
        Add(db, "Thịt lợn chua", hill, ThaiNguyen, "thuc-pham", "148-08", stars: 3, price: 90_000);
        Add(db, "Bánh bắp nếp", river, BenTre, "thuc-pham", null, stars: 3, price: 45_000);
        Add(db, "Sữa ngô non", hill, ThaiNguyen, "do-uong", null, price: 30_000);
        Add(db, "Bắp bò sấy", hill, DakLak, "thuc-pham", "148-08", price: 320_000);
        Add(db, "Mứt dứa dẻo", hill, ThaiNguyen, "thuc-pham", null, price: 60_000);
        Add(db, "Khóm sấy giòn", river, BenTre, "thuc-pham", null, price: 70_000);
        Add(db, "Bánh lá dứa", river, BenTre, "thuc-pham", null, price: 25_000);
        Add(db, "Gạo nếp thơm", hill, LangSon, "thuc-pham", null, price: 35_000);
        Add(db, "Kẹo dừa sầu riêng", river, BenTre, "thuc-pham", null, stars: 5, price: 40_000);
        Add(db, "Dầu lạc ép lạnh", hill, LangSon, "thuc-pham", null, price: 120_000);
        Add(db, "Bơ đậu phộng", river, DakLak, "thuc-pham", null, price: 80_000);
        Add(db, "Muối vừng đen", hill, LangSon, "thuc-pham", null, price: 28_000);
        Add(db, "Kẹo mè xửng", river, DakLak, "thuc-pham", null, price: 33_000);
        Add(db, "Cá mè kho", river, BenTre, "thuc-pham", null, price: 65_000);
        Add(db, "Trà Tân Cương đặc biệt", hill, ThaiNguyen, "do-uong", "148-12", stars: 5, price: 390_000, papers: [CertificationKind.VietGap, CertificationKind.Haccp]);
        Add(db, "Chè xanh túi lọc", hill, LangSon, "do-uong", "148-12", stars: 3, price: 75_000, papers: [CertificationKind.VietGap]);
        Add(db, "Cà phê rang mộc", river, DakLak, "do-uong", null, stars: 4, price: 210_000, papers: [CertificationKind.Organic]);
        Add(db, "Ca Phe Sua", river, BenTre, "do-uong", null, price: 50_000);
        Add(db, "Khoai lang sơn mật", river, BenTre, "thuc-pham", null, price: 22_000);
        Add(db, "Mận hậu", hill, LangSon, "thuc-pham", null, price: 55_000);
        Add(db, "Mắm tép đồng", river, BenTre, "thuc-pham", null, price: 98_000);
        Add(db, "Mâm tre đan", hill, ThaiNguyen, null, null, price: 500_000);
        Add(db, "Bánh Hoà Bình", hill, LangSon, "thuc-pham", null, price: 100_000);
        Add(db, "Trà hoa vàng", hill, LangSon, "do-uong", null, price: 199_999);
        Add(db, "Nước mắm nhĩ", river, BenTre, "thuc-pham", null, price: 200_000);
        Add(db, "Du lịch vườn dừa", river, BenTre, null, null, price: null);
        Add(db, "Rượu ngâm kín", river, BenTre, "do-uong", null, price: 260_000, isListed: false);
        await db.SaveChangesAsync();
        TellStory(db, "Mâm tre đan", "Người thợ già kể chuyện nghề", "Mỗi chiếc mâm giữ khói bếp và nước mắm của một thời.");
        await db.SaveChangesAsync();
    }

    private static Producer Producer(ICatalogDb db, string name, PlaceAsIssued place)
    {
        var producer = new Producer(name, ProducerKind.Cooperative, VietnameseText.Slug(name), place with { }, isDemo: true, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        db.Producers.Add(producer);
        return producer;
    }

    private void Add(ICatalogDb db, string name, Producer producer, PlaceAsIssued place, string? group, string? set,
        int? stars = null, long? price = null, CertificationKind[]? papers = null, bool isListed = true)
    {
        var made = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(_products.Count);
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), place with { }, group, set, isDemo: true, made);
        product.List(isListed);
        if (price is { } amount)
        {
            var variant = new Variant(product.Id, $"SKU-{_products.Count}", "hộp", 500, NetUnit.Gram, 600, new Money(amount), 0);
            product.AddVariant(variant);
            _stock.Names[variant.Id] = name;
        }

        if (stars is { } won) product.AddDecision(new RecognitionDecision(product.Id, won, RecognitionLevel.Province, "01/QĐ", "UBND", new DateOnly(2025, 6, 1), "148", RecognitionState.New, isDemo: true));
        foreach (var kind in papers ?? []) product.AddCertification(new Certification(product.Id, kind, "1", "Tổ chức", new DateOnly(2025, 1, 1), null));
        db.Products.Add(product);
        _products[name] = product.Id;
    }

    private void TellStory(ICatalogDb db, string name, string title, string text)
    {
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var document = new Document(DocumentTypes.Story, VietnameseText.Slug(name), "vi", now);
        var revision = document.AddRevision(title, "", [new TextBlock(text)], "seed", now);
        document.Publish(revision, now);
        db.Documents.Add(document);
        db.StoryLinks.Add(new StoryLink(document.Id, _products[name], null, null, "", isDemo: true));
    }

    /// <summary>Stands in for Ordering's ledger: everything is there but what was sold out.</summary>
    private sealed class Stock : IAvailability
    {
        public Dictionary<Guid, string> Names { get; } = [];
        public HashSet<string> SoldOut { get; } = [];

        public Task<IReadOnlyDictionary<Guid, int>> OfAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<Guid, int>>(variantIds.ToDictionary(id => id, id => SoldOut.Contains(Names[id]) ? 0 : 7));
    }
}

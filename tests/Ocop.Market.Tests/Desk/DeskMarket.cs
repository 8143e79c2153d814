using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Desk;

/// <summary>Three producers: two in communes of Thái Nguyên, one in Hà Nội, and people who look after some of them.</summary>
internal sealed class DeskMarket : IAsyncDisposable
{
    private readonly TestMarket _market;
    private readonly DirectoryInfo _lists = Directory.CreateTempSubdirectory("ocop-lists-");

    private DeskMarket(TestMarket market) => _market = market;

    public static readonly Person Administrator = Holding(Role.Administrator, Scope.Programme), Auditor = Holding(Role.Auditor, Scope.Programme), Province = Holding(Role.Officer, Scope.Province("19"));

    public Person Commune { get; private set; } = null!;
    public Person OtherProvince { get; } = Holding(Role.Officer, Scope.Province("01"));
    public Product Tea { get; private set; } = null!;
    public Product Rice { get; private set; } = null!;
    public Product Silk { get; private set; } = null!;
    public Producer TeaMaker { get; private set; } = null!;
    public Producer RiceMaker { get; private set; } = null!;
    public StandingClock Clock => _market.Clock;
    public string ListFolder => _lists.FullName;

    /// <summary>Two communes of Thái Nguyên.</summary>
    public (string Tea, string Rice) Communes { get; private set; }

    public static Person Holding(Role role, Scope scope) => new(Guid.CreateVersion7(), "Người thử", [new(role, scope)]);

    public static async Task<DeskMarket> OpenAsync(DatabaseProvider provider)
    {
        DeskMarket? desk = null;
        var market = await TestMarket.OpenAsync(provider, services => services.AddAccounts().AddCatalog().AddOrdering().AddSeeding().AddSingleton<IOrderLinks, NoLinks>().AddSingleton<INeedLinks, NeedLinks>()
            .AddSingleton(scope => new KeptLists(desk!.ListFolder, scope.GetRequiredService<TimeProvider>())), Filled.UnitsAndTaxonomy);
        desk = new DeskMarket(market);
        await desk.SeedAsync();
        return desk;
    }

    public Task<TResult> Run<TAsked, TResult>(Func<TAsked, Task<TResult>> ask) where TAsked : notnull => _market.InScopeAsync(scope => ask(scope.GetRequiredService<TAsked>()));

    public Task<T> Read<T>(Func<MarketDb, Task<T>> read) => Run(read);

    public async ValueTask DisposeAsync()
    {
        await _market.DisposeAsync();
        _lists.Delete(recursive: true);
    }

    private Task SeedAsync() => _market.InScopeAsync(async scope =>
    {
        var (db, places) = (scope.GetRequiredService<MarketDb>(), scope.GetRequiredService<PlaceDirectory>());
        var communes = places.CommunesOf("19");
        Communes = (communes[0].Code, communes[1].Code);
        Commune = Holding(Role.Officer, Scope.Commune("19", Communes.Tea));
        (TeaMaker, Tea) = Add(db, "HTX chè Đinh", "19", Communes.Tea, "Chè đinh thử", stars: new DateOnly(2025, 3, 1));
        (RiceMaker, Rice) = Add(db, "HTX lúa Bao Thai", "19", Communes.Rice, "Gạo Bao Thai thử", stars: new DateOnly(2022, 3, 1));
        (_, Silk) = Add(db, "Cơ sở lụa", "01", places.CommunesOf("01")[0].Code, "Lụa thử", stars: null);
        await db.SaveChangesAsync();
        await scope.GetRequiredService<SearchRows>().RefreshAsync([Tea.Id, Rice.Id, Silk.Id], default);
    });

    private (Producer, Product) Add(MarketDb db, string producerName, string province, string commune, string name, DateOnly? stars)
    {
        var place = new PlaceAsIssued(null, null, null, province, commune, null);
        var producer = new Producer(producerName, ProducerKind.Cooperative, VietnameseText.Slug(producerName), place, false, Clock.UtcNow());
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), place, "thuc-pham", null, false, Clock.UtcNow());
        product.AddVariant(new Variant(product.Id, $"SKU-{product.Slug}", "hộp", 100, NetUnit.Gram, 150, new Money(90_000), 1));
        if (stars is { } day) product.AddDecision(new RecognitionDecision(product.Id, 4, RecognitionLevel.Province, "123/QĐ-UBND", "UBND tỉnh", day, "148", RecognitionState.New, false));
        db.Add(producer);
        db.Add(product);
        return (producer, product);
    }

    private sealed class NeedLinks : INeedLinks
    {
        public string Answers(Guid needId, string language, DateTime expiresAt) => $"http://localhost/can-hang/tra-loi/{needId:n}";
    }

    private sealed class NoLinks : IOrderLinks
    {
        public string Tracking(Guid groupId, string number, string language) => "";

        public string Asking(string number, string language) => "";

        public string Payment(Guid groupId, string number, string language) => "";

        public string PaymentReturn(Guid groupId, string number, string language) => "";

        public string Notifications(string source) => "";

        public string Answer(Guid orderId, DateTime expiresAt) => "";

        public string Claim(Guid claimId) => "";

        public string Goods() => "";
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>A small market: tea from Thái Nguyên, garlic from Quảng Ngãi, a homestay; three provinces, a divided ward, an island.</summary>
internal sealed class OrderingMarket : IAsyncDisposable
{
    private OrderingMarket(TestMarket market) => Market = market;

    public TestMarket Market { get; }
    public StandingClock Clock => Market.Clock;
    public Variant Tea { get; private set; } = null!;
    public Variant TeaTin { get; private set; } = null!;
    public Variant Garlic { get; private set; } = null!;
    public Variant Homestay { get; private set; } = null!;
    public Variant Hidden { get; private set; } = null!;

    public static async Task<OrderingMarket> OpenAsync(DatabaseProvider provider, int stock = 20, Action<IServiceCollection>? configure = null)
    {
        var market = new OrderingMarket(await TestMarket.OpenAsync(provider, services =>
        {
            services.AddCatalog().AddOrdering().AddSingleton<IOrderLinks, PlainLinks>().AddSingleton<IQuoteLinks, PlainQuoteLinks>();
            configure?.Invoke(services);
        }));
        await market.Market.InScopeAsync(scope => market.SeedAsync(scope.GetRequiredService<MarketDb>()));
        if (stock > 0)
            await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync(
                [new(market.Tea.Id, stock), new(market.Garlic.Id, stock), new(market.Hidden.Id, stock)], "Nhập lần đầu", "test", default));
        return market;
    }

    public Task<TResult> Run<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull =>
        Market.InScopeAsync(scope => act(scope.GetRequiredService<TUseCase>()));

    public Task<T> Read<T>(Func<MarketDb, Task<T>> read) => Run(read);

    public async Task<Guid> CartOf(params (Variant Variant, int Quantity)[] lines)
    {
        Guid? cartId = null;
        foreach (var (variant, quantity) in lines)
            cartId = Assert.Succeeded(await Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(cartId, variant.Id, quantity, "vi", default))).CartId;
        return cartId!.Value;
    }

    public static CheckoutForm Form { get; } = new()
    {
        Name = "Người nhận minh hoạ", Phone = "0912 345 678", Email = "nguoi.mua@example.vn", Province = "01", Commune = "00070", Street = "Số 1, phố Minh Hoạ",
    };

    public async Task<CheckoutForm> AgreedForm(Guid cartId, CheckoutForm? form = null)
    {
        var filled = form ?? Form;
        var summary = await Run<CheckoutSummary, CheckoutView>(summary => summary.FindAsync(cartId, filled.Province, filled.Commune, filled.Phone, default));
        return filled with { AgreedTotal = summary.Total.Amount };
    }

    public async Task<Outcome<PlacedOrder>> Place(Guid cartId, CheckoutForm? form = null)
    {
        var agreed = await AgreedForm(cartId, form);
        return await Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cartId, agreed, default));
    }

    public async Task<OrderGroup> PlacedGroup(params (Variant Variant, int Quantity)[] lines)
    {
        var placed = Assert.Succeeded(await Place(await CartOf(lines)));
        return (await Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!;
    }

    /// <summary>One more producer with something to sell.</summary>
    public Task<Variant> AddGoodsAsync(string producer, string province, string name, long price, int stock) => Market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var variant = await ProductAsync(db, await ProducerAsync(db, producer, province, null), name, "do-uong", price, 500, "hũ");
        Assert.Succeeded(await scope.GetRequiredService<ReceiveStock>().HandleAsync([new(variant.Id, stock)], "Nhập lần đầu", "test", default));
        return variant;
    });

    public Task<StockLevel> Level(Variant variant) => Read(db => db.StockLevels.AsNoTracking().SingleAsync(level => level.VariantId == variant.Id));

    public async Task<int> Available(Variant variant) => (await Run<IAvailability, IReadOnlyDictionary<Guid, int>>(ask => ask.OfAsync([variant.Id], default))).GetValueOrDefault(variant.Id);

    public Task<bool> IsInStock(Variant variant) => Read(db => db.SearchRows.Where(row => row.ProductId == variant.ProductId).Select(row => row.InStock).SingleAsync());

    /// <summary>The invariant of the ledger; asked after everything.</summary>
    public async Task AssertLedgerIsSound()
    {
        var levels = await Read(db => db.StockLevels.AsNoTracking().ToListAsync());
        var movements = await Read(db => db.StockMovements.AsNoTracking().ToListAsync());
        var batches = await Read(db => db.StockBatches.AsNoTracking().ToListAsync());
        var holds = await Read(db => db.StockReservations.AsNoTracking().ToListAsync());
        var rows = await Read(db => db.SearchRows.AsNoTracking().ToListAsync());
        foreach (var level in levels)
        {
            Assert.Equal(movements.Where(movement => movement.VariantId == level.VariantId).Sum(movement => movement.OnHand), level.OnHand);
            Assert.Equal(movements.Where(movement => movement.VariantId == level.VariantId).Sum(movement => movement.Allocated), level.Allocated);
            Assert.Equal(holds.Where(hold => hold.VariantId == level.VariantId).Sum(hold => hold.Quantity), level.Reserved);
        }

        foreach (var batch in batches)
        {
            Assert.Equal(movements.Where(movement => movement.BatchId == batch.Id).Sum(movement => movement.OnHand), batch.Quantity);
            Assert.InRange(batch.Quantity, 0, levels.Single(level => level.VariantId == batch.VariantId).OnHand);
        }

        foreach (var level in levels)
            Assert.Equal(level.OnHand - batches.Where(batch => batch.VariantId == level.VariantId).Sum(batch => batch.Quantity), movements.Where(movement => movement.VariantId == level.VariantId && movement.BatchId == null).Sum(movement => movement.OnHand));
        Assert.All(levels, level => Assert.True(batches.Where(batch => batch.VariantId == level.VariantId).Sum(batch => batch.Quantity) <= level.OnHand));

        var today = Clock.Today();
        foreach (var row in rows)
            Assert.Equal(levels.Any(level => level.ProductId == row.ProductId && level.OnHand - level.Allocated - level.Reserved - batches.Where(batch => batch.VariantId == level.VariantId && batch.IsPastOn(today)).Sum(batch => batch.Quantity) > 0), row.InStock);
    }

    /// <summary>Everything that a refusal must leave as it was, in one text.</summary>
    public Task<string> Fingerprint() => Read(async db =>
    {
        var levels = await db.StockLevels.AsNoTracking().OrderBy(level => level.VariantId).Select(level => $"{level.OnHand}/{level.Allocated}/{level.Reserved}").ToListAsync();
        levels.AddRange(await db.StockBatches.AsNoTracking().OrderBy(batch => batch.Id).Select(batch => $"{batch.Number}:{batch.Quantity}{batch.ToldAt}").ToListAsync());
        var carts = await db.CartLines.AsNoTracking().OrderBy(line => line.CartId).ThenBy(line => line.VariantId).Select(line => line.Quantity).ToListAsync();
        var orders = await db.Orders.AsNoTracking().OrderBy(order => order.Number).Select(order => $"{order.Number}{order.Status}{order.PaymentStatus}{order.Version}").ToListAsync();
        int[] counts =
        [
            await db.StockReservations.CountAsync(), await db.StockMovements.CountAsync(), await db.Carts.CountAsync(), await db.Carts.CountAsync(cart => cart.PlacedAt != null),
            await db.OrderGroups.CountAsync(), await db.OrderLines.CountAsync(), await db.OrderEvents.CountAsync(), await db.OutboxMessages.CountAsync(),
            await db.AuditEntries.CountAsync(), await db.Changes.CountAsync(),
        ];
        return string.Join(' ', [.. levels, "|", .. carts, "|", .. orders, "|", .. counts]);
    });

    public ValueTask DisposeAsync() => Market.DisposeAsync();

    private async Task SeedAsync(MarketDb db)
    {
        db.Provinces.AddRange(
            new Province("01", "Hà Nội", "Thành phố trực thuộc trung ương", "ha-noi", 21.02, 105.85, Region.North),
            new Province("19", "Thái Nguyên", "Tỉnh", "thai-nguyen", 21.59, 105.84, Region.North),
            new Province("51", "Quảng Ngãi", "Tỉnh", "quang-ngai", 15.12, 108.8, Region.Centre));
        db.Communes.AddRange(
            new Commune("00070", "Hoàn Kiếm", CommuneKind.Phuong, "01", "hoan-kiem", 21.02, 105.85, false),
            new Commune("00082", "Cửa Nam", CommuneKind.Phuong, "01", "cua-nam", 21.02, 105.84, false),
            new Commune("05500", "Tân Cương", CommuneKind.Xa, "19", "tan-cuong", 21.5, 105.7, false),
            new Commune("21548", "Lý Sơn", CommuneKind.DacKhu, "51", "ly-son", 15.38, 109.1, true));
        db.LegacyProvinces.Add(new LegacyProvince("01", "Hà Nội", "Thành phố", "01"));
        db.LegacyDistricts.Add(new LegacyDistrict("002", "Hoàn Kiếm", "Quận", "01"));
        db.LegacyCommunes.AddRange(
            new LegacyCommune(1, "00070", "Hàng Trống", "Phường", "002", "01", "00070", true),
            new LegacyCommune(2, "00070", "Hàng Trống", "Phường", "002", "01", "00082", true),
            new LegacyCommune(3, "00076", "Tràng Tiền", "Phường", "002", "01", "00070", false));
        db.ProductGroups.AddRange(new ProductGroup("do-uong", "Đồ uống", "Drinks", 1), new ProductGroup(Product.TourismGroup, "Du lịch", "Tourism", 6));
        await db.SaveChangesAsync();

        var grower = await ProducerAsync(db, "HTX chè minh hoạ", "19", "htx-che@example.vn");
        var islander = await ProducerAsync(db, "Cơ sở tỏi <minh hoạ>", "51", null);
        Tea = await ProductAsync(db, grower, "Chè Đinh Tân Cương", "do-uong", 390_000, 400, "hộp");
        TeaTin = Tea;
        Garlic = await ProductAsync(db, islander, "Tỏi đen Lý Sơn", "do-uong", 185_000, 600, "hũ");
        Homestay = await ProductAsync(db, grower, "Ngủ đêm đồi chè", Product.TourismGroup, 500_000, 0, "đêm");
        Hidden = await ProductAsync(db, grower, "Chè đã thôi bán", "do-uong", 90_000, 100, "gói", isListed: false);
        TeaTin = new Variant(Tea.ProductId, "tea-tin", "lon", 200, NetUnit.Gram, 300, new Money(750_000), 2);
        db.Variants.Add(TeaTin);
        await db.SaveChangesAsync();
    }

    private async Task<Producer> ProducerAsync(MarketDb db, string name, string province, string? email)
    {
        var producer = new Producer(name, ProducerKind.Cooperative, VietnameseText.Slug(name), new PlaceAsIssued(null, null, null, province, null, null), true, Clock.UtcNow());
        producer.SetContact(email, "+84900000000");
        db.Producers.Add(producer);
        await db.SaveChangesAsync();
        return producer;
    }

    private async Task<Variant> ProductAsync(MarketDb db, Producer producer, string name, string group, long price, int grams, string pack, bool isListed = true)
    {
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), PlaceAsIssued.Unknown, group, null, true, Clock.UtcNow());
        product.List(isListed);
        var variant = new Variant(product.Id, VietnameseText.Slug(name), pack, 100, NetUnit.Gram, grams, new Money(price), 1);
        product.AddVariant(variant);
        db.Products.Add(product);
        db.SearchRows.Add(new SearchRow(product.Id) { Name = name, ProducerId = producer.Id, IsListed = isListed, CreatedAt = Clock.UtcNow() });
        await db.SaveChangesAsync();
        return variant;
    }

    private sealed class PlainQuoteLinks : IQuoteLinks
    {
        public string Quote(Guid quoteId, string language) => $"https://cho.example.vn/bao-gia/{quoteId:n}";

        public string Parcel(Guid orderId) => $"https://cho.example.vn/qua-cua-ban/{orderId:n}";
    }

    private sealed class PlainLinks : IOrderLinks
    {
        public string Tracking(Guid groupId, string number, string language) => $"https://cho.example.vn/{(language == "en" ? "en/" : "")}don-hang/{number}?ky={groupId:n}&q=1";

        public string Asking(string number, string language) => $"https://cho.example.vn/{(language == "en" ? "en/" : "")}don-hang/{number}";

        public string Payment(Guid groupId, string number, string language) => $"https://cho.example.vn/{(language == "en" ? "en/" : "")}don-hang/{number}/tra-tien?ky={groupId:n}";

        // A seal is never the same twice; what a gateway is told must be.
        public string PaymentReturn(Guid groupId, string number, string language) => $"https://cho.example.vn/don-hang/{number}/tra-tien?ve={Guid.CreateVersion7():n}";

        public string Notifications(string source) => $"https://cho.example.vn/webhooks/{source}";

        public string Claim(Guid claimId) => $"https://cho.example.vn/cong-chu-the/bao-loi/{claimId}";

        public string Goods() => "https://cho.example.vn/cong-chu-the/hang-hoa";

        public string Answer(Guid orderId, DateTime expiresAt) => $"https://cho.example.vn/don-hang/xu-ly/{orderId:n}-{expiresAt:yyyyMMdd}";
    }
}

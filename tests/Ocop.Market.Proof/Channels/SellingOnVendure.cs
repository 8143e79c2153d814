using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.Vendure;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Channels;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Proof.Channels;

/// <summary>The engine against a platform that nobody here wrote: what Vendure then has is asked of Vendure itself.</summary>
public sealed class SellingOnVendure
{
    private const string Tea = "che-dinh-tan-cuong", Tin = "tea-tin";

    // Two digits behind the comma, as Vendure is where nobody changes it.
    private const long Unit = 100;

    [Theory, BothDatabases]
    public async Task What_is_listed_here_is_sold_there_at_its_price_follows_us_and_is_hidden_and_shown(DatabaseProvider provider)
    {
        await using var there = await VendureShop.StartAsync();
        var twenty = await there.TwentyAsync();
        await using var market = await OpenAsync(provider, there);
        await ListAsync(market);

        var product = await ProductAsync(there);
        Assert.True(product.GetProperty("enabled").GetBoolean());
        Assert.Equal("Chè", Assert.Single(product.GetProperty("facetValues").EnumerateArray()).GetProperty("name").GetString());
        Assert.Single(product.GetProperty("assets").EnumerateArray());
        Assert.Equal([(Tea, 390_000 * Unit, 20), (Tin, 750_000 * Unit, 20)], Variants(product));
        // A visitor pays the same, tax and all.
        var seen = await VisitorAsync(there);
        Assert.Equal(("VND", 390_000 * Unit), (seen.GetProperty("currencyCode").GetString(), seen.GetProperty("priceWithTax").GetInt64()));
        var tea = await market.TeaAsync();
        Assert.Equal((SyncState.Live, product.GetProperty("id").GetString()), (tea.State, tea.ItemId));

        await RepriceAsync(market, 420_000);
        await CountAsync(market, -6);
        await market.WorkAsync();
        Assert.Equal([(Tea, 420_000 * Unit, 14), (Tin, 750_000 * Unit, 20)], Variants(await ProductAsync(there)));

        await market.Read(async db =>
        {
            (await db.Products.SingleAsync(it => it.Id == market.Goods.Tea.ProductId)).Rename("Chè Đinh Tân Cương vụ xuân");
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        Assert.StartsWith("Chè Đinh Tân Cương vụ xuân", (await ProductAsync(there)).GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal([(Tea, 420_000 * Unit, 14), (Tin, 750_000 * Unit, 20)], Variants(await ProductAsync(there)));

        await WantAsync(market, ListingWishAct.Hide);
        Assert.False((await ProductAsync(there)).GetProperty("enabled").GetBoolean());
        Assert.Equal(JsonValueKind.Null, (await VisitorAsync(there)).ValueKind);
        Assert.Equal(SyncState.Hidden, (await market.TeaAsync()).State);
        await WantAsync(market, ListingWishAct.List);
        Assert.True((await ProductAsync(there)).GetProperty("enabled").GetBoolean());
        Assert.Equal(SyncState.Live, (await market.TeaAsync()).State);

        // Somebody hides it over there and asks another price: both are read.
        await there.AdminAsync("mutation ($id: ID!) { updateProductVariants(input: [{ id: $id, price: 9900000 }]) { id } }", new { id = tea.Skus.Single(sku => sku.Sku == Tea).OutsideId });
        await there.AdminAsync("mutation ($id: ID!) { updateProduct(input: { id: $id, enabled: false }) { id } }", new { id = tea.ItemId });
        await LookAsync(market);
        var drift = Assert.Single(await market.Read(db => db.ChannelDrifts.AsNoTracking().ToListAsync()));
        Assert.Equal(($"price:{Tea}", "420000", "99000"), (drift.Field, drift.Ours, drift.Theirs));
        Assert.Contains(await market.Read(db => db.ChannelSteps.AsNoTracking().Where(step => step.Deed == ChannelDeed.StateSeen).Select(step => step.Detail).ToListAsync()), detail => detail == nameof(SyncState.Hidden));
        Assert.Equal(twenty, await there.TwentyAsync());
    }

    [Theory, BothDatabases]
    public async Task What_was_sent_and_not_heard_of_is_found_by_its_SKU_and_stands_there_once(DatabaseProvider provider)
    {
        await using var there = await VendureShop.StartAsync();
        var twenty = await there.TwentyAsync();
        await using var market = await OpenAsync(provider, there);
        await ListAsync(market);
        var made = await market.TeaAsync();
        // As the row lay when a worker died: submitted, and nobody wrote down the yes.
        await market.Read(async db =>
        {
            await db.ChannelListings.ExecuteUpdateAsync(set => set.SetProperty(it => it.ItemId, (string?)null).SetProperty(it => it.State, SyncState.Submitting)
                .SetProperty(it => it.ContentHash, (string?)null).SetProperty(it => it.PriceHash, (string?)null).SetProperty(it => it.StockHash, (string?)null));
            db.ChannelJobs.Add(new ChannelJob(made.Id, made.ShopId, JobUrgency.Create, DateTime.UnixEpoch));
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        var found = await market.TeaAsync();
        Assert.Equal((made.ItemId, SyncState.Live, true), (found.ItemId, found.State, found.ContentHash is not null && found.PriceHash is not null && found.StockHash is not null));
        Assert.Equal(21, (await there.AdminAsync("{ products { totalItems } }")).GetProperty("products").GetProperty("totalItems").GetInt32());
        Assert.Equal(twenty, await there.TwentyAsync());

        // The key is deleted over there: everything waits until the producer connects anew.
        var keys = (await there.AdminAsync("{ apiKeys { items { id } } }")).GetProperty("apiKeys").GetProperty("items").EnumerateArray().Select(key => key.GetProperty("id").GetString());
        await there.AdminAsync("mutation ($ids: [ID!]!) { deleteApiKeys(ids: $ids) { result } }", new { ids = keys });
        await CountAsync(market, -1);
        await market.WorkAsync();
        Assert.Equal(ShopPause.SignedOut, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause);
        Assert.Single(await market.Read(db => db.ChannelJobs.AsNoTracking().ToListAsync()));
        Assert.Equal([(Tea, 390_000 * Unit, 20), (Tin, 750_000 * Unit, 20)], Variants(await ProductAsync(there)));
    }

    [Theory, BothDatabases]
    public async Task What_a_visitor_buys_there_is_gone_here_and_is_handed_over_there(DatabaseProvider provider)
    {
        await using var there = await VendureShop.StartAsync();
        await using var market = await OpenAsync(provider, there);
        await ListAsync(market);
        var code = await BuyAsync(there, 3);
        await LookAsync(market);
        Assert.Equal((17, 3), (await market.Goods.Available(market.Goods.Tea), (await market.Goods.Level(market.Goods.Tea)).Allocated));
        // Sold and not sent: still on hand there, and not for sale.
        Assert.Equal((20, 3), Level(await ProductAsync(there)));
        await CountAsync(market, -2);
        await market.WorkAsync();
        Assert.Equal((18, 3), Level(await ProductAsync(there)));

        await NextSecondAsync();
        var order = await market.Read(db => db.ChannelOrders.AsNoTracking().Include(it => it.Lines).SingleAsync());
        Assert.Equal((code, 3), (order.OutsideId, order.Lines.Count));
        Assert.All(order.Lines, line => Assert.Equal((Tea, 390_000L, 1), (line.Sku, line.Price, line.Quantity)));
        Assert.Succeeded(await market.Run<HandOverOutside, Outcome<ChannelOrder>>(handOver => handOver.HandleAsync(market.Maker, order.Id, "GHN", "GHN123456", default)));
        await LookAsync(market);
        var sent = (await there.AdminAsync("query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { state fulfillments { state method trackingCode } } } }", new { code })).GetProperty("orders").GetProperty("items")[0];
        Assert.Equal("Shipped", sent.GetProperty("state").GetString());
        var parcel = Assert.Single(sent.GetProperty("fulfillments").EnumerateArray());
        Assert.Equal(("Shipped", "GHN", "GHN123456"), (parcel.GetProperty("state").GetString(), parcel.GetProperty("method").GetString(), parcel.GetProperty("trackingCode").GetString()));
        Assert.Equal((15, 0), Level(await ProductAsync(there)));
        await LookAsync(market);
        Assert.Equal((15, 0), ((await market.Goods.Level(market.Goods.Tea)).OnHand, (await market.Goods.Level(market.Goods.Tea)).Allocated));

        // Another is cancelled over there: its goods are back on both shelves.
        var second = await BuyAsync(there, 2);
        await LookAsync(market);
        Assert.Equal(13, await market.Goods.Available(market.Goods.Tea));
        var id = (await there.AdminAsync("query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { id } } }", new { code = second })).GetProperty("orders").GetProperty("items")[0].GetProperty("id").GetString();
        await NextSecondAsync();
        await there.AdminAsync("mutation ($id: ID!) { cancelOrder(input: { orderId: $id, reason: \"Đổi ý\" }) { __typename ... on ErrorResult { message } } }", new { id });
        await LookAsync(market);
        Assert.Equal(15, await market.Goods.Available(market.Goods.Tea));
        Assert.Equal((15, 0), Level(await ProductAsync(there)));
    }

    [Fact]
    public async Task Each_refusal_has_its_name_and_what_was_left_half_made_is_made_anew()
    {
        await using var there = await VendureShop.StartAsync();
        var twenty = await there.TwentyAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var connector = Connect(there, http, TimeProvider.System, new Quiet());
        var pair = Good(await connector.ExchangeCodeAsync(there.Key, null, default));
        var shop = new ShopAccess(pair.Shop!, there.Key, there.Key, null, null);
        shop = shop with { Warehouse = Good(await connector.FindWarehouseAsync(shop, default)).Id };
        var draft = new ListingDraft("Chè Shan tuyết Suối Giàng", ["Chè cổ thụ, hái tay.", "Hương & vị của núi < 1.400 m."], await FacetAsync(there), new Dictionary<string, string>(), [], [new DraftSku("OCOP-YB-0001", "Hộp 100 g", 185_000, 25, 150, 120, 80, 55, null)]);

        Assert.Equal(FailureClass.AuthExpired, (await connector.ExchangeCodeAsync("nobody:knows", null, default)).Failure!.Class);
        Assert.Equal(FailureClass.AuthExpired, (await Connect(there, http, TimeProvider.System, new Quiet()).CreateAsync(shop with { AccessToken = "nobody:knows" }, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        // A server with one channel takes any name for it, and says which it is.
        Assert.Equal(pair.Shop, Good(await connector.ExchangeCodeAsync(there.Key, "no-such-channel", default)).Shop);
        Assert.Equal(FailureClass.AppMisconfigured, (await new VendureConnector(http, Options.Create(new VendureOptions { Address = new Uri(there.AdminApi, "/elsewhere"), KeyAddress = there.AdminApi }), TimeProvider.System, new Quiet()).ExchangeCodeAsync(there.Key, null, default)).Failure!.Class);
        var gone = new OutsideKey("99999", new Dictionary<string, string> { ["OCOP-YB-0001"] = "99999" });
        Assert.Equal(FailureClass.Gone, (await connector.ReadAsync(shop, gone, default)).Failure!.Class);
        Assert.Equal(FailureClass.Gone, (await connector.HideAsync(shop, gone, default)).Failure!.Class);
        Assert.Equal(FailureClass.Gone, (await connector.UpdatePricesAsync(shop, gone, [new("OCOP-YB-0001", 1_000)], default)).Failure!.Class);
        Assert.Equal(FailureClass.Gone, (await connector.UpdateStockAsync(shop, gone, [new("OCOP-YB-0001", 1)], default)).Failure!.Class);
        Assert.Equal(FailureClass.Gone, (await connector.FindBySkuAsync(shop, "OCOP-YB-000", default)).Failure!.Class);
        Assert.Equal(FailureClass.Gone, (await connector.ReadOrderAsync(shop, "NOSUCHORDER", default)).Failure!.Class);

        // A process died between the product and its variants.
        await there.AdminAsync("""mutation { createProduct(input: { enabled: false, translations: [{ languageCode: vi, name: "Chè Shan tuyết", slug: "ocop-yb-0001", description: "" }] }) { id } }""");
        var made = Good(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default));
        Assert.Equal((ObservedState.Live, 185_000L, 25), (made.State, made.Skus[0].Price!.Value, made.Skus[0].Stock!.Value));
        Assert.Equal(new Uri("https://cua-hang.example.vn/san-pham/ocop-yb-0001"), made.Address);
        Assert.Equal((FailureClass.Duplicate, made.Key.ItemId), ((await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Failure!.Class, Good(await connector.FindBySkuAsync(shop, "OCOP-YB-0001", default)).Key.ItemId));
        Assert.Equal(21, (await there.AdminAsync("{ products { totalItems } }")).GetProperty("products").GetProperty("totalItems").GetInt32());
        Assert.Equal(21, Good(await connector.ListChangedAsync(shop, DateTime.UnixEpoch, null, default)).Listings.Count);
        Assert.Equal("<p>Chè cổ thụ, hái tay.</p><p>Hương &amp; vị của núi &lt; 1.400 m.</p>", (await there.AdminAsync("query ($id: ID!) { product(id: $id) { description } }", new { id = made.Key.ItemId })).GetProperty("product").GetProperty("description").GetString());
        Assert.Equal(twenty, await there.TwentyAsync());

        // Prices that say nothing of the tax would be raised by it.
        await there.AdminAsync("mutation { updateChannel(input: { id: 1, pricesIncludeTax: false }) { ... on Channel { id } } }");
        var net = (await Connect(there, http, TimeProvider.System, new Quiet()).UpdatePricesAsync(shop, made.Key, [new("OCOP-YB-0001", 190_000)], default)).Failure!;
        Assert.Equal((FailureClass.ShopBlocked, "net-prices"), (net.Class, net.Code));
    }

    [Theory, BothDatabases]
    public async Task A_variant_that_is_new_here_joins_what_stands_there_with_its_price_and_its_stock(DatabaseProvider provider)
    {
        await using var there = await VendureShop.StartAsync();
        var twenty = await there.TwentyAsync();
        await using var market = await OpenAsync(provider, there);
        await ListAsync(market);
        var before = await market.TeaAsync();
        var bag = new Variant(market.Goods.Tea.ProductId, "tea-bag", "túi", 50, NetUnit.Gram, 80, new Money(95_000), 3);
        await market.Read(db =>
        {
            db.Variants.Add(bag);
            return db.SaveChangesAsync();
        });
        Assert.Succeeded(await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync([new(bag.Id, 12)], "Nhập lần đầu", "test", default)));
        await market.WorkAsync();
        Assert.Equal([(Tea, 390_000 * Unit, 20), ("tea-bag", 95_000 * Unit, 12), (Tin, 750_000 * Unit, 20)], Variants(await ProductAsync(there)));
        var tea = await market.TeaAsync();
        Assert.Equal((before.ItemId, null, true), (tea.ItemId, tea.ErrorMessage, before.Skus.All(sku => tea.Skus.Single(it => it.Sku == sku.Sku).OutsideId == sku.OutsideId)));
        Assert.Equal(twenty, await there.TwentyAsync());
    }

    [Fact]
    public async Task What_stood_alone_is_given_a_choice_when_a_second_joins_and_a_step_that_broke_off_is_gone_on_with()
    {
        await using var there = await VendureShop.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var connector = Connect(there, http, TimeProvider.System, new Quiet());
        var pair = Good(await connector.ExchangeCodeAsync(there.Key, null, default));
        var shop = new ShopAccess(pair.Shop!, there.Key, there.Key, null, null);
        shop = shop with { Warehouse = Good(await connector.FindWarehouseAsync(shop, default)).Id };
        DraftSku[] skus = [new("OCOP-YB-0001", "Hộp 100 g", 185_000, 25, 150, 120, 80, 55, null), new("OCOP-YB-0002", "Hộp 200 g", 350_000, 7, 300, 120, 80, 55, null), new("OCOP-YB-0003", "Hộp 300 g", 520_000, 3, 450, 120, 80, 55, null)];
        var draft = new ListingDraft("Chè Shan tuyết Suối Giàng", ["Chè cổ thụ, hái tay."], await FacetAsync(there), new Dictionary<string, string>(), [], skus[..1]);
        var alone = Good(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Key;
        var two = Good(await connector.UpdateContentAsync(shop, alone, draft with { Skus = skus[..2] }, default));
        Assert.Equal(alone.Skus["OCOP-YB-0001"], two.Key.Skus["OCOP-YB-0001"]);
        Assert.Equal([("OCOP-YB-0001", 185_000L, 25), ("OCOP-YB-0002", 350_000L, 7)], Told(two));
        Assert.Equal([("OCOP-YB-0001", "Hộp 100 g"), ("OCOP-YB-0002", "Hộp 200 g")], await ChosenAsync());

        // A process died after the option and before its variant.
        var group = (await there.AdminAsync("query ($id: ID!) { product(id: $id) { optionGroups { id } } }", new { id = alone.ItemId })).GetProperty("product").GetProperty("optionGroups")[0].GetProperty("id").GetString();
        await there.AdminAsync("""mutation ($group: ID!) { createProductOption(input: { productOptionGroupId: $group, code: "OCOP-YB-0003", translations: [{ languageCode: vi, name: "Hộp 300 g" }] }) { id } }""", new { group });
        var three = Good(await connector.UpdateContentAsync(shop, two.Key, draft with { Skus = skus }, default));
        Assert.Equal([("OCOP-YB-0001", 185_000L, 25), ("OCOP-YB-0002", 350_000L, 7), ("OCOP-YB-0003", 520_000L, 3)], Told(three));
        // Or after all of it, and nobody heard the yes.
        Assert.Equal(three.Key.Skus.OrderBy(sku => sku.Key), Good(await connector.UpdateContentAsync(shop, two.Key, draft with { Skus = skus }, default)).Key.Skus.OrderBy(sku => sku.Key));
        Assert.Equal([("OCOP-YB-0001", "Hộp 100 g"), ("OCOP-YB-0002", "Hộp 200 g"), ("OCOP-YB-0003", "Hộp 300 g")], await ChosenAsync());

        // Two choices of the seller's own: which place is meant nobody can tell.
        var colour = (await there.AdminAsync("""mutation { createProductOptionGroup(input: { code: "mau", translations: [{ languageCode: vi, name: "Màu" }], options: [{ code: "do", translations: [{ languageCode: vi, name: "Đỏ" }] }] }) { id } }""")).GetProperty("createProductOptionGroup").GetProperty("id").GetString();
        await there.AdminAsync("mutation ($product: ID!, $group: ID!) { addOptionGroupToProduct(productId: $product, optionGroupId: $group) { id } }", new { product = alone.ItemId, group = colour });
        var refused = (await connector.UpdateContentAsync(shop, three.Key, draft with { Skus = [.. skus, skus[0] with { Sku = "OCOP-YB-0004", Name = "Hộp 400 g" }] }, default)).Failure!;
        Assert.Equal((FailureClass.Validation, "options", true), (refused.Class, refused.Code, refused.Message.Contains("OCOP-YB-0004", StringComparison.Ordinal)));
        Assert.Equal(3, Good(await connector.ReadAsync(shop, three.Key, default)).Skus.Count);

        static IEnumerable<(string, long, int)> Told(OutsideListing listing) => listing.Skus.OrderBy(sku => sku.Sku, StringComparer.Ordinal).Select(sku => (sku.Sku, sku.Price!.Value, sku.Stock!.Value));
        async Task<IEnumerable<(string?, string?)>> ChosenAsync() => (await there.AdminAsync("query ($id: ID!) { product(id: $id) { variants { sku options { name } } } }", new { id = alone.ItemId })).GetProperty("product").GetProperty("variants").EnumerateArray()
            .Select(variant => (Sku: variant.GetProperty("sku").GetString(), Assert.Single(variant.GetProperty("options").EnumerateArray()).GetProperty("name").GetString())).OrderBy(variant => variant.Sku, StringComparer.Ordinal);
    }

    private static VendureConnector Connect(VendureShop there, HttpClient http, TimeProvider clock, ICallJournal journal) =>
        new(http, Options.Create(new VendureOptions { Address = there.AdminApi, KeyAddress = new Uri("https://cho.example.vn/cong-chu-the/ban-tren-san/khoa"), ListingAddress = new Uri("https://cua-hang.example.vn/san-pham/") }), clock, journal);

    /// <summary>By the real clock: Vendure has no other.</summary>
    private static async Task<ChannelMarket> OpenAsync(DatabaseProvider provider, VendureShop there) =>
        await ChannelMarket.OpenAsync(provider, [new Platform(VendureConnector.Channel, null, (_, http, clock, journal) => Connect(there, http, clock, journal), (await FacetAsync(there), new Dictionary<string, string>()), Reviews: false, Key: there.Key)], clock: TimeProvider.System);

    private static async Task<string> FacetAsync(VendureShop there) =>
        (await there.AdminAsync("""{ facetValues(options: { filter: { name: { eq: "Chè" } } }) { items { id } } }""")).GetProperty("facetValues").GetProperty("items")[0].GetProperty("id").GetString()!;

    private static Task ListAsync(ChannelMarket market) => WantAsync(market, ListingWishAct.List);

    private static async Task WantAsync(ChannelMarket market, ListingWishAct act)
    {
        Assert.Equal(1, Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], act, default))));
        await market.WorkAsync();
    }

    private static Task<int> RepriceAsync(ChannelMarket market, long price) => market.Read(async db =>
    {
        (await db.Variants.SingleAsync(variant => variant.Id == market.Goods.Tea.Id)).Reprice(new Money(price));
        return await db.SaveChangesAsync();
    });

    private static async Task CountAsync(ChannelMarket market, int by) => Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, by, "Kiểm kho", "test", default)));

    /// <summary>As after the time until the next look at orders and listings.</summary>
    private static async Task LookAsync(ChannelMarket market)
    {
        await market.Read(db => db.ChannelShops.ExecuteUpdateAsync(set => set.SetProperty(shop => shop.OrdersUntil, shop => shop.OrdersUntil!.Value.AddHours(-1)).SetProperty(shop => shop.ListingsUntil, shop => shop.ListingsUntil!.Value.AddHours(-1))));
        await market.WorkAsync();
    }

    /// <summary>On SQLite Vendure knows whole seconds: what happens to an order twice in one of them has one date.</summary>
    private static async Task NextSecondAsync()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await Eventually.TrueAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() > now), TimeSpan.FromSeconds(5));
    }

    private static async Task<JsonElement> ProductAsync(VendureShop there) => Assert.Single((await there.AdminAsync("query ($sku: String!) { productVariants(options: { filter: { sku: { eq: $sku } } }) { items { product { id name enabled facetValues { name } assets { id } variants { sku priceWithTax stockLevels { stockOnHand stockAllocated } } } } } }", new { sku = Tea }))
        .GetProperty("productVariants").GetProperty("items").EnumerateArray()).GetProperty("product");

    private static IEnumerable<(string, long, int)> Variants(JsonElement product) => product.GetProperty("variants").EnumerateArray().Select(variant => (variant.GetProperty("sku").GetString()!, variant.GetProperty("priceWithTax").GetInt64(), variant.GetProperty("stockLevels")[0].GetProperty("stockOnHand").GetInt32())).OrderBy(variant => variant.Item1, StringComparer.Ordinal);

    private static (int OnHand, int Allocated) Level(JsonElement product)
    {
        var level = product.GetProperty("variants").EnumerateArray().Single(variant => variant.GetProperty("sku").GetString() == Tea).GetProperty("stockLevels")[0];
        return (level.GetProperty("stockOnHand").GetInt32(), level.GetProperty("stockAllocated").GetInt32());
    }

    /// <summary>The tea as somebody sees it who walks in; null where nobody does.</summary>
    private static async Task<JsonElement> VisitorAsync(VendureShop there)
    {
        var product = (await there.VisitAsync("query ($slug: String!) { product(slug: $slug) { variants { id sku priceWithTax currencyCode } } }", new { slug = Tea })).Data.GetProperty("product");
        return product.ValueKind == JsonValueKind.Null ? product : product.GetProperty("variants").EnumerateArray().Single(variant => variant.GetProperty("sku").GetString() == Tea);
    }

    /// <returns>The order's number.</returns>
    private static async Task<string> BuyAsync(VendureShop there, int quantity)
    {
        var id = (await VisitorAsync(there)).GetProperty("id").GetString();
        var (_, visitor) = await there.VisitAsync("mutation ($id: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $id, quantity: $quantity) { ... on ErrorResult { message } } }", new { id, quantity });
        await there.VisitAsync("""mutation { setCustomerForOrder(input: { firstName: "Khách", lastName: "Minh Hoạ", emailAddress: "khach@example.vn" }) { ... on ErrorResult { message } } setOrderShippingAddress(input: { streetLine1: "Số 1, phố Minh Hoạ", countryCode: "VN" }) { ... on ErrorResult { message } } }""", token: visitor);
        var method = (await there.VisitAsync("{ eligibleShippingMethods { id } }", token: visitor)).Data.GetProperty("eligibleShippingMethods")[0].GetProperty("id").GetString();
        await there.VisitAsync("""mutation ($method: ID!) { setOrderShippingMethod(shippingMethodId: [$method]) { ... on ErrorResult { message } } transitionOrderToState(state: "ArrangingPayment") { ... on ErrorResult { message } } }""", new { method }, visitor);
        var pay = (await there.VisitAsync("{ eligiblePaymentMethods { code } }", token: visitor)).Data.GetProperty("eligiblePaymentMethods")[0].GetProperty("code").GetString();
        var placed = (await there.VisitAsync("mutation ($pay: String!) { addPaymentToOrder(input: { method: $pay, metadata: {} }) { ... on Order { code state } ... on ErrorResult { message } } }", new { pay }, visitor)).Data.GetProperty("addPaymentToOrder");
        Assert.Equal("PaymentSettled", placed.GetProperty("state").GetString());
        return placed.GetProperty("code").GetString()!;
    }

    private static T Good<T>(ChannelResult<T> result) where T : class => result.Failure is null ? result.Value! : throw new Xunit.Sdk.XunitException($"{result.Failure}");

    private sealed class Quiet : ICallJournal
    {
        public void Note(CallNote note)
        {
        }
    }
}

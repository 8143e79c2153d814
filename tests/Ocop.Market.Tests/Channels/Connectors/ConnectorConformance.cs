using System.Net;
using System.Text;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels.Connectors;

/// <summary>What every connector does, whatever its platform: each is held against a double that checks it with its own code.</summary>
public abstract class ConnectorConformance : IAsyncLifetime
{
    protected const string ShopId = "77001";
    private const string SkuA = "OCOP-YB-0001", SkuB = "OCOP-YB-0002", SkuC = "OCOP-YB-0003";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Notes _notes = new();
    private PlatformDouble _platform = null!;
    private IChannelConnector _connector = null!;
    private ShopAccess _shop = null!;

    protected StandingClock Clock { get; } = StandingClock.At(2026, 11, 29);

    protected abstract Task<PlatformDouble> StartAsync(TimeProvider clock);

    protected abstract IChannelConnector Connect(PlatformDouble platform, HttpClient http, ICallJournal journal);

    /// <summary>A leaf of the double's tree in which a pack of tea may be sold, and what it asks for there.</summary>
    protected abstract (string Category, IReadOnlyDictionary<string, string> Attributes) Tea { get; }

    /// <summary>How the platform answers when the same SKU is created anew.</summary>
    protected abstract FailureClass? Again { get; }

    public async ValueTask InitializeAsync()
    {
        _platform = await StartAsync(Clock);
        _platform.CallsPerSecond = int.MaxValue;
        _platform.AddShop(ShopId, "HTX Suối Giàng");
        _connector = Connect(_platform, _http, _notes);
        var tokens = Good(await _connector.ExchangeCodeAsync(_platform.Consent(ShopId), ShopId, default));
        var bare = new ShopAccess(ShopId, tokens.AccessToken, tokens.RefreshToken, null, null);
        var cipher = Good(await _connector.ListShopsAsync(bare, default)).Single(shop => shop.Id == ShopId).Cipher;
        _shop = bare with { Cipher = cipher };
        _shop = _shop with { Warehouse = Good(await _connector.FindWarehouseAsync(_shop, default)).Id };
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_platform.Faults);
        Assert.All(_notes.All, note => Assert.DoesNotContain(_shop.AccessToken, note.ToString(), StringComparison.Ordinal));
        Assert.All(_notes.All, note => Assert.DoesNotContain("?", note.Path, StringComparison.Ordinal));
        await _platform.DisposeAsync();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_seller_lets_us_in_once_with_a_code()
    {
        Assert.Contains("trang-thai-1", _connector.ConsentAddress("trang-thai-1").Query, StringComparison.Ordinal);
        Assert.Contains("HTX Suối Giàng", Good(await _connector.ListShopsAsync(_shop, default)).Select(shop => shop.Name));
        var code = _platform.Consent(ShopId);
        var first = Good(await _connector.ExchangeCodeAsync(code, ShopId, default));
        Assert.Equal((Clock.GetUtcNow().UtcDateTime + _platform.TokenLife, true), (first.AccessUntil, first.RefreshUntil > first.AccessUntil));
        Assert.NotNull((await _connector.ExchangeCodeAsync(code, ShopId, default)).Failure);
    }

    [Fact]
    public async Task Every_call_passes_the_gate_of_its_shop_and_says_when_it_is_over()
    {
        var (passed, over, before) = (new List<string>(), new List<bool>(), _platform.Calls.Count);
        PlatformClient.Gate.Value = (kind, _) =>
        {
            passed.Add(kind);
            return Task.FromResult<ICallPass>(new Pass(over));
        };
        var key = await LiveAsync(SkuA, SkuB);
        var draft = await DraftAsync(SkuA, SkuB, SkuC);
        await _connector.ListCategoriesAsync(_shop, default);
        await _connector.ListAttributesAsync(_shop, Tea.Category, default);
        await _connector.GetLimitsAsync(_shop, Tea.Category, default);
        await _connector.UpdatePricesAsync(_shop, key, [new(SkuA, 190_000)], default);
        await _connector.UpdateStockAsync(_shop, key, [new(SkuA, 0)], default);
        await _connector.UpdateContentAsync(_shop, key, draft, default);
        await _connector.HideAsync(_shop, key, default);
        await _connector.ShowAsync(_shop, key, default);
        await _connector.ReadAsync(_shop, key, default);
        await _connector.FindBySkuAsync(_shop, SkuB, default);
        await _connector.ListChangedAsync(_shop, Clock.GetUtcNow().UtcDateTime.AddDays(-1), null, default);
        await _connector.ListOrdersAsync(_shop, Clock.GetUtcNow().UtcDateTime.AddDays(-1), null, default);
        Assert.Equal(_platform.Calls.Count - before, passed.Count);
        Assert.Equal(passed.Count, over.Count(isAnswered => isAnswered));
        // One for all items: what is learnt of a kind of call must not be learnt anew for each.
        Assert.DoesNotContain(passed, kind => kind.Contains(key.ItemId, StringComparison.Ordinal));

        _platform.Next(Trouble.LostAnswer);
        Assert.NotNull((await _connector.UpdatePricesAsync(_shop, key, [new(SkuA, 195_000)], default)).Failure);
        Assert.False(over[^1]);
        Assert.Equal(passed.Count, over.Count);
    }

    [Fact]
    public async Task A_token_that_ended_is_named_and_a_new_pair_opens_again()
    {
        var draft = await DraftAsync(SkuA);
        _platform.ExpireTokens();
        var key = new OutsideKey("1", new Dictionary<string, string>());
        Assert.Equal(FailureClass.AuthExpired, (await _connector.ReadAsync(_shop, key, default)).Failure!.Class);
        Assert.Equal(FailureClass.AuthExpired, (await _connector.CreateAsync(_shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        var pair = Good(await _connector.RefreshAsync(_shop, default));
        Assert.NotEqual(_shop.AccessToken, pair.AccessToken);
        Assert.Equal(FailureClass.Gone, (await _connector.ReadAsync(_shop with { AccessToken = pair.AccessToken, RefreshToken = pair.RefreshToken }, key, default)).Failure!.Class);
        Assert.NotNull((await _connector.RefreshAsync(_shop with { RefreshToken = "unknown" }, default)).Failure);
    }

    [Fact]
    public async Task The_tree_of_goods_and_what_a_leaf_asks_for_are_read()
    {
        Assert.Contains(Good(await _connector.ListCategoriesAsync(_shop, default)), category => category.Id == Tea.Category && category.IsLeaf && category.ParentId is not null);
        var asked = Good(await _connector.ListAttributesAsync(_shop, Tea.Category, default));
        Assert.Contains(asked, attribute => attribute.IsRequired);
        Assert.All(asked.Where(attribute => attribute.IsRequired), attribute => Assert.Contains(attribute.Id, Tea.Attributes.Keys));
        var limits = Good(await _connector.GetLimitsAsync(_shop, Tea.Category, default));
        Assert.True(limits.LongestTitle > limits.ShortestTitle && limits.MostImages > 0);
    }

    [Fact]
    public async Task What_would_be_refused_is_known_before_it_is_sent()
    {
        var (draft, limits) = (await DraftAsync(SkuA), Good(await _connector.GetLimitsAsync(_shop, Tea.Category, default)));
        Assert.Empty(_connector.Check(draft, limits));
        foreach (var wrong in new[] { draft with { Title = "" }, draft with { Title = new string('ế', limits.LongestTitle + 1) }, draft with { Images = [] }, draft with { Skus = [] }, draft with { Skus = [draft.Skus[0] with { WeightGrams = 0 }] } })
        {
            var failure = Assert.Single(_connector.Check(wrong, limits));
            Assert.Equal((FailureClass.Validation, true), (failure.Class, failure.Field is { Length: > 0 }));
        }
    }

    [Fact]
    public async Task A_product_goes_there_is_reviewed_and_reads_as_it_was_sent()
    {
        var draft = await DraftAsync(SkuA, SkuB);
        var made = Good(await _connector.CreateAsync(_shop, draft, Guid.CreateVersion7(), default));
        Assert.Equal([SkuA, SkuB], made.Key.Skus.Keys.Order());
        Assert.Equal(_connector.Capabilities.IsReviewed ? ObservedState.InReview : ObservedState.Live, made.State);
        Clock.Advance(_platform.ReviewTakes);
        var read = Good(await _connector.ReadAsync(_shop, made.Key, default));
        Assert.Equal((ObservedState.Live, draft.Title, made.Key.ItemId), (read.State, read.Title, read.Key.ItemId));
        Assert.Equal([(SkuA, 185_000L, 25), (SkuB, 350_000L, 7)], read.Skus.OrderBy(sku => sku.Sku).Select(sku => (sku.Sku, sku.Price!.Value, sku.Stock!.Value)));
        var there = Assert.Single(_platform.Items(ShopId));
        Assert.Equal((draft.Title, Tea.Category), (there.Title, there.Category));
        Assert.Equal([150, 300], there.Skus.OrderBy(sku => sku.Sku).Select(sku => sku.WeightGrams));
        Assert.All(draft.Description, paragraph => Assert.Contains(WebUtility.HtmlEncode(paragraph), WebUtility.HtmlEncode(WebUtility.HtmlDecode(there.Description)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sent_twice_it_stands_there_once()
    {
        var (draft, operation) = (await DraftAsync(SkuA), Guid.CreateVersion7());
        var made = Good(await _connector.CreateAsync(_shop, draft, operation, default));
        var again = await _connector.CreateAsync(_shop, draft, operation, default);
        if (_connector.Capabilities.IsCreateRepeatable) Assert.Equal(made.Key.ItemId, Good(again).Key.ItemId);
        else Assert.Equal(Again, again.Failure?.Class);
        Assert.Equal(made.Key.ItemId, Good(await _connector.FindBySkuAsync(_shop, SkuA, default)).Key.ItemId);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_no_answer_and_the_product_is_found_by_its_SKU()
    {
        var draft = await DraftAsync(SkuA);
        Assert.Equal(FailureClass.Gone, (await _connector.FindBySkuAsync(_shop, SkuA, default)).Failure!.Class);
        _platform.Next(Trouble.LostAnswer);
        Assert.Equal(FailureClass.OutcomeUnknown, (await _connector.CreateAsync(_shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        var found = Good(await _connector.FindBySkuAsync(_shop, SkuA, default));
        Assert.Equal((Assert.Single(_platform.Items(ShopId)).Id, SkuA), (found.Key.ItemId, Assert.Single(found.Key.Skus).Key));
        // Never half of a name.
        Assert.Equal(FailureClass.Gone, (await _connector.FindBySkuAsync(_shop, "OCOP-YB-000", default)).Failure!.Class);
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_the_same_to_us_and_is_not_found()
    {
        var draft = await DraftAsync(SkuA);
        _platform.Next(Trouble.LostRequest);
        Assert.Equal(FailureClass.OutcomeUnknown, (await _connector.CreateAsync(_shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        Assert.Equal(FailureClass.Gone, (await _connector.FindBySkuAsync(_shop, SkuA, default)).Failure!.Class);
    }

    [Fact]
    public async Task Prices_and_stock_are_answered_line_by_line()
    {
        var key = await LiveAsync(SkuA, SkuB);
        Assert.All(Good(await _connector.UpdatePricesAsync(_shop, key, [new(SkuA, 190_000), new(SkuB, 360_000)], default)), line => Assert.Null(line.Failure));
        Assert.All(Good(await _connector.UpdateStockAsync(_shop, key, [new(SkuA, 0), new(SkuB, 3)], default)), line => Assert.Null(line.Failure));
        Assert.Equal([(SkuA, 190_000L, 0), (SkuB, 360_000L, 3)], Shelf());
        _platform.Next(Trouble.LineRefused);
        var lines = Good(await _connector.UpdatePricesAsync(_shop, key, [new(SkuA, 200_000), new(SkuB, 370_000)], default));
        Assert.Equal([SkuA, SkuB], lines.Select(line => line.Sku).Order());
        var refused = Assert.Single(lines, line => line.Failure is not null);
        Assert.Equal(1, Shelf().Count(sku => sku.Price is 200_000 or 370_000));
        Assert.DoesNotContain(Shelf(), sku => sku.Sku == refused.Sku && sku.Price is 200_000 or 370_000);
    }

    [Fact]
    public async Task Lines_of_several_listings_go_in_one_call_where_the_platform_takes_that()
    {
        if (_connector is not IBulkLines bulk) return;
        var most = _connector.Capabilities.LinesPerCall;
        var keys = new List<OutsideKey>();
        for (var i = 0; i < most; i++) keys.Add(Good(await _connector.CreateAsync(_shop, Named(await DraftAsync(SkuA), i), Guid.CreateVersion7(), default)).Key);
        Clock.Advance(_platform.ReviewTakes);
        _platform.Review();
        var before = _platform.Calls.Count;
        Assert.All(Good(await bulk.UpdatePricesAsync(_shop, [.. keys.Select((key, i) => (key, new PriceLine(SkuOf(i), 190_000 + i)))], default)), line => Assert.Null(line.Failure));
        Assert.All(Good(await bulk.UpdateStockAsync(_shop, [.. keys.Select((key, i) => (key, new StockLine(SkuOf(i), i)))], default)), line => Assert.Null(line.Failure));
        Assert.Equal(before + 2, _platform.Calls.Count);
        var shelf = _platform.Items(ShopId).SelectMany(item => item.Skus).ToDictionary(sku => sku.Sku);
        for (var i = 0; i < most; i++) Assert.Equal((190_000L + i, i), (shelf[SkuOf(i)].Price, shelf[SkuOf(i)].Stock));

        // One that is refused, and one that they do not know, say nothing of the others.
        _platform.Next(Trouble.LineRefused);
        var refused = Good(await bulk.UpdatePricesAsync(_shop, [(keys[0], new PriceLine(SkuOf(0), 200_000)), (keys[1], new PriceLine(SkuOf(1), 200_000)), (keys[1], new PriceLine(SkuB, 1_000))], default));
        Assert.Equal([SkuOf(0), SkuOf(1), SkuB], refused.Select(line => line.Sku).Order(StringComparer.Ordinal).OrderBy(sku => sku == SkuB));
        Assert.Equal(2, refused.Count(line => line.Failure is not null));
        _platform.Suspend(ShopId, SkuOf(2), "Bị báo cáo");
        var locked = Good(await bulk.UpdatePricesAsync(_shop, [(keys[2], new PriceLine(SkuOf(2), 210_000)), (keys[3], new PriceLine(SkuOf(3), 210_000))], default)).ToDictionary(line => line.Sku, line => line.Failure?.Class);
        Assert.NotNull(locked[SkuOf(2)]);
        // Whether the rest of such a call was taken nobody knows: it is sent again.
        Assert.True(locked[SkuOf(3)] is null or FailureClass.Retryable);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bulk.UpdatePricesAsync(_shop, [.. Enumerable.Range(0, most + 1).Select(i => (keys[0], new PriceLine(SkuOf(0), 1_000)))], default));

        static string SkuOf(int i) => $"OCOP-BULK-{i:00}";
        static ListingDraft Named(ListingDraft draft, int i) => draft with { Skus = [draft.Skus[0] with { Sku = SkuOf(i) }] };
    }

    [Fact]
    public async Task New_words_replace_the_old_and_leave_price_and_stock_alone()
    {
        var key = await LiveAsync(SkuA, SkuB);
        var draft = await DraftAsync(SkuA, SkuB);
        await _connector.UpdateStockAsync(_shop, key, [new(SkuA, 4)], default);
        Good(await _connector.UpdateContentAsync(_shop, key, draft with { Title = "Chè Shan tuyết cổ thụ Suối Giàng, hái một tôm hai lá" }, default));
        Assert.Equal("Chè Shan tuyết cổ thụ Suối Giàng, hái một tôm hai lá", Assert.Single(_platform.Items(ShopId)).Title);
        Assert.Equal([(SkuA, 185_000L, 4), (SkuB, 350_000L, 7)], Shelf());
    }

    [Fact]
    public async Task Brands_are_listed_page_by_page_and_that_of_a_draft_stands_on_the_product()
    {
        for (var i = 0; i < 250; i++) _platform.AddBrand($"Nhãn hàng {i:000}");
        var (ours, other, foreign) = (_platform.AddBrand("Chè Suối Giàng"), _platform.AddBrand("Shan tuyết"), _platform.AddBrand("Của người khác", isOpen: false));
        var (all, pages, cursor) = (new List<OutsideBrand>(), 0, (string?)null);
        do
        {
            var page = Good(await ((IListsBrands)_connector).ListBrandsAsync(_shop, Tea.Category, cursor, default));
            all.AddRange(page.Brands);
            (cursor, pages) = (page.Next, pages + 1);
        }
        while (cursor is not null && pages < 10);

        Assert.InRange(pages, 2, 4);
        Assert.Equal(all.Count, all.Select(brand => brand.Id).Distinct().Count());
        Assert.Equal(250, all.Count(brand => brand.Name.StartsWith("Nhãn hàng", StringComparison.Ordinal)));
        Assert.Equal([(ours, "Chè Suối Giàng"), (other, "Shan tuyết")], all.Where(brand => brand.Id == ours || brand.Id == other).Select(brand => (brand.Id, brand.Name)));
        Assert.DoesNotContain(all, brand => brand.Id == foreign);

        var draft = await DraftAsync(SkuA) with { Attributes = Tea.Attributes.Where(attribute => attribute.Key != "brand_id").ToDictionary(), Brand = new DraftBrand(ours, "Chè Suối Giàng") };
        var key = Good(await _connector.CreateAsync(_shop, draft, Guid.CreateVersion7(), default)).Key;
        Clock.Advance(_platform.ReviewTakes);
        Assert.Equal(ours, Brand());
        Good(await _connector.UpdateContentAsync(_shop, key, draft with { Brand = new DraftBrand(other, "Shan tuyết") }, default));
        Assert.Equal(other, Brand());
        Assert.True((await _connector.UpdateContentAsync(_shop, key, draft with { Brand = new DraftBrand(foreign, "Của người khác") }, default)).Failure is { Class: FailureClass.Validation or FailureClass.Permanent });
        Assert.Equal(other, Brand());
        // Named, and not there.
        Good(await _connector.UpdateContentAsync(_shop, key, draft with { Brand = new DraftBrand(null, "Chè lạ") }, default));
        Assert.Null(Brand());

        string? Brand() => Assert.Single(_platform.Items(ShopId)).Brand;
    }

    [Fact]
    public async Task A_new_variant_joins_the_listing_that_stands()
    {
        var key = await LiveAsync(SkuA, SkuB);
        await _connector.UpdateStockAsync(_shop, key, [new(SkuA, 4)], default);
        var draft = await DraftAsync(SkuA, SkuB, SkuC);
        var joined = Good(await _connector.UpdateContentAsync(_shop, key, draft, default)).Key;
        Assert.Equal([SkuA, SkuB, SkuC], joined.Skus.Keys.Order());
        // Those that stood are the same as before: orders and carts over there name them.
        Assert.Equal(key.Skus.OrderBy(sku => sku.Key), joined.Skus.Where(sku => sku.Key != SkuC).OrderBy(sku => sku.Key));
        Assert.Equal([(SkuA, 185_000L, 4), (SkuB, 350_000L, 7), (SkuC, 520_000L, 3)], Shelf());
        Clock.Advance(_platform.ReviewTakes);
        var read = Good(await _connector.ReadAsync(_shop, key, default));
        Assert.Equal((ObservedState.Live, joined.Skus[SkuC]), (read.State, read.Key.Skus[SkuC]));

        // It is one like the others, and words sent anew add none.
        Assert.Null(Assert.Single(Good(await _connector.UpdatePricesAsync(_shop, joined, [new(SkuC, 530_000)], default))).Failure);
        Good(await _connector.UpdateContentAsync(_shop, joined, draft with { Title = "Chè Shan tuyết cổ thụ Suối Giàng, hái một tôm hai lá" }, default));
        Assert.Equal([(SkuA, 185_000L, 4), (SkuB, 350_000L, 7), (SkuC, 530_000L, 3)], Shelf());
    }

    [Fact]
    public async Task It_is_hidden_and_shown_again()
    {
        var key = await LiveAsync(SkuA);
        Assert.Equal(ObservedState.Hidden, Good(await _connector.HideAsync(_shop, key, default)).State);
        Assert.Equal(ShelfState.Hidden, Assert.Single(_platform.Items(ShopId)).State);
        Assert.Equal(ObservedState.Hidden, Good(await _connector.ReadAsync(_shop, key, default)).State);
        Good(await _connector.ShowAsync(_shop, key, default));
        Clock.Advance(_platform.ReviewTakes);
        Assert.Equal(ObservedState.Live, Good(await _connector.ReadAsync(_shop, key, default)).State);
    }

    [Fact]
    public async Task Bad_days_of_the_platform_have_their_names()
    {
        var key = await LiveAsync(SkuA);
        _platform.Next(Trouble.TooFast);
        Assert.Equal(FailureClass.RateLimited, (await _connector.ReadAsync(_shop, key, default)).Failure!.Class);
        _platform.Next(Trouble.ServerFault);
        Assert.Equal(FailureClass.Retryable, (await _connector.ReadAsync(_shop, key, default)).Failure!.Class);
        _platform.Next(Trouble.CampaignLock);
        var locked = await _connector.UpdatePricesAsync(_shop, key, [new(SkuA, 1_000)], default);
        Assert.Equal(FailureClass.Deferred, (locked.Failure ?? Assert.Single(locked.Value!).Failure)!.Class);
        Assert.Equal(185_000, Assert.Single(Shelf()).Price);
        Assert.Contains(_notes.All, note => note.Class == FailureClass.RateLimited);
    }

    [Fact]
    public async Task A_review_that_says_no_says_why_and_a_suspended_product_is_no_live_one()
    {
        var made = Good(await _connector.CreateAsync(_shop, await DraftAsync(SkuA), Guid.CreateVersion7(), default));
        _platform.Reject(ShopId, SkuA, "Thiếu giấy công bố");
        Clock.Advance(_platform.ReviewTakes);
        var rejected = Good(await _connector.ReadAsync(_shop, made.Key, default));
        // A platform that reviews nothing beforehand has no word but "banned" for it.
        Assert.Equal((_connector.Capabilities.IsReviewed ? ObservedState.Rejected : ObservedState.Suspended, true), (rejected.State, rejected.Reason?.Contains("Thiếu giấy công bố", StringComparison.Ordinal)));
        _platform.Suspend(ShopId, SkuA, "Bị báo cáo");
        Assert.Equal(ObservedState.Suspended, Good(await _connector.ReadAsync(_shop, made.Key, default)).State);
    }

    [Fact]
    public async Task What_is_not_there_is_gone()
    {
        var key = new OutsideKey("1999999999999", new Dictionary<string, string> { [SkuA] = "1999999999998" });
        Assert.Equal(FailureClass.Gone, (await _connector.ReadAsync(_shop, key, default)).Failure!.Class);
        var prices = await _connector.UpdatePricesAsync(_shop, key, [new(SkuA, 1_000)], default);
        Assert.Equal(FailureClass.Gone, (prices.Failure ?? Assert.Single(prices.Value!).Failure)!.Class);
        Assert.Equal(FailureClass.Gone, (await _connector.HideAsync(_shop, key, default)).Failure!.Class);
    }

    [Fact]
    public async Task All_that_changed_is_listed_page_by_page()
    {
        var first = await DraftAsync(SkuA);
        for (var i = 0; i < 130; i++) Good(await _connector.CreateAsync(_shop, first with { Skus = [first.Skus[0] with { Sku = $"OCOP-LIST-{i:000}" }] }, Guid.CreateVersion7(), default));
        Clock.Advance(TimeSpan.FromHours(1));
        var since = Clock.GetUtcNow().UtcDateTime;
        _platform.EditByHand(ShopId, "OCOP-LIST-007", item => item.Title = "Sửa tay trên sàn, tên dài cho đủ chữ");
        Assert.Equal(130, (await AllChangedAsync(since.AddDays(-1))).Select(listing => listing.Key.ItemId).Distinct().Count());
        var changed = Assert.Single(await AllChangedAsync(since), listing => listing.Title!.StartsWith("Sửa tay", StringComparison.Ordinal));
        Assert.Equal("OCOP-LIST-007", Assert.Single(changed.Skus).Sku);
    }

    [Fact]
    public async Task Orders_come_with_all_their_lines_and_end()
    {
        await LiveAsync(SkuA, SkuB);
        var since = Clock.GetUtcNow().UtcDateTime;
        var (bought, cancelled) = (_platform.Buy(ShopId, SkuA, 2)!, _platform.Buy(ShopId, SkuB, 1)!);
        _platform.Turn(cancelled.Id, ShelfOrderState.Cancelled);
        var orders = Good(await _connector.ListOrdersAsync(_shop, since, null, default));
        Assert.Null(orders.Next);
        // A platform may count every piece as a line of its own.
        var lines = orders.Orders.Single(order => order.Id == bought.Id).Lines;
        Assert.All(lines, line => Assert.Equal((SkuA, 185_000L, OutsideOrderState.ToShip), (line.Sku, line.Price, line.State)));
        Assert.Equal(2, lines.Sum(line => line.Quantity));
        Assert.Equal(OutsideOrderState.Cancelled, orders.Orders.Single(order => order.Id == cancelled.Id).State);
        Good(await _connector.TellHandedOverAsync(_shop, bought.Id, new OutsideParcel("GHN", "GHN123456"), default));
        Assert.Equal(OutsideOrderState.Shipped, Good(await _connector.ReadOrderAsync(_shop, bought.Id, default)).State);
        _platform.Turn(bought.Id, ShelfOrderState.Returned);
        Assert.Equal(OutsideOrderState.Returned, Good(await _connector.ReadOrderAsync(_shop, bought.Id, default)).Lines[0].State);
        Assert.Equal(FailureClass.Gone, (await _connector.ReadOrderAsync(_shop, "1999999999999", default)).Failure!.Class);
    }

    [Fact]
    public async Task Notifications_are_believed_by_their_signature_alone()
    {
        var address = new Uri("https://cho.example/webhooks/san");
        foreach (var (kind, subject, expected) in new[] { ("listing", "1729592969712207008", NewsKind.Listing), ("order", "576653688135258178", NewsKind.Order), ("consent", ShopId, NewsKind.Consent) })
        {
            var push = await PushAsync(address, new ShelfNews("7380066284010030890", kind, ShopId, subject, Clock.GetUtcNow().UtcDateTime));
            Assert.True(_connector.Verify(push));
            var news = _connector.Read(push)!;
            Assert.Equal((expected, ShopId), (news.Kind, news.Shop));
            if (expected != NewsKind.Consent) Assert.Equal(subject, news.Subject);
            Assert.Equal(news.Id, _connector.Read(await PushAsync(address, new ShelfNews("7380066284010030890", kind, ShopId, subject, Clock.GetUtcNow().UtcDateTime)))!.Id);
            Assert.False(_connector.Verify(push with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(push.Body.Span).Replace(ShopId, "77002", StringComparison.Ordinal)) }));
            Assert.False(_connector.Verify(push with { Headers = new Dictionary<string, string>() }));
        }

        foreach (var body in new[] { "", "{", "[]", "{}", "null", """{"type":"x"}""", """{"code":99999999999999999999}""", """{"message_type":[]}""" }) Assert.Null(_connector.Read(new ChannelPush(address.AbsoluteUri, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body))));
    }

    protected static T Good<T>(ChannelResult<T> result) where T : class => result.Failure is null ? result.Value! : throw new Xunit.Sdk.XunitException($"{result.Failure}");

    private async Task<OutsideKey> LiveAsync(params string[] skus)
    {
        var made = Good(await _connector.CreateAsync(_shop, await DraftAsync(skus), Guid.CreateVersion7(), default));
        Clock.Advance(_platform.ReviewTakes);
        Assert.Equal(ObservedState.Live, Good(await _connector.ReadAsync(_shop, made.Key, default)).State);
        return made.Key;
    }

    private async Task<ListingDraft> DraftAsync(params string[] skus)
    {
        using var picture = new MemoryStream(await TestPictures.JpegAsync(640, 640));
        var image = Good(await _connector.UploadImageAsync(_shop, picture, "che.jpg", default));
        return new ListingDraft("Chè Shan tuyết Suối Giàng OCOP 4 sao hộp 100g", ["Chè cổ thụ, hái tay.", "Hương & vị của núi < 1.400 m."], Tea.Category, Tea.Attributes, [image.Text],
            [.. skus.Select((sku, i) => new DraftSku(sku, $"Hộp {i + 1}00 g", new[] { 185_000, 350_000, 520_000 }[i], new[] { 25, 7, 3 }[i], 150 * (i + 1), 121, 80, 55, null))]);
    }

    private IEnumerable<(string Sku, long Price, int Stock)> Shelf() => Assert.Single(_platform.Items(ShopId)).Skus.OrderBy(sku => sku.Sku).Select(sku => (sku.Sku, sku.Price, sku.Stock));

    private async Task<List<OutsideListing>> AllChangedAsync(DateTime since)
    {
        var (all, cursor) = (new List<OutsideListing>(), (string?)null);
        do
        {
            var page = Good(await _connector.ListChangedAsync(_shop, since, cursor, default));
            all.AddRange(page.Listings);
            cursor = page.Next;
        }
        while (cursor is not null);

        return all;
    }

    private async Task<ChannelPush> PushAsync(Uri address, ShelfNews news)
    {
        using var request = _platform.Signed(address, news);
        return new ChannelPush(address.AbsoluteUri, request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase), await request.Content!.ReadAsByteArrayAsync());
    }

    private sealed class Pass(List<bool> over) : ICallPass
    {
        public void End(bool isAnswered) => over.Add(isAnswered);
    }

    private sealed class Notes : ICallJournal
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<CallNote> _all = new();

        public IReadOnlyCollection<CallNote> All => _all;

        public void Note(CallNote note) => _all.Enqueue(note);
    }
}

using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.Shopee;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels.Connectors;

public sealed class SellingOnShopee : ConnectorConformance
{
    private const string SkuA = "OCOP-YB-0001", SkuB = "OCOP-YB-0002";
    private static readonly IReadOnlyDictionary<string, string> Asked = new Dictionary<string, string> { ["100037"] = "Việt Nam", ["100095"] = "HTX Suối Giàng", ["100010"] = "18 tháng" };

    private ShopeeDouble _shopee = null!;
    private IChannelConnector _ours = null!;

    protected override (string Category, IReadOnlyDictionary<string, string> Attributes) Tea => (ShopeeDouble.TeaCategory, Asked);

    protected override FailureClass? Again => FailureClass.Duplicate;

    protected override async Task<PlatformDouble> StartAsync(TimeProvider clock) => _shopee = await ShopeeDouble.StartAsync(clock);

    protected override IChannelConnector Connect(PlatformDouble platform, HttpClient http, ICallJournal journal) => _ours = new ShopeeConnector(http, Options.Create(SettingsOf(platform.Address)), Clock, journal);

    [Fact]
    public async Task Of_two_who_refresh_with_the_same_token_one_wins()
    {
        var shop = await ShopAsync();
        var pairs = await Task.WhenAll(_ours.RefreshAsync(shop, default), _ours.RefreshAsync(shop, default));
        var won = Good(Assert.Single(pairs, pair => pair.Failure is null));
        Assert.Equal(FailureClass.AuthExpired, Assert.Single(pairs, pair => pair.Failure is not null).Failure!.Class);
        Good(await _ours.ListShopsAsync(shop with { AccessToken = won.AccessToken }, default));
        Assert.Equal(FailureClass.AuthExpired, (await _ours.RefreshAsync(shop, default)).Failure!.Class);
    }

    [Fact]
    public async Task A_seller_presses_a_button_over_there_and_comes_back_with_a_code_and_a_consent_that_ends()
    {
        _shopee.AddShop("77002", "Cơ sở Mật ong Mèo Vạc");
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var page = await browser.GetStringAsync(_ours.ConsentAddress("trạng thái & 1"));
        Assert.Contains("Mật ong", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        string Hidden(string name) => WebUtility.HtmlDecode(page.Split($"name=\"{name}\" value=\"")[1].Split('"')[0]);
        using var form = new FormUrlEncodedContent([new("redirect_uri", Hidden("redirect_uri")), new("state", Hidden("state")), new("shop", "77002")]);
        using var answer = await browser.PostAsync(new Uri(_shopee.Address, "/auth"), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var back = System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        Assert.Equal(("https://cho.example/kenh-ban/shopee", "trạng thái & 1", "77002"), (answer.Headers.Location.GetLeftPart(UriPartial.Path), back["state"], back["shop_id"]));
        var pair = Good(await _ours.ExchangeCodeAsync(back["code"]!, back["shop_id"], default));
        Assert.Equal(("77002", Clock.GetUtcNow().UtcDateTime.AddDays(365)), (pair.Shop, pair.ConsentUntil));
        Assert.Equal(FailureClass.Validation, (await _ours.ExchangeCodeAsync("code", null, default)).Failure!.Class);
    }

    [Theory]
    [InlineData(200, """{"error":"product.error_invalid_brand","message":"Brand is invalid.","request_id":"1"}""", FailureClass.Validation, "error_invalid_brand", "Brand is invalid.")]
    [InlineData(200, """{"error":"error_param","msg":"Timestamp is expired.","request_id":"1"}""", FailureClass.AppMisconfigured, "error_param", "Timestamp is expired.")]
    [InlineData(200, """{"error":"error.param","message":"Can not update item with stock less than reserved stock"}""", FailureClass.Validation, "param", "Can not update item with stock less than reserved stock")]
    [InlineData(200, """{"error":"error_limit","message":"The total API call number has reached the daily limit","response":null}""", FailureClass.QuotaExceeded, "error_limit", "The total API call number has reached the daily limit")]
    [InlineData(200, """{"message":"Not found"}""", FailureClass.Retryable, "http-200", "The answer cannot be read.")]
    [InlineData(502, "<html>Bad gateway</html>", FailureClass.Retryable, "http-502", "The answer cannot be read.")]
    [InlineData(200, """{"error":"","message":"","response":{"item_name_length_limit":{}}}""", FailureClass.Retryable, "http-200", "The answer cannot be read.")]
    public async Task What_counts_is_the_word_inside_and_not_the_status(int status, string body, FailureClass expected, string code, string message)
    {
        var failure = (await Told(status, body).GetLimitsAsync(Nobody, "1", default)).Failure!;
        Assert.Equal((expected, code, message), (failure.Class, failure.Code, failure.Message));
    }

    [Fact]
    public async Task An_empty_error_is_a_yes_whatever_the_status_is()
    {
        const string Limits = """{"error":"","message":"","warning":"Sắp đổi giới hạn","response":{"item_name_length_limit":{"min_limit":5,"max_limit":100},"item_description_length_limit":{"min_limit":10,"max_limit":2000},"item_image_count_limit":{"min_limit":1,"max_limit":9}}}""";
        var read = await Told(403, Limits).GetLimitsAsync(Nobody, "1", default);
        Assert.Equal((new OutsideLimits(5, 100, null, 2000, 9), "Sắp đổi giới hạn"), (Good(read), Assert.Single(read.Warnings)));
        // A time instead of a span, as one sample has it.
        var pair = Good(await Told(200, """{"access_token":"a","refresh_token":"b","expire_in":1800000000}""").RefreshAsync(Nobody, default));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_800_000_000), pair.AccessUntil);
    }

    [Fact]
    public async Task A_break_after_the_item_leaves_one_that_sells_its_first_variant_until_it_is_completed()
    {
        var (shop, draft) = (await ShopAsync(), await DraftAsync(SkuA, SkuB));
        draft = draft with { Skus = [draft.Skus[1], draft.Skus[0]] };
        _shopee.Next(Trouble.LostAnswer);
        Assert.Equal(FailureClass.OutcomeUnknown, (await _ours.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        var half = Good(await _ours.FindBySkuAsync(shop, SkuA, default));
        Assert.Equal([(SkuA, 185_000L, 25)], half.Skus.Select(sku => (sku.Sku, sku.Price!.Value, sku.Stock!.Value)));
        Assert.Equal(FailureClass.Gone, (await _ours.FindBySkuAsync(shop, SkuB, default)).Failure!.Class);

        var whole = Good(await _ours.CreateAsync(shop, draft, Guid.CreateVersion7(), default));
        Assert.Equal((half.Key.ItemId, ObservedState.Live), (whole.Key.ItemId, whole.State));
        Assert.Equal([SkuB, SkuA], Assert.Single(_shopee.Items(ShopId)).Skus.Select(sku => sku.Sku));
        Assert.Equal(whole.Key.Skus, Good(await _ours.FindBySkuAsync(shop, SkuA, default)).Key.Skus);
        Assert.Equal(FailureClass.Duplicate, (await _ours.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
    }

    [Theory]
    [InlineData(Trouble.LostRequest, 1), InlineData(Trouble.LostAnswer, 2), InlineData(Trouble.ServerFault, 1)]
    public async Task A_break_at_the_variants_is_seen_and_mended_by_new_words_too(Trouble trouble, int standing)
    {
        var (shop, draft) = (await ShopAsync(), await DraftAsync(SkuA, SkuB));
        var watched = Watched(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/init_tier_variation", StringComparison.Ordinal)) _shopee.Next(trouble);
        });
        Assert.Equal(FailureClass.OutcomeUnknown, (await watched.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        var found = Good(await _ours.FindBySkuAsync(shop, SkuA, default));
        Assert.Equal(standing, found.Skus.Count);
        var mended = Good(await _ours.UpdateContentAsync(shop, found.Key, draft, default));
        Assert.Equal([SkuA, SkuB], mended.Key.Skus.Keys.Order());
        Assert.Equal([SkuA, SkuB], Assert.Single(_shopee.Items(ShopId)).Skus.Select(sku => sku.Sku));
    }

    [Theory]
    [InlineData(Trouble.LostRequest, 2), InlineData(Trouble.LostAnswer, 3)]
    public async Task A_break_after_the_option_of_a_new_variant_is_gone_on_with(Trouble trouble, int standing)
    {
        var (shop, draft) = (await ShopAsync(), await DraftAsync(SkuA, SkuB));
        var key = Good(await _ours.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Key;
        var more = draft with { Skus = [.. draft.Skus, draft.Skus[0] with { Sku = "OCOP-YB-0003", Name = "Hộp quà" }] };
        var watched = Watched(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/add_model", StringComparison.Ordinal)) _shopee.Next(trouble);
        });
        Assert.Equal(FailureClass.OutcomeUnknown, (await watched.UpdateContentAsync(shop, key, more, default)).Failure!.Class);
        Assert.Equal(standing, Assert.Single(_shopee.Items(ShopId)).Skus.Count);
        var mended = Good(await _ours.UpdateContentAsync(shop, key, more, default));
        Assert.Equal([SkuA, SkuB, "OCOP-YB-0003"], mended.Key.Skus.Keys.Order());
        Assert.All(key.Skus, sku => Assert.Equal(sku.Value, mended.Key.Skus[sku.Key]));
    }

    [Fact]
    public async Task Of_new_words_only_those_are_sent_that_differ()
    {
        var (shop, draft) = (await ShopAsync(), await DraftAsync(SkuA, SkuB));
        var key = Good(await _ours.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Key;
        var sent = new List<string>();
        var watched = Watched(request => sent.Add($"{request.RequestUri!.AbsolutePath} {(request.Method == HttpMethod.Post ? string.Join(' ', Fields(request)) : "")}"));
        Good(await watched.UpdateContentAsync(shop, key, draft, default));
        Assert.DoesNotContain(sent, call => call.Contains("update_item", StringComparison.Ordinal));
        Good(await watched.UpdateContentAsync(shop, key, draft with { Description = ["Chè cổ thụ, hái tay, sao suốt.", "Đóng gói mới."], Attributes = new Dictionary<string, string>(Asked) { ["100010"] = "12 tháng" } }, default));
        Assert.Equal("/api/v2/product/update_item item_id description attribute_list", Assert.Single(sent, call => call.Contains("update_item", StringComparison.Ordinal)));
        Assert.Equal(("Chè cổ thụ, hái tay, sao suốt.\nĐóng gói mới.", "3001"), (Assert.Single(_shopee.Items(ShopId)).Description, Assert.Single(_shopee.Items(ShopId)).Attributes["100010"]));
    }

    [Fact]
    public async Task A_brand_that_the_seller_chose_over_there_stays_until_one_is_named_here()
    {
        var (shop, draft, theirs, ours) = (await ShopAsync(), await DraftAsync(SkuA), _shopee.AddBrand("Suối Giàng"), _shopee.AddBrand("Chè Suối Giàng"));
        var key = Good(await _ours.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Key;
        _shopee.EditByHand(ShopId, SkuA, item => item.Brand = theirs);
        Good(await _ours.UpdateContentAsync(shop, key, draft with { Description = ["Chè cổ thụ, hái tay, sao suốt."] }, default));
        Assert.Equal(theirs, Assert.Single(_shopee.Items(ShopId)).Brand);
        var sent = new List<string>();
        var watched = Watched(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/update_item", StringComparison.Ordinal)) sent.Add(string.Join(' ', Fields(request)));
        });
        for (var i = 0; i < 2; i++) Good(await watched.UpdateContentAsync(shop, key, draft with { Description = ["Chè cổ thụ, hái tay, sao suốt."], Brand = new DraftBrand(ours, "Chè Suối Giàng") }, default));
        Assert.Equal(("item_id brand", ours), (Assert.Single(sent), Assert.Single(_shopee.Items(ShopId)).Brand));
    }

    [Fact]
    public async Task Goods_are_told_in_kilograms_whole_centimetres_and_composed_letters()
    {
        var (shop, draft) = (await ShopAsync(), await DraftAsync(SkuA));
        JsonElement body = default;
        var watched = Watched(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/add_item", StringComparison.Ordinal)) body = Body(request);
        });
        Good(await watched.CreateAsync(shop, draft with { Title = $"\uFEFF{draft.Title.Normalize(NormalizationForm.FormD)} " }, Guid.CreateVersion7(), default));
        Assert.Equal(draft.Title, body.GetProperty("item_name").GetString());
        Assert.Equal(("0.15", "185000"), (body.GetProperty("weight").GetRawText(), body.GetProperty("original_price").GetRawText()));
        Assert.Equal("""{"package_length":13,"package_width":8,"package_height":6}""", body.GetProperty("dimension").GetRawText());
        Assert.Equal("""[{"logistic_id":5001,"enabled":true}]""", body.GetProperty("logistic_info").GetRawText());
        Assert.Equal("""[{"stock":25}]""", body.GetProperty("seller_stock").GetRawText());
        Assert.Equal(["1201||", "0|HTX Suối Giàng|", "0|18|tháng"], body.GetProperty("attribute_list").EnumerateArray().Select(it => it.GetProperty("attribute_value_list")[0]).Select(value =>
            $"{value.GetProperty("value_id").GetInt64()}|{(value.TryGetProperty("original_value_name", out var name) ? name.GetString() : "")}|{(value.TryGetProperty("value_unit", out var unit) ? unit.GetString() : "")}"));
    }

    [Fact]
    public async Task A_shop_with_a_warehouse_is_told_stock_with_it_always()
    {
        _shopee.Warehouse = "VNZ";
        var shop = await ShopAsync();
        Assert.Equal("VNZ", shop.Warehouse);
        var key = Good(await _ours.CreateAsync(shop, await DraftAsync(SkuA, SkuB), Guid.CreateVersion7(), default)).Key;
        Assert.All(Good(await _ours.UpdateStockAsync(shop, key, [new(SkuA, 1), new(SkuB, 2)], default)), line => Assert.Null(line.Failure));
        Assert.Equal([1, 2], Assert.Single(_shopee.Items(ShopId)).Skus.Select(sku => sku.Stock));
    }

    [Fact]
    public async Task Stock_that_is_refused_line_by_line_is_told_so_even_where_the_whole_says_no()
    {
        var shop = await ShopAsync();
        var key = Good(await _ours.CreateAsync(shop, await DraftAsync(SkuA), Guid.CreateVersion7(), default)).Key;
        _shopee.Next(Trouble.LineRefused);
        var refused = Assert.Single(Good(await _ours.UpdateStockAsync(shop, key, [new(SkuA, 0)], default)));
        Assert.Equal((SkuA, FailureClass.Validation, "Stock should be larger than reserved stock."), (refused.Sku, refused.Failure!.Class, refused.Failure.Message));
        _shopee.Next(Trouble.CampaignLock);
        Assert.Equal(FailureClass.Deferred, (await _ours.UpdateStockAsync(shop, key, [new(SkuA, 0)], default)).Failure!.Class);
        _shopee.Next(Trouble.CampaignLock);
        Assert.Equal(FailureClass.Deferred, (await _ours.HideAsync(shop, key, default)).Failure!.Class);
        _shopee.Next(Trouble.LineRefused);
        Assert.Equal(FailureClass.Retryable, (await _ours.HideAsync(shop, key, default)).Failure!.Class);
        Assert.Equal("no-variant", Assert.Single(Good(await _ours.UpdatePricesAsync(shop, key, [new("ANOTHER", 1_000)], default))).Failure!.Code);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _ours.UpdatePricesAsync(shop, key, [.. Enumerable.Range(0, 51).Select(i => new PriceLine($"S{i}", 1_000))], default));
    }

    [Fact]
    public async Task New_goods_may_wait_for_a_review_and_deleted_ones_are_listed_as_removed()
    {
        _shopee.ReviewsNew = true;
        var shop = await ShopAsync();
        var made = Good(await _ours.CreateAsync(shop, await DraftAsync(SkuA), Guid.CreateVersion7(), default));
        Assert.Equal(ObservedState.InReview, made.State);
        Assert.Equal(FailureClass.Permanent, (await _ours.HideAsync(shop, made.Key, default)).Failure!.Class);
        Clock.Advance(_shopee.ReviewTakes);
        Assert.Equal(ObservedState.Live, Good(await _ours.ReadAsync(shop, made.Key, default)).State);
        _shopee.EditByHand(ShopId, SkuA, item => item.State = ShelfState.Removed);
        Assert.Equal(FailureClass.Gone, (await _ours.ReadAsync(shop, made.Key, default)).Failure!.Class);
        var removed = Assert.Single(Good(await _ours.ListChangedAsync(shop, Clock.GetUtcNow().UtcDateTime.AddDays(-1), null, default)).Listings);
        Assert.Equal((made.Key.ItemId, ObservedState.Removed, 0), (removed.Key.ItemId, removed.State, removed.Skus.Count));
    }

    [Fact]
    public async Task A_parcel_for_the_platforms_carrier_is_told_once_and_sent_when_it_is_scanned()
    {
        _shopee.ShipsByShopee = true;
        var shop = await ShopAsync();
        Good(await _ours.CreateAsync(shop, await DraftAsync(SkuA, SkuB), Guid.CreateVersion7(), default));
        var order = _shopee.Buy(ShopId, SkuB, 1)!;
        Assert.Equal(OutsideOrderState.ToShip, Good(await _ours.TellHandedOverAsync(shop, order.Id, new OutsideParcel(null, null), default)).State);
        Assert.Equal(OutsideOrderState.ToShip, Good(await _ours.TellHandedOverAsync(shop, order.Id, new OutsideParcel(null, null), default)).State);
        Assert.Single(_shopee.Calls, call => call.Path.EndsWith("/ship_order", StringComparison.Ordinal));
        _shopee.Turn(order.Id, ShelfOrderState.Shipped);
        var sent = Good(await _ours.ReadOrderAsync(shop, order.Id, default));
        Assert.Equal((OutsideOrderState.Shipped, SkuB), (sent.State, Assert.Single(sent.Lines).Sku));
    }

    [Fact]
    public async Task A_carrier_of_ones_own_needs_a_number()
    {
        var shop = await ShopAsync();
        Good(await _ours.CreateAsync(shop, await DraftAsync(SkuA), Guid.CreateVersion7(), default));
        var order = _shopee.Buy(ShopId, SkuA, 1)!;
        Assert.Equal(FailureClass.Permanent, (await _ours.TellHandedOverAsync(shop, order.Id, new OutsideParcel("GHN", null), default)).Failure!.Class);
        Assert.DoesNotContain(_shopee.Calls, call => call.Path.EndsWith("/ship_order", StringComparison.Ordinal));
        Assert.Equal(FailureClass.Gone, (await _ours.TellHandedOverAsync(shop, "1999999999999", new OutsideParcel("GHN", "1"), default)).Failure!.Class);
    }

    [Fact]
    public async Task Orders_of_more_than_fifteen_days_and_of_more_than_a_page_are_walked_through()
    {
        var since = Clock.GetUtcNow().UtcDateTime;
        var shop = await ShopAsync();
        var draft = await DraftAsync(SkuA);
        Good(await _ours.CreateAsync(shop, draft with { Skus = [draft.Skus[0] with { Stock = 1_000 }] }, Guid.CreateVersion7(), default));
        var bought = new List<string>();
        foreach (var days in new[] { 0, 20, 20 })
        {
            Clock.Advance(TimeSpan.FromDays(days));
            for (var i = 0; i < 60; i++) bought.Add(_shopee.Buy(ShopId, SkuA, 1)!.Id);
        }

        shop = await ShopAsync();
        var (read, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = Good(await _ours.ListOrdersAsync(shop, since, cursor, default));
            read.AddRange(page.Orders.Select(order => order.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(bought.Order(), read.Distinct().Order());
    }

    [Fact]
    public void Notifications_may_have_a_key_of_their_own()
    {
        var (address, body) = ("https://cho.example/webhooks/shopee", """{"code":8,"shop_id":77001,"data":{"item_id":1}}""");
        var settings = SettingsOf(_shopee.Address);
        var connector = new ShopeeConnector(new HttpClient(new Telling(_ => new HttpResponseMessage())), Options.Create(new ShopeeOptions { PartnerId = settings.PartnerId, PartnerKey = settings.PartnerKey, PushKey = "push", ReturnAddress = settings.ReturnAddress }), Clock, new Silent());
        ChannelPush Signed(string key) => new(address, new Dictionary<string, string> { ["authorization"] = ShopeeWire.PushSignature(key, address, Encoding.UTF8.GetBytes(body)) }, Encoding.UTF8.GetBytes(body));
        Assert.True(connector.Verify(Signed("push")));
        Assert.False(connector.Verify(Signed(settings.PartnerKey)));
        Assert.Equal((NewsKind.Stock, "1"), (connector.Read(Signed("push"))!.Kind, connector.Read(Signed("push"))!.Subject));
    }

    [Fact]
    public async Task The_client_of_the_market_writes_no_token_into_any_log()
    {
        var logs = new Memory();
        using var services = new ServiceCollection().AddLogging(log => log.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(Clock).AddSingleton<ICallJournal, Silent>().AddShopee()
            .AddSingleton(Options.Create(SettingsOf(_shopee.Address))).BuildServiceProvider();
        var shop = await ShopAsync();
        Good(await services.GetRequiredService<IChannelConnector>().ListShopsAsync(shop, default));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(shop.AccessToken, StringComparison.Ordinal) || line.Contains("access_token", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_cannot_be_right_are_named()
    {
        static IEnumerable<string> Wrong(ShopeeOptions options) => options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!);
        Assert.Empty(Wrong(SettingsOf(_shopee.Address)));
        Assert.Equal(5, Wrong(new ShopeeOptions { Address = new Uri("http://partner.shopeemobile.com"), PushKey = " " }).Count());
        Assert.Contains(Wrong(new ShopeeOptions { PartnerId = 1, PartnerKey = "k", ReturnAddress = new Uri("http://cho.example") }), text => text.Contains("ReturnAddress", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_stranger_signs_by_the_known_digests_and_refuses_what_is_signed_wrongly()
    {
        Assert.Equal((8, 3), (ChannelVectors.Requests("shopee").Count(), ChannelVectors.Pushes("shopee").Count()));
        foreach (var vector in ChannelVectors.Requests("shopee"))
        {
            var isPublic = vector.Text("kind") == "public";
            Assert.Equal(vector.Text("signature"), ShopeeWire.RequestSignature(vector.Text("secret"), vector.GetProperty("partner").GetRawText(), vector.Text("path"), vector.GetProperty("timestamp").GetRawText(),
                isPublic ? "" : vector.Text("token"), isPublic ? "" : vector.GetProperty("owner").GetRawText()));
        }

        foreach (var vector in ChannelVectors.Pushes("shopee")) Assert.Equal(vector.Text("signature"), ShopeeWire.PushSignature(vector.Text("secret"), vector.Text("key"), Encoding.UTF8.GetBytes(vector.Text("body"))));

        await using var strict = await ShopeeDouble.StartAsync(Clock);
        using var http = new HttpClient(new SocketsHttpHandler());
        var (path, at, partner) = ("/api/v2/product/get_category", Clock.GetUtcNow().ToUnixTimeSeconds(), ShopeeDouble.PartnerId.ToString(CultureInfo.InvariantCulture));
        string Address(long time, string key, string shop = "77001") => $"{path}?language=vi&partner_id={partner}&timestamp={time}&access_token=none&shop_id={shop}&sign={ShopeeWire.RequestSignature(key, partner, path, time.ToString(CultureInfo.InvariantCulture), "none", "77001")}";
        foreach (var (address, code) in new[] { (Address(at, "another key"), "error_sign"), (Address(at, ShopeeDouble.PartnerKey, "77002"), "error_sign"), (Address(at - 301, ShopeeDouble.PartnerKey), "error_param"), (path, "error_param") })
        {
            strict.Faults.Clear();
            var answer = await http.GetAsync(new Uri(strict.Address, address));
            Assert.Equal(code, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("error").GetString());
            Assert.Single(strict.Faults);
        }

        strict.Faults.Clear();
        using var unknown = await http.GetAsync(new Uri(strict.Address, Address(at - 300, ShopeeDouble.PartnerKey)));
        Assert.Equal("invalid_acceess_token", JsonElement.Parse(await unknown.Content.ReadAsStringAsync()).GetProperty("error").GetString());
        Assert.Empty(strict.Faults);
    }

    private static ShopAccess Nobody => new(ShopId, "a", "b", null, null);

    private static ShopeeOptions SettingsOf(Uri address) => new()
    {
        PartnerId = ShopeeDouble.PartnerId, PartnerKey = ShopeeDouble.PartnerKey, Address = address, ConsentAddress = new Uri(address, "/auth"), ListingAddress = new Uri(address, "/gian-hang/"),
        ReturnAddress = new Uri("https://cho.example/kenh-ban/shopee"), PauseBeforeVariants = TimeSpan.Zero,
    };

    private ShopeeConnector Watched(Action<HttpRequestMessage> see) => new(new HttpClient(new Seeing(see)), Options.Create(SettingsOf(_shopee.Address)), Clock, new Silent());

    private ShopeeConnector Told(int status, string body) => new(new HttpClient(new Telling(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) })), Options.Create(SettingsOf(_shopee.Address)), Clock, new Silent());

    private async Task<ShopAccess> ShopAsync()
    {
        var pair = Good(await _ours.ExchangeCodeAsync(_shopee.Consent(ShopId), ShopId, default));
        var shop = new ShopAccess(ShopId, pair.AccessToken, pair.RefreshToken, null, null);
        return shop with { Warehouse = Good(await _ours.FindWarehouseAsync(shop, default)).Id };
    }

    private async Task<ListingDraft> DraftAsync(params string[] skus)
    {
        using var picture = new MemoryStream(await TestPictures.JpegAsync(640, 640));
        var image = Good(await _ours.UploadImageAsync(Nobody, picture, "chè.jpg", default));
        return new ListingDraft("Chè Shan tuyết Suối Giàng OCOP 4 sao", ["Chè cổ thụ, hái tay.", "Sao suốt trên chảo gang."], ShopeeDouble.TeaCategory, Asked, [image.Text],
            [.. skus.Select((sku, i) => new DraftSku(sku, i == 0 ? "Hộp 100 g" : "Hộp 200 g", i == 0 ? 185_000 : 350_000, i == 0 ? 25 : 7, i == 0 ? 150 : 300, 121, 80, 55, null))]);
    }

    private static JsonElement Body(HttpRequestMessage request)
    {
        using var copy = new MemoryStream();
        request.Content!.CopyTo(copy, null, default);
        return JsonElement.Parse(copy.ToArray());
    }

    private static IEnumerable<string> Fields(HttpRequestMessage request) => Body(request).EnumerateObject().Select(field => field.Name);

    private sealed class Seeing(Action<HttpRequestMessage> see) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            see(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Telling(Func<HttpRequestMessage, HttpResponseMessage> tell) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(tell(request));
    }

    private sealed class Silent : ICallJournal
    {
        public void Note(CallNote note) { }
    }

    private sealed class Memory : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.TikTokShop;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels.Connectors;

public sealed class SellingOnTikTokShop : ConnectorConformance
{
    private static readonly Uri Market = new("https://cho.example/quan-tri/kenh/tiktok");

    private readonly Recorder _recorder = new();
    private TikTokShopDouble _double = null!;

    protected override (string Category, IReadOnlyDictionary<string, string> Attributes) Tea => (TikTokShopDouble.Tea, new Dictionary<string, string> { [TikTokShopDouble.Origin] = TikTokShopDouble.Vietnam, [TikTokShopDouble.ShelfLife] = "24 tháng" });

    protected override FailureClass? Again => null;

    protected override async Task<PlatformDouble> StartAsync(TimeProvider clock) => _double = await TikTokShopDouble.StartAsync(clock, redirect: Market);

    protected override IChannelConnector Connect(PlatformDouble platform, HttpClient http, ICallJournal journal) => new TikTokShopConnector(http, Options.Create(OptionsOf(platform)), Clock, journal);

    [Fact]
    public void The_double_knows_the_vectors()
    {
        foreach (var vector in ChannelVectors.Requests("tiktok"))
            Assert.Equal((vector.Text("name"), vector.Text("signature")), (vector.Text("name"), TikTokWire.Sign(vector.Text("secret"), vector.Text("path"), vector.Fields().Append(new("sign", "x")), Encoding.UTF8.GetBytes(vector.Text("body")))));
        foreach (var vector in ChannelVectors.Pushes("tiktok"))
            Assert.Equal(vector.Text("signature"), TikTokWire.SignPush(vector.Text("secret"), vector.Text("key"), Encoding.UTF8.GetBytes(vector.Text("body"))));
    }

    [Fact]
    public async Task A_seller_allows_us_in_on_the_page_of_the_platform_and_comes_back()
    {
        var (connector, _) = await OpenAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(connector.ConsentAddress("trạng thái & 1")));
        Assert.Contains("Cho phép: HTX Suối Giàng", page, StringComparison.Ordinal);
        Assert.Contains("value=\"trạng thái & 1\"", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("state", "trạng thái & 1"), new("shop", ShopId)]);
        using var back = await browser.PostAsync(new Uri(_double.Address, "/open/authorize"), form);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        Assert.Equal((HttpStatusCode.Redirect, Market.AbsolutePath, "trạng thái & 1"), (back.StatusCode, back.Headers.Location.AbsolutePath, query["state"].ToString()));
        Assert.NotNull((await connector.ExchangeCodeAsync(query["code"].ToString(), null, default)).Value);
        Assert.Equal(FailureClass.AuthExpired, (await connector.ExchangeCodeAsync(query["code"].ToString(), null, default)).Failure!.Class);
    }

    [Fact]
    public async Task The_platform_remembers_an_intention_by_its_key()
    {
        var (connector, shop) = await OpenAsync();
        var (draft, operation) = (await DraftAsync(connector, shop, "OCOP-1"), Guid.CreateVersion7());
        _double.Next(Trouble.LostAnswer);
        Assert.Equal(FailureClass.OutcomeUnknown, (await connector.CreateAsync(shop, draft, operation, default)).Failure!.Class);
        var again = Good(await connector.CreateAsync(shop, draft, operation, default));
        Assert.Equal(Assert.Single(_double.Items(ShopId)).Id, again.Key.ItemId);
        Good(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default));
        Assert.Equal(2, _double.Items(ShopId).Count);
    }

    [Fact]
    public async Task What_is_sent_is_written_as_the_platform_reads_it()
    {
        var (connector, shop) = await OpenAsync();
        var draft = await DraftAsync(connector, shop, "OCOP-1", "OCOP-2");
        draft = draft with
        {
            Title = "Che\u0300 Shan tuye\u0302\u0301t Suối Giàng hộp nhỏ <100g>", Description = ["Hương & vị \"núi\""],
            Skus = [draft.Skus[0] with { WeightGrams = 1, Stock = 250_000, Gtin = "8934563138165" }, draft.Skus[1] with { WeightGrams = 1250, LengthMm = 300, Gtin = "8934563138166" }],
        };
        draft = draft with { Title = draft.Title.Replace("<100g>", "100 g", StringComparison.Ordinal) };
        Good(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default));
        var (text, type) = _recorder.Bodies.Last();
        Assert.Equal("application/json", type);
        Assert.Contains("\"title\":\"Chè Shan tuyết Suối Giàng hộp nhỏ 100 g\"", text, StringComparison.Ordinal);
        Assert.Contains("<p>Hương &amp; vị \\\"núi\\\"</p>", text, StringComparison.Ordinal);
        var body = JsonElement.Parse(text);
        Assert.Equal("""{"value":"1.25","unit":"KILOGRAM"}""", body.GetProperty("package_weight").GetRawText());
        Assert.Equal("""{"length":"30","width":"8","height":"6","unit":"CENTIMETER"}""", body.GetProperty("package_dimensions").GetRawText());
        var skus = body.GetProperty("skus").EnumerateArray().ToList();
        Assert.Equal("""{"amount":"185000","currency":"VND"}""", skus[0].GetProperty("price").GetRawText());
        Assert.Equal("0.001", skus[0].GetProperty("sku_weight").GetProperty("value").GetString());
        Assert.Equal(99_999, skus[0].GetProperty("inventory")[0].GetProperty("quantity").GetInt32());
        Assert.Equal("""{"code":"8934563138165","type":"EAN"}""", skus[0].GetProperty("identifier_code").GetRawText());
        // Its last digit is wrong: it is left out rather than refused.
        Assert.False(skus[1].TryGetProperty("identifier_code", out _));
        Assert.Equal([1, 1250], _double.Items(ShopId)[0].Skus.Select(sku => sku.WeightGrams));
    }

    [Theory]
    [InlineData(24, "12052931"), InlineData(25, null), InlineData(255, null), InlineData(256, "12052051")]
    public async Task A_title_has_25_to_255_letters(int letters, string? code)
    {
        var (connector, shop) = await OpenAsync();
        var draft = await DraftAsync(connector, shop, "OCOP-1") with { Title = string.Concat(Enumerable.Repeat("Chè tuyết ", 30))[..letters] };
        var limits = Good(await connector.GetLimitsAsync(shop, TikTokShopDouble.Tea, default));
        Assert.Equal(code, connector.Check(draft, limits).SingleOrDefault()?.Code);
        var made = await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default);
        Assert.Equal(code is null ? null : FailureClass.Validation, made.Failure?.Class);
    }

    [Theory]
    [InlineData("Chè Shan tuyết Suối Giàng 🍵 hộp 100 g"), InlineData("Chè Shan tuyết Suối Giàng &nbsp; 100 g"), InlineData("Chè Shan tuyết Suối Giàng 茶 hộp 100 g"), InlineData("Chè Shan tuyết Suối Giàng ----------")]
    public async Task Signs_that_are_refused_there_are_known_here(string title)
    {
        var (connector, shop) = await OpenAsync();
        var draft = await DraftAsync(connector, shop, "OCOP-1") with { Title = title };
        Assert.Equal("title", Assert.Single(connector.Check(draft, Good(await connector.GetLimitsAsync(shop, TikTokShopDouble.Tea, default)))).Field);
        Assert.Equal(FailureClass.Validation, (await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        Assert.Empty(_double.Items(ShopId));
    }

    [Fact]
    public async Task SKUs_that_new_words_leave_out_are_gone_and_new_ones_come()
    {
        var (connector, shop) = await OpenAsync();
        var draft = await DraftAsync(connector, shop, "OCOP-1", "OCOP-2");
        var key = Good(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Key;
        var edited = Good(await connector.UpdateContentAsync(shop, key, draft with { Skus = [draft.Skus[1] with { Price = 1, Stock = 1 }, draft.Skus[0] with { Sku = "OCOP-3", Price = 99_000 }] }, default));
        Assert.Equal(["OCOP-2", "OCOP-3"], edited.Key.Skus.Keys.Order());
        Assert.Equal(key.Skus["OCOP-2"], edited.Key.Skus["OCOP-2"]);
        Assert.Equal([("OCOP-2", 350_000L, 7), ("OCOP-3", 99_000L, 25)], _double.Items(ShopId)[0].Skus.Select(sku => (sku.Sku, sku.Price, sku.Stock)));
    }

    [Fact]
    public async Task What_has_no_stock_yet_goes_there_later_and_what_sold_out_stays()
    {
        var (connector, shop) = await OpenAsync();
        var draft = await DraftAsync(connector, shop, "OCOP-1");
        var empty = draft with { Skus = [draft.Skus[0] with { Stock = 0 }] };
        Assert.Equal((FailureClass.Deferred, "12052055"), Told(await connector.CreateAsync(shop, empty, Guid.CreateVersion7(), default)));
        Assert.Empty(_double.Items(ShopId));
        Assert.Equal(FailureClass.Permanent, (await connector.CreateAsync(shop with { Warehouse = null }, draft, Guid.CreateVersion7(), default)).Failure!.Class);
        var key = Good(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default)).Key;
        Good(await connector.UpdateStockAsync(shop, key, [new("OCOP-1", 0)], default));
        Good(await connector.UpdateContentAsync(shop, key, empty, default));
        Assert.Equal(FailureClass.Deferred, (await connector.UpdateContentAsync(shop, key, empty with { Skus = [.. empty.Skus, empty.Skus[0] with { Sku = "OCOP-2", Name = "Hộp khác" }] }, default)).Failure!.Class);
        Assert.Equal(("OCOP-1", 0), Assert.Single(Assert.Single(_double.Items(ShopId)).Skus.Select(sku => (sku.Sku, sku.Stock))));
    }

    [Theory]
    [InlineData(30, null), InlineData(31, FailureClass.AppMisconfigured), InlineData(-300, null), InlineData(-301, FailureClass.AppMisconfigured)]
    public async Task A_clock_may_be_five_minutes_behind_and_half_a_minute_ahead(int seconds, FailureClass? expected)
    {
        var (_, shop) = await OpenAsync();
        using var http = new HttpClient(new SocketsHttpHandler());
        var skewed = new StandingClock(Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds));
        var connector = new TikTokShopConnector(http, Options.Create(OptionsOf(_double)), skewed, new NoJournal());
        Assert.Equal(expected, (await connector.FindWarehouseAsync(shop, default)).Failure?.Class);
    }

    [Fact]
    public async Task A_forged_signature_opens_nothing()
    {
        await using var other = await TikTokShopDouble.StartAsync(Clock);
        other.AddShop(ShopId, "HTX Suối Giàng");
        using var http = new HttpClient(new SocketsHttpHandler());
        var right = new TikTokShopConnector(http, Options.Create(OptionsOf(other)), Clock, new NoJournal());
        var tokens = Good(await right.ExchangeCodeAsync(other.Consent(ShopId), ShopId, default));
        var forged = new TikTokShopConnector(http, Options.Create(OptionsOf(other, "another secret")), Clock, new NoJournal());
        var answer = await forged.ListShopsAsync(new ShopAccess(ShopId, tokens.AccessToken, tokens.RefreshToken, null, null), default);
        Assert.Equal((FailureClass.AppMisconfigured, "106001"), (answer.Failure!.Class, answer.Failure.Code));
        Assert.Contains(other.Faults, fault => fault.StartsWith("106001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_never_was_one_is_no_mistake_of_the_app()
    {
        var (connector, shop) = await OpenAsync();
        Assert.Equal(FailureClass.AuthExpired, (await connector.FindWarehouseAsync(shop with { AccessToken = "made-up" }, default)).Failure!.Class);
        _double.Deauthorise(ShopId);
        Assert.Equal(FailureClass.AuthExpired, (await connector.RefreshAsync(shop, default)).Failure!.Class);
    }

    [Fact]
    public async Task A_promotion_of_theirs_holds_stock_and_too_fast_has_two_faces()
    {
        var (connector, shop) = await OpenAsync();
        var key = Good(await connector.CreateAsync(shop, await DraftAsync(connector, shop, "OCOP-1"), Guid.CreateVersion7(), default)).Key;
        _double.Next(Trouble.CampaignLock);
        Assert.Equal((FailureClass.Deferred, "12052393"), Told(await connector.UpdateStockAsync(shop, key, [new("OCOP-1", 1)], default)));
        _double.Next(Trouble.TooFast, 2);
        Assert.Equal((FailureClass.RateLimited, "36009002"), Told(await connector.ReadAsync(shop, key, default)));
        var busy = (await connector.ReadAsync(shop, key, default)).Failure!;
        Assert.Equal((FailureClass.RateLimited, "429", TimeSpan.FromSeconds(1)), (busy.Class, busy.Code, busy.RetryAfter));
        _double.Next(Trouble.LineRefused);
        var refused = Assert.Single(Good(await connector.UpdateStockAsync(shop, key, [new("OCOP-1", 1)], default))).Failure!;
        Assert.Equal((FailureClass.Validation, "12052055"), (refused.Class, refused.Code));
        // A SKU of which the listing knows nothing is not sent.
        Assert.Equal("unknown-sku", Assert.Single(Good(await connector.UpdatePricesAsync(shop, key, [new("OCOP-9", 1_000)], default))).Failure!.Code);
    }

    [Fact]
    public async Task An_order_that_the_seller_sends_is_told_with_carrier_and_number_and_once()
    {
        var (connector, shop) = await OpenAsync();
        await LiveAsync(connector, shop);
        _double.SellersSend = true;
        var order = _double.Buy(ShopId, "OCOP-1", 1)!;
        Assert.Equal("tracking_number", (await connector.TellHandedOverAsync(shop, order.Id, new OutsideParcel("GHN", null), default)).Failure!.Field);
        Assert.Equal("shipping_provider_id", (await connector.TellHandedOverAsync(shop, order.Id, new OutsideParcel("Xe khách", "1"), default)).Failure!.Field);
        Assert.Equal(ShelfOrderState.ToShip, order.State);
        Assert.Equal(OutsideOrderState.Shipped, Good(await connector.TellHandedOverAsync(shop, order.Id, new OutsideParcel("ghn", "GHN123456"), default)).State);
        Assert.Equal("GHN123456", order.Tracking);
        var writes = _double.Calls.Count(call => call.Writes);
        Assert.Equal(OutsideOrderState.Shipped, Good(await connector.TellHandedOverAsync(shop, order.Id, new OutsideParcel("ghn", "GHN123456"), default)).State);
        Assert.Equal(writes, _double.Calls.Count(call => call.Writes));
    }

    [Fact]
    public async Task Goods_that_came_back_are_told_piece_by_piece_and_only_from_when_they_did()
    {
        var (connector, shop) = await OpenAsync();
        await LiveAsync(connector, shop);
        var order = _double.Buy(ShopId, "OCOP-1", 3)!;
        Assert.Equal([1, 1, 1], Good(await connector.ReadOrderAsync(shop, order.Id, default)).Lines.Select(line => line.Quantity));
        _double.Turn(order.Id, ShelfOrderState.Delivered);
        Assert.Equal(OutsideOrderState.Delivered, Good(await connector.ReadOrderAsync(shop, order.Id, default)).State);
        Clock.Advance(TimeSpan.FromDays(2));
        var since = Clock.GetUtcNow().UtcDateTime;
        Assert.Empty(Good(await connector.ListOrdersAsync(shop, since, null, default)).Orders);
        _double.Turn(order.Id, ShelfOrderState.Returned);
        var returned = Assert.Single(Good(await connector.ListOrdersAsync(shop, since, null, default)).Orders);
        Assert.Equal((OutsideOrderState.Returned, 3), (returned.State, returned.Lines.Count(line => line.State == OutsideOrderState.Returned)));
    }

    [Fact]
    public async Task Orders_come_page_by_page()
    {
        var (connector, shop) = await OpenAsync();
        var key = await LiveAsync(connector, shop);
        Good(await connector.UpdateStockAsync(shop, key, [new("OCOP-1", 60)], default));
        var since = Clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < 60; i++) _double.Buy(ShopId, "OCOP-1", 1);
        var first = Good(await connector.ListOrdersAsync(shop, since, null, default));
        var second = Good(await connector.ListOrdersAsync(shop, since, first.Next, default));
        Assert.Equal((50, 10, null), (first.Orders.Count, second.Orders.Count, second.Next));
        Assert.Equal(60, first.Orders.Concat(second.Orders).Select(order => order.Id).Distinct().Count());
    }

    [Fact]
    public async Task Secrets_and_tokens_reach_no_log()
    {
        var (_, shop) = await OpenAsync();
        var said = new Said();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock).AddSingleton<ICallJournal>(new NoJournal()).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(said));
        services.AddTikTokShop().AddSingleton(Options.Create(OptionsOf(_double)));
        await using var provider = services.BuildServiceProvider();
        var connector = provider.GetRequiredService<IChannelConnector>();
        Good(await connector.FindWarehouseAsync(shop, default));
        var pair = Good(await connector.RefreshAsync(shop, default));
        foreach (var secret in new[] { TikTokShopDouble.AppSecret, shop.AccessToken, shop.RefreshToken, pair.AccessToken, pair.RefreshToken }) Assert.All(said.All, line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
        Assert.DoesNotContain(said.All, line => line.Contains("api/v2/token", StringComparison.Ordinal));
        Assert.DoesNotContain(shop.AccessToken, $"{shop} {pair}", StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_would_send_secrets_in_the_open_are_refused()
    {
        static int Wrongs(TikTokShopOptions options) => options.Validate(new ValidationContext(options)).Count();
        Assert.Equal(3, Wrongs(new TikTokShopOptions()));
        Assert.Equal(0, Wrongs(new TikTokShopOptions { AppKey = "k", AppSecret = "s", ServiceId = "1" }));
        Assert.Equal(2, Wrongs(new TikTokShopOptions { AppKey = "k", AppSecret = "s", ServiceId = "1", Address = new Uri("http://open-api.example"), SignInAddress = new Uri("ftp://auth.example"), ConsentAddress = new Uri("http://127.0.0.1:5000") }));
    }

    [Fact]
    public async Task A_paper_that_a_leaf_asks_for_goes_along_and_is_missed_where_it_is_not_there_or_has_ended()
    {
        var (connector, shop) = await OpenAsync();
        Assert.DoesNotContain(Good(await connector.ListAttributesAsync(shop, TikTokShopDouble.Tea, default)), field => field is { Paper: not null, IsRequired: true });
        _double.RequiresFoodSafety = true;
        var asked = Good(await connector.ListAttributesAsync(shop, TikTokShopDouble.Tea, default)).Where(field => field.Paper is not null).ToList();
        Assert.Equal([("certificate:700901", "Giấy chứng nhận an toàn thực phẩm", true, true), ("certificate:700902", "Phiếu kiểm nghiệm", false, false)], asked.Select(field => (field.Id, field.Name, field.IsRequired, field.Paper!.NeedsEnd)));

        var draft = await DraftAsync(connector, shop, "OCOP-1");
        Assert.Equal((FailureClass.Validation, "12052105"), Told(await connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default)));
        var (platform, today) = ((ITakesPapers)connector, VietnamTime.DayOf(_double.Now));
        Assert.Equal((FailureClass.Validation, "12038015"), Told(await platform.UploadFileAsync(shop, new MemoryStream(TestDocuments.Docx()), "giay.pdf", default)));
        var file = Good(await platform.UploadFileAsync(shop, new MemoryStream(TestDocuments.Pdf("giấy")), "giay-12-2026.pdf", default)).Text;
        foreach (var until in new DateOnly?[] { null, today.AddDays(-1) })
            Assert.Equal((FailureClass.Validation, "12052385"), Told(await connector.CreateAsync(shop, With(until), Guid.CreateVersion7(), default)));

        var made = Good(await connector.CreateAsync(shop, With(today), Guid.CreateVersion7(), default));
        var sent = Assert.Single(Assert.Single(_double.Items(ShopId)).Papers);
        Assert.Equal((TikTokShopDouble.FoodSafety, "giay-12-2026.pdf", VietnamTime.StartOf(today.AddDays(1)).AddSeconds(-1)), (sent.Kind, sent.Name, sent.Until));
        Assert.Equal(TestDocuments.Pdf("giấy"), sent.File);
        Assert.Equal((FailureClass.Validation, "12052105"), Told(await connector.UpdateContentAsync(shop, made.Key, draft, default)));
        Good(await connector.UpdateContentAsync(shop, made.Key, With(today.AddYears(1)), default));
        Assert.Equal(VietnamTime.StartOf(today.AddYears(1).AddDays(1)).AddSeconds(-1), Assert.Single(Assert.Single(_double.Items(ShopId)).Papers).Until);

        ListingDraft With(DateOnly? until) => draft with { Papers = [new DraftPaper("certificate:700901", file, "giay-12-2026.pdf", until)] };
    }

    private static TikTokShopOptions OptionsOf(PlatformDouble platform, string secret = TikTokShopDouble.AppSecret) =>
        new() { AppKey = TikTokShopDouble.AppKey, AppSecret = secret, ServiceId = TikTokShopDouble.ServiceId, Address = platform.Address, SignInAddress = platform.Address, ConsentAddress = platform.Address };

    private static (FailureClass, string) Told<T>(ChannelResult<T> result) where T : class => (result.Failure!.Class, result.Failure.Code);

    /// <summary>A connector of this class's own, whose requests are kept.</summary>
    private async Task<(IChannelConnector Connector, ShopAccess Shop)> OpenAsync()
    {
        var connector = new TikTokShopConnector(new HttpClient(_recorder), Options.Create(OptionsOf(_double)), Clock, new NoJournal());
        var tokens = Good(await connector.ExchangeCodeAsync(_double.Consent(ShopId), ShopId, default));
        return (connector, new ShopAccess(ShopId, tokens.AccessToken, tokens.RefreshToken, TikTokShopDouble.CipherOf(ShopId), TikTokShopDouble.WarehouseOf(ShopId)));
    }

    private static async Task<ListingDraft> DraftAsync(IChannelConnector connector, ShopAccess shop, params string[] skus)
    {
        using var picture = new MemoryStream(await TestPictures.PngAsync(400, 400));
        var image = Good(await connector.UploadImageAsync(shop, picture, "chè.PNG", default));
        return new ListingDraft("Chè Shan tuyết Suối Giàng OCOP 4 sao hộp 100g", ["Chè cổ thụ, hái tay."], TikTokShopDouble.Tea, new Dictionary<string, string> { [TikTokShopDouble.Origin] = TikTokShopDouble.Vietnam, [TikTokShopDouble.ShelfLife] = "24 tháng" }, [image.Text],
            [.. skus.Select((sku, i) => new DraftSku(sku, $"Hộp {i + 1}00 g", i == 0 ? 185_000 : 350_000, i == 0 ? 25 : 7, 150, 121, 80, 55, null))]);
    }

    private async Task<OutsideKey> LiveAsync(IChannelConnector connector, ShopAccess shop)
    {
        var key = Good(await connector.CreateAsync(shop, await DraftAsync(connector, shop, "OCOP-1"), Guid.CreateVersion7(), default)).Key;
        Clock.Advance(_double.ReviewTakes);
        Assert.Equal(ObservedState.Live, Good(await connector.ReadAsync(shop, key, default)).State);
        return key;
    }

    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        public List<(string Text, string? Type)> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content) Bodies.Add((await content.ReadAsStringAsync(cancellationToken), content.Headers.ContentType?.ToString()));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class NoJournal : ICallJournal
    {
        public void Note(CallNote note) { }
    }

    /// <summary>Everything that anyone logged.</summary>
    private sealed class Said : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}

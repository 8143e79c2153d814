using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels.Connectors;

public sealed class SellingOnLazada : ConnectorConformance
{
    private const string Sku = "OCOP-YB-0001";
    private static readonly Uri Back = new("https://cho.example/san/lazada");

    private LazadaDouble _lazada = null!;
    private LazadaConnector _connector = null!;

    protected override async Task<PlatformDouble> StartAsync(TimeProvider clock) => _lazada = await LazadaDouble.StartAsync(clock);

    protected override IChannelConnector Connect(PlatformDouble platform, HttpClient http, ICallJournal journal) => _connector = new LazadaConnector(http, Options((LazadaDouble)platform), Clock, journal);

    protected override (string Category, IReadOnlyDictionary<string, string> Attributes) Tea => (LazadaDouble.TeaCategory, new Dictionary<string, string> { ["brand_id"] = LazadaDouble.NoBrand, ["tea_type"] = "Trà xanh", ["shelf_life"] = "24 tháng" });

    protected override FailureClass? Again => FailureClass.Duplicate;

    [Fact]
    public void The_platform_signs_as_its_papers_say()
    {
        foreach (var vector in ChannelVectors.Requests("lazada")) Assert.Equal((vector.Text("name"), vector.Text("signature")), (vector.Text("name"), LazadaWire.Sign(vector.Text("secret"), vector.Text("path"), vector.Fields().Reverse().Append(new("sign", "x")).Append(new("nothing", "")))));
        foreach (var vector in ChannelVectors.Pushes("lazada")) Assert.Equal(vector.Text("signature"), LazadaWire.SignPush(vector.Text("secret"), vector.Text("key"), vector.Text("body")));
    }

    [Fact]
    public async Task A_Vietnamese_title_is_measured_in_bytes()
    {
        var shop = await ShopAsync();
        // 127 letters of two bytes and one of one are 255; one letter more is too much, though 128 are far from 255 letters.
        var (fits, tooLong) = (await DraftAsync(shop) with { Title = new string('é', 127) + "a" }, await DraftAsync(shop) with { Title = new string('é', 128) });
        Assert.Empty(_connector.Check(fits, LazadaLimits));
        Assert.Equal(("4160", "name"), Assert.Single(_connector.Check(tooLong, LazadaLimits)) is var known ? (known.Code, known.Field) : default);
        var refused = await _connector.CreateAsync(shop, tooLong, Guid.CreateVersion7(), default);
        Assert.Equal((FailureClass.Validation, "4160", "name"), (refused.Failure!.Class, refused.Failure.Code, refused.Failure.Field));
        Good(await _connector.CreateAsync(shop, fits, Guid.CreateVersion7(), default));
    }

    [Fact]
    public async Task Letters_in_pieces_are_put_together_and_unseen_ones_dropped()
    {
        var shop = await ShopAsync();
        Good(await _connector.CreateAsync(shop, await DraftAsync(shop) with { Title = "Che\u0300 Shan\u200b tuye\u0302\u0301t", Description = ["Ha\u0301i tay"] }, Guid.CreateVersion7(), default));
        var item = Assert.Single(_lazada.Items(ShopId));
        Assert.Equal(("Chè Shan tuyết", "<p>Hái tay</p>"), (item.Title, item.Description));
    }

    [Fact]
    public async Task A_clock_that_tells_seconds_or_stands_wrong_is_refused()
    {
        await using var platform = await LazadaDouble.StartAsync(Clock);
        platform.AddShop(ShopId, "HTX Suối Giàng");
        using var http = new HttpClient(new SocketsHttpHandler());
        Assert.Equal("0", await AskAsync(http, platform, Clock.GetUtcNow().ToUnixTimeMilliseconds(), LazadaDouble.AppSecret));
        Assert.Empty(platform.Faults);
        Assert.Equal("IllegalTimestamp", await AskAsync(http, platform, Clock.GetUtcNow().ToUnixTimeSeconds(), LazadaDouble.AppSecret));
        Assert.Equal("IllegalTimestamp", await AskAsync(http, platform, Clock.GetUtcNow().AddSeconds(7201).ToUnixTimeMilliseconds(), LazadaDouble.AppSecret));
        Assert.Equal("IncompleteSignature", await AskAsync(http, platform, Clock.GetUtcNow().ToUnixTimeMilliseconds(), "another"));
        Assert.Equal(3, platform.Faults.Count);

        var late = new LazadaConnector(http, Options(platform), StandingClock.At(2026, 11, 29, 12), new Silence());
        Assert.Equal(FailureClass.AppMisconfigured, (await late.ListCategoriesAsync(new ShopAccess(ShopId, "", "", null, null), default)).Failure!.Class);
    }

    [Theory]
    [InlineData("""{"code":"500","type":"ISP","message":"E500: Create product failed","request_id":"1","detail":[{"field":"tea_type","message":"tea_type is mandatory"}]}""", FailureClass.Validation, "tea_type")]
    [InlineData("""{"code":"500","type":"ISP","message":"E500: Create product failed","request_id":"1","detail":[]}""", FailureClass.Retryable, null)]
    [InlineData("""{"code":"500","type":"ISP","message":"E500: Create product failed","request_id":"1"}""", FailureClass.Retryable, null)]
    [InlineData("""{"code":"0","data":{},"request_id":"1"}""", FailureClass.OutcomeUnknown, null)]
    [InlineData("""{"code":"0","data":[],"request_id":"1"}""", FailureClass.OutcomeUnknown, null)]
    [InlineData("<html>", FailureClass.OutcomeUnknown, null)]
    public async Task A_fault_without_details_is_theirs_and_one_with_details_is_ours(string answer, FailureClass expected, string? field)
    {
        var failure = (await Told(answer).CreateAsync(Nobody, Draft("p.jpg"), Guid.CreateVersion7(), default)).Failure!;
        Assert.Equal((expected, field), (failure.Class, failure.Field));
    }

    [Fact]
    public async Task A_refusal_that_names_its_lines_is_about_those_lines()
    {
        var key = new OutsideKey("1", new Dictionary<string, string> { ["A"] = "11", ["B"] = "12" });
        var named = Good(await Told("""{"code":"501","type":"ISP","message":"E501: Update product failed","request_id":"1","detail":[{"seller_sku":"A","message":"price is too low"}]}""").UpdatePricesAsync(Nobody, key, [new("A", 1), new("B", 2)], default));
        Assert.Equal([("A", FailureClass.Validation), ("B", FailureClass.Retryable)], named.Select(line => (line.Sku, line.Failure!.Class)));
        Assert.Equal(FailureClass.Validation, (await Told("""{"code":"501","type":"ISP","message":"E501: Update product failed","request_id":"1","detail":[{"field":"Product","message":"Category is inactive"}]}""").UpdatePricesAsync(Nobody, key, [new("A", 1)], default)).Failure!.Class);
        // A variant that Lazada has not numbered is never sent.
        var stranger = Assert.Single(Good(await Told("no call").UpdateStockAsync(Nobody, key, [new("C", 1)], default)));
        Assert.Equal(("C", FailureClass.Validation), (stranger.Sku, stranger.Failure!.Class));
    }

    [Fact]
    public async Task A_refresh_does_not_lengthen_the_consent()
    {
        var first = Good(await _connector.ExchangeCodeAsync(_lazada.Consent(ShopId), null, default));
        Assert.Equal((Clock.GetUtcNow().UtcDateTime + _lazada.RefreshLife, ShopId), (first.ConsentUntil!.Value, first.Shop));
        Clock.Advance(TimeSpan.FromDays(9));
        var second = Good(await _connector.RefreshAsync(new ShopAccess(ShopId, first.AccessToken, first.RefreshToken, null, null), default));
        Assert.Equal((first.RefreshUntil, first.ConsentUntil, Clock.GetUtcNow().UtcDateTime + _lazada.TokenLife, ShopId), (second.RefreshUntil, second.ConsentUntil, second.AccessUntil, second.Shop));
        Clock.Set(first.RefreshUntil);
        Assert.Equal("IllegalRefreshToken", (await _connector.RefreshAsync(new ShopAccess(ShopId, second.AccessToken, second.RefreshToken, null, null), default)).Failure!.Code);
    }

    [Fact]
    public async Task A_seller_consents_on_Lazadas_page_and_comes_back_with_a_code()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var page = await browser.GetStringAsync(_connector.ConsentAddress("trạng thái&1"));
        Assert.Contains("HTX Suối Giàng", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        using var pressed = new FormUrlEncodedContent([new("shop", ShopId), new("redirect_uri", Back.OriginalString), new("state", "trạng thái&1")]);
        using var answer = await browser.PostAsync(_lazada.ConsentPage, pressed);
        var back = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        Assert.Equal((Back.AbsolutePath, "trạng thái&1"), (answer.Headers.Location.AbsolutePath, back["state"]));
        Assert.Equal(ShopId, Good(await _connector.ExchangeCodeAsync(back["code"]!, null, default)).Shop);
    }

    [Fact]
    public async Task Sizes_go_as_text_in_kilograms_and_centimetres_and_a_gram_is_not_nothing()
    {
        var sent = await SentAsync(connector => connector.CreateAsync(Nobody, Draft("p.jpg") with { Skus = [new DraftSku(Sku, "Gói", 185_000, 25, 1, 121, 80, 5, "8938501234567")] }, Guid.CreateVersion7(), default));
        var sku = JsonElement.Parse(sent["payload"]!).GetProperty("Request").GetProperty("Product").GetProperty("Skus").GetProperty("Sku")[0];
        Assert.Equal(["0.01", "12.1", "8", "0.5", "185000", "25"], new[] { "package_weight", "package_length", "package_width", "package_height", "price", "quantity" }.Select(name => sku.Text(name)));
    }

    [Fact]
    public async Task Without_a_brand_it_goes_as_no_brand_and_what_belongs_to_a_SKU_goes_there()
    {
        var shop = await ShopAsync();
        var named = Good(await _connector.ListAttributesAsync(shop, LazadaDouble.TeaCategory, default));
        Assert.Equal((false, true), named.Single(attribute => attribute.Id == "brand_id") is var brand ? (brand.IsRequired, brand.TakesOwnText) : default);
        Assert.DoesNotContain(named, attribute => attribute.Id.EndsWith("color_family", StringComparison.Ordinal));
        var inBox = Assert.Single(named, attribute => attribute.Id == "sku:package_content");
        Assert.True(inBox is { IsRequired: false, TakesOwnText: true });
        var draft = await DraftAsync(shop);
        Good(await _connector.CreateAsync(shop, draft with { Attributes = Tea.Attributes.Where(attribute => attribute.Key != "brand_id").Append(new(inBox.Id, "1 hộp trà")).ToDictionary() }, Guid.CreateVersion7(), default));
        Assert.Equal("No Brand", Assert.Single(_lazada.Items(ShopId)).Attributes["brand"]);
    }

    [Fact]
    public async Task The_brand_that_a_mapping_names_comes_before_that_of_the_shop()
    {
        var (shop, ours) = (await ShopAsync(), _lazada.AddBrand("Chè Suối Giàng"));
        var draft = await DraftAsync(shop);
        Good(await _connector.CreateAsync(shop, draft with { Attributes = new Dictionary<string, string>(Tea.Attributes) { ["brand_id"] = "30769" }, Brand = new DraftBrand(ours, "Chè Suối Giàng") }, Guid.CreateVersion7(), default));
        Assert.Equal("30769", Assert.Single(_lazada.Items(ShopId)).Brand);
    }

    [Fact]
    public async Task A_category_that_asks_for_more_says_for_what()
    {
        var shop = await ShopAsync();
        var draft = await DraftAsync(shop);
        async Task AssertRefusedAsync(string code, string field, ListingDraft wrong) => Assert.Equal((FailureClass.Validation, code, field), (await _connector.CreateAsync(shop, wrong, Guid.CreateVersion7(), default)).Failure is { } failure ? (failure.Class, failure.Code, failure.Field) : default);
        await AssertRefusedAsync("4110", "shelf_life", draft with { Attributes = Tea.Attributes.Where(attribute => attribute.Key != "shelf_life").ToDictionary() });
        await AssertRefusedAsync("4115", "tea_type", draft with { Attributes = new Dictionary<string, string>(Tea.Attributes) { ["tea_type"] = "Trà sen" } });
        await AssertRefusedAsync("4142", "brand_id", draft with { Attributes = new Dictionary<string, string>(Tea.Attributes) { ["brand_id"] = "1" } });
        await AssertRefusedAsync("4134", "PrimaryCategory", draft with { Category = "10002000" });
        await AssertRefusedAsync("4138", "Images", draft with { Images = ["https://cho.example/anh.jpg"] });
        Assert.Empty(_lazada.Items(ShopId));
    }

    [Fact]
    public async Task What_is_hidden_already_is_hidden_and_what_is_under_review_is_not()
    {
        var shop = await ShopAsync();
        var made = Good(await _connector.CreateAsync(shop, await DraftAsync(shop), Guid.CreateVersion7(), default));
        Assert.Equal(ObservedState.InReview, Good(await _connector.HideAsync(shop, made.Key, default)).State);
        Clock.Advance(_lazada.ReviewTakes);
        for (var i = 0; i < 2; i++) Assert.Equal(ObservedState.Hidden, Good(await _connector.HideAsync(shop, made.Key, default)).State);
    }

    [Fact]
    public async Task What_was_rejected_is_read_anew_once_its_words_are_mended()
    {
        var shop = await ShopAsync();
        var draft = await DraftAsync(shop);
        var made = Good(await _connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default));
        _lazada.Reject(ShopId, Sku, "Thiếu giấy công bố");
        Clock.Advance(_lazada.ReviewTakes);
        Assert.Equal(ObservedState.InReview, Good(await _connector.UpdateContentAsync(shop, made.Key, draft with { Title = "Chè Shan tuyết, có giấy công bố" }, default)).State);
        Clock.Advance(_lazada.ReviewTakes);
        Assert.Equal((ObservedState.Live, (string?)null), Good(await _connector.ReadAsync(shop, made.Key, default)) is var live ? (live.State, live.Reason) : default);
    }

    [Fact]
    public async Task To_an_item_that_stands_without_a_choice_no_variant_is_added_and_the_seller_is_told()
    {
        var shop = await ShopAsync();
        var draft = await DraftAsync(shop);
        var made = Good(await _connector.CreateAsync(shop, draft, Guid.CreateVersion7(), default));
        var failure = (await _connector.UpdateContentAsync(shop, made.Key, draft with { Title = "Chè Shan tuyết, hai cỡ hộp", Skus = [.. draft.Skus, draft.Skus[0] with { Sku = "OCOP-YB-0009", Name = "Hộp to" }] }, default)).Failure!;
        Assert.Equal((FailureClass.Validation, "no-choice", true), (failure.Class, failure.Code, failure.Message.Contains("OCOP-YB-0009", StringComparison.Ordinal)));
        Assert.Equal((draft.Title, Sku), (Assert.Single(_lazada.Items(ShopId)).Title, Assert.Single(_lazada.Items(ShopId)[0].Skus).Sku));
    }

    [Fact]
    public async Task Handing_over_goes_on_where_a_lost_answer_left_it()
    {
        var shop = await ShopAsync();
        Good(await _connector.CreateAsync(shop, await DraftAsync(shop), Guid.CreateVersion7(), default));
        Clock.Advance(_lazada.ReviewTakes);
        _lazada.Review();
        var order = _lazada.Buy(ShopId, Sku, 3)!;
        Assert.Equal(3, Good(await _connector.ReadOrderAsync(shop, order.Id, default)).Lines.Select(line => line.Id).Distinct().Count());
        _lazada.Next(Trouble.LostAnswer);
        Assert.Equal(FailureClass.OutcomeUnknown, (await _connector.TellHandedOverAsync(shop, order.Id, new OutsideParcel(null, null), default)).Failure!.Class);
        Assert.Equal(OutsideOrderState.ToShip, Good(await _connector.ReadOrderAsync(shop, order.Id, default)).State);
        for (var i = 0; i < 2; i++) Assert.Equal(OutsideOrderState.Shipped, Good(await _connector.TellHandedOverAsync(shop, order.Id, new OutsideParcel(null, null), default)).State);
        Assert.Equal((1, 1), (_lazada.Calls.Count(call => call.Path == "/order/fulfill/pack"), _lazada.Calls.Count(call => call.Path == "/order/package/rts")));
    }

    [Theory]
    [InlineData("""{"code":"0","result":{"success":false,"error_code":"700021","error_msg":"order not found"}}""", FailureClass.Gone)]
    [InlineData("""{"code":"0","result":{"success":false,"errorCode":"700024","errorMsg":"failed get lock,pls try later"}}""", FailureClass.Retryable)]
    [InlineData("""{"code":"0","result":{"success":true,"data":{"packages":[{"package_id":"FP1","item_err_code":"600002","msg":"package already cancelled"}]}}}""", FailureClass.Permanent)]
    public async Task A_yes_with_a_no_in_it_is_a_no(string answer, FailureClass expected)
    {
        var items = """{"code":"0","data":[{"order_item_id":1,"sku":"A","item_price":"1.00","status":"packed","package_id":"FP1"}]}""";
        Assert.Equal(expected, (await Told(items, answer).TellHandedOverAsync(Nobody, "1", new OutsideParcel(null, null), default)).Failure!.Class);
    }

    [Fact]
    public void Settings_without_which_nobody_can_sell_are_named()
    {
        static IReadOnlyList<string> Wrong(LazadaOptions options) => [.. options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!)];
        Assert.Empty(Wrong(new LazadaOptions { AppKey = "1", AppSecret = "2", ReturnAddress = Back }));
        Assert.Equal(["AppKey", "AppSecret", "ReturnAddress"], Wrong(new LazadaOptions()).Select(message => message.Split(':')[2].Split(' ')[0]));
        Assert.Single(Wrong(new LazadaOptions { AppKey = "1", AppSecret = "2", ReturnAddress = Back, Address = new Uri("http://api.lazada.vn/rest") }));
    }

    [Fact]
    public void The_market_knows_it_by_its_name()
    {
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton<ICallJournal>(new Silence()).AddLazada().BuildServiceProvider();
        Assert.Equal((LazadaConnector.Key, false, true), Assert.Single(services.GetServices<IChannelConnector>()).Capabilities is var can ? (can.Channel, can.IsCreateRepeatable, can.IsReviewed) : default);
    }

    private static ShopAccess Nobody => new("1", "t", "r", null, null);

    private static OutsideLimits LazadaLimits => new(1, 255, 255, 25_000, 8);

    private async Task<ShopAccess> ShopAsync()
    {
        var tokens = Good(await _connector.ExchangeCodeAsync(_lazada.Consent(ShopId), null, default));
        return new ShopAccess(ShopId, tokens.AccessToken, tokens.RefreshToken, null, null);
    }

    private async Task<ListingDraft> DraftAsync(ShopAccess shop)
    {
        using var picture = new MemoryStream(await TestPictures.JpegAsync(640, 640));
        return Draft(Good(await _connector.UploadImageAsync(shop, picture, "chè.JPG", default)).Text);
    }

    private ListingDraft Draft(string image) => new("Chè Shan tuyết Suối Giàng", ["Chè cổ thụ, hái tay."], Tea.Category, Tea.Attributes, [image], [new DraftSku(Sku, "Hộp 100 g", 185_000, 25, 150, 121, 80, 55, null)]);

    private static IOptions<LazadaOptions> Options(LazadaDouble platform) => Microsoft.Extensions.Options.Options.Create(new LazadaOptions { AppKey = LazadaDouble.AppKey, AppSecret = LazadaDouble.AppSecret, Address = platform.Api, SignInAddress = platform.Api, ConsentAddress = platform.ConsentPage, ReturnAddress = Back });

    /// <summary>Asks for the tree with code of the test's own; what comes back is the code of the answer.</summary>
    private static async Task<string> AskAsync(HttpClient http, LazadaDouble platform, long timestamp, string secret)
    {
        var fields = new Dictionary<string, string> { ["app_key"] = LazadaDouble.AppKey, ["sign_method"] = "sha256", ["timestamp"] = $"{timestamp}" };
        fields["sign"] = LazadaWire.Sign(secret, "/category/tree/get", fields);
        return JsonElement.Parse(await http.GetByteArrayAsync(new Uri($"{platform.Api}/category/tree/get?{string.Join('&', fields.Select(field => $"{field.Key}={field.Value}"))}"))).GetProperty("code").GetString()!;
    }

    /// <summary>A connector that is told these answers, one after the other.</summary>
    private LazadaConnector Told(params string[] answers) => Told(new Answers(answers));

    private LazadaConnector Told(Answers answers) => new(new HttpClient(answers), Microsoft.Extensions.Options.Options.Create(new LazadaOptions { AppKey = "1", AppSecret = "2", ReturnAddress = Back }), Clock, new Silence());

    private async Task<System.Collections.Specialized.NameValueCollection> SentAsync<T>(Func<LazadaConnector, Task<ChannelResult<T>>> act) where T : class
    {
        var answers = new Answers(["""{"code":"6"}"""]);
        await act(Told(answers));
        return HttpUtility.ParseQueryString(answers.Sent);
    }

    private sealed class Answers(IEnumerable<string> answers) : HttpMessageHandler
    {
        private readonly Queue<string> _answers = new(answers);

        public string Sent { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            if (request.Content is not null) Sent = await request.Content.ReadAsStringAsync(cancel);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(_answers.Dequeue(), Encoding.UTF8, "application/json") };
        }
    }

    private sealed class Silence : ICallJournal
    {
        public void Note(CallNote note)
        {
        }
    }
}

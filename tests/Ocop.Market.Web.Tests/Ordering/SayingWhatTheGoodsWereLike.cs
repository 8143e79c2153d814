using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>Reviews and complaints in the pages of everybody who has to do with them.</summary>
public sealed partial class SayingWhatTheGoodsWereLike
{
    private const string Product = "/san-pham/tra-thu";

    [Theory, BothDatabases]
    public async Task A_review_stands_on_the_kept_page_until_the_desk_hides_it_and_its_author_reads_why(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        var (scope, number, product) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number, (await db.Products.SingleAsync()).Id) : default);
        var form = Behind(buyer, "danh-gia", number) + $"&mon={product}";
        Assert.Contains("Nhận hàng rồi mới đánh giá được", (await buyer.GetAsync(http, form)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Viết đánh giá", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);
        await DeliverAsync(http, link);
        Assert.Contains("Viết đánh giá", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);
        foreach (var elsewhere in new[] { form + "9", Behind(buyer, "danh-gia", number + "9") + $"&mon={product}", Behind(buyer, "danh-gia", number) }) Assert.Equal(HttpStatusCode.NotFound, (await buyer.GetAsync(http, elsewhere)).Status);
        Assert.StartsWith("/don-hang?code=", (await buyer.GetAsync(http, $"/don-hang/{buyer.OrderNumber}/danh-gia?k=gia&goi={number}&mon={product}")).Location, StringComparison.Ordinal);

        // Kept, and without a rating.
        await site.SettledAsync();
        Assert.DoesNotContain("aggregateRating", await http.GetStringAsync(Product), StringComparison.Ordinal);
        Assert.Contains("Chưa có đánh giá", WebUtility.HtmlDecode(await http.GetStringAsync(Product)), StringComparison.Ordinal);
        Assert.True(await IsKeptAsync(http, Product));
        var wrong = await buyer.SubmitAsync(http, form, [("marks", ""), ("text", "Thơm <b>lắm</b>"), ("signature", "Initial")]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        foreach (var kept in new[] { "id=\"marks-e\"", "Thơm <b>lắm</b></textarea>", "value=\"Initial\" checked" }) Assert.Contains(kept, wrong.Html, StringComparison.Ordinal);
        Assert.StartsWith(buyer.TrackingPath!.Split('?')[0], (await buyer.SubmitAsync(http, form, [("marks", "4"), ("text", "Thơm <b>lắm</b>"), ("signature", "Initial")])).Location, StringComparison.Ordinal);

        var page = await ShowsAsync(http, "\"ratingValue\":4,\"reviewCount\":1");
        Assert.Contains("Thơm &lt;b&gt;lắm&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<b>4/5 điểm</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Người mua thử", page, StringComparison.Ordinal);
        Assert.True(await IsKeptAsync(http, Product));
        Assert.Contains("4/5 points", await http.GetStringAsync("/en" + Product), StringComparison.Ordinal);

        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00070", Guid.CreateVersion7())));
        const string Room = "/cong-chu-the/danh-gia", Desk = "/quan-tri/danh-gia";
        Assert.Contains("Chưa có đánh giá nào", (await stranger.GetAsync(http, Room)).Html, StringComparison.Ordinal);
        var mine = await owner.GetAsync(http, Room);
        var id = mine.Hidden("id");
        Assert.Equal(HttpStatusCode.Conflict, (await owner.SubmitAsync(http, Room, [("id", id), ("version", mine.Hidden("version")), ("act", "reply"), ("reply", " ")])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.SubmitAsync(http, "/cong-chu-the/them", [("id", id), ("version", mine.Hidden("version")), ("act", "reply"), ("reply", "Chào bạn")], Room)).Status);
        Assert.Equal(Room, (await owner.SubmitAsync(http, Room, [("id", id), ("version", mine.Hidden("version")), ("act", "reply"), ("reply", "Cảm ơn bạn nhiều")])).Location);
        await ShowsAsync(http, "Cảm ơn bạn nhiều");
        mine = await owner.GetAsync(http, Room);
        var vague = await owner.SubmitAsync(http, Room, [("id", id), ("version", mine.Hidden("version")), ("act", "object"), ("reason", "ProvenFalse"), ("objection", "")]);
        Assert.Equal(HttpStatusCode.Conflict, vague.Status);
        Assert.Contains($"id=\"objection-{id}-e\"", vague.Html, StringComparison.Ordinal);
        Assert.Equal(Room, (await owner.SubmitAsync(http, Room, [("id", id), ("version", mine.Hidden("version")), ("act", "object"), ("reason", "Insult"), ("objection", "Lời khó nghe")])).Location);

        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains("đánh giá chờ đọc", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);
        var read = await officer.GetAsync(http, Desk);
        Assert.Contains("Lời khó nghe", read.Html, StringComparison.Ordinal);
        var auditor = await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.DoesNotContain("Ẩn vì lý do này", (await auditor.GetAsync(http, Desk)).Html, StringComparison.Ordinal);
        var unreasoned = await officer.SubmitAsync(http, Desk, [("id", id), ("version", read.Hidden("version")), ("act", "Hide"), ("reason", "Vì xấu")]);
        Assert.Equal(HttpStatusCode.Conflict, unreasoned.Status);
        Assert.Contains($"id=\"reason-{id}-e\"", unreasoned.Html, StringComparison.Ordinal);
        Assert.Equal(Desk, (await officer.SubmitAsync(http, Desk, [("id", id), ("version", read.Hidden("version")), ("act", "Hide"), ("reason", "Insult")])).Location);

        await ShowsAsync(http, "Chưa có đánh giá");
        Assert.DoesNotContain("aggregateRating", await http.GetStringAsync(Product), StringComparison.Ordinal);
        foreach (var place in new[] { buyer.TrackingPath!, form }) Assert.Contains("lời lẽ xúc phạm", (await buyer.GetAsync(http, place)).Html, StringComparison.Ordinal);
        var log = (await officer.GetAsync(http, "/quan-tri/nhat-ky")).Html;
        foreach (var act in new[] { "Ẩn đánh giá", "Người mua đánh giá", "Chủ thể trả lời đánh giá" }) Assert.Contains(act, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_with_a_phone_number_wait_for_the_desk_and_their_writer_reads_why()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        await DeliverAsync(http, link);
        var (number, product) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db ? ((await db.Orders.SingleAsync()).Number, (await db.Products.SingleAsync()).Id) : default);
        var form = Behind(buyer, "danh-gia", number) + $"&mon={product}";
        await buyer.SubmitAsync(http, form, [("marks", "5"), ("text", "Ngon, gọi tôi 0912 345 678"), ("signature", "Masked")]);
        foreach (var place in new[] { buyer.TrackingPath!, form }) Assert.Contains("trong lời viết có số điện thoại", (await buyer.GetAsync(http, place)).Html, StringComparison.OrdinalIgnoreCase);
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains("có số điện thoại hoặc thư điện tử", (await officer.GetAsync(http, "/quan-tri/danh-gia")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("0912 345 678", await http.GetStringAsync(Product), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_the_desk_hides_leaves_the_page_and_its_producer_reads_why_and_mends_it()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (buyer, link) = await OrderAsync(site, http);
        await DeliverAsync(http, link);
        var (scope, number, product) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number, (await db.Products.SingleAsync()).Id) : default);
        await buyer.SubmitAsync(http, Behind(buyer, "danh-gia", number) + $"&mon={product}", [("marks", "2"), ("text", "Nhạt"), ("signature", "Masked")]);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        const string Room = "/cong-chu-the/danh-gia", Desk = "/quan-tri/danh-gia?muc=hien";
        await SayAsync(owner, Room, ("act", "reply"), ("reply", "Bạn không biết uống trà"));
        await ShowsAsync(http, "Bạn không biết uống trà");

        var unreasoned = await SayAsync(officer, Desk, ("act", "HideReply"), ("reason", ""));
        Assert.Equal(HttpStatusCode.Conflict, unreasoned.Status);
        Assert.Contains("id=\"replyReason-", unreasoned.Html, StringComparison.Ordinal);
        Assert.Equal(Desk, (await SayAsync(officer, Desk, ("act", "HideReply"), ("reason", "Insult"))).Location);
        await Eventually.TrueAsync(async () => WebUtility.HtmlDecode(await http.GetStringAsync(Product)) is var page && page.Contains("Nhạt", StringComparison.Ordinal) && !page.Contains("Bạn không biết uống trà", StringComparison.Ordinal));
        var mine = (await owner.GetAsync(http, Room)).Html;
        foreach (var words in new[] { "lời trả lời đã ẩn", "lời lẽ xúc phạm", "Gửi chợ đọc lại" }) Assert.Contains(words, mine, StringComparison.Ordinal);

        site.StandingClock.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(owner, Room, ("act", "reply"), ("reply", "Mời bạn pha nóng hơn"));
        Assert.Contains("chờ chợ đọc", (await officer.GetAsync(http, "/quan-tri/danh-gia")).Html, StringComparison.Ordinal);
        await SayAsync(officer, "/quan-tri/danh-gia", ("act", "ShowReply"));
        await ShowsAsync(http, "Mời bạn pha nóng hơn");
        var log = (await officer.GetAsync(http, "/quan-tri/nhat-ky")).Html;
        foreach (var act in new[] { "Ẩn lời trả lời của chủ thể", "Cho hiện lại lời trả lời" }) Assert.Contains(act, log, StringComparison.Ordinal);

        async Task<Answer> SayAsync(Guest guest, string room, params (string, string)[] said)
        {
            var page = await guest.GetAsync(http, room);
            return await guest.SubmitAsync(http, room, [("id", page.Hidden("id")), ("version", page.Hidden("version")), .. said]);
        }
    }

    [Fact]
    public async Task The_room_of_an_order_says_which_batch_to_take_and_the_shelf_leaves_as_a_workbook()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (_, link) = await OrderAsync(site, http);
        var (scope, number, variant) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number, (await db.Variants.SingleAsync()).Id) : default);
        await site.InScopeAsync(services => services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(variant, 5) { Batch = "L-7", BestBefore = site.Clock.Today().AddDays(40) }], "Nhập lô", "test", default));
        await new Guest().SubmitAsync(http, link, [("act", "accept")]);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00070", Guid.CreateVersion7())));
        Assert.Contains("lô L-7, hạn", (await owner.GetAsync(http, $"/cong-chu-the/don-hang/{number}")).Html, StringComparison.Ordinal);
        await new Guest().SubmitAsync(http, link, [("act", "deliver")]);
        Assert.DoesNotContain("lô L-7", (await owner.GetAsync(http, $"/cong-chu-the/don-hang/{number}")).Html, StringComparison.Ordinal);

        const string Goods = "/cong-chu-the/hang-hoa";
        Assert.Contains($"{Goods}?tep=xlsx", (await owner.GetAsync(http, Goods)).Html, StringComparison.Ordinal);
        var file = await owner.GetAsync(http, $"{Goods}?tep=xlsx");
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.StartsWith("PK", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("?tep=xlsx", (await stranger.GetAsync(http, Goods)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_reviews_are_pages_of_their_own_without_a_script()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        for (var i = 1; i <= 6; i++)
        {
            var (buyer, link) = await OrderAsync(site, http, isNew: i == 1);
            await DeliverAsync(http, link);
            var (number, product) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
                ? ((await db.Orders.OrderByDescending(order => order.PlacedAt).FirstAsync()).Number, (await db.Products.SingleAsync()).Id) : default);
            await buyer.SubmitAsync(http, Behind(buyer, "danh-gia", number) + $"&mon={product}", [("marks", "5"), ("text", $"Lần thứ {i}.")]);
            site.StandingClock.Advance(TimeSpan.FromMinutes(1));
        }

        await site.SettledAsync();
        var first = WebUtility.HtmlDecode(await http.GetStringAsync(Product));
        Assert.Contains("Lần thứ 6.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Lần thứ 1.", first, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Product}?trang=2#danh-gia\"", first, StringComparison.Ordinal);
        Assert.False(await IsKeptAsync(http, Product + "?trang=2"));
        Assert.True(await IsKeptAsync(http, Product + "?trang=2"));
        Assert.Contains("Lần thứ 1.", WebUtility.HtmlDecode(await http.GetStringAsync(Product + "?trang=2")), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_complaint_goes_from_the_order_to_the_desk_and_back_and_the_producer_says_its_side(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (buyer, _) = await OrderAsync(site, http);
        var (scope, number) = await site.InScopeAsync(async services => services.GetRequiredService<MarketDb>() is var db
            ? ((await db.Producers.SingleAsync()).Scope, (await db.Orders.SingleAsync()).Number) : default);
        Assert.Contains("Khiếu nại với chợ", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);
        var form = Behind(buyer, "khieu-nai", number);
        Assert.Equal(HttpStatusCode.NotFound, (await buyer.GetAsync(http, form + "9")).Status);
        var key = (await buyer.GetAsync(http, form)).Hidden("key");
        var wrong = await buyer.SubmitAsync(http, form, [("key", key), ("act", "write"), ("about", ""), ("text", "Giao trễ")]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        foreach (var kept in new[] { "id=\"about-e\"", ">Giao trễ</textarea>", $"value=\"{key}\"" }) Assert.Contains(kept, wrong.Html, StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 2)) Assert.StartsWith($"/don-hang/{buyer.OrderNumber}/khieu-nai?k=", (await buyer.SubmitAsync(http, form, [("key", key), ("act", "write"), ("about", "Delivery"), ("text", "Giao trễ")])).Location, StringComparison.Ordinal);
        Assert.Contains("chờ chợ trả lời", (await buyer.GetAsync(http, buyer.TrackingPath!)).Html, StringComparison.Ordinal);

        var id = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Complaints.Select(complaint => complaint.Id).SingleAsync());
        var (room, file) = ($"/cong-chu-the/khieu-nai/{id}", $"/quan-tri/khieu-nai/{id}");
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00070", Guid.CreateVersion7())));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, room)).Status);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, scope));
        Assert.Contains(number, (await owner.GetAsync(http, "/cong-chu-the/khieu-nai")).Html, StringComparison.Ordinal);
        var mine = await owner.GetAsync(http, room);
        Assert.DoesNotContain("Khép với kết quả này", mine.Html, StringComparison.Ordinal);
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("version", mine.Hidden("version")), ("act", "Comment"), ("words", "Đường ngập, giao trễ một ngày")])).Location);

        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains("khiếu nại chờ trả lời", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);
        Assert.Contains(number, (await officer.GetAsync(http, "/quan-tri/khieu-nai")).Html, StringComparison.Ordinal);
        var seen = await officer.GetAsync(http, file);
        Assert.Contains("Đường ngập", seen.Html, StringComparison.Ordinal);
        var unfinished = await officer.SubmitAsync(http, file, [("version", seen.Hidden("version")), ("act", "Close"), ("words", "Chợ hoàn phí giao"), ("result", "")]);
        Assert.Equal(HttpStatusCode.Conflict, unfinished.Status);
        foreach (var kept in new[] { "f-result-problem", ">Chợ hoàn phí giao</textarea>" }) Assert.Contains(kept, unfinished.Html, StringComparison.Ordinal);
        Assert.Equal(file, (await officer.SubmitAsync(http, file, [("version", seen.Hidden("version")), ("act", "Answer"), ("words", "Chợ đang hỏi người bán")])).Location);
        seen = await officer.GetAsync(http, file);
        Assert.Equal(file, (await officer.SubmitAsync(http, file, [("version", seen.Hidden("version")), ("act", "Close"), ("words", "Chợ hoàn phí giao"), ("result", "Upheld")])).Location);
        var told = (await buyer.GetAsync(http, form)).Html;
        foreach (var shown in new[] { "Giao trễ", "Đường ngập", "Chợ đang hỏi người bán", "Chợ hoàn phí giao", "khiếu nại đúng" }) Assert.Contains(shown, told, StringComparison.Ordinal);
        site.StandingClock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("khiếu nại chờ trả lời", (await (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme))).GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);
    }

    private static string Behind(Guest buyer, string page, string number) => buyer.TrackingPath!.Replace("?k=", $"/{page}?k=", StringComparison.Ordinal) + "&goi=" + number;

    private static async Task<string> ShowsAsync(HttpClient http, string words)
    {
        var page = "";
        await Eventually.TrueAsync(async () => (page = await http.GetStringAsync(Product)) is var raw && (raw.Contains(words, StringComparison.Ordinal) || WebUtility.HtmlDecode(raw).Contains(words, StringComparison.Ordinal)));
        return page;
    }

    private static async Task<bool> IsKeptAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.Headers.Age is not null;
    }

    private static async Task DeliverAsync(HttpClient http, string link)
    {
        var producer = new Guest();
        await producer.SubmitAsync(http, link, [("act", "accept")]);
        await producer.SubmitAsync(http, link, [("act", "deliver")]);
    }

    private static async Task<(Guest Buyer, string AnswerPath)> OrderAsync(MarketSite site, HttpClient http, bool isNew = true)
    {
        var variant = await site.InScopeAsync(async services =>
        {
            if (!isNew) return await services.GetRequiredService<MarketDb>().Variants.Select(it => it.Id).SingleAsync();
            var product = await SomeGoods.AddAsync(services, "Trà thử");
            await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(product.Variants[0].Id, 20)], "Nhập kho", "test", default);
            return product.Variants[0].Id;
        });
        var buyer = new Guest();
        await buyer.AddAsync(http, variant);
        await buyer.FillInAsync(http, "0912345678", holds: true);
        Assert.NotNull((await buyer.PlaceAsync(http)).OrderNumber);
        var mails = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("order-for-producer:")).OrderByDescending(mail => mail.Id).Select(mail => mail.Text).FirstAsync());
        return (buyer, AnswerLink().Match(mails).Value);
    }

    [GeneratedRegex("/don-hang/xu-ly/[A-Za-z0-9_-]+")]
    private static partial Regex AnswerLink();
}

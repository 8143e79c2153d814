using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Storefront.Orders;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Companies;

/// <summary>From a company's form to two hundred parcels, by a sheet with ten bad rows that is mended and sent again.</summary>
public sealed class OrderingForACompany
{
    private const int Boxes = 200, Bad = 10;

    private static readonly Dictionary<string, string> Bank = new()
    {
        ["Payments:BankTransfer:AccountNumber"] = "1017595600", ["Payments:BankTransfer:AccountHolder"] = "CHO OCOP", ["Payments:BankTransfer:Bin"] = "970436",
    };

    [Theory, BothDatabases]
    public async Task Two_hundred_boxes_to_two_hundred_recipients(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider, Bank);
        using var http = site.Visitor();
        var guest = new Guest();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè làm quà"));
        var variant = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Variants.SingleAsync(it => it.ProductId == product.Id));
        await site.InScopeAsync(scope => scope.GetRequiredService<ReceiveStock>().HandleAsync([new(variant.Id, 500)], "Hàng Tết", "test", default));
        string Day(int ahead) => site.Clock.Today().AddDays(ahead).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

        var wrong = await guest.PostAsync(http, "/bao-gia/moi", ("company", "C"), ("taxCode", "123"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("id=\"taxCode-e\"", wrong.Html, StringComparison.Ordinal);
        var sent = await guest.PostAsync(http, "/bao-gia/moi", ("company", "Công ty <bí mật>"), ("taxCode", "1000000001"), ("contact", "Người mua"), ("phone", "0912345678"), ("email", "mua@example.vn"),
            ("boxes", "200"), ("goods", "Hai gói chè"), ("wishDay", Day(60)), ("wantsInvoice", "true"), ("invoiceAddress", "Số 1 phố Minh Hoạ, Hà Nội"));
        var quote = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Quotes.AsNoTracking().SingleAsync());
        Assert.Equal($"/bao-gia/moi?da-gui={quote.Number}", sent.Location);
        var thanks = (await guest.GetAsync(http, sent.Location!)).Html;
        Assert.All([quote.Number, "Trong hai ngày làm việc", "Bạn chấp nhận báo giá"], words => Assert.Contains(words, thanks, StringComparison.Ordinal));
        Assert.DoesNotContain("order-no", await http.GetStringAsync("/bao-gia/moi?da-gui=gi-cung-duoc"), StringComparison.Ordinal);
        var mail = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OutboxMessages.SingleAsync(it => it.Recipient == "mua@example.vn"));
        var here = new Uri(Regex.Match(mail.Text, @"http\S+/bao-gia/\S+").Value).PathAndQuery;
        Assert.Contains("chờ chợ báo giá", await http.GetStringAsync(here), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(here[..^3])).StatusCode);

        var desk = $"/quan-tri/bao-gia/{quote.Id}";
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains(quote.Number, (await officer.GetAsync(http, "/quan-tri/bao-gia?q=bi+mat")).Html, StringComparison.Ordinal);
        var file = await officer.GetAsync(http, desk);
        (string, string)[] offer = [("act", "offer"), ("version", file.Hidden("version")), ("title", "Hộp chè Tết"), ("price", "300.000"), ("part", variant.Sku), ("pieces", "2"), ("from", "100"), ("percent", "10"), ("validUntil", Day(10)), ("lastDay", Day(50)), ("terms", "OnAccount"), ("accountDays", "15")];
        // Worked out before anything is sent: what was typed stays in the fields, the goods chosen from a list.
        Assert.Contains($"<option value=\"{variant.Sku}\">", file.Html, StringComparison.Ordinal);
        var reckoned = await officer.SubmitAsync(http, desk, [.. offer.Select(field => field.Item1 switch { "act" => ("act", "reckon"), "part" => ("part", "che lam qua"), "validUntil" or "terms" => (field.Item1, ""), _ => field })]);
        Assert.Equal(HttpStatusCode.OK, reckoned.Status);
        foreach (var words in new[] { "58.000.000\u00a0₫", "54.000.000\u00a0₫", "4.000.000\u00a0₫", "Công ty đỡ được", "value=\"300.000\"", "value=\"che lam qua\"" }) Assert.Contains(words, reckoned.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Công ty đỡ được", file.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, desk, offer)).Status);
        Assert.Equal(desk, (await officer.SubmitAsync(http, desk, [.. offer, ("packerAgreed", "true")])).Location);

        var read = WebUtility.HtmlDecode(await http.GetStringAsync(here));
        Assert.All(["270.000", "Mọi giá ở đây đã gồm thuế GTGT"], words => Assert.Contains(words, read, StringComparison.Ordinal));
        var offered = await officer.GetAsync(http, desk);
        Assert.All(["270.000", "đã giảm 10%", "Trả trong 15 ngày"], words => Assert.Contains(words, offered.Html, StringComparison.Ordinal));
        // The link is there to be copied, and to be mailed once more.
        Assert.Matches("id=\"lk\" readonly value=\"[^\"]+/bao-gia/[^\"]+\"", offered.Html);
        Assert.Equal(desk, (await officer.SubmitAsync(http, desk, [("act", "again"), ("version", offered.Hidden("version"))])).Location);
        Assert.Equal(1, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OutboxMessages.CountAsync(it => it.DedupeKey.Contains(":again:"))));
        var auditor = await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.DoesNotContain("id=\"lk\"", (await auditor.GetAsync(http, desk)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await guest.PostAsync(http, here, ("act", "accept"), ("offer", "2"))).Status);
        Assert.Equal(here, (await guest.PostAsync(http, here, ("act", "accept"), ("offer", "1"))).Location);
        read = WebUtility.HtmlDecode(await http.GetStringAsync(here));
        Assert.All(["đã chấp nhận", "Bước tiếp theo: gửi đủ danh sách người nhận"], words => Assert.Contains(words, read, StringComparison.Ordinal));

        var sheetAt = here + "/nguoi-nhan";
        var commune = await site.InScopeAsync(async scope => await scope.GetRequiredService<MarketDb>().Communes.Join(scope.GetRequiredService<MarketDb>().Provinces, it => it.ProvinceCode, it => it.Code, (it, its) => new { it.Name, Province = its.Name }).FirstAsync());
        string Row(int index, bool isRight) => FormattableString.Invariant($"Người nhận {index},{(isRight ? $"09120{index:00000}" : "không có")},Số {index} phố Minh Hoạ,{commune.Name},{commune.Province},{Day(20)},Chúc mừng năm mới,1\n");
        string Sheet(Func<int, bool> isRight) => "Họ tên,Điện thoại,Địa chỉ,\"Xã, phường\",\"Tỉnh, thành\",Ngày giao,Lời chúc,Số hộp\n" + string.Concat(Enumerable.Range(1, Boxes).Select(index => Row(index, isRight(index))));
        Assert.Equal(HttpStatusCode.Found, await SendAsync(http, sheetAt, Sheet(index => index > Bad)));
        var shown = await http.GetStringAsync(sheetAt);
        Assert.Equal(Bad, Regex.Count(shown, "id=\"dong-"));
        Assert.Contains("Chưa phải số điện thoại", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("#dat\"", shown, StringComparison.Ordinal);
        Assert.Equal(Bad, Regex.Count(await http.GetStringAsync(here + "/nguoi-nhan.csv"), "Điện thoại: "));
        Assert.DoesNotContain("value=\"place\"", await http.GetStringAsync(here), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(http, sheetAt, "khong,phai,bang\n"));
        Assert.Equal(HttpStatusCode.Found, await SendAsync(http, sheetAt, Sheet(_ => true)));

        Assert.Contains($"href=\"{here}#dat\"", await http.GetStringAsync(sheetAt), StringComparison.Ordinal);
        var ready = await http.GetStringAsync(here);
        Assert.Contains("Bước tiếp theo: đặt hàng", WebUtility.HtmlDecode(ready), StringComparison.Ordinal);
        string Hidden(string name) => Regex.Match(ready, $"name=\"{name}\" value=\"(\\d+)\"").Groups[1].Value;
        Assert.DoesNotContain("isAdult", ready, StringComparison.Ordinal);
        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var spirits = await db.ProductSets.Where(set => set.Number == 14).Select(set => new { set.GroupSlug, set.Code }).FirstAsync();
            (await db.Products.SingleAsync(it => it.Id == product.Id)).Classify(spirits.GroupSlug, spirits.Code);
            await db.SaveChangesAsync();
        });
        var young = await guest.PostAsync(http, here, ("act", "place"), ("sheet", Hidden("sheet")), ("total", Hidden("total")));
        Assert.Equal(HttpStatusCode.Conflict, young.Status);
        Assert.Contains("id=\"isAdult-e\"", young.Html, StringComparison.Ordinal);
        Assert.Equal(here, (await guest.PostAsync(http, here, ("act", "place"), ("sheet", Hidden("sheet")), ("total", Hidden("total")), ("isAdult", "true"))).Location);
        Assert.Equal(here, (await guest.PostAsync(http, here, ("act", "place"), ("sheet", Hidden("sheet")), ("total", Hidden("total")))).Location);
        Assert.Equal(Boxes, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Orders.CountAsync()));
        var done = WebUtility.HtmlDecode(await http.GetStringAsync(here));
        Assert.Contains("54.000.000", done, StringComparison.Ordinal);
        var memo = PaymentReference.Of(await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OrderGroups.Select(group => group.Number).SingleAsync()));
        Assert.All(["1017595600", "CHO OCOP", "Vietcombank", $"value=\"{memo}\"", "value=\"54000000\"", $"Mã VietQR: {new Money(54_000_000)}"], words => Assert.Contains(words, done, StringComparison.Ordinal));
        Assert.DoesNotContain("quá hạn", done, StringComparison.Ordinal);
        string[] agreed = ["270.000", "đã giảm 10%", "Tất cả, đã gồm thuế GTGT", "Trả trong 15 ngày sau khi đặt", Day(15)];
        Assert.All(agreed, words => Assert.Contains(words, done, StringComparison.Ordinal));
        var filed = (await officer.GetAsync(http, desk)).Html;
        Assert.All(agreed, words => Assert.Contains(words, filed, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(here + "/giao-hang.xlsx")).StatusCode);
        var gift = await http.GetStringAsync(new Uri(Regex.Match(done, @"http\S+/qua-cua-ban/[^""]+").Value).PathAndQuery);
        Assert.Contains("Chúc mừng năm mới", WebUtility.HtmlDecode(gift), StringComparison.Ordinal);
        Assert.DoesNotContain("₫", Regex.Match(gift, "<main.*</main>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("phố Minh Hoạ", gift, StringComparison.Ordinal);
        Assert.Contains("trả sau", (await officer.GetAsync(http, desk)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(quote.Number, (await officer.GetAsync(http, "/quan-tri/bao-gia?muc=qua-han")).Html, StringComparison.Ordinal);

        // What need not be paid stands with its reason wherever the company or the desk looks, as what it is.
        var (parcel, group) = await site.InScopeAsync(async scope => (await scope.GetRequiredService<MarketDb>().Orders.OrderBy(order => order.Number).FirstAsync(), await scope.GetRequiredService<MarketDb>().OrderGroups.AsNoTracking().SingleAsync()));
        var room = $"/quan-tri/don-hang/{parcel.Number}";
        Assert.Contains("Trừ công nợ của gói này", (await officer.GetAsync(http, room)).Html, StringComparison.Ordinal);
        Assert.Equal(room + "?handler=Refund", (await officer.SubmitAsync(http, room, [("amount", "100.000"), ("why", "Hộp bị móp"), ("already", "0")], room + "?handler=Refund")).Location);
        var track = site.Services.GetRequiredService<OrderLinks>().TrackingPath(group.Id, group.Number);
        string[] forTheCompany = [WebUtility.HtmlDecode(await http.GetStringAsync(here)), WebUtility.HtmlDecode(await http.GetStringAsync(track))];
        foreach (var place in (string[])[.. forTheCompany, (await officer.GetAsync(http, desk)).Html, (await officer.GetAsync(http, room)).Html])
        {
            Assert.All(["Trừ vào công nợ, không phải trả", "Hộp bị móp", "−100.000"], words => Assert.Contains(words, place, StringComparison.Ordinal));
            Assert.DoesNotContain("Hoàn lại,", place, StringComparison.Ordinal);
        }

        Assert.All(forTheCompany, place => Assert.Contains("53.900.000", place, StringComparison.Ordinal));
        site.StandingClock.Advance(TimeSpan.FromDays(16));
        Assert.Contains("quá hạn", WebUtility.HtmlDecode(await http.GetStringAsync(here)), StringComparison.Ordinal);
        officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains("công ty trả sau quá hạn", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);
        Assert.Contains(quote.Number, (await officer.GetAsync(http, "/quan-tri/bao-gia?muc=qua-han")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_bank_account_the_desk_reads_beforehand_that_nobody_can_pay_later_and_cannot_offer_it()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var variant = await site.InScopeAsync(async scope => (await SomeGoods.AddAsync(scope, "Chè làm quà")).Variants[0]);
        string Day(int ahead) => site.Clock.Today().AddDays(ahead).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var quote = Done(await site.InScopeAsync(scope => scope.GetRequiredService<AskQuote>().HandleAsync(
            new QuoteForm { Company = "Công ty minh hoạ", TaxCode = "1000000001", Contact = "Người mua", Phone = "0912345678", Email = "mua@example.vn", Boxes = "20", Goods = "Hai gói chè", WishDay = Day(60) }, null, "vi", default)))!;
        var (desk, officer) = ($"/quan-tri/bao-gia/{quote.Id}", await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme)));
        var file = await officer.GetAsync(http, desk);
        Assert.Contains("Payments:BankTransfer", Regex.Match(file.Html, "id=\"f-terms-help\">([^<]*)<").Groups[1].Value, StringComparison.Ordinal);
        (string, string)[] offer = [("act", "offer"), ("version", file.Hidden("version")), ("title", "Hộp chè Tết"), ("price", "300.000"), ("part", variant.Sku), ("pieces", "2"), ("packerAgreed", "true"), ("validUntil", Day(10)), ("lastDay", Day(50))];
        var refused = await officer.SubmitAsync(http, desk, [.. offer, ("terms", nameof(PayTerms.OnAccount)), ("accountDays", "15")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("id=\"f-terms-problem\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(desk, (await officer.SubmitAsync(http, desk, [.. offer, ("terms", nameof(PayTerms.FullBefore))])).Location);
    }

    [Fact]
    public async Task The_pay_page_asks_for_the_deposit_first_and_then_for_the_rest()
    {
        await using var site = await MarketSite.OpenAsync(settings: Bank);
        using var http = site.Visitor();
        var group = await site.InScopeAsync(DepositedAsync);
        var page = site.Services.GetRequiredService<OrderLinks>().PaymentPath(group.Id, group.Number);
        var first = WebUtility.HtmlDecode(await http.GetStringAsync(page));
        // What is paid on the page goes first to the code, the copy field and the sum; the whole stands below.
        Assert.All(["value=\"1800000\"", $"Mã VietQR: {new Money(1_800_000)}", "Đặt cọc, trả bây giờ", new Money(6_000_000).ToString()], words => Assert.Contains(words, first, StringComparison.Ordinal));
        Assert.DoesNotContain("value=\"CashOnDelivery\"", first, StringComparison.Ordinal);
        await PayAsync("FT1", 800_000);
        Assert.Contains("value=\"1000000\"", await http.GetStringAsync(page), StringComparison.Ordinal);
        await PayAsync("FT2", 1_000_000);
        var rest = WebUtility.HtmlDecode(await http.GetStringAsync(page));
        Assert.Contains("value=\"4200000\"", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("Đặt cọc, trả bây giờ", rest, StringComparison.Ordinal);

        Task<NoticeResult> PayAsync(string transaction, long amount) => site.InScopeAsync(scope => scope.GetRequiredService<BookPayment>().HandleAsync(PaymentOptions.Bank,
            new PaymentNotice(transaction, PaymentReference.Of(group.Number), null, null, new PaymentNews.Paid(transaction, new Money(amount), "VND", null)), "test", default));
    }

    /// <summary>Twenty boxes for 300.000 đồng, of which thirty percent come first.</summary>
    private static async Task<OrderGroup> DepositedAsync(IServiceProvider scope)
    {
        var (db, clock) = (scope.GetRequiredService<MarketDb>(), scope.GetRequiredService<TimeProvider>());
        string Day(int ahead) => clock.Today().AddDays(ahead).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var variant = (await SomeGoods.AddAsync(scope, "Chè làm quà")).Variants[0];
        await scope.GetRequiredService<ReceiveStock>().HandleAsync([new(variant.Id, 50)], "Hàng Tết", "test", default);
        var asked = Done(await scope.GetRequiredService<AskQuote>().HandleAsync(
            new QuoteForm { Company = "Công ty minh hoạ", TaxCode = "1000000001", Contact = "Người mua", Phone = "0912345678", Email = "mua@example.vn", Boxes = "20", Goods = "Hai gói chè", WishDay = Day(60) }, null, "vi", default))!;
        var officer = new Person(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
        var quote = Done(await scope.GetRequiredService<OfferQuote>().HandleAsync(officer, asked.Id, asked.Version,
            new OfferForm { Title = "Hộp chè Tết", Price = "300.000", Parts = [new(variant.Sku, "2")], PackerAgreed = "true", ValidUntil = Day(10), LastDay = Day(50), Terms = nameof(PayTerms.Deposit), DepositPercent = "30" }, default));
        Done(await scope.GetRequiredService<AnswerQuote>().AcceptAsync(quote.Id, quote.OfferVersion, default));
        var commune = await db.Communes.Join(db.Provinces, it => it.ProvinceCode, it => it.Code, (it, its) => new { it.Name, Province = its.Name }).FirstAsync();
        var rows = "Họ tên,Điện thoại,Địa chỉ,\"Xã, phường\",\"Tỉnh, thành\",Ngày giao,Lời chúc,Số hộp\n" + string.Concat(Enumerable.Range(1, 20).Select(index => FormattableString.Invariant($"Người nhận {index},09120{index:00000},Số {index} phố Minh Hoạ,{commune.Name},{commune.Province},{Day(20)},,1\n")));
        var sheet = Done(await scope.GetRequiredService<RecipientSheets>().TakeAsync(quote.Id, new MemoryStream(Encoding.UTF8.GetBytes(rows)), "nguoi-nhan.csv", default));
        var placed = Done(await scope.GetRequiredService<PlaceQuote>().HandleAsync(quote.Id, sheet.Sheet.Version, 6_000_000, false, default));
        return await db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == placed.GroupId);
    }

    private static T Done<T>(Outcome<T> outcome) => outcome.Value!;

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, string address, string csv)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { new StringContent("send"), "act" }, { file, "file", "nguoi-nhan.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return (await http.SendAsync(request)).StatusCode;
    }
}

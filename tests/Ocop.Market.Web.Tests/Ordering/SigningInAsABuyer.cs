using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>A buyer's account seen from the browser: in by mail, orders without seals, addresses that fill the checkout, and out everywhere.</summary>
public sealed class SigningInAsABuyer
{
    private const string Mail = "ban@example.vn";

    [Theory, BothDatabases]
    public async Task By_the_code_of_a_mail_shows_orders_fills_in_the_checkout_and_ends_everywhere(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var buyer = new Guest();
        Assert.Equal("/nguoi-mua/vao?tiep=%2Fnguoi-mua%2Fdia-chi", (await buyer.GetAsync(http, "/nguoi-mua/dia-chi")).Location);
        var wrong = await buyer.SubmitAsync(http, "/nguoi-mua/vao", [("email", "ban@")]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("id=\"email-e\"", wrong.Html, StringComparison.Ordinal);

        await SignInAsync(site, http, buyer);
        var empty = await buyer.GetAsync(http, "/nguoi-mua");
        Assert.Contains("Chưa có đơn nào", empty.Html, StringComparison.Ordinal);
        Assert.Contains("Sổ còn trống", (await buyer.GetAsync(http, "/nguoi-mua/dia-chi")).Html, StringComparison.Ordinal);
        Assert.Contains("No orders yet", (await buyer.GetAsync(http, "/en/nguoi-mua")).Html, StringComparison.Ordinal);

        var refused = await buyer.SubmitAsync(http, "/nguoi-mua/dia-chi/moi", [("name", "Tên giữ lại"), ("phone", "12"), ("province", "01")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Tên giữ lại", refused.Html, StringComparison.Ordinal);
        Assert.Equal("/nguoi-mua/dia-chi", (await buyer.SubmitAsync(http, "/nguoi-mua/dia-chi/moi", [("name", "Người giữ địa chỉ"), ("phone", "0912345678"), ("province", "01"), ("commune", "00070"), ("street", "Số 7 phố Thử")])).Location);

        var product = await site.InScopeAsync(async scope =>
        {
            var goods = await SomeGoods.AddAsync(scope, "Chè đặt lại");
            await scope.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(goods.Variants[0].Id, 5)], "Nhập kho", "test", default);
            return goods;
        });
        await buyer.AddAsync(http, product.Variants[0].Id);
        var checkout = await buyer.GetAsync(http, "/thanh-toan");
        Assert.Contains("Số 7 phố Thử", checkout.Html, StringComparison.Ordinal);
        Assert.Equal(Mail, checkout.Hidden("email") is { Length: > 0 } typed ? typed : Regex.Match(checkout.Html, "id=\"email\"[^>]* value=\"([^\"]*)\"").Groups[1].Value);
        var placed = await buyer.PostAsync(http, "/thanh-toan", ("name", "Người giữ địa chỉ"), ("phone", "0912345678"), ("province", "01"), ("commune", "00070"), ("street", "Số 7 phố Thử"),
            ("agreedTotal", checkout.Hidden("agreedTotal")), ("consent", checkout.Hidden("consent")), ("__RequestVerificationToken", checkout.Hidden("__RequestVerificationToken")));
        Assert.NotNull(placed.OrderNumber);

        var (_, list) = await buyer.RawAsync(http, "/nguoi-mua");
        Assert.Contains(placed.OrderNumber, list, StringComparison.Ordinal);
        Assert.DoesNotContain("k=", list, StringComparison.Ordinal);
        var door = $"/nguoi-mua/don-hang/{placed.OrderNumber}";
        Assert.StartsWith($"/don-hang/{placed.OrderNumber}?k=", (await buyer.GetAsync(http, door)).Location, StringComparison.Ordinal);
        var again = await buyer.SubmitAsync(http, "/nguoi-mua", [], door);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("Chè đặt lại", again.Html, StringComparison.Ordinal);

        var stranger = new Guest();
        await SignInAsync(site, http, stranger, "nguoi-la@example.vn");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, door)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SubmitAsync(http, "/nguoi-mua", [], door)).Status);
        Assert.DoesNotContain(placed.OrderNumber, (await stranger.GetAsync(http, "/nguoi-mua")).Html, StringComparison.Ordinal);

        // A buyer is nobody at the desk.
        Assert.StartsWith("/dang-nhap", (await buyer.GetAsync(http, "/quan-tri")).Location, StringComparison.Ordinal);
        var cookie = buyer.Cookie("buyer")!;
        Assert.Equal("/nguoi-mua/vao", (await buyer.SubmitAsync(http, "/nguoi-mua", [("act", "everywhere")])).Location);
        var elsewhere = new Guest();
        elsewhere.Bring("buyer", cookie);
        Assert.StartsWith("/nguoi-mua/vao", (await elsewhere.GetAsync(http, "/nguoi-mua")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_known_and_unknown_mailboxes_alike_and_forgets_a_touched_cookie()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var buyer = new Guest();
        await SignInAsync(site, http, buyer);
        var known = await new Guest().SubmitAsync(http, "/nguoi-mua/vao", [("email", Mail)]);
        var unknown = await new Guest().SubmitAsync(http, "/nguoi-mua/vao", [("email", "chua-ai-biet@example.vn")]);
        Assert.Equal(Shape((await new Guest().GetAsync(http, known.Location!)).Html), Shape((await new Guest().GetAsync(http, unknown.Location!)).Html));
        Assert.Equal(Shape((await new Guest().GetAsync(http, known.Location!)).Html), Shape((await new Guest().GetAsync(http, $"/nguoi-mua/ma/{Guid.CreateVersion7()}")).Html));
        foreach (var touched in new[] { "", "x", buyer.Cookie("buyer")! + "A", new string('a', 2_000) })
        {
            var guest = new Guest();
            guest.Bring("buyer", touched);
            Assert.StartsWith("/nguoi-mua/vao", (await guest.GetAsync(http, "/nguoi-mua")).Location, StringComparison.Ordinal);
        }

        static string Shape(string html) => Regex.Replace(Regex.Replace(html, "value=\"[^\"]*\"", ""), "[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    [Theory, BothDatabases]
    public async Task Leads_no_further_than_this_market_and_lets_nobody_keep_the_page(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var buyer = new Guest();
        Assert.Equal("/nguoi-mua", await SignInAsync(site, http, buyer, Mail, "//evil.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nguoi-mua") { Headers = { { "Cookie", $"buyer={buyer.Cookie("buyer")}" } } };
        using var answer = await http.SendAsync(request);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("noindex", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("nguoi-mua", await http.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);

        // What everybody gets from the cache says nothing of who is signed in.
        var front = await buyer.GetAsync(http, "/san-pham");
        Assert.DoesNotContain(Mail, front.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Mail, await http.GetStringAsync("/san-pham"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Takes_a_copy_of_the_data_asks_to_be_erased_and_an_officer_erases(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var buyer = new Guest();
        await SignInAsync(site, http, buyer);
        var token = (await buyer.GetAsync(http, "/nguoi-mua/du-lieu")).Hidden("__RequestVerificationToken");
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/nguoi-mua/du-lieu") { Content = new FormUrlEncodedContent([new("act", "export"), new("__RequestVerificationToken", token)]) };
        ask.Headers.Add("Cookie", string.Join("; ", buyer.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        ask.Headers.Add("Origin", "http://localhost");
        using var file = await http.SendAsync(ask);
        Assert.Equal("application/zip", file.Content.Headers.ContentType?.MediaType);
        await using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync());
        Assert.Equal(["du-lieu.json", "du-lieu.html"], zip.Entries.Select(entry => entry.Name));
        foreach (var entry in zip.Entries)
        {
            using var text = new StreamReader(await entry.OpenAsync());
            Assert.Contains(Mail, await text.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("Chợ đã nhận yêu cầu xoá", (await buyer.SubmitAsync(http, "/nguoi-mua/du-lieu", [("act", "erase")])).Html, StringComparison.Ordinal);
        const string Desk = "/quan-tri/du-lieu-ca-nhan";
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        var page = await officer.GetAsync(http, Desk);
        Assert.DoesNotContain("value=\"erase\"", (await (await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme))).GetAsync(http, Desk)).Html, StringComparison.Ordinal);
        var tooShort = await officer.SubmitAsync(http, Desk, [("id", page.Hidden("id")), ("version", page.Hidden("version")), ("act", "refuse"), ("reply", "ngắn")]);
        Assert.Equal(HttpStatusCode.Conflict, tooShort.Status);
        Assert.Contains("ngắn", tooShort.Html, StringComparison.Ordinal);
        Assert.Equal(Desk, (await officer.SubmitAsync(http, Desk, [("id", page.Hidden("id")), ("version", page.Hidden("version")), ("act", "erase")])).Location);
        Assert.StartsWith("/nguoi-mua/vao", (await buyer.GetAsync(http, "/nguoi-mua")).Location, StringComparison.Ordinal);
        Assert.Equal(0, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Buyers.CountAsync()));
    }

    private static async Task<string?> SignInAsync(MarketSite site, HttpClient http, Guest buyer, string mail = Mail, string back = "")
    {
        var typing = (await buyer.SubmitAsync(http, "/nguoi-mua/vao", [("email", mail), ("tiep", back)])).Location!;
        var text = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OutboxMessages.Where(letter => letter.Recipient == mail).OrderByDescending(letter => letter.Id).Select(letter => letter.Text).FirstAsync());
        return (await buyer.SubmitAsync(http, typing, [("code", Regex.Match(text, @"\b\d{6}\b").Value), ("tiep", back)])).Location;
    }
}

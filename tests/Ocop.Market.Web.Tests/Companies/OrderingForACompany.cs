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
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Companies;

/// <summary>From a company's form to two hundred parcels, by a sheet with ten bad rows that is mended and sent again.</summary>
public sealed class OrderingForACompany
{
    private const int Boxes = 200, Bad = 10;

    [Theory, BothDatabases]
    public async Task Two_hundred_boxes_to_two_hundred_recipients(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var guest = new Guest();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè làm quà"));
        var variant = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Variants.SingleAsync(it => it.ProductId == product.Id));
        await site.InScopeAsync(scope => scope.GetRequiredService<ReceiveStock>().HandleAsync([new(variant.Id, 500)], "Hàng Tết", "test", default));
        string Day(int ahead) => site.Clock.Today().AddDays(ahead).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

        var wrong = await guest.PostAsync(http, "/bao-gia/moi", ("company", "C"), ("taxCode", "123"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("id=\"taxCode-e\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal("/bao-gia/moi?da-gui=true", (await guest.PostAsync(http, "/bao-gia/moi", ("company", "Công ty <bí mật>"), ("taxCode", "1000000001"), ("contact", "Người mua"), ("phone", "0912345678"), ("email", "mua@example.vn"),
            ("boxes", "200"), ("goods", "Hai gói chè"), ("wishDay", Day(60)), ("wantsInvoice", "true"), ("invoiceAddress", "Số 1 phố Minh Hoạ, Hà Nội"))).Location);
        var quote = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Quotes.AsNoTracking().SingleAsync());
        var mail = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OutboxMessages.SingleAsync(it => it.Recipient == "mua@example.vn"));
        var here = new Uri(Regex.Match(mail.Text, @"http\S+/bao-gia/\S+").Value).PathAndQuery;
        Assert.Contains("chờ chợ báo giá", await http.GetStringAsync(here), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(here[..^3])).StatusCode);

        var desk = $"/quan-tri/bao-gia/{quote.Id}";
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Contains(quote.Number, (await officer.GetAsync(http, "/quan-tri/bao-gia?q=bi+mat")).Html, StringComparison.Ordinal);
        var file = await officer.GetAsync(http, desk);
        (string, string)[] offer = [("act", "offer"), ("version", file.Hidden("version")), ("title", "Hộp chè Tết"), ("price", "300.000"), ("part", variant.Sku), ("pieces", "2"), ("from", "100"), ("percent", "10"), ("validUntil", Day(10)), ("lastDay", Day(50)), ("terms", "OnAccount"), ("accountDays", "15")];
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, desk, offer)).Status);
        Assert.Equal(desk, (await officer.SubmitAsync(http, desk, [.. offer, ("packerAgreed", "true")])).Location);

        Assert.Contains("270.000", await http.GetStringAsync(here), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await guest.PostAsync(http, here, ("act", "accept"), ("offer", "2"))).Status);
        Assert.Equal(here, (await guest.PostAsync(http, here, ("act", "accept"), ("offer", "1"))).Location);

        var sheetAt = here + "/nguoi-nhan";
        var commune = await site.InScopeAsync(async scope => await scope.GetRequiredService<MarketDb>().Communes.Join(scope.GetRequiredService<MarketDb>().Provinces, it => it.ProvinceCode, it => it.Code, (it, its) => new { it.Name, Province = its.Name }).FirstAsync());
        string Row(int index, bool isRight) => FormattableString.Invariant($"Người nhận {index},{(isRight ? $"09120{index:00000}" : "không có")},Số {index} phố Minh Hoạ,{commune.Name},{commune.Province},{Day(20)},Chúc mừng năm mới,1\n");
        string Sheet(Func<int, bool> isRight) => "Họ tên,Điện thoại,Địa chỉ,\"Xã, phường\",\"Tỉnh, thành\",Ngày giao,Lời chúc,Số hộp\n" + string.Concat(Enumerable.Range(1, Boxes).Select(index => Row(index, isRight(index))));
        Assert.Equal(HttpStatusCode.Found, await SendAsync(http, sheetAt, Sheet(index => index > Bad)));
        var shown = await http.GetStringAsync(sheetAt);
        Assert.Equal(Bad, Regex.Count(shown, "id=\"dong-"));
        Assert.Contains("Chưa phải số điện thoại", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        Assert.Equal(Bad, Regex.Count(await http.GetStringAsync(here + "/nguoi-nhan.csv"), "Điện thoại: "));
        Assert.DoesNotContain("value=\"place\"", await http.GetStringAsync(here), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(http, sheetAt, "khong,phai,bang\n"));
        Assert.Equal(HttpStatusCode.Found, await SendAsync(http, sheetAt, Sheet(_ => true)));

        var ready = await http.GetStringAsync(here);
        string Hidden(string name) => Regex.Match(ready, $"name=\"{name}\" value=\"(\\d+)\"").Groups[1].Value;
        Assert.Equal(here, (await guest.PostAsync(http, here, ("act", "place"), ("sheet", Hidden("sheet")), ("total", Hidden("total")))).Location);
        Assert.Equal(here, (await guest.PostAsync(http, here, ("act", "place"), ("sheet", Hidden("sheet")), ("total", Hidden("total")))).Location);
        Assert.Equal(Boxes, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Orders.CountAsync()));
        var done = WebUtility.HtmlDecode(await http.GetStringAsync(here));
        Assert.Contains("54.000.000", done, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(here + "/giao-hang.xlsx")).StatusCode);
        var gift = await http.GetStringAsync(new Uri(Regex.Match(done, @"http\S+/qua-cua-ban/[^""]+").Value).PathAndQuery);
        Assert.Contains("Chúc mừng năm mới", WebUtility.HtmlDecode(gift), StringComparison.Ordinal);
        Assert.DoesNotContain("₫", Regex.Match(gift, "<main.*</main>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("phố Minh Hoạ", gift, StringComparison.Ordinal);
        Assert.Contains("trả sau", (await officer.GetAsync(http, desk)).Html, StringComparison.Ordinal);
    }

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

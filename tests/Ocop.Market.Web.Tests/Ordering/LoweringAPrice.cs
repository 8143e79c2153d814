using Ocop.Market.Catalog.Search;
using Microsoft.EntityFrameworkCore;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

public sealed class LoweringAPrice
{
    private const string Room = "/quan-tri/khuyen-mai", Token = "__RequestVerificationToken";

    [Theory, BothDatabases]
    public async Task From_the_desk_to_the_order_without_a_script(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var (slug, variant) = await ShelveAsync(site);
        var (visitor, officer) = (site.Visitor(), await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme)));
        Assert.DoesNotContain("<del", await visitor.GetStringAsync("/san-pham/" + slug), StringComparison.Ordinal);

        var empty = await PostAsync(officer, visitor, Room + "/moi", Room + "/moi", ("name", "Tết sum vầy"), ("action", "Percent"));
        Assert.Equal(HttpStatusCode.Conflict, empty.Status);
        Assert.Contains("value=\"Tết sum vầy\"", WebUtility.HtmlDecode(empty.Html), StringComparison.Ordinal);
        Assert.Contains("f-percent-problem", empty.Html, StringComparison.Ordinal);

        var day = site.Clock.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (string, string)[] common = [("from", day), ("priority", "10"), ("bearer", "Market")];
        var made = await PostAsync(officer, visitor, Room + "/moi", Room + "/moi", [.. common, ("name", "Tết sum vầy"), ("nameEn", "Tết together"), ("action", "Percent"), ("percent", "10")]);
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        Assert.DoesNotContain("<del", await visitor.GetStringAsync("/san-pham/" + slug), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, visitor, made.Location!, made.Location + "?handler=Switch", ("act", "on"))).Status);
        await site.SettledAsync();
        var product = WebUtility.HtmlDecode(await visitor.GetStringAsync("/san-pham/" + slug));
        Assert.Matches("<del[^>]*><span class=\"sr-only\">Giá cũ: </span>145.000.₫</del>.*Giá khuyến mãi: </span>130.500.₫", product);
        Assert.Contains("<span class=\"tag tag--good\">−10\u00a0%</span>", product, StringComparison.Ordinal);
        Assert.DoesNotContain("đến hết", product[product.IndexOf("tag--good", StringComparison.Ordinal)..][..200], StringComparison.Ordinal);

        var coded = (await PostAsync(officer, visitor, Room + "/moi", Room + "/moi", [.. common, ("name", "Bớt hai mươi nghìn"), ("nameEn", "Twenty off"), ("action", "Amount"), ("amount", "20.000"), ("minGoods", "200.000"), ("needsCode", "true")])).Location!;
        Assert.Contains("chưa có mã nào", WebUtility.HtmlDecode((await PostAsync(officer, visitor, coded, coded + "?handler=Switch", ("act", "on"))).Html), StringComparison.Ordinal);
        await PostAsync(officer, visitor, coded, coded + "?handler=Codes", ("code", "TET2027"));
        await PostAsync(officer, visitor, coded, coded + "?handler=Switch", ("act", "on"));
        Assert.Contains("TET2027", (await officer.GetAsync(visitor, coded)).Html, StringComparison.Ordinal);
        Assert.Contains("Tết sum vầy", WebUtility.HtmlDecode((await officer.GetAsync(visitor, Room)).Html), StringComparison.Ordinal);

        using var buyer = Buyer(site);
        await Post(buyer, "/gio-hang/them", [("variantId", variant.ToString())]);
        var cart = await Page(buyer, "/gio-hang");
        Assert.Contains("Giảm giá: Tết sum vầy</dt><dd>−14.500", cart, StringComparison.Ordinal);
        var wrong = await Post(buyer, "/gio-hang?handler=Coupon", [("coupon", "TET2O27"), .. Hidden(cart)]);
        var told = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Contains("value=\"TET2O27\"", told, StringComparison.Ordinal);
        Assert.Contains("id=\"coupon-e\"", told, StringComparison.Ordinal);
        Assert.Equal("/gio-hang#ma", (await Post(buyer, "/gio-hang?handler=Coupon", [("coupon", "tet 2027"), .. Hidden(cart)])).Headers.Location?.ToString());
        Assert.Contains("còn thiếu 55.000", await Page(buyer, "/gio-hang"), StringComparison.Ordinal);
        await Post(buyer, "/gio-hang/them", [("variantId", variant.ToString())]);
        Assert.Contains("Đang dùng mã TET2027", await Page(buyer, "/gio-hang"), StringComparison.Ordinal);

        (string, string)[] form = [("name", "Người mua minh hoạ"), ("phone", "0912 345 678"), ("province", "01"), ("communeName", "Hàng Trống"), ("street", "Số 1")];
        await Post(buyer, "/thanh-toan", [.. form, ("step", "communes"), .. Hidden(cart)]);
        var checkout = await Page(buyer, "/thanh-toan");
        Assert.Contains("Giảm giá: Bớt hai mươi nghìn</dt><dd>−20.000", checkout, StringComparison.Ordinal);
        var commune = Regex.Match(checkout, "name=\"commune\" value=\"(\\d+)\"").Groups[1].Value;
        var placed = await Post(buyer, "/thanh-toan", [.. form.Where(field => field.Item1 != "communeName"), ("commune", commune), .. Hidden(checkout)]);
        if (!placed.Headers.Location!.ToString().StartsWith("/don-hang/", StringComparison.Ordinal))
            placed = await Post(buyer, "/thanh-toan", [.. form.Where(field => field.Item1 != "communeName"), ("commune", commune), .. Hidden(await Page(buyer, "/thanh-toan"))]);
        var order = await Page(buyer, placed.Headers.Location!.ToString());
        Assert.Contains("Giảm giá: Tết sum vầy</dt><dd>−29.000", order, StringComparison.Ordinal);
        Assert.Contains("Giảm giá: Bớt hai mươi nghìn</dt><dd>−20.000", order, StringComparison.Ordinal);

        await PostAsync(officer, visitor, made.Location!, made.Location + "?handler=Switch", ("act", "off"));
        await site.SettledAsync();
        Assert.DoesNotContain("<del", await visitor.GetStringAsync("/san-pham/" + slug), StringComparison.Ordinal);
        Assert.Contains("Giảm giá: Tết sum vầy", await Page(buyer, placed.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task How_much_and_until_when_stand_beside_the_price_and_go_with_the_last_day(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var (slug, _) = await ShelveAsync(site);
        var (visitor, last) = (site.Visitor(), site.Clock.Today().AddDays(2));
        await site.InScopeAsync(async scope =>
        {
            // Lists are read from the search rows.
            var product = await scope.GetRequiredService<MarketDb>().Products.SingleAsync(it => it.Slug == slug);
            await scope.GetRequiredService<SearchRows>().RefreshAsync([product.Id], default);
            var officer = new Person(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
            var made = (await scope.GetRequiredService<SavePromotion>().HandleAsync(officer, null, 0, new PromotionForm
            {
                Name = "Ba ngày", NameEn = "Three days", From = Iso(site.Clock.Today()), Until = Iso(last), Priority = "10", Action = nameof(PromotionAction.Percent), Percent = "20", Bearer = nameof(PromotionBearer.Market),
            }, default)).Value!;
            Assert.True((await scope.GetRequiredService<SwitchPromotion>().HandleAsync(officer, made.Id, true, default)).Succeeded);
        });
        await site.SettledAsync();
        var page = await Page(visitor, "/san-pham/" + slug);
        Assert.Contains("−20\u00a0%", page, StringComparison.Ordinal);
        Assert.Contains($"đến hết {last.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}", page, StringComparison.Ordinal);
        // A device that keeps the page drops the price with its last day.
        Assert.Contains($"<!--until {Iso(last)}--><div>", page, StringComparison.Ordinal);
        var list = await Page(visitor, "/san-pham");
        Assert.Contains("−20\u00a0%", list, StringComparison.Ordinal);
        Assert.Contains($"<!--until {Iso(last)}-->", list, StringComparison.Ordinal);
        site.StandingClock.Advance(TimeSpan.FromDays(3));
        foreach (var path in new[] { "/san-pham/" + slug, "/san-pham" }) Assert.DoesNotContain("−20\u00a0%", await Page(visitor, path), StringComparison.Ordinal);

        static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static Task<(string Slug, Guid Variant)> ShelveAsync(MarketSite site) => site.InScopeAsync(async scope =>
    {
        var product = await SomeGoods.AddAsync(scope, "Chè khuyến mãi");
        Assert.True((await scope.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(product.Variants[0].Id, 20)], "Nhập kho", "test", default)).Succeeded);
        return (product.Slug, product.Variants[0].Id);
    });

    private static async Task<Answer> PostAsync(Guest guest, HttpClient visitor, string page, string path, params (string, string)[] fields)
    {
        var shown = await guest.GetAsync(visitor, page);
        return await guest.PostAsync(visitor, path, [.. fields, (Token, shown.Hidden(Token))]);
    }

    private static HttpClient Buyer(MarketSite site)
    {
        var client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    private static async Task<string> Page(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, IEnumerable<(string Name, string Value)> fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>What a browser would send along unseen: the token, the agreed total.</summary>
    private static IEnumerable<(string, string)> Hidden(string page) =>
        Regex.Matches(page, "<input[^>]*>").Select(input => input.Value)
            .Where(input => input.Contains(Token, StringComparison.Ordinal) || input.Contains("\"agreedTotal\"", StringComparison.Ordinal))
            .Select(input => (Regex.Match(input, "name=\"([^\"]*)\"").Groups[1].Value, Regex.Match(input, "value=\"([^\"]*)\"").Groups[1].Value))
            .DistinctBy(field => field.Item1);
}

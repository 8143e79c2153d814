using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Enquiries;

public sealed class AskingAboutAStay
{
    private const string Stay = "/san-pham/ngu-dem-doi-che";
    private const string Ask = Stay + "/hoi";

    [Theory, BothDatabases]
    public async Task From_the_product_page_over_a_mistake_to_the_thanks(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await ShelveAsync(site, isDemo: false);
        using var visitor = Visitor(site);

        var page = await Page(visitor, Stay);
        Assert.Contains($"action=\"{Ask}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/gio-hang/them\"", Content(page), StringComparison.Ordinal);
        Assert.DoesNotContain("500.000", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"offers\"", page, StringComparison.Ordinal);
        Assert.Contains("\"@type\":\"Service\"", page, StringComparison.Ordinal);

        var refused = await Post(visitor, Ask, [("name", "Khách <b>"), ("phone", "090 000 000"), ("people", "4"), ("wishedDay", "2026-11-22"), ("message", "Còn <chỗ>\nkhông?")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var back = await refused.Content.ReadAsStringAsync();
        Assert.All(["href=\"#phone\"", "id=\"phone-e\"", "id=\"wishedDay-e\"", "value=\"Khách &lt;b&gt;\"", "value=\"090 000 000\"", "value=\"4\"", "value=\"2026-11-22\"", "Còn &lt;chỗ&gt;"],
            kept => Assert.Contains(kept, back, StringComparison.Ordinal));
        Assert.Equal(0, await Count(site));

        (string, string)[] form = [("name", "Khách minh hoạ"), ("email", "khach@example.vn"), ("people", "4"), ("wishedDay", "2026-12-24"), ("message", "Còn chỗ không?")];
        var thanks = (await Post(visitor, Ask, form)).Headers.Location!.ToString();
        Assert.StartsWith(Ask + "?da-gui=", thanks, StringComparison.Ordinal);
        Assert.Equal(thanks, (await Post(visitor, Ask, form)).Headers.Location!.ToString());
        var thanked = await Page(visitor, thanks);
        Assert.Contains("Nơi đón khách sẽ gọi hoặc viết thẳng cho bạn.", thanked, StringComparison.Ordinal);
        Assert.Contains("24/12/2026", thanked, StringComparison.Ordinal);
        Assert.DoesNotContain("khach@example.vn", thanked, StringComparison.Ordinal);

        Assert.Equal(1, await Count(site));
        Assert.Equal(["htx@example.vn", "khach@example.vn"], await site.InScopeAsync(scope =>
            scope.GetRequiredService<MarketDb>().OutboxMessages.OrderBy(mail => mail.Id).Select(mail => mail.Recipient).ToListAsync()));
    }

    [Fact]
    public async Task The_form_has_an_address_of_its_own_in_both_languages()
    {
        await using var site = await MarketSite.OpenAsync();
        await ShelveAsync(site, isDemo: false);
        using var visitor = Visitor(site);
        Assert.Contains("noindex", await Page(visitor, Ask), StringComparison.Ordinal);
        Assert.Contains($"action=\"/en{Ask}\"", await Page(visitor, "/en" + Ask), StringComparison.Ordinal);
        Assert.Contains("<form class=\"flow\"", Content(await Page(visitor, $"{Ask}?da-gui={Guid.CreateVersion7():n}")), StringComparison.Ordinal);
        Assert.Contains("Enter your name", await (await Post(visitor, "/en" + Ask, [])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_claims_no_answer()
    {
        await using var site = await MarketSite.OpenAsync();
        await ShelveAsync(site, isDemo: true);
        using var visitor = Visitor(site);
        Assert.Contains("không có ai trả lời", await Page(visitor, Stay), StringComparison.Ordinal);
        var sent = await Post(visitor, Ask, [("name", "Khách minh hoạ"), ("phone", "0912 345 678"), ("people", "2")]);
        var thanked = await Page(visitor, sent.Headers.Location!.ToString());
        Assert.Contains("không có ai trả lời", thanked, StringComparison.Ordinal);
        Assert.DoesNotContain("sẽ gọi", thanked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goods_take_no_enquiry_and_other_sites_send_none()
    {
        await using var site = await MarketSite.OpenAsync();
        await ShelveAsync(site, isDemo: false);
        await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè minh hoạ"));
        using var visitor = Visitor(site);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/san-pham/che-minh-hoa/hoi")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(visitor, "/san-pham/che-minh-hoa/hoi", [("name", "Khách")])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/san-pham/khong-co/hoi")).StatusCode);

        visitor.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        visitor.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(visitor, Ask, [("name", "Khách"), ("phone", "0912 345 678"), ("people", "2")])).StatusCode);
        Assert.Equal(0, await Count(site));
    }

    private static HttpClient Visitor(MarketSite site)
    {
        var client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    private static async Task<string> Page(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Content(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, IEnumerable<(string Name, string Value)> fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static Task<int> Count(MarketSite site) => site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Enquiries.CountAsync());

    /// <summary>A stay with a price on file, to see that none is shown.</summary>
    private static Task ShelveAsync(MarketSite site, bool isDemo) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var hosts = new Producer("HTX minh hoạ", ProducerKind.Cooperative, "htx-minh-hoa", PlaceAsIssued.Unknown, isDemo, site.Clock.UtcNow());
        hosts.SetContact("htx@example.vn", null);
        var stay = new Product("Ngủ đêm đồi chè", hosts.Id, "ngu-dem-doi-che", PlaceAsIssued.Unknown, Product.TourismGroup, null, isDemo, site.Clock.UtcNow());
        stay.AddVariant(new Variant(stay.Id, "ngu-dem", "đêm", 1, NetUnit.Piece, 0, new Money(500_000), 1));
        db.AddRange(hosts, stay);
        await db.SaveChangesAsync();
    });
}

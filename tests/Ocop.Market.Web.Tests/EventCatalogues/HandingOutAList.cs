using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.EventCatalogues;

/// <summary>An event's list from the officer's form to paper and to the page behind its code.</summary>
public sealed class HandingOutAList
{
    private const string Desk = "/quan-tri/danh-muc-su-kien", Public = "/danh-muc/ket-noi-thu";
    private static readonly DateOnly LastDay = new(2026, 11, 23);

    [Theory, BothDatabases]
    public async Task It_is_printed_with_codes_and_the_day_and_its_page_follows_each_change(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var officer = await OfficerAsync(site);
        var (starred, lapsed) = (await GoodAsync(site, "Chè đinh danh mục", LastDay.AddMonths(-RecognitionDecision.ValidMonths)), await GoodAsync(site, "Chè cũ danh mục", new DateOnly(2022, 1, 1)));
        var refused = await officer.SubmitAsync(http, Desk + "/moi", [("title", "Kết nối thử"), ("day", "2026-12-15"), ("place", "")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("f-place-problem", refused.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Kết nối thử\"", refused.Html, StringComparison.Ordinal);
        var file = (await officer.SubmitAsync(http, Desk + "/moi", [("title", "Kết nối thử"), ("day", "2026-12-15"), ("place", "Nhà văn hoá"), ("note", "Hàng <quê>"), ("showsPrices", "true")])).Location!;
        Assert.Contains("Kết nối thử", (await officer.GetAsync(http, Desk + "?q=ket+noi")).Html, StringComparison.Ordinal);

        var found = (await officer.GetAsync(http, file + "?q=danh+muc")).Html;
        Assert.All([starred, lapsed], id => Assert.Contains($"name=\"chon\" value=\"{id}\"", found, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, file, [("act", "add")])).Status);
        Assert.Equal(file, (await officer.SubmitAsync(http, file, [("act", "add"), ("chon", lapsed.ToString()), ("chon", starred.ToString())])).Location);
        var version = (await officer.GetAsync(http, file)).Hidden("version");
        Assert.Equal(file, (await officer.SubmitAsync(http, file, [("act", "arrange"), ("version", version), ("product", lapsed.ToString()), ($"number-{lapsed:n}", "2"), ("product", starred.ToString()), ($"number-{starred:n}", "1")])).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, file, [("act", "arrange"), ("version", version), ("product", lapsed.ToString()), ($"number-{lapsed:n}", "1")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(Public)).StatusCode);
        Assert.Equal(2, Codes(await PaperAsync()));
        Assert.Contains("Danh mục chưa đăng", await PaperAsync(), StringComparison.Ordinal);

        // Numbers that were typed and not saved yet are published too.
        version = (await officer.GetAsync(http, file)).Hidden("version");
        Assert.Equal(file, (await officer.SubmitAsync(http, file, [("act", "publish"), ("version", version), ("product", starred.ToString()), ($"number-{starred:n}", "2"), ("product", lapsed.ToString()), ($"number-{lapsed:n}", "1")])).Location);
        await Eventually.TrueAsync(async () => (await http.GetAsync(Public)).StatusCode == HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await http.GetStringAsync("/sitemap.xml")).Contains($"{Public}<", StringComparison.Ordinal));
        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 0);
        officer = await OfficerAsync(site);
        var (page, paper) = (await http.GetStringAsync(Public), await PaperAsync());
        Assert.All(["Kết nối thử", "Nhà văn hoá", "Hàng &lt;quê&gt;"], part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.Contains("2 products", await http.GetStringAsync("/en" + Public), StringComparison.Ordinal);
        // A code for each product and one on the cover; what lapsed years ago carries no star, what is valid today does.
        Assert.Equal(3, Codes(paper));
        Assert.Contains("tính đến ngày 23/11/2026", paper, StringComparison.Ordinal);
        Assert.All([page, paper], shown => Assert.True(shown.IndexOf("Chè cũ danh mục", StringComparison.Ordinal) < shown.IndexOf("Chè đinh danh mục", StringComparison.Ordinal)));
        Assert.Contains("145.000", paper, StringComparison.Ordinal);
        Assert.Equal((2, 2), (Starred(paper), Starred(page)));

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        officer = await OfficerAsync(site);
        (page, paper) = (await http.GetStringAsync(Public), await PaperAsync());
        Assert.Contains("tính đến ngày 24/11/2026", paper, StringComparison.Ordinal);
        Assert.Equal((1, 1), (Starred(paper), Starred(page)));

        // Off the market: gone from page and paper, marked on the desk.
        await http.GetStringAsync(Public);
        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            (await db.Products.SingleAsync(it => it.Id == starred)).List(false);
            await db.SaveChangesAsync();
        });
        await Eventually.TrueAsync(async () => !(await http.GetStringAsync(Public)).Contains("Chè đinh danh mục", StringComparison.Ordinal));
        Assert.DoesNotContain("Chè đinh danh mục", await PaperAsync(), StringComparison.Ordinal);
        Assert.Contains("đang ẩn, không in", (await officer.GetAsync(http, file)).Html, StringComparison.Ordinal);

        await PressAsync("take-down");
        await Eventually.TrueAsync(async () => (await http.GetAsync(Public)).StatusCode == HttpStatusCode.NotFound);

        // Whoever looks after another province sees nothing of it; an auditor reads and prints.
        var other = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")));
        foreach (var path in new[] { file, file + "/in" }) Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(http, path)).Status);
        var auditor = await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.DoesNotContain("name=\"act\"", (await auditor.GetAsync(http, file)).Html, StringComparison.Ordinal);
        Assert.Contains("booklet", (await auditor.GetAsync(http, file + "/in")).Html, StringComparison.Ordinal);

        async Task<string> PaperAsync() => (await officer.GetAsync(http, file + "/in")).Html;

        async Task PressAsync(string act)
        {
            var answer = await officer.SubmitAsync(http, file, [("act", act), ("version", (await officer.GetAsync(http, file)).Hidden("version"))]);
            Assert.True(answer.Location == file, answer.Html);
        }
    }

    /// <summary>Signed in at this hour: a desk's day ends.</summary>
    private static Task<Guest> OfficerAsync(MarketSite site) => site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19")));

    private static int Codes(string html) => html.Split("<svg class=\"qr\"").Length - 1;

    /// <summary>One more than there are rows of stars.</summary>
    private static int Starred(string html) => html.Split("class=\"stars__row").Length;

    private static Task<Guid> GoodAsync(MarketSite site, string name, DateOnly starsSince) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug($"htx {name}"), new PlaceAsIssued(null, null, null, "19", "05503", null), true, site.Clock.UtcNow());
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), producer.Place, null, null, true, site.Clock.UtcNow());
        product.AddVariant(new Variant(product.Id, $"SKU-{product.Slug}", "hộp", 100, NetUnit.Gram, 150, new Money(145_000), 1));
        product.AddDecision(new RecognitionDecision(product.Id, 4, RecognitionLevel.Province, "123/QĐ-UBND", "UBND tỉnh", starsSince, "148", RecognitionState.New, true));
        db.AddRange(producer, product);
        await db.SaveChangesAsync();
        return product.Id;
    });
}

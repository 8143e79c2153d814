using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Recognition;

/// <summary>The last day of a decision, and of a paper, ends on a market that has everything in its cache, runs no job and is not written to.</summary>
public sealed partial class StarsAtMidnight
{
    private const string Page = "/san-pham/tra-hoa-vang", HalalChoice = "name=\"chung-nhan\" value=\"Halal\"", Badge = "<b>5 sao</b> <span class=\"year\">";
    private static readonly DateOnly LastDay = new(2026, 11, 23);
    private static readonly string[] WithBadge =
    [
        "/", "/san-pham", "/san-pham?sao=5", "/tim-kiem?q=tr%C3%A0+hoa", "/nhom/do-uong", "/dia-phuong/thai-nguyen", "/chu-the/htx-tra-hoa-vang",
        Page, "/san-pham/tra-day", "/cau-chuyen/chuyen-tra-hoa-vang", "/en" + Page,
    ];

    [Theory, BothDatabases]
    public async Task Are_gone_everywhere_at_once(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        await ShelveAsync(site, "Trà hoa vàng", 5, decidedOn: LastDay.AddMonths(-RecognitionDecision.ValidMonths), withStory: true);
        await ShelveAsync(site, "Trà dây", 3, decidedOn: LastDay.AddYears(-1));

        foreach (var path in WithBadge) Assert.Contains(path.StartsWith("/en", StringComparison.Ordinal) ? Badge.Replace("sao", "stars", StringComparison.Ordinal) : Badge, await WarmAsync(site, path), StringComparison.Ordinal);
        var (page, list) = (await WarmAsync(site, Page), await WarmAsync(site, "/san-pham"));
        // A device that keeps the page takes out what stands between marks, and what only machines read; nothing else may carry a star.
        Assert.Matches("<!--until 2028-[^>]+-->\\s*<li class=\"card", page);
        Assert.DoesNotMatch("stars__row|\\d sao|OCOP \\d", MarkedOrForMachines().Replace(page, ""));
        Assert.Contains("OCOP 5 sao", Machine(page), StringComparison.Ordinal);
        Assert.Equal(["3", "5"], StarChoices(list));
        Assert.Contains(HalalChoice, list, StringComparison.Ordinal);
        Assert.Contains("/san-pham/tra-hoa-vang\"", await WarmAsync(site, "/san-pham?chung-nhan=Halal"), StringComparison.Ordinal);
        var sitemap = await WarmAsync(site, "/sitemap.xml");
        Assert.Contains("OCOP 5 sao", await ReadAsync(site, "/feeds/google.xml"), StringComparison.Ordinal);
        var suggested = await ReadAsync(site, "/tim-kiem/goi-y?q=tra+hoa");
        var buyer = new Guest();
        await CheckoutAsync(site, buyer);

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);

        foreach (var path in WithBadge)
        {
            var after = await ReadAsync(site, path);
            Assert.DoesNotMatch(AnyFive(), after);
            Assert.Equal(path == "/san-pham?sao=5", !after.Contains("Trà hoa vàng", StringComparison.Ordinal));
        }

        page = await ReadAsync(site, Page);
        Assert.DoesNotContain("OCOP", Machine(page), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Công nhận đến 23/11/2026, nay đã hết", page, StringComparison.Ordinal);
        Assert.Equal(["3"], StarChoices(await ReadAsync(site, "/san-pham")));
        Assert.DoesNotContain(HalalChoice, await ReadAsync(site, "/san-pham"), StringComparison.Ordinal);
        Assert.DoesNotContain("/san-pham/tra-hoa-vang\"", await ReadAsync(site, "/san-pham?chung-nhan=Halal"), StringComparison.Ordinal);
        Assert.DoesNotContain("Halal", page, StringComparison.Ordinal);
        Assert.Equal(sitemap, await ReadAsync(site, "/sitemap.xml"));
        AssertNoStar(sitemap);
        var item = FeedItem(await ReadAsync(site, "/feeds/google.xml"), Page);
        AssertNoStar(item);
        Assert.Equal(suggested, await ReadAsync(site, "/tim-kiem/goi-y?q=tra+hoa"));
        Assert.Contains(Page, suggested, StringComparison.Ordinal);
        AssertNoStar(suggested);
        await AssertBoughtWithoutAStarAsync(site, buyer);
    }

    [Theory, BothDatabases]
    public async Task Take_the_word_with_them_where_the_producer_wrote_it_into_the_name(DatabaseProvider provider)
    {
        await using var site = await OpenAsync(provider);
        await ShelveAsync(site, "Chè OCOP 4 sao Tân Cương", 4, decidedOn: LastDay.AddMonths(-RecognitionDecision.ValidMonths));
        const string page = "/san-pham/che-ocop-4-sao-tan-cuong";
        Assert.Contains("Chè OCOP 4 sao Tân Cương", Machine(await WarmAsync(site, page)), StringComparison.Ordinal);

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        var after = await ReadAsync(site, page);
        Assert.DoesNotContain("OCOP", Machine(after), StringComparison.Ordinal);
        Assert.Contains("<h1>Chè Tân Cương</h1>", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Chè OCOP", await ReadAsync(site, "/san-pham"), StringComparison.Ordinal);
        Assert.DoesNotContain("Chè OCOP", FeedItem(await ReadAsync(site, "/feeds/google.xml"), page), StringComparison.Ordinal);
    }

    private static async Task<MarketSite> OpenAsync(DatabaseProvider provider)
    {
        var site = await MarketSite.OpenAsync(provider);
        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 59);
        return site;
    }

    /// <summary>Read until it comes out of the cache.</summary>
    private static async Task<string> WarmAsync(MarketSite site, string path)
    {
        var body = "";
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await site.Visitor().GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            // What people search for is endless and is never kept.
            return answer.Headers.Age is not null || path.StartsWith("/tim-kiem", StringComparison.Ordinal);
        });
        return body;
    }

    private static async Task<string> ReadAsync(MarketSite site, string path) => (await new Guest().GetAsync(site.Visitor(), path)).Html;

    private static async Task CheckoutAsync(MarketSite site, Guest buyer)
    {
        using var visitor = site.Visitor();
        var variant = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Variants.Where(variant => variant.Sku == "tra-hoa-vang").Select(variant => variant.Id).SingleAsync());
        await buyer.AddAsync(visitor, variant);
        await buyer.FillInAsync(visitor, "0912345678", holds: true);
        Assert.True(buyer.HasFilledIn);
    }

    private static async Task AssertBoughtWithoutAStarAsync(MarketSite site, Guest buyer)
    {
        using var visitor = site.Visitor();
        foreach (var path in new[] { "/gio-hang", "/thanh-toan" }) Assert.DoesNotMatch(AnyFive(), (await buyer.GetAsync(visitor, path)).Html);
        Assert.NotNull((await buyer.PlaceAsync(visitor)).OrderNumber);
        Assert.DoesNotMatch(AnyFive(), (await buyer.GetAsync(visitor, buyer.TrackingPath!)).Html);
        var mails = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.ToListAsync());
        Assert.Equal(2, mails.Count);
        foreach (var mail in mails) AssertNoStar(mail.Subject + mail.Text + mail.Html);
    }

    private static void AssertNoStar(string words)
    {
        Assert.DoesNotContain("OCOP", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("5 sao", words, StringComparison.Ordinal);
        Assert.DoesNotContain("★", words, StringComparison.Ordinal);
    }

    /// <summary>What a page says to machines: its title, its description, what is shared of it and its structured data.</summary>
    private static string Machine(string page) => string.Join('\n', Regex.Matches(page, "<title>.*?</title>|<meta [^>]*(?:description|og:)[^>]*>|<script type=\"application/ld\\+json\">.*?</script>", RegexOptions.Singleline).Select(match => match.Value));

    private static List<string> StarChoices(string page) => [.. Regex.Matches(page, "name=\"sao\" value=\"(\\d)\"").Select(match => match.Groups[1].Value).Distinct().Order()];

    private static string FeedItem(string feed, string path) => Assert.Single(Regex.Matches(feed, "<item>.*?</item>", RegexOptions.Singleline), item => item.Value.Contains(path + "<", StringComparison.Ordinal)).Value;

    [GeneratedRegex("<b>5 (sao|stars)</b> <span class=\"year\">|OCOP 5")]
    private static partial Regex AnyFive();

    [GeneratedRegex("<!--(until|stars) \\S+-->.*?<!--/\\1-->|<style>.*?</style>|<title>.*?</title>|<script type=\"application/ld\\+json\">.*?</script>|<meta (name=\"description\"|property=\"og:)[^>]*>", RegexOptions.Singleline)]
    private static partial Regex MarkedOrForMachines();

    private static Task ShelveAsync(MarketSite site, string name, int stars, DateOnly decidedOn, bool withStory = false) => site.InScopeAsync(async services =>
    {
        var (db, now, slug) = (services.GetRequiredService<MarketDb>(), site.Clock.UtcNow(), VietnameseText.Slug(name));
        var place = new PlaceAsIssued(null, null, "Thái Nguyên", "19", null, null);
        var producer = new Producer($"HTX Số {stars}", ProducerKind.Cooperative, $"htx-{slug}", place, false, now);
        producer.SetContact("htx@example.invalid", null);
        var set = await db.ProductSets.Where(set => set.GroupSlug == "do-uong" && set.Number > 15).OrderBy(set => set.Number).FirstAsync();
        var product = new Product(name, producer.Id, slug, place, "do-uong", set.Code, false, now);
        var variant = new Variant(product.Id, slug, "hộp", 100, NetUnit.Gram, 150, new Money(100_000), 1);
        product.AddVariant(variant);
        product.AddDecision(new RecognitionDecision(product.Id, stars, RecognitionLevel.Province, "123/QĐ-UBND", "UBND tỉnh", decidedOn, "148", RecognitionState.New, false));
        db.AddRange(producer, product);
        if (stars == 5) product.AddCertification(new Certification(product.Id, CertificationKind.Halal, "9", "Tổ chức", decidedOn, LastDay));
        if (withStory)
        {
            var story = new Document(DocumentTypes.Story, $"chuyen-{slug}", "vi", now);
            story.Publish(story.AddRevision($"Chuyện {name}", "Từ đồi chè.", [new TextBlock("Một câu chuyện thử.")], "test", now), now);
            db.Documents.Add(story);
            db.StoryLinks.Add(new StoryLink(story.Id, product.Id, producer.Id, "19", "scene-doi-che", false));
        }

        await db.SaveChangesAsync();
        await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(variant.Id, 20)], "Nhập kho", "test", default);
        await services.GetRequiredService<SearchRows>().RefreshAsync([product.Id], default);
        await db.SaveChangesAsync();
    });
}

using System.Text.Json.Nodes;
using System.Xml.Linq;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Web.Tests.Editorial.SomeStory;

namespace Ocop.Market.Web.Tests.Editorial;

/// <summary>Campaigns, law and news as the public finds them.</summary>
public sealed class ShowingASeason
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_campaign_comes_onto_a_warm_front_page_at_midnight_and_goes_by_itself()
    {
        await using var site = await MarketSite.OpenAsync();
        var (visitor, guest) = (site.Visitor(), new Guest());
        site.StandingClock.SetLocal(2027, 1, 10, 23, 59, 0);
        await PublishAsync(site, DocumentTypes.Campaign, "Quà Tết Đinh Mùi", new() { ["days"] = new JsonObject { ["from"] = "2027-01-11", ["to"] = "2027-02-05" }, ["orderUntil"] = "2027-01-30", ["theme"] = "tet", ["north"] = "2 đến 3 ngày" });
        await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/qua-tang")).Html.Contains("Quà Tết Đinh Mùi", StringComparison.Ordinal), Soon);
        for (var times = 0; times < 3; times++) Assert.DoesNotContain("Quà Tết Đinh Mùi", (await guest.GetAsync(visitor, "/")).Html, StringComparison.Ordinal);
        site.StandingClock.SetLocal(2027, 1, 11, 0, 0, 0);
        var front = (await guest.GetAsync(visitor, "/")).Html;
        Assert.Contains("data-campaign=\"tet\"", front, StringComparison.Ordinal);
        Assert.Contains("Đặt trước hết ngày 30/01/2027 (23 tháng Chạp âm lịch)", front, StringComparison.Ordinal);
        var page = (await guest.GetAsync(visitor, "/qua-tang/qua-tet-dinh-mui")).Html;
        Assert.Contains("2 đến 3 ngày", page, StringComparison.Ordinal);
        Assert.Matches("og:image\" content=\"[^\"]*/chia-se/qua-tang/qua-tet-dinh-mui-[0-9a-f]{16}.png\"", page);

        site.StandingClock.SetLocal(2027, 1, 31, 0, 0, 0);
        Assert.Contains("Đã hết hạn đặt cho kịp giao", (await guest.GetAsync(visitor, "/")).Html, StringComparison.Ordinal);
        site.StandingClock.SetLocal(2027, 2, 6, 0, 0, 0);
        Assert.DoesNotContain("data-campaign", (await guest.GetAsync(visitor, "/")).Html, StringComparison.Ordinal);
        Assert.Contains("Mùa quà này đã hết ngày 05/02/2027", (await guest.GetAsync(visitor, "/qua-tang/qua-tet-dinh-mui")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Law_is_listed_by_its_day_and_kind_and_what_has_ended_says_so()
    {
        await using var site = await MarketSite.OpenAsync();
        var (visitor, guest) = (site.Visitor(), new Guest());
        await PublishAsync(site, OwnTypes.Law, "Bộ tiêu chí đánh giá", new() { ["kind"] = "decision", ["number"] = "148/QĐ-TTg", ["issuedOn"] = "2023-02-24", ["until"] = "2025-01-01" });
        await PublishAsync(site, OwnTypes.Law, "Mẫu đơn đăng ký", new() { ["kind"] = "form", ["issuedOn"] = "2024-05-01" });
        await Eventually.TrueAsync(async () => (await guest.GetAsync(visitor, "/van-ban")).Html.Contains("Mẫu đơn đăng ký", StringComparison.Ordinal), Soon);
        var list = (await guest.GetAsync(visitor, "/van-ban")).Html;
        Assert.True(list.IndexOf("Mẫu đơn đăng ký", StringComparison.Ordinal) < list.IndexOf("Bộ tiêu chí đánh giá", StringComparison.Ordinal));
        Assert.Contains("Quyết định 148/QĐ-TTg, 24/02/2023", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Bộ tiêu chí đánh giá", (await guest.GetAsync(visitor, "/van-ban?loai=form")).Html, StringComparison.Ordinal);
        Assert.Contains("Văn bản hết hiệu lực từ ngày 01/01/2025", (await guest.GetAsync(visitor, "/van-ban/bo-tieu-chi-danh-gia")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_is_followed_by_rss_under_numbers_that_stay()
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        var seen = await PublishAsync(site, OwnTypes.Article, "Hội nghị & <tổng kết>", []);
        XElement? item = null;
        await Eventually.TrueAsync(async () => (item = XDocument.Parse(await visitor.GetStringAsync("/feeds/tin-tuc.xml")).Descendants("item").SingleOrDefault()) is not null, Soon);
        Assert.Equal(("Hội nghị & <tổng kết>", $"urn:uuid:{seen.Id}", "false"), (item!.Element("title")!.Value, item.Element("guid")!.Value, item.Element("guid")!.Attribute("isPermaLink")!.Value));
        Assert.EndsWith("/tin-tuc/hoi-nghi-tong-ket", item.Element("link")!.Value, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParseExact(item.Element("pubDate")!.Value, "R", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _));
        Assert.Empty(XDocument.Parse(await visitor.GetStringAsync("/en/feeds/tin-tuc.xml")).Descendants("item"));
    }

    private static async Task<DocumentStand> PublishAsync(MarketSite site, string type, string title, JsonObject properties)
    {
        var made = Value(await site.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(Chief, new NewDocument(type, title, "vi", Scope.Programme), default)));
        var saved = Value(await site.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(Chief, made.Id, made.RevisionId, new DocumentContent(title, null, "Tóm tắt.", properties, [new TextBlock("Lời.")]), null, default))).Stand;
        return await site.PublishedAsync(saved);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A season of gifts with its news: written, read in a dry run, live together.</summary>
public sealed class PublishingATetCampaign(OpenMarkets markets)
{
    private const string Campaign = "Quà Tết từ bản làng", News = "Chợ mở mùa quà Tết";

    [Fact]
    public async Task It_goes_live_with_its_news_and_stands_on_the_front_page()
    {
        var today = TimeProvider.System.Today();
        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        var page = officer.Page;
        await officer.SignInAsync(Desk.Programme);
        await officer.BeginAsync("/quan-tri/noi-dung/moi", Campaign, "campaign");
        await page.GetByLabel("Tóm tắt").FillAsync("Hộp quà ghép từ những món đã được công nhận.");
        await officer.PressAsync("Lưu và gửi duyệt");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Bày từ ngày đến ngày");
        await page.Locator("input[name$='days.from']").FillAsync(Day(today));
        await page.Locator("input[name$='days.to']").FillAsync(Day(today.AddDays(30)));
        await page.Locator("input[name$='orderUntil']").FillAsync(Day(today.AddDays(20)));
        await page.Locator("select[name$='theme']").SelectOptionAsync("tet");
        await page.GetByLabel("Giao ở miền Bắc").FillAsync("2 đến 3 ngày");
        await officer.AddBlockAsync("Kệ hàng");
        await page.Locator("select[name$='rule.minStars:number']").SelectOptionAsync("4");
        await officer.PressAsync("Lưu và gửi duyệt");
        await officer.PressAsync("Duyệt");
        await officer.BeginAsync("/quan-tri/noi-dung/moi", News, "article");
        await page.GetByLabel("Tóm tắt").FillAsync("Đặt sớm để kịp giao trước giao thừa.");
        await officer.PressAsync("Lưu và gửi duyệt");
        await officer.PressAsync("Duyệt");

        await officer.GoAsync("/quan-tri/dot-dang");
        await page.GetByLabel("Tên đợt mới").FillAsync("Mùa Tết");
        await officer.PressAsync("Tạo đợt");
        foreach (var title in new[] { Campaign, News })
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Thêm vào.*{title}$") }).ClickAsync();
            await Assertions.Expect(page.Locator("section[aria-labelledby=thu] li").Filter(new() { HasText = title })).ToContainTextAsync("Trang hiện ra lần đầu");
        }

        await using var reader = await markets.VisitAsync(VisitorKind.Phone);
        await reader.GoAsync("/");
        Assert.DoesNotContain(Campaign, await reader.TextAsync(), StringComparison.Ordinal);
        await officer.PressAsync("Lên ngay bây giờ");
        await Eventually.TrueAsync(async () =>
        {
            await reader.GoAsync("/");
            return (await reader.TextAsync()).Contains(Campaign, StringComparison.Ordinal);
        });
        await reader.Page.Locator(".tet-band a.btn").ClickAsync();
        await reader.Page.WaitForURLAsync("**/qua-tang/qua-tet-tu-ban-lang");
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync("Đặt trước hết ngày");
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync("2 đến 3 ngày");
        await Assertions.Expect(reader.Page.Locator("main .card")).Not.ToHaveCountAsync(0);
        Assert.Empty((await Axe.InspectAsync(reader.Page)).Faults);
        await reader.GoAsync("/tin-tuc");
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync(News);
        officer.HadNoTrouble();
        reader.HadNoTrouble();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>Both sides of a counter: who keeps a sales point with one hand, and who looks for the nearest.</summary>
public sealed class KeepingACounter(OpenMarkets markets)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_keeper_keeps_the_shelf_and_prints_cards_for_it(bool hasScripts)
    {
        await using var keeper = await markets.VisitAsync(VisitorKind.Phone with { HasScripts = hasScripts });
        var page = keeper.Page;
        await keeper.SignInAsync(Desk.Keeper);
        await page.WaitForURLAsync(new Regex("/cong-diem-ban/[0-9a-f-]{36}$"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Kệ hàng" }).ClickAsync();

        // What is there first is marked as out, the producer told, and then it is there again.
        var line = page.Locator(".counter > li").First;
        var id = await line.GetAttributeAsync("id");
        var product = await line.Locator("b").InnerTextAsync();
        line = page.Locator($"#{id}");
        await line.GetByRole(AriaRole.Button, new() { Name = "Hết", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync($"{product}: hết.");
        if (await line.GetByRole(AriaRole.Button, new() { Name = "Báo chủ thể" }).CountAsync() == 1)
        {
            await line.GetByRole(AriaRole.Button, new() { Name = "Báo chủ thể" }).ClickAsync();
            await Assertions.Expect(line).ToContainTextAsync("đã báo chủ thể");
        }

        await line.GetByRole(AriaRole.Button, new() { Name = "Còn", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync($"{product}: còn.");

        await page.GetByRole(AriaRole.Link, new() { Name = "In", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".shelf-card").Filter(new() { HasText = product })).ToHaveCountAsync(1);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var screen in new[] { ".tabs", ".no-print" }) await Assertions.Expect(page.Locator(screen).First).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".shelf-card .qr").First).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        keeper.HadNoTrouble();
    }

    [Fact]
    public async Task A_visitor_finds_the_nearest_point_by_keyboard()
    {
        await using var visitor = await markets.VisitAsync(VisitorKind.Desk);
        await FindAsync(visitor);
        // The drawing has become a map to move in, on our own dots.
        await visitor.GoAsync("/diem-ban");
        await Assertions.Expect(visitor.Page.Locator(".point-map__room .point-map__dot").First).ToBeVisibleAsync();
        await visitor.PressAsync(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Phóng to" }));
        visitor.HadNoTrouble();
    }

    [Fact]
    public async Task And_without_any_script()
    {
        await using var visitor = await markets.VisitAsync(VisitorKind.Desk with { HasScripts = false });
        await FindAsync(visitor);
        await visitor.GoAsync("/diem-ban");
        await Assertions.Expect(visitor.Page.Locator("svg.map .map__dots circle").First).ToBeVisibleAsync();
        visitor.HadNoTrouble();
    }

    private static async Task FindAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("/");
        await visitor.PressAsync(page.GetByRole(AriaRole.Navigation, new() { Name = "Các gian chính" }).GetByRole(AriaRole.Link, new() { Name = "Điểm bán" }));
        await page.WaitForURLAsync("**/diem-ban");
        await visitor.ChooseAsync(page.GetByLabel("Tỉnh, thành"), "Thái Nguyên");
        await visitor.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Gần nơi này nhất" }));
        await page.WaitForURLAsync("**/diem-ban?*gan=noi-nay*");
        var text = await visitor.TextAsync();
        Assert.Contains("gần Thái Nguyên nhất trước", text, StringComparison.Ordinal);
        Assert.Matches(@"\d\s?km", text);
        await visitor.PressAsync(page.Locator(".points > li a").First);
        await page.WaitForURLAsync("**/diem-ban/*");
        Assert.Contains("(hôm nay)", await visitor.TextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mở ứng dụng bản đồ" })).ToHaveAttributeAsync("href", new Regex("^geo:"));
    }
}

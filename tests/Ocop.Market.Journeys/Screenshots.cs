using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>Pictures for people: OCOP_SCREENSHOTS=folder writes the main pages at four widths, light and dark.</summary>
public sealed class Screenshots(OpenMarkets markets)
{
    private static readonly int[] Widths = [360, 768, 1280, 1920];
    private static readonly string? Folder = Environment.GetEnvironmentVariable("OCOP_SCREENSHOTS");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_the_main_pages(bool isDark)
    {
        Assert.SkipWhen(Folder is null, "OCOP_SCREENSHOTS names no folder");
        Directory.CreateDirectory(Folder!);
        var pages = await markets.PagesAsync();
        await using var visitor = await markets.VisitAsync(VisitorKind.Desk with { IsDark = isDark });
        foreach (var (name, path) in new[]
                 {
                     ("home", "/"), ("list", "/san-pham"), ("product", pages["product with stars"]), ("product-story", pages["product with a story"]), ("product-pending", pages["pending product"]), ("story", pages["story"]),
                     ("province", pages["province"]), ("commune", pages["commune with goods"]), ("producer", pages["producer"]), ("producers", "/chu-the"), ("points", "/diem-ban"), ("point", pages["sales point"]), ("about", "/gioi-thieu"),
                     ("no-results", "/tim-kiem?q=zzzzqqqq"), ("not-found", "/khong-co"),
                 })
        {
            await visitor.GoAsync(path);
            await TakeAsync(visitor.Page, name, isDark);
        }

        await Shopping.FillCartAsync(visitor, "che");
        await visitor.GoAsync("/gio-hang");
        await TakeAsync(visitor.Page, "cart", isDark);
        var button = await Shopping.FillCheckoutAsync(visitor, Recipient.With());
        await TakeAsync(visitor.Page, "checkout", isDark);
        await button.ClickAsync();
        var order = await PlacedOrder.ReadAsync(visitor);
        await TakeAsync(visitor.Page, "thanks", isDark);
        await visitor.GoAsync((await order.LetterToProducerAsync((await markets.MarketAsync()).Mails, 0)).Link);
        await TakeAsync(visitor.Page, "answer", isDark);
        visitor.HadNoTrouble();
    }

    private static async Task TakeAsync(IPage page, string name, bool isDark)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, width < 700 ? 780 : 900);
            await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
            foreach (var isWhole in new[] { false, true })
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}-{width}{(isDark ? "-dark" : "")}{(isWhole ? "-whole" : "")}.png"), FullPage = isWhole });
        }

        await page.SetViewportSizeAsync(1280, 900);
    }
}

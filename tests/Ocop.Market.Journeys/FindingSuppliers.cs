using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A canteen looks for goods, a producer answers from the phone, the canteen reads it, an officer writes down what came of it.</summary>
public sealed class FindingSuppliers(OpenMarkets markets)
{
    private const string What = "Hàng của hành trình cung cầu";
    private static readonly string? Folder = Environment.GetEnvironmentVariable("OCOP_SCREENSHOTS");

    [Fact]
    public async Task A_need_goes_from_the_buyers_form_to_the_officers_last_word()
    {
        var market = await markets.MarketAsync();
        var last = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var buyer = await markets.VisitAsync(VisitorKind.Phone);
        await buyer.GoAsync("/can-hang");
        await LookAsync(buyer, "needs");
        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "Tôi cần mua số lượng lớn" }).ClickAsync();
        await buyer.Page.Locator("#what").FillAsync(What);
        await buyer.Page.Locator("#quantity").FillAsync("200");
        await buyer.Page.Locator("#unit").FillAsync("kg");
        await buyer.Page.Locator("#rhythm").SelectOptionAsync("Weekly");
        await buyer.Page.GetByLabel("Tháng 12").CheckAsync();
        await buyer.Page.Locator("#province").SelectOptionAsync("19");
        await buyer.Page.Locator("#lastDay").FillAsync(last);
        await buyer.Page.Locator("#buyer").SelectOptionAsync("Canteen");
        await buyer.Page.Locator("#company").FillAsync("Bếp ăn của hành trình");
        await buyer.Page.Locator("#contact").FillAsync("Người mua hành trình");
        await buyer.Page.Locator("#phone").FillAsync("0987 654 321");
        await buyer.Page.Locator("#email").FillAsync("cung-cau@example.invalid");
        await LookAsync(buyer, "need-form");
        await buyer.PressAsync("Gửi nhu cầu");
        await buyer.Page.WaitForURLAsync(new Regex("/can-hang/kiem-tra/"));
        var letter = await market.Mails.OneAsync("Mã kiểm tra nhu cầu", "cung-cau@example.invalid");
        await buyer.Page.GetByLabel("Mã sáu chữ số").FillAsync(Regex.Match(letter.Text, @"\b\d{6}\b").Value);
        await LookAsync(buyer, "need-check");
        await buyer.PressAsync("Kiểm tra");
        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "Xem trang nhu cầu" }).ClickAsync();
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("200 kg mỗi tuần");
        await Assertions.Expect(buyer.Page.Locator("main")).Not.ToContainTextAsync("hành trình,");
        Assert.DoesNotContain("Bếp ăn của", await buyer.Page.ContentAsync(), StringComparison.Ordinal);
        await LookAsync(buyer, "need");

        // The producer, 360 pixels wide.
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        await producer.GoAsync("/cong-chu-the/can-hang");
        await LookAsync(producer, "portal-needs");
        await producer.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"Xem và chào hàng.*{What}") }).ClickAsync();
        Assert.DoesNotContain("Bếp ăn của", await producer.Page.ContentAsync(), StringComparison.Ordinal);
        await producer.Page.Locator("input[name=products]").First.CheckAsync();
        await producer.Page.Locator("#f-price").FillAsync("95.000");
        await producer.Page.Locator("#f-volume").FillAsync("800");
        await producer.Page.Locator("#f-note").FillAsync("Giao tận bếp, sáng sớm.");
        await LookAsync(producer, "portal-need");
        await producer.PressAsync("Gửi lời chào");
        await Assertions.Expect(producer.Page.Locator("main")).ToContainTextAsync("Bếp ăn của hành trình");
        await Assertions.Expect(producer.Page.Locator("main")).ToContainTextAsync("0987 654 321");
        await LookAsync(producer, "portal-need-answered");

        var told = await ToldAsync(market);
        await buyer.Page.GotoAsync(told);
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("Giao tận bếp, sáng sớm.");
        await LookAsync(buyer, "need-answers");

        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Programme);
        await officer.GoAsync("/quan-tri/can-hang?muc=Open");
        await LookAsync(officer, "desk-needs");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = What }).ClickAsync();
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("Giao tận bếp");
        await LookAsync(officer, "desk-need");
        await officer.Page.Locator("#f-outcome").SelectOptionAsync("Deal");
        await officer.Page.Locator("#f-dealValue").FillAsync("76.000.000");
        await officer.PressAsync("Khép nhu cầu");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("76.000.000");
        await buyer.GoAsync("/can-hang");
        await Eventually.TrueAsync(async () => (await buyer.GoAsync("/can-hang")).Status == 200 && !(await buyer.TextAsync()).Contains(What, StringComparison.Ordinal));
        foreach (var visitor in new[] { buyer, producer, officer }) visitor.HadNoTrouble();
    }

    private static async Task<string> ToldAsync(MarketProgram market)
    {
        var found = "";
        await Eventually.TrueAsync(() =>
        {
            found = market.Mails.Letters.FirstOrDefault(letter => letter.To.Contains("cung-cau@example.invalid", StringComparison.Ordinal) && letter.Subject.Contains("chào hàng cho nhu cầu", StringComparison.Ordinal))?.Link ?? "";
            return Task.FromResult(found.Length > 0);
        });
        return found;
    }

    private static async Task LookAsync(Visitor visitor, string name)
    {
        Assert.Empty((await Axe.InspectAsync(visitor.Page)).Faults);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{visitor.Path} is wider than the screen.");
        if (Folder is not null) await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Folder).FullName, $"{name}.png"), FullPage = true });
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A spring fair of thirty booths: planned at the desk, asked for on a phone, given away, seen by everybody.</summary>
public sealed class PlanningASpringFair(OpenMarkets markets)
{
    private const string Name = "Hội chợ Xuân của hành trình";

    [Fact]
    public async Task It_is_announced_with_thirty_booths_and_a_producer_gets_one()
    {
        var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60);
        static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Programme);
        await officer.GoAsync("/quan-tri/hoi-cho/moi?tinh=19");
        await officer.Page.Locator("select[name=kind]").SelectOptionAsync("Spring");
        await officer.Page.GetByLabel("Tên hội chợ").FillAsync(Name);
        await officer.Page.Locator("select[name=communeCode]").SelectOptionAsync("05503");
        await officer.PressAsync("Lập bản nháp");
        await officer.Page.WaitForURLAsync(new Regex("[0-9a-f]{8}-[0-9a-f-]{27}$"));
        var fair = officer.Path;
        await officer.Page.GetByLabel("Địa chỉ").FillAsync("Quảng trường trung tâm");
        await officer.PressAsync("Lưu thông tin");
        foreach (var day in new[] { 0, 1, 2 }) await officer.Page.Locator("input[name=day]").Nth(day).FillAsync(Iso(first.AddDays(day)));
        await officer.PressAsync("Lưu ngày giờ");
        await officer.Page.Locator("input[name=itemVi]").First.FillAsync("Khai mạc");
        await officer.PressAsync("Lưu chương trình");
        await officer.GoAsync(fair + "/gian");
        await officer.PressAsync("Lập gian");
        await Assertions.Expect(officer.Page.Locator(".plan__booth")).ToHaveCountAsync(30);
        // With a script, a click on the plan places the booth whose row one stands in.
        await officer.Page.Locator("input[name=x]").Nth(29).FocusAsync();
        await officer.Page.Locator(".plan").ClickAsync(new() { Position = new() { X = 30, Y = 30 } });
        Assert.NotEqual("50", await officer.Page.Locator("input[name=x]").Nth(29).InputValueAsync());
        await officer.PressAsync("Lưu gian hàng");
        await officer.GoAsync(fair);
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("Trang của hội chợ hiện ra ngay");
        await officer.PressAsync("Công bố hội chợ");
        await Assertions.Expect(officer.Page.Locator(".note--good")).ToContainTextAsync("Đã công bố");

        // The producer, 360 pixels wide.
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        await producer.Page.GetByRole(AriaRole.Link, new() { Name = "Thêm" }).ClickAsync();
        await producer.Page.GetByRole(AriaRole.Link, new() { Name = "Hội chợ" }).ClickAsync();
        await producer.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"Xem và đăng ký gian.*{Name}") }).ClickAsync();
        await producer.Page.Locator("input[name=products]").First.CheckAsync();
        await producer.Page.GetByLabel("Nhắn ban tổ chức").FillAsync("Xin chỗ có điện để đun trà mời khách.");
        await producer.PressAsync("Gửi đăng ký");
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync("Đã gửi");

        await officer.GoAsync(fair + "/dang-ky");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("Xin chỗ có điện");
        await officer.Page.Locator("select[name=booth]").SelectOptionAsync(new SelectOptionValue { Index = 5 });
        await officer.PressAsync("Giao gian");
        await Assertions.Expect(officer.Page.Locator(".tag--good").Last).ToContainTextAsync("gian ");

        await producer.GoAsync(producer.Path);
        await Assertions.Expect(producer.Page.Locator("main")).ToContainTextAsync("Bạn có gian ");
        await using var reader = await markets.VisitAsync(VisitorKind.Phone);
        await Eventually.TrueAsync(async () => (await reader.GoAsync("/hoi-cho/hoi-cho-xuan-cua-hanh-trinh")).Status == 200 && await reader.Page.Locator(".exhibitors li").CountAsync() > 0);
        await Assertions.Expect(reader.Page.Locator(".plan__booth")).ToHaveCountAsync(30);
        await Assertions.Expect(reader.Page.Locator("h1")).ToHaveTextAsync(Name);
        Assert.Empty((await Axe.InspectAsync(reader.Page)).Faults);
        foreach (var visitor in new[] { officer, producer, reader }) visitor.HadNoTrouble();
    }
}

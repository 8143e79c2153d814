using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>What is photographed with a phone: a certificate that an officer reads before buyers, and the shop itself.</summary>
public sealed class SendingAPaper(OpenMarkets markets)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_photographed_on_a_weak_line_and_accepted_at_the_desk(bool hasScripts)
    {
        var number = $"VG-HT-{(hasScripts ? 1 : 2)}";
        await using var producer = await markets.VisitAsync(VisitorKind.Phone with { HasScripts = hasScripts });
        await producer.SignInAsync(Desk.Producer);
        if (hasScripts) await producer.StandOnAWeakLineAsync();
        await producer.GoAsync("/cong-chu-the/giay-to");
        await producer.Page.GetByRole(AriaRole.Link, new() { Name = "Ghi giấy tờ mới" }).First.ClickAsync();
        await producer.Page.Locator("select[name=holder]").SelectOptionAsync("m");
        await producer.Page.Locator("select[name=kind]").SelectOptionAsync("VietGap");
        await producer.Page.GetByLabel("Số", new() { Exact = true }).FillAsync(number);
        await producer.Page.GetByLabel("Nơi cấp").FillAsync("Trung tâm của hành trình");
        await producer.Page.GetByLabel("Ngày cấp").FillAsync("2026-01-01");
        await producer.Page.Locator("input[type=file]").SetInputFilesAsync(await PhotoAsync());
        // By script the file is there before the form goes, and the button waits for it.
        if (hasScripts) await Assertions.Expect(producer.Page.Locator("[data-chosen]")).ToContainTextAsync("PDF", new() { Timeout = 60_000 });
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi cán bộ kiểm" }).ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync("Đã gửi", new() { Timeout = 60_000 });
        await Assertions.Expect(producer.Page.Locator(".job").Filter(new() { HasText = number })).ToContainTextAsync("chờ kiểm");

        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Administrator);
        await officer.GoAsync("/quan-tri/chung-nhan?muc=cho-kiem&q=" + number);
        await officer.Page.Locator("#danh-sach tbody a").First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator(".file-card")).ToContainTextAsync(".pdf");
        Assert.Empty((await Axe.InspectAsync(officer.Page)).Faults);
        await officer.PressAsync("Nhận, hiện ngay");
        await Assertions.Expect(officer.Page.Locator(".note--good")).ToContainTextAsync("Đã nhận");
        await producer.GoAsync("/cong-chu-the/giay-to");
        await Assertions.Expect(producer.Page.Locator(".job").Filter(new() { HasText = number })).ToContainTextAsync("Sửa hoặc thay giấy mới");
        foreach (var visitor in new[] { producer, officer }) visitor.HadNoTrouble();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_keeper_adds_a_photo_of_the_shop_and_takes_it_off(bool hasScripts)
    {
        await using var keeper = await markets.VisitAsync(VisitorKind.Phone with { HasScripts = hasScripts });
        await keeper.SignInAsync(Desk.Keeper);
        await keeper.Page.WaitForURLAsync(new Regex("/cong-diem-ban/[0-9a-f-]{36}$"));
        await keeper.Page.GetByRole(AriaRole.Link, new() { Name = "Ảnh", Exact = true }).ClickAsync();
        var before = await keeper.Page.Locator(".my-photos li").CountAsync();
        await keeper.Page.Locator("input[type=file]").SetInputFilesAsync(await PhotoAsync());
        if (hasScripts) await Assertions.Expect(keeper.Page.Locator("[data-thumb]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var what = $"Mặt tiền {(hasScripts ? "có" : "không")} chữ";
        await keeper.Page.GetByLabel("Ảnh cho thấy gì?").FillAsync(what);
        await keeper.Page.GetByRole(AriaRole.Button, new() { Name = "Thêm ảnh" }).ClickAsync();
        await Assertions.Expect(keeper.Page.Locator(".my-photos li")).ToHaveCountAsync(before + 1, new() { Timeout = 60_000 });
        // axe waits for timers, which a page without scripts does not have.
        if (hasScripts) Assert.Empty((await Axe.InspectAsync(keeper.Page)).Faults);
        await keeper.Page.GetByRole(AriaRole.Button, new() { Name = $"Bỏ ảnh {what}" }).ClickAsync();
        await Assertions.Expect(keeper.Page.Locator(".my-photos li")).ToHaveCountAsync(before);
        keeper.HadNoTrouble();
    }

    [Fact]
    public async Task A_refused_scan_is_told_at_the_first_press_and_the_second_goes_without_it()
    {
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        await producer.GoAsync("/cong-chu-the/giay-to/moi");
        var (page, line) = (producer.Page, producer.Page.Locator("[data-progress]"));
        await page.Locator("#f-holder").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#f-kind").SelectOptionAsync("Haccp");
        await page.Locator("#f-number").FillAsync("KHONG-TEP-1");
        await page.Locator("#f-issuer").FillAsync("Trung tâm thử");
        await page.Locator("#f-issuedOn").FillAsync("2026-01-01");
        await page.Locator("#f-upload").SetInputFilesAsync(new FilePayload { Name = "giay.txt", MimeType = "text/plain", Buffer = "không phải giấy"u8.ToArray() });
        await Assertions.Expect(line).ToContainTextAsync("Tệp này không phải ảnh chụp");
        await page.Locator("button[value=send]").ClickAsync();
        await Assertions.Expect(line).ToContainTextAsync("bấm gửi lần nữa để gửi không kèm tệp");
        await page.Locator("button[value=send]").ClickAsync();
        await page.WaitForURLAsync("**/cong-chu-the/giay-to");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("KHONG-TEP-1");
    }

    private static async Task<string> PhotoAsync()
    {
        var photo = Path.Combine(Directory.CreateTempSubdirectory("ocop-photo-").FullName, "IMG_2035.jpg");
        await File.WriteAllBytesAsync(photo, await TestPictures.JpegAsync(1200, 1600));
        return photo;
    }
}

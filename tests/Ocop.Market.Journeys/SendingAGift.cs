using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>
/// On phones of 360 pixels: a box and the words on its card, a parcel from its order to the door, a jar that came broken. At a desk: two hundred boxes of a company.
/// </summary>
public sealed class SendingAGift(OpenMarkets markets)
{
    private const int CompanyBoxes = 200, BadRows = 10;
    private const string Card = "Chúc ông bà năm mới an khang", Sorry = "Xin lỗi bạn, hũ vỡ chợ hoàn tiền";

    [Fact]
    public async Task A_box_with_a_card_is_paid_and_its_packer_reads_what_to_write()
    {
        var market = await markets.MarketAsync();
        await using var guest = await markets.VisitToPayAsync(VisitorKind.Phone);
        var page = guest.Page;
        await guest.GoAsync("/qua-tang");
        await page.Locator("main a[href='/hop-qua/sum-vay']").First.ClickAsync();
        await page.GetByLabel("Lời chúc trên thiệp").FillAsync(Card);
        await page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();
        await page.WaitForURLAsync("**/gio-hang");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Card);
        await FitsAsync(guest);
        var button = await Shopping.FillCheckoutAsync(guest, Recipient.With("hop-qua@example.com"));
        await FitsAsync(guest);
        await Shopping.ChooseToPayAsync(guest, "Card");
        await button.ClickAsync();

        await page.WaitForURLAsync($"{market.Gateways.Stripe.Address}pay/*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/don-hang/*moi=1");
        var order = await PlacedOrder.ReadAsync(guest);
        await Assertions.Expect(page.Locator("section.parcel")).ToContainTextAsync($"“{Card}”");
        await Assertions.Expect(page.Locator("dl[aria-label^='Tiền đã trả'] dt").First).ToContainTextAsync("Đã nhận, thẻ");
        await FitsAsync(guest);

        // One box is one parcel, and whoever packs it reads the card in the mail already.
        Assert.Single(order.Parcels);
        var letter = await order.LetterToProducerAsync(market.Mails, 0);
        Assert.Contains(Card, letter.Text, StringComparison.Ordinal);
        Assert.Contains(Card, WebUtility.HtmlDecode(letter.Html), StringComparison.Ordinal);
        await Producer.AcceptsAsync(markets, default, order, 0);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("section.parcel")).ToContainTextAsync("Người bán đã nhận đơn");
        guest.HadNoTrouble();
    }

    [Fact]
    public async Task A_parcel_is_packed_sent_and_delivered_and_a_broken_jar_is_paid_back_without_a_return()
    {
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        await using var guest = await markets.VisitAsync(VisitorKind.Phone);
        var order = await BuyAsync(guest, await ShelveAsync(producer, 30));
        var parcel = order.Parcels[0].Number;
        await DeliverAsync(producer, guest, parcel);
        await ReportAsync(guest, order.Link, parcel);
        await PayBackAsync(parcel);

        await guest.GoAsync(order.Link);
        var shown = guest.Page.Locator("section.parcel");
        await Assertions.Expect(shown).ToContainTextAsync("Lời báo lỗi 1: đã hoàn tiền, 10.000");
        await Assertions.Expect(shown).ToContainTextAsync(Sorry);
        await Assertions.Expect(guest.Page.Locator("dl[aria-label^='Tiền đã trả']")).ToContainTextAsync(new Regex("Hoàn lại.*−10\\.000", RegexOptions.Singleline));
        await FitsAsync(guest);
        foreach (var visitor in new[] { producer, guest }) visitor.HadNoTrouble();
    }

    [Fact]
    public async Task A_company_sends_two_hundred_boxes_by_a_sheet_with_ten_bad_rows()
    {
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        await producer.SignInAsync(Desk.Producer);
        var product = await ShelveAsync(producer, 300);
        await using var company = await markets.VisitAsync(VisitorKind.Desk);
        var (page, mails) = (company.Page, (await markets.MarketAsync()).Mails);
        await AskAsync(company, product);
        var letter = await mails.OneAsync("Chợ đã nhận lời hỏi giá", "qua-cong-ty@example.com");
        var number = letter.Subject.Split(' ')[^1];
        await OfferAsync(number);

        await mails.OneAsync($"Báo giá {number}", "qua-cong-ty@example.com");
        await company.GoAsync(new Uri(letter.Link).PathAndQuery);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("270.000");
        Assert.Empty((await Axe.InspectAsync(page)).Faults);
        await company.PressAsync("Chấp nhận báo giá này");
        await page.GetByRole(AriaRole.Link, new() { Name = "Gửi danh sách" }).ClickAsync();
        await SendAsync(company, row => row > BadRows);
        await Assertions.Expect(page.Locator(".note--warn")).ToContainTextAsync($"{CompanyBoxes} dòng, {BadRows} dòng cần sửa");
        Assert.Equal(BadRows, await page.Locator("form[id^='dong-']").CountAsync());
        Assert.Empty((await Axe.InspectAsync(page)).Faults);
        var first = page.Locator("form[id^='dong-']").First;
        await first.GetByLabel("Điện thoại").FillAsync("0912000001");
        await first.GetByRole(AriaRole.Button, new() { Name = "Lưu dòng này" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note--warn")).ToContainTextAsync($"{BadRows - 1} dòng cần sửa");
        await SendAsync(company, _ => true);
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync($"{CompanyBoxes}/{CompanyBoxes} hộp");

        await company.GoAsync(new Uri(letter.Link).PathAndQuery);
        await company.PressAsync($"Đặt {CompanyBoxes} hộp");
        await Assertions.Expect(page.Locator("section[aria-labelledby=giao] li")).ToHaveCountAsync(CompanyBoxes);
        await Assertions.Expect(page.Locator("section[aria-labelledby=tien]")).ToContainTextAsync("54.000.000");
        // What a recipient opens: a wish and a day, and nothing of what it cost.
        await page.Locator("section[aria-labelledby=giao] li a").First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Card);
        Assert.DoesNotContain("₫", await company.TextAsync(), StringComparison.Ordinal);
        await producer.GoAsync("/cong-chu-the/don-hang");
        await Assertions.Expect(producer.Page.GetByRole(AriaRole.Link, new() { Name = $"Phải gửi {CompanyBoxes}" })).ToBeVisibleAsync();
        foreach (var visitor in new[] { producer, company }) visitor.HadNoTrouble();
    }

    private static async Task AskAsync(Visitor company, string product)
    {
        var page = company.Page;
        await company.GoAsync(product);
        await page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-cart-count]")).ToHaveTextAsync("1");
        await company.GoAsync("/qua-tang");
        await page.GetByRole(AriaRole.Link, new() { Name = "Quà cho công ty, hỏi giá" }).ClickAsync();
        (string Id, string Words)[] fields =
        [
            ("company", "Công ty minh hoạ"), ("taxCode", "1000000002"), ("contact", "Người mua minh hoạ"), ("phone", "0912345678"), ("email", "qua-cong-ty@example.com"), ("boxes", $"{CompanyBoxes}"), ("wishDay", Day(40)),
            ("invoiceAddress", "Số 1 phố Minh Hoạ, Hà Nội"),
        ];
        foreach (var (id, words) in fields) await page.Locator($"#{id}").FillAsync(words);
        await page.GetByLabel("Những món trong giỏ là một hộp").CheckAsync();
        await page.GetByLabel("Xuất hoá đơn GTGT").CheckAsync();
        await company.PressAsync("Hỏi giá");
        await Assertions.Expect(page.Locator("#taxCode-e")).ToBeVisibleAsync();
        Assert.Empty((await Axe.InspectAsync(page)).Faults);
        await page.Locator("#taxCode").FillAsync("1000000001");
        await company.PressAsync("Hỏi giá");
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("Chợ đã nhận");
    }

    private async Task OfferAsync(string number)
    {
        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        var page = officer.Page;
        await officer.SignInAsync(Desk.Programme);
        await officer.GoAsync("/quan-tri/bao-gia");
        await page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        // The company's cart stands in the form already.
        await Assertions.Expect(page.Locator("input[name=part]").First).ToHaveValueAsync(new Regex("^DEMO-"));
        await page.Locator("#f-title").FillAsync("Hộp quà minh hoạ");
        await page.Locator("#f-price").FillAsync("300.000");
        await page.Locator("input[name=from]").First.FillAsync("100");
        await page.Locator("input[name=percent]").First.FillAsync("10");
        await page.Locator("#f-validUntil").FillAsync(Today.AddDays(10).ToString("O", CultureInfo.InvariantCulture));
        await page.Locator("#f-terms").SelectOptionAsync("OnAccount");
        await page.Locator("#f-accountDays").FillAsync("15");
        await page.Locator("#f-packerAgreed").CheckAsync();
        await officer.PressAsync("Gửi báo giá");
        await Assertions.Expect(page.Locator(".note--good").First).ToContainTextAsync("Đã gửi báo giá");
        officer.HadNoTrouble();
    }

    private static async Task SendAsync(Visitor company, Func<int, bool> isRight)
    {
        var rows = Enumerable.Range(1, CompanyBoxes).Select(row => $"Người nhận {row},{(isRight(row) ? $"0912{row:000000}" : "không có")},Số {row} phố Minh Hoạ,Phường Cửa Nam,TP. Hà Nội,{Day(20)},{Card},1\n");
        var sheet = "Họ tên,Điện thoại,Địa chỉ,\"Xã, phường\",\"Tỉnh, thành\",Ngày giao,Lời chúc,Số hộp\n" + string.Concat(rows);
        await company.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "nguoi-nhan.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(sheet) });
        await company.PressAsync("Gửi danh sách");
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7));

    private static string Day(int ahead) => Today.AddDays(ahead).PastTet().ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The last of the producer's goods: another journey minds the first.</summary>
    /// <returns>Its address on the market.</returns>
    private static async Task<string> ShelveAsync(Visitor producer, int left)
    {
        await producer.GoAsync("/cong-chu-the/hang-hoa");
        var product = producer.Page.Locator(".stocks > li").Last;
        await product.Locator("input[name=left]").First.FillAsync($"{left}");
        await product.GetByRole(AriaRole.Button, new() { Name = "Ghi số" }).First.ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync($"còn {left}");
        await product.Locator("a.stocks__head").ClickAsync();
        return (await producer.Page.GetByRole(AriaRole.Link, new() { Name = "Xem như khách xem" }).GetAttributeAsync("href"))!;
    }

    private static async Task<PlacedOrder> BuyAsync(Visitor guest, string shop)
    {
        await guest.GoAsync(shop);
        await guest.Page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();
        await Assertions.Expect(guest.Page.Locator("[data-cart-count]")).ToHaveTextAsync("1");
        var button = await Shopping.FillCheckoutAsync(guest, Recipient.With());
        await Shopping.ChooseToPayAsync(guest, "Test");
        await button.ClickAsync();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Giả như trả thành công" }).ClickAsync();
        await guest.Page.WaitForURLAsync("**/don-hang/*moi=1");
        return await PlacedOrder.ReadAsync(guest);
    }

    private static async Task DeliverAsync(Visitor producer, Visitor guest, string parcel)
    {
        var page = producer.Page;
        await producer.GoAsync("/cong-chu-the");
        await page.Locator(".job", new() { HasText = parcel }).GetByRole(AriaRole.Button, new() { Name = "Nhận đơn" }).ClickAsync();
        await page.WaitForURLAsync($"**/cong-chu-the/don-hang/{parcel}");
        await FitsAsync(producer);

        await page.GetByRole(AriaRole.Link, new() { Name = "In phiếu đóng gói và nhãn của gói này" }).ClickAsync();
        await Assertions.Expect(page.Locator(".pick-list")).ToContainTextAsync(parcel);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Đã trả trước, không thu tiền");
        await producer.GoAsync($"/cong-chu-the/don-hang/{parcel}");
        await page.Locator("#f-carrier").SelectOptionAsync("ghn");
        await page.Locator("#f-code").FillAsync("mã lạ");
        await producer.PressAsync("Đã gửi đi");
        await Assertions.Expect(page.Locator("#f-code-problem")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#f-code")).ToHaveValueAsync("mã lạ");
        await page.Locator("#f-code").FillAsync("GAXY123");
        await producer.PressAsync("Đã gửi đi");
        await Assertions.Expect(page.Locator(".job .tag")).ToHaveTextAsync("đang giao");
        await guest.Page.ReloadAsync();
        await Assertions.Expect(guest.Page.GetByRole(AriaRole.Link, new() { Name = "GAXY123" })).ToHaveAttributeAsync("href", new Regex("ghn\\.vn.*GAXY123"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Đã giao", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".job .tag")).ToHaveTextAsync("đã giao");
        await FitsAsync(producer);
    }

    private static async Task ReportAsync(Visitor guest, string order, string parcel)
    {
        var page = guest.Page;
        await guest.GoAsync(order);
        await page.GetByRole(AriaRole.Link, new() { Name = "Hàng bị lỗi? Báo ở đây" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(parcel);
        await page.GetByLabel("Mấy cái bị lỗi").FillAsync("1");
        await page.GetByLabel("Lỗi gì").SelectOptionAsync("Broken");
        await page.GetByLabel("Kể thêm").FillAsync("Mở gói thì hũ đã vỡ");
        await page.GetByLabel("Ảnh chụp").SetInputFilesAsync(new FilePayload { Name = "IMG_2036.jpg", MimeType = "image/jpeg", Buffer = await TestPictures.JpegAsync(1200, 900, seed: 11) });
        await FitsAsync(guest);
        Assert.Empty((await Axe.InspectAsync(page)).Faults);
        await guest.PressAsync("Gửi lời báo");
        await Assertions.Expect(page.Locator("section.parcel")).ToContainTextAsync("Lời báo lỗi 1: chờ trả lời");
    }

    private async Task PayBackAsync(string parcel)
    {
        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Programme);
        await officer.GoAsync("/quan-tri/bao-loi?muc=cho");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = parcel }).ClickAsync();
        var photo = officer.Page.GetByRole(AriaRole.Img, new() { Name = "Ảnh 1 của khách" });
        await photo.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(photo).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await photo.EvaluateAsync<int>("picture => picture.naturalWidth") > 0);
        await officer.Page.Locator("#f-amount").FillAsync("10.000");
        await officer.Page.Locator("#f-words").FillAsync(Sorry);
        await officer.PressAsync("Hoàn tiền, không cần trả hàng");
        await Assertions.Expect(officer.Page.Locator(".desk__head .tag")).ToHaveTextAsync("đã hoàn tiền");
        officer.HadNoTrouble();
    }

    private static async Task FitsAsync(Visitor visitor) =>
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{visitor.Path} is wider than the screen.");
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A producer's day on a phone of 360 pixels, with scripts and without.</summary>
[Collection("Orders")]
public sealed class RunningACorner(OpenMarkets markets)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_a_new_order_to_its_delivery_with_stock_and_price_in_between(bool hasScripts)
    {
        var kind = VisitorKind.Phone with { HasScripts = hasScripts };
        await using var producer = await markets.VisitAsync(kind);
        var page = producer.Page;
        await page.SetViewportSizeAsync(360, 780);
        await producer.SignInAsync(Desk.Producer);

        // What is left, by thumb: a figure typed, then one less.
        await producer.GoAsync("/cong-chu-the/hang-hoa");
        var product = page.Locator(".stocks > li").First;
        var name = (await product.Locator("b").InnerTextAsync()).Trim();
        await product.Locator("input[name=left]").First.FillAsync("40");
        await product.GetByRole(AriaRole.Button, new() { Name = "Ghi số" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("còn 40");
        await product.GetByRole(AriaRole.Button, new() { Name = $"Bớt một {name}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("còn 39");

        // What it costs.
        await product.Locator("a.stocks__head").ClickAsync();
        await page.WaitForURLAsync(new Regex("/hang-hoa/[0-9a-f-]{36}$"));
        var price = page.Locator("input[name^=price-]").First;
        await price.FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đổi giá" }).ClickAsync();
        await Assertions.Expect(page.Locator(".field .problem")).ToContainTextAsync("Giá là số đồng");
        await Assertions.Expect(price).ToHaveValueAsync("0");
        await price.FillAsync("123.000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đổi giá" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("Đã lưu");
        var shop = (await page.GetByRole(AriaRole.Link, new() { Name = "Xem như khách xem" }).GetAttributeAsync("href"))!;

        // Somebody buys one at that price.
        await using var guest = await markets.VisitAsync(kind);
        await guest.GoAsync(shop);
        await Assertions.Expect(guest.Page.Locator("main")).ToContainTextAsync("123.000");
        await guest.Page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();
        if (!guest.HasScripts) await guest.Page.WaitForURLAsync("**/gio-hang");
        await Assertions.Expect(guest.Page.Locator("[data-cart-count]")).ToHaveTextAsync("1");
        await (await Shopping.FillCheckoutAsync(guest, Recipient.With())).ClickAsync();
        var number = (await PlacedOrder.ReadAsync(guest)).Parcels[0].Number;

        // Accepted where it stands, handed over on its own page.
        await producer.GoAsync("/cong-chu-the");
        var card = page.Locator(".job", new() { HasText = number });
        await card.GetByRole(AriaRole.Button, new() { Name = "Nhận đơn" }).ClickAsync();
        await page.WaitForURLAsync($"**/cong-chu-the/don-hang/{number}");
        await Assertions.Expect(page.Locator(".job .tag")).ToHaveTextAsync("đã nhận, đang gói");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Người thử chợ");
        await page.GetByText("Tự tay đưa tới khách rồi…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đã giao, đã thu tiền" }).ClickAsync();
        await Assertions.Expect(page.Locator(".job .tag")).ToHaveTextAsync("đã giao");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Đã giao, đã thu tiền" })).ToHaveCountAsync(0);

        await producer.GoAsync("/cong-chu-the/so-ban");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(name);
        await producer.GoAsync("/cong-chu-the/don-hang?muc=da-xong");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(number);
        producer.HadNoTrouble();
        guest.HadNoTrouble();
    }

    [Fact]
    public async Task New_words_and_a_photo_of_a_product()
    {
        var photo = Path.Combine(Directory.CreateTempSubdirectory("ocop-photo-").FullName, "IMG_2035.jpg");
        await File.WriteAllBytesAsync(photo, await Ocop.Market.Testing.TestPictures.JpegAsync(1600, 1200, seed: 9));
        await using var producer = await markets.VisitAsync(VisitorKind.Phone);
        var page = producer.Page;
        await producer.SignInAsync(Desk.Producer);
        await producer.GoAsync("/cong-chu-the/hang-hoa");
        await page.Locator("a.stocks__head").First.ClickAsync();
        await page.GetByLabel("Kể cho khách").FillAsync("Phơi ba nắng, đóng túi trong ngày.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi cán bộ đọc" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("Đã gửi cán bộ đọc");
        await page.Locator("#f-file").SetInputFilesAsync(photo);
        await page.GetByLabel("Ảnh cho thấy gì?").FillAsync("Túi hàng trên bàn gỗ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm ảnh" }).ClickAsync();
        await Assertions.Expect(page.Locator(".my-photos img")).ToHaveCountAsync(1);
        var shop = (await page.GetByRole(AriaRole.Link, new() { Name = "Xem như khách xem" }).GetAttributeAsync("href"))!;

        await using var officer = await markets.VisitAsync(VisitorKind.Desk);
        await officer.SignInAsync(Desk.Commune);
        await officer.GoAsync("/quan-tri/de-nghi-sua");
        await Assertions.Expect(officer.Page.Locator("article.panel ins").First).ToContainTextAsync("Phơi ba nắng");
        await officer.PressAsync("Trả lại");
        await Assertions.Expect(officer.Page.Locator(".field .problem")).ToContainTextAsync("Ghi một câu");
        await officer.PressAsync("Nhận, hiện ngay");
        await producer.GoAsync(shop);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Phơi ba nắng, đóng túi trong ngày.");
        await Assertions.Expect(page.Locator("main picture img").First).ToBeVisibleAsync();
        producer.HadNoTrouble();
        officer.HadNoTrouble();
    }
}

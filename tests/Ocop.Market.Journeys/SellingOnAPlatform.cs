using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>A producer's goods on an outside platform: connected on a phone of 360 pixels, mapped and looked after at the desk.</summary>
[Collection("Orders")]
public sealed class SellingOnAPlatform(OpenMarkets markets)
{
    private const string Portal = "/cong-chu-the/ban-tren-san", Floors = "/quan-tri/san-ngoai";

    /// <summary>A round of the job is two seconds apart, and two cores may be busy with the other suites.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task From_the_first_press_to_a_listing_that_is_on_sale_refused_edited_and_paused()
    {
        var lazada = (await markets.MarketAsync()).Platforms.Lazada;
        await using var producer = await markets.VisitToSellAsync(VisitorKind.Phone);
        await using var officer = await markets.VisitToSellAsync(VisitorKind.Desk);
        await producer.SignInAsync(Desk.Producer);
        await officer.SignInAsync(Desk.Programme);
        var (goods, name, group) = await PhotographAsync(producer);

        // Three steps.
        await producer.GoAsync(Portal);
        await FitsAsync(producer);
        await producer.Page.GetByRole(AriaRole.Link, new() { Name = "Nối Lazada" }).ClickAsync();
        await producer.Page.WaitForURLAsync($"{lazada.Address}**");
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = SellingPlatforms.SellerName }).ClickAsync();
        await producer.Page.WaitForURLAsync(new Regex($"{Portal}/[0-9a-f-]{{36}}$"));
        var shop = producer.Path;
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync($"Đã nối Lazada: {SellingPlatforms.SellerName}");
        await producer.Page.GetByLabel(name, new() { Exact = true }).CheckAsync();
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = "Đưa món đã chọn lên sàn" }).ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync("Đã chọn 1 sản phẩm");
        await StandsAsync(producer, shop, name, "Chưa gửi được");
        await Assertions.Expect(Row(producer, name)).ToContainTextAsync("Chờ cán bộ xếp ngành hàng");

        await MapAsync(officer, group);
        await StandsAsync(producer, shop, name, "Chờ duyệt");
        await FitsAsync(producer);
        var there = Assert.Single(lazada.Items(SellingPlatforms.Seller));
        var sku = there.Skus[0].Sku;

        // The platform's people look at it, and the platform tells.
        lazada.EditByHand(SellingPlatforms.Seller, sku, item => item.ReviewedAt = lazada.Now);
        lazada.Review();
        await ToldAsync(lazada);
        await StandsAsync(producer, shop, name, "Đang bán");
        var outside = Row(producer, name).GetByRole(AriaRole.Link, new() { Name = "Xem trên sàn" });
        Assert.Equal($"{lazada.Address}gian-hang/{SellingPlatforms.Seller}/{there.Id}", await outside.GetAttributeAsync("href"));
        await outside.ClickAsync();
        await Assertions.Expect(producer.Page.Locator("h1")).ToHaveTextAsync(there.Title);

        // A new price here is one there.
        await producer.GoAsync(goods);
        await producer.Page.Locator("input[name^=price-]").First.FillAsync("234.000");
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = "Đổi giá" }).ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync("Đã lưu");
        await Eventually.TrueAsync(() => Task.FromResult(there.Skus.Exists(it => it.Price == 234_000)), Soon, TimeSpan.FromMilliseconds(200));
        await producer.GoAsync($"{lazada.Address}gian-hang/{SellingPlatforms.Seller}/{there.Id}");
        await Assertions.Expect(producer.Page.Locator("ul")).ToContainTextAsync("234000 ₫");

        await SettleDriftAsync(officer, lazada, there, name);
        await SeeARefusalAsync(officer, lazada, sku, name);

        // Nothing more is sent once it rests.
        await producer.GoAsync(shop);
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = "Tạm dừng gửi" }).ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".note--good")).ToContainTextAsync("Đã tạm dừng");
        await Assertions.Expect(producer.Page.Locator("dd .tag")).ToHaveTextAsync("Tạm dừng");
        await producer.GoAsync(Portal);
        await Assertions.Expect(producer.Page.Locator("main")).ToContainTextAsync($"Lazada: {SellingPlatforms.SellerName}");
        await FitsAsync(producer);
        Assert.Empty(lazada.Faults);
        producer.HadNoTrouble();
        officer.HadNoTrouble();
    }

    /// <summary>An officer says where the group's goods stand, and what fills the fields that the platform wants.</summary>
    private static async Task MapAsync(Visitor officer, string group)
    {
        var page = officer.Page;
        await officer.GoAsync(Floors);
        await page.GetByRole(AriaRole.Link, new() { Name = "Xếp ngành hàng cho từng bộ sản phẩm" }).ClickAsync();
        await page.WaitForURLAsync($"**{Floors}/nganh-hang");
        await FitsAsync(officer);
        await page.Locator($"a[href='{Floors}/nganh-hang/lazada/{group}']").ClickAsync();
        await page.WaitForURLAsync($"**/nganh-hang/lazada/{group}");
        // The tree is read by whoever works for the first shop.
        await page.Locator("#tim").FillAsync("trà");
        await page.Locator("#tim").PressAsync("Enter");
        await page.WaitForURLAsync("**?q=*");
        await Eventually.TrueAsync(async () =>
        {
            await page.ReloadAsync();
            return await page.Locator("input[name=category]").CountAsync() > 0;
        }, Soon, TimeSpan.FromMilliseconds(500));
        await FitsAsync(officer);
        await page.GetByLabel("Bách hóa › Đồ uống › Trà").CheckAsync();
        await officer.PressAsync("Xác nhận ngành hàng");
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("Đã xếp ngành hàng");
        await Eventually.TrueAsync(async () =>
        {
            await page.ReloadAsync();
            return await page.GetByText("Các ô của sàn", new() { Exact = true }).CountAsync() > 0;
        }, Soon, TimeSpan.FromMilliseconds(500));
        await Assertions.Expect(page.Locator(".note--warn")).ToContainTextAsync("Loại trà");
        await FitsAsync(officer);
        await page.GetByLabel("Giá trị của “Loại trà”").SelectOptionAsync(new SelectOptionValue { Label = "Trà xanh" });
        await page.GetByLabel("Chữ cho “Hạn sử dụng”").FillAsync("24 tháng");
        await officer.PressAsync("Xác nhận ngành hàng");
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("Đã lưu");
        await Assertions.Expect(page.Locator(".note--warn")).ToHaveCountAsync(0);
    }

    /// <summary>Somebody changed the price in the platform's own seller centre: found, shown, put back.</summary>
    private static async Task SettleDriftAsync(Visitor officer, PlatformDouble platform, ShelfItem there, string name)
    {
        var sku = there.Skus.Find(it => it.Price == 234_000)!;
        platform.EditByHand(SellingPlatforms.Seller, sku.Sku, _ => sku.Price = 99_000);
        await ToldAsync(platform);
        await officer.GoAsync(Floors);
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = $"Lazada: {SellingPlatforms.SellerName}" }).ClickAsync();
        await officer.Page.WaitForURLAsync($"**{Floors}/gian-hang/*");
        await Eventually.TrueAsync(async () =>
        {
            await officer.Page.ReloadAsync();
            return await officer.Page.GetByRole(AriaRole.Heading, new() { Name = "Có người sửa trên sàn" }).CountAsync() > 0;
        }, Soon, TimeSpan.FromMilliseconds(500));
        await FitsAsync(officer);
        await officer.Page.Locator(".tasks__work", new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "Gửi lại bản của chợ" }).First.ClickAsync();
        await Assertions.Expect(officer.Page.Locator(".note--good")).ToContainTextAsync("Gửi lại bản của chợ");
        await Eventually.TrueAsync(() => Task.FromResult(sku.Price == 234_000), Soon, TimeSpan.FromMilliseconds(200));
    }

    /// <summary>A second look of the platform's people says no.</summary>
    private static async Task SeeARefusalAsync(Visitor officer, PlatformDouble platform, string sku, string name)
    {
        platform.Reject(SellingPlatforms.Seller, sku, "Ảnh có chữ quảng cáo");
        await ToldAsync(platform);
        await StandsAsync(officer, officer.Path.Split('?')[0], name, "Bị từ chối");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Cần người xem" }).ClickAsync();
        await officer.Page.WaitForURLAsync("**?muc=Stuck");
        await Assertions.Expect(Row(officer, name)).ToContainTextAsync("Ảnh có chữ quảng cáo");
        await Assertions.Expect(Row(officer, name)).ToContainTextAsync("Sửa theo lý do của sàn");
        await FitsAsync(officer);
    }

    /// <summary>A photo of the last of the producer's goods: the other journeys sell the first.</summary>
    private static async Task<(string Goods, string Name, string Group)> PhotographAsync(Visitor producer)
    {
        var page = producer.Page;
        var photo = Path.Combine(Directory.CreateTempSubdirectory("ocop-photo-").FullName, "IMG_2036.jpg");
        await File.WriteAllBytesAsync(photo, await TestPictures.JpegAsync(1200, 1200, seed: 11));
        await producer.GoAsync("/cong-chu-the/hang-hoa");
        var product = page.Locator(".stocks > li").Last;
        var name = (await product.Locator("b").First.InnerTextAsync()).Trim();
        await product.Locator("input[name=left]").First.FillAsync("40");
        await product.GetByRole(AriaRole.Button, new() { Name = "Ghi số" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".note--good")).ToContainTextAsync("còn 40");
        await page.Locator(".stocks > li").Last.Locator("a.stocks__head").ClickAsync();
        await page.WaitForURLAsync(new Regex("/hang-hoa/[0-9a-f-]{36}$"));
        var goods = producer.Path;
        await page.Locator("#f-file").SetInputFilesAsync(photo);
        await page.GetByLabel("Ảnh cho thấy gì?").FillAsync("Hộp hàng trên bàn gỗ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm ảnh" }).ClickAsync();
        await Assertions.Expect(page.Locator(".my-photos img")).ToHaveCountAsync(1);
        await producer.GoAsync((await page.GetByRole(AriaRole.Link, new() { Name = "Xem như khách xem" }).GetAttributeAsync("href"))!);
        var group = await page.Locator("main a[href^='/nhom/']").First.GetAttributeAsync("href");
        return (goods, name, group!.Split('/')[2].Split('?')[0]);
    }

    private static ILocator Row(Visitor visitor, string name) => visitor.Page.Locator("form .tasks > li", new() { Has = visitor.Page.GetByText(name, new() { Exact = true }) });

    private static Task<TimeSpan> StandsAsync(Visitor visitor, string page, string name, string state) => Eventually.TrueAsync(async () =>
    {
        await visitor.GoAsync(page);
        return (await Row(visitor, name).Locator(".tag").InnerTextAsync()).Trim() == state;
    }, Soon, TimeSpan.FromMilliseconds(500));

    private static async Task ToldAsync(PlatformDouble platform) => Assert.All(await platform.PushAsync(), answer => Assert.Equal(HttpStatusCode.OK, answer));

    /// <summary>Readable to machines and inside the screen.</summary>
    private static async Task FitsAsync(Visitor visitor)
    {
        var faults = (await Axe.InspectAsync(visitor.Page)).Faults;
        Assert.True(faults.Count == 0, $"{visitor.Path}: {string.Join('\n', faults.Select(fault => $"{fault.Id}, {fault.Help}\n    {string.Join("\n    ", fault.Places)}"))}");
        Assert.Equal((visitor.Path, 0), (visitor.Path, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")));
    }
}

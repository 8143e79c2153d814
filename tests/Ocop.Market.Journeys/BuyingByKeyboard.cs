using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Data;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>From a word typed without accents to two answered parcels, with nothing but Tab, Enter, Space and letters.</summary>
[Collection("Orders")]
public sealed class BuyingByKeyboard(OpenMarkets markets)
{
    [Theory, BothDatabases]
    public async Task A_guest_finds_reads_orders_and_follows_two_parcels(DatabaseProvider provider)
    {
        var market = await markets.MarketAsync(provider);
        await using var guest = await markets.VisitAsync(VisitorKind.Desk, provider);
        var recipient = Recipient.With($"khach-{provider}@example.com".ToLowerInvariant());

        var (first, second) = Shelf.OfTwoProducers(await FindFourStarCoffeeAsync(guest));
        var before = (await Shelf.LeftAsync(market.Http, first.Path), await Shelf.LeftAsync(market.Http, second.Path));
        await ReadCertificateAsync(guest, first);
        await FillCartAsync(guest, second);
        var order = await CheckOutAsync(guest, recipient);

        Assert.Equal(new[] { first.Producer, second.Producer }.Order(StringComparer.Ordinal), order.Parcels.Select(parcel => parcel.Producer).Order(StringComparer.Ordinal));
        var (accepted, refused) = order.Parcels[0].Producer == first.Producer ? (0, 1) : (1, 0);
        await Producer.AcceptsAsync(markets, provider, order, accepted);
        await Producer.RefusesAsync(markets, provider, order, refused, "Mùa này chưa rang kịp.");

        await FollowAsync(guest, order, recipient);
        await guest.GoAsync((await market.Mails.OneAsync($"{order.Number}:", recipient.Email)).Link);
        await ShowsBothAnswersAsync(guest);
        Assert.Contains("Mùa này chưa rang kịp.", (await market.Mails.OneAsync($"{order.Parcels[refused].Number}:", recipient.Email)).Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await Shelf.LeftAsync(market.Http, first.Path), await Shelf.LeftAsync(market.Http, second.Path)) == (before.Item1 - 1, before.Item2));
        guest.HadNoTrouble();
    }

    private static async Task<IReadOnlyList<Shelf>> FindFourStarCoffeeAsync(Visitor guest)
    {
        var page = guest.Page;
        await guest.GoAsync("/");
        await guest.TypeAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Tìm sản phẩm" }), "ca phe");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/tim-kiem?q=ca+phe");
        await guest.PressAsync(page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^4 sao") }), "Space");
        await page.WaitForURLAsync("**/tim-kiem?*sao=4*");
        Assert.All(await page.Locator("main .card .stars b").AllInnerTextsAsync(), stars => Assert.Equal("4 sao", stars));
        return await Shelf.ReadAsync(guest);
    }

    private static async Task ReadCertificateAsync(Visitor guest, Shelf shelf)
    {
        var page = guest.Page;
        await guest.PressAsync(shelf.CardOn(page).GetByRole(AriaRole.Link, new() { Name = shelf.Product }));
        await page.WaitForURLAsync($"**{shelf.Path}");
        await guest.PressAsync(page.Locator("a.stars[href='#chung-nhan']"));
        var certificate = page.Locator("article.cert");
        await Assertions.Expect(certificate).ToBeInViewportAsync();
        var facts = await certificate.InnerTextAsync();
        Assert.Contains("4 sao", facts, StringComparison.Ordinal);
        Assert.Matches(@"Có giá trị đến\s+\d\d/\d\d/\d{4}", facts);
    }

    /// <summary>The product at hand from its own page, the other from the list it came from.</summary>
    private static async Task FillCartAsync(Visitor guest, Shelf other)
    {
        var page = guest.Page;
        var badge = page.Locator("[data-cart-count]");
        await guest.PressAsync(page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }));
        await Assertions.Expect(badge).ToHaveTextAsync("1");

        // Alt+← is the browser's own key and unknown to a headless one. Twice: the certificate was a stop, too.
        await page.GoBackAsync();
        await page.GoBackAsync();
        Assert.StartsWith("/tim-kiem?", guest.Path, StringComparison.Ordinal);
        await guest.PressAsync(other.CardOn(page).GetByRole(AriaRole.Button, new() { Name = other.Product }));
        await Assertions.Expect(badge).ToHaveTextAsync("2");
        await guest.PressAsync(page.Locator(".toast").GetByRole(AriaRole.Link));
        await page.WaitForURLAsync("**/gio-hang");
    }

    private static async Task<PlacedOrder> CheckOutAsync(Visitor guest, Recipient recipient)
    {
        var page = guest.Page;
        await guest.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Đặt hàng", Exact = true }));
        await page.WaitForURLAsync("**/thanh-toan");
        await guest.TypeAsync(page.GetByLabel("Họ và tên"), recipient.Name);
        await guest.TypeAsync(page.GetByLabel("Số điện thoại"), recipient.Phone);
        await guest.ChooseAsync(page.GetByLabel("Tỉnh, thành"), recipient.Province);
        await guest.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Chọn xã" }));
        await Assertions.Expect(page.Locator("select#commune")).ToBeVisibleAsync();
        Assert.Equal(recipient.Name, await page.GetByLabel("Họ và tên").InputValueAsync());

        await guest.ChooseAsync(page.Locator("select#commune"), recipient.Commune);
        await guest.TypeAsync(page.GetByLabel("Số nhà, đường, thôn xóm"), recipient.Street);
        await guest.TypeAsync(page.GetByLabel("Thư điện tử"), recipient.Email!);
        await guest.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Đặt hàng", Exact = true }));
        return await PlacedOrder.ReadAsync(guest);
    }

    private static async Task FollowAsync(Visitor guest, PlacedOrder order, Recipient recipient)
    {
        var page = guest.Page;
        await guest.GoAsync("/");
        await guest.PressAsync(page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Tra đơn hàng" }));
        await page.WaitForURLAsync("**/don-hang");
        await guest.TypeAsync(page.GetByLabel("Mã đơn"), order.Number.ToLowerInvariant());
        await guest.TypeAsync(page.GetByLabel("Số điện thoại"), recipient.Phone);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/don-hang/{order.Number}*");
        await ShowsBothAnswersAsync(guest);
        await page.GotoAsync(order.Link);
        await ShowsBothAnswersAsync(guest);
    }

    private static async Task ShowsBothAnswersAsync(Visitor guest)
    {
        var text = await guest.TextAsync();
        Assert.Contains("Người bán đã nhận đơn", text, StringComparison.Ordinal);
        Assert.Contains("Người bán không nhận được đơn", text, StringComparison.Ordinal);
        Assert.Contains("Mùa này chưa rang kịp.", text, StringComparison.Ordinal);
    }
}

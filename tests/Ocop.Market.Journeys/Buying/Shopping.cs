using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;

namespace Ocop.Market.Journeys.Buying;

/// <summary>A guest who clicks or taps; every step works with scripts and without.</summary>
internal static class Shopping
{
    /// <summary>Searches, filters, and puts the first goods of two producers into the cart: one from its own page, one from the list.</summary>
    public static async Task<(Shelf First, Shelf Second)> FillCartAsync(Visitor guest, string words = "ca phe")
    {
        var page = guest.Page;
        await guest.GoAsync("/");
        await page.Locator("form.search input").FillAsync(words);
        await page.Locator("form.search button").ClickAsync();
        await page.WaitForURLAsync($"**/tim-kiem?q={words.Replace(' ', '+')}");
        await FilterFourStarsAsync(guest);
        var list = guest.Path;

        var (first, second) = Shelf.OfTwoProducers(await Shelf.ReadAsync(guest));
        await first.CardOn(page).GetByRole(AriaRole.Link, new() { Name = first.Product }).ClickAsync();
        await page.WaitForURLAsync($"**{first.Path}");
        await AddAsync(guest, page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }), 1);
        await guest.GoAsync(list);
        await AddAsync(guest, second.CardOn(page).GetByRole(AriaRole.Button, new() { Name = second.Product }), 2);
        return (first, second);
    }

    /// <summary>From the cart to the last button, which is left to the test.</summary>
    public static async Task<ILocator> FillCheckoutAsync(Visitor guest, Recipient recipient)
    {
        var page = guest.Page;
        await guest.GoAsync("/gio-hang");
        await page.GetByRole(AriaRole.Link, new() { Name = "Đặt hàng", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/thanh-toan");
        await page.GetByLabel("Họ và tên").FillAsync(recipient.Name);
        await page.GetByLabel("Số điện thoại").FillAsync(recipient.Phone);
        await page.GetByLabel("Số nhà, đường, thôn xóm").FillAsync(recipient.Street);
        await page.GetByLabel("Tỉnh, thành").SelectOptionAsync(new SelectOptionValue { Label = recipient.Province });
        // With scripts the choice itself asks for the communes.
        if (!guest.HasScripts) await page.Locator("#chon-xa").ClickAsync();
        var communes = page.Locator("select#commune");
        await communes.WaitForAsync();
        var value = await communes.Locator("option", new() { HasTextRegex = new Regex($"^{recipient.Commune} \\(") }).GetAttributeAsync("value");
        await communes.SelectOptionAsync(value!);
        if (recipient.Email is not null) await page.GetByLabel("Thư điện tử").FillAsync(recipient.Email);
        return page.Locator("aside").GetByRole(AriaRole.Button, new() { Name = "Đặt hàng", Exact = true });
    }

    /// <summary>Presses the last button with this way of paying; where that leads is left to the test.</summary>
    public static async Task OrderToPayAsync(Visitor guest, Recipient recipient, string method, string words)
    {
        await FillCartAsync(guest, words);
        var button = await FillCheckoutAsync(guest, recipient);
        await ChooseToPayAsync(guest, method);
        await button.ClickAsync();
    }

    public static Task ChooseToPayAsync(Visitor guest, string method) => guest.Page.Locator($"label.choice:has(input[name=payment][value={method}])").ClickAsync();

    public static async Task<PlacedOrder> OrderAsync(Visitor guest, Recipient recipient)
    {
        await FillCartAsync(guest);
        await (await FillCheckoutAsync(guest, recipient)).ClickAsync();
        return await PlacedOrder.ReadAsync(guest);
    }

    // On a narrow screen the filters are folded; without scripts the choice waits for its button.
    private static async Task FilterFourStarsAsync(Visitor guest)
    {
        var page = guest.Page;
        var four = page.Locator("label.check", new() { HasTextRegex = new Regex("^\\s*4 sao") });
        if (!await four.IsVisibleAsync()) await page.Locator(".facets > details > summary").ClickAsync();
        await four.ClickAsync();
        if (!guest.HasScripts) await page.Locator(".facets button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/tim-kiem?*sao=4*");
    }

    private static async Task AddAsync(Visitor guest, ILocator button, int count)
    {
        await button.ClickAsync();
        if (!guest.HasScripts) await guest.Page.WaitForURLAsync("**/gio-hang");
        await Assertions.Expect(guest.Page.Locator("[data-cart-count]")).ToHaveTextAsync($"{count}");
    }
}

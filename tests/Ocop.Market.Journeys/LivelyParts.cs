using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>The lively parts: suggestions while typing, and a cart that fills without a reload.</summary>
public sealed class LivelyParts(OpenMarkets markets)
{
    [Fact]
    public async Task Suggestions_open_while_typing_and_lead_where_they_say()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Desk);
        var page = guest.Page;
        await guest.GoAsync("/");
        var field = page.GetByRole(AriaRole.Combobox);
        await field.FocusAsync();
        await page.Keyboard.TypeAsync("ca ph");
        var list = page.GetByRole(AriaRole.Listbox);
        await Assertions.Expect(list).ToBeVisibleAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        Assert.Contains("Cà phê", await list.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await page.Keyboard.TypeAsync("e");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var chosen = list.Locator("[aria-selected=true]");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await chosen.GetAttributeAsync("id"))!);
        var destination = await chosen.GetAttributeAsync("data-href");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{destination}");
        guest.HadNoTrouble();
    }

    [Fact]
    public async Task Adding_to_the_cart_keeps_the_page_and_the_badge_survives_the_way_back()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Desk);
        var page = guest.Page;
        await guest.GoAsync("/san-pham?con-hang=1");
        await page.EvaluateAsync("() => { window.stayed = true; }");
        await page.Locator("main .card button").First.ClickAsync();
        var badge = page.Locator("[data-cart-count]");
        await Assertions.Expect(badge).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("vào giỏ");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"));

        // The list was kept before the cart was filled; the badge must not tell of that time.
        await page.Locator("main .card h3 a").First.ClickAsync();
        await page.WaitForURLAsync("**/san-pham/*");
        await page.Locator("form.buy").GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();
        await Assertions.Expect(badge).ToHaveTextAsync("2");
        await page.GoBackAsync();
        await page.WaitForURLAsync("**/san-pham?*");
        await Assertions.Expect(badge).ToHaveTextAsync("2");
        await Assertions.Expect(badge).ToBeVisibleAsync();
        guest.HadNoTrouble();
    }
}

using Microsoft.Playwright;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>Hasty fingers, the way back and the reload: however it is pressed, a cart becomes one order.</summary>
[Collection("Orders")]
public sealed class OrderingTwice(OpenMarkets markets)
{
    [Fact]
    public async Task The_way_back_to_a_refused_form_leads_to_the_form()
    {
        await using var visitor = await markets.VisitAsync(VisitorKind.Phone);
        await visitor.GoAsync("/");
        await visitor.IsServedByWorkerAsync();
        await visitor.GoAsync("/can-hang/moi");
        await visitor.Page.Locator("main form button[type=submit], main form button:not([type])").Last.ClickAsync();
        await visitor.Page.Locator(".error-summary, .note--error").First.WaitForAsync();
        await visitor.GoAsync("/");
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(visitor.Page.Locator("#what")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("mạng");
        visitor.HadNoTrouble();
    }

    [Fact]
    public async Task A_double_click_places_one_order()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Desk);
        await Shopping.FillCartAsync(guest);
        var button = await Shopping.FillCheckoutAsync(guest, Recipient.With("hai-lan@example.com"));
        await button.DblClickAsync();

        var order = await PlacedOrder.ReadAsync(guest);
        await OnlyOrderAsync("hai-lan@example.com", order);
        guest.HadNoTrouble();
    }

    [Fact]
    public async Task Back_forward_and_reload_place_no_second_order()
    {
        await using var guest = await markets.VisitAsync(VisitorKind.Desk);
        var page = guest.Page;
        var order = await Shopping.OrderAsync(guest, Recipient.With("quay-lai@example.com"));

        await page.ReloadAsync();
        Assert.Equal(order, await PlacedOrder.ReadAsync(guest), SameNumber);
        // Nothing is asked again: what was the form is now the way to the order.
        await page.GoBackAsync();
        Assert.StartsWith($"/don-hang/{order.Number}?", guest.Path, StringComparison.Ordinal);
        await page.GoForwardAsync();
        Assert.Equal(order, await PlacedOrder.ReadAsync(guest), SameNumber);

        await guest.GoAsync("/thanh-toan");
        Assert.StartsWith($"/don-hang/{order.Number}?", guest.Path, StringComparison.Ordinal);
        await guest.GoAsync("/gio-hang");
        Assert.Equal("Giỏ đang trống", await page.Locator("main h2").First.InnerTextAsync());
        await OnlyOrderAsync("quay-lai@example.com", order);
    }

    /// <summary>The buyer was written to once, and about this order.</summary>
    private async Task OnlyOrderAsync(string email, PlacedOrder order)
    {
        var market = await markets.MarketAsync();
        foreach (var parcel in order.Parcels) await market.Mails.OneAsync($"{parcel.Number}:", "@example.invalid");
        var letters = market.Mails.Letters.Where(letter => letter.To.Contains(email, StringComparison.Ordinal)).ToList();
        Assert.Equal([$"{order.Number}: chợ đã nhận đơn của bạn"], letters.Select(letter => letter.Subject));
    }

    private static bool SameNumber(PlacedOrder expected, PlacedOrder actual) => expected.Number == actual.Number;
}

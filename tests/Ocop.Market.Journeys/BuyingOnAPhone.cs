using Ocop.Market.Data;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>The same purchase by touch on 360 pixels, with scripts and without any.</summary>
[Collection("Orders")]
public sealed class BuyingOnAPhone(OpenMarkets markets)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guest_orders_two_parcels_and_sees_both_answers(bool hasScripts)
    {
        var phone = VisitorKind.Phone with { HasScripts = hasScripts };
        await using var guest = await markets.VisitAsync(phone);

        var order = await Shopping.OrderAsync(guest, Recipient.With());
        Assert.Equal(2, order.Parcels.Count);
        await Producer.AcceptsAsync(markets, DatabaseProvider.Sqlite, order, 0, phone);
        await Producer.RefusesAsync(markets, DatabaseProvider.Sqlite, order, 1, "Hết hàng.", phone);

        await guest.GoAsync("/don-hang");
        await guest.Page.GetByLabel("Mã đơn").FillAsync(order.Number);
        await guest.Page.GetByLabel("Số điện thoại").FillAsync("+84 912345678");
        await guest.Page.Locator("main form button").ClickAsync();
        await guest.Page.WaitForURLAsync($"**/don-hang/{order.Number}*");
        Assert.Equal(["done", "done", "now", "next", "next"], await StatesAsync(guest, 0));
        Assert.Equal(["done", "refused"], await StatesAsync(guest, 1));
        guest.HadNoTrouble();
    }

    private static async Task<string[]> StatesAsync(Visitor guest, int parcel) =>
        await guest.Page.Locator("section.parcel").Nth(parcel).Locator(".progress li").EvaluateAllAsync<string[]>("steps => steps.map(step => step.dataset.state)");
}

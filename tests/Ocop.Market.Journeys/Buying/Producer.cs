using Microsoft.Playwright;
using Ocop.Market.Data;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Xunit;

namespace Ocop.Market.Journeys.Buying;

/// <summary>Whoever opens the mail of a parcel, on a phone, without an account.</summary>
internal static class Producer
{
    public static async Task AcceptsAsync(OpenMarkets markets, DatabaseProvider provider, PlacedOrder order, int parcel, VisitorKind? kind = null)
    {
        await using var producer = await OpenLetterAsync(markets, provider, order, parcel, kind);
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = "Nhận đơn" }).ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".job .tag")).ToHaveTextAsync("đã nhận đơn");
        producer.HadNoTrouble();
    }

    public static async Task RefusesAsync(OpenMarkets markets, DatabaseProvider provider, PlacedOrder order, int parcel, string reason, VisitorKind? kind = null)
    {
        await using var producer = await OpenLetterAsync(markets, provider, order, parcel, kind);
        await producer.Page.GetByText("Từ chối…").ClickAsync();
        await producer.Page.GetByLabel("Hoặc viết bằng lời của bạn").FillAsync(reason);
        await producer.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi lời từ chối" }).ClickAsync();
        await Assertions.Expect(producer.Page.Locator(".job .tag")).ToHaveTextAsync("đã từ chối");
        producer.HadNoTrouble();
    }

    /// <summary>Opens the link twice, as a mail scanner does first: looking answers nothing.</summary>
    private static async Task<Visitor> OpenLetterAsync(OpenMarkets markets, DatabaseProvider provider, PlacedOrder order, int parcel, VisitorKind? kind)
    {
        var market = await markets.MarketAsync(provider);
        var letter = await order.LetterToProducerAsync(market.Mails, parcel);
        Assert.Contains(order.Parcels[parcel].Producer, letter.Text, StringComparison.Ordinal);
        Assert.Contains(letter.Link, System.Net.WebUtility.HtmlDecode(letter.Html), StringComparison.Ordinal);

        var producer = await markets.VisitAsync(kind ?? VisitorKind.Phone, provider);
        for (var time = 0; time < 2; time++)
        {
            await producer.GoAsync(letter.Link);
            Assert.Matches(@"^còn \d+ giờ$", (await producer.Page.Locator(".job .tag").InnerTextAsync()).Trim());
        }

        return producer;
    }
}

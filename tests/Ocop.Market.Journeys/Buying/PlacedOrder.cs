using System.Text.RegularExpressions;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Mails;
using Xunit;

namespace Ocop.Market.Journeys.Buying;

/// <summary>What the thank-you page gives its buyer.</summary>
internal sealed partial record PlacedOrder(string Number, string Link, IReadOnlyList<(string Number, string Producer)> Parcels)
{
    public static async Task<PlacedOrder> ReadAsync(Visitor buyer)
    {
        var page = buyer.Page;
        await page.WaitForURLAsync(new Regex("/don-hang/"));
        Assert.Equal("Cảm ơn bạn", await page.Locator("h1").InnerTextAsync());
        Assert.True(await page.Locator("svg.qr[role=img]").IsVisibleAsync());
        var headings = await page.Locator("section.parcel h2").AllInnerTextsAsync();
        var parcels = headings.Select(heading => Parcel().Match(heading)).Select(parcel => (parcel.Groups["number"].Value, parcel.Groups["producer"].Value)).ToList();
        return new PlacedOrder(await page.Locator(".order-no").InnerTextAsync(), await page.Locator("#lk").InputValueAsync(), parcels);
    }

    /// <summary>The mail in which the producer of a parcel is asked.</summary>
    public Task<Letter> LetterToProducerAsync(PickupFolder mails, int parcel) => mails.OneAsync($"{Parcels[parcel].Number}:", "@example.invalid");

    [GeneratedRegex("^Gói (?<number>[^:]+): (?<producer>.+)$")]
    private static partial Regex Parcel();
}

using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using Ocop.Market.Data;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Buying;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Journeys.Writing;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Journeys;

/// <summary>Paid before the goods go out, by phone: to the gateway's own page and back, and by the bank's app. The other journeys buy other goods.</summary>
public sealed class PayingOnline(OpenMarkets markets)
{
    private const string Goods = "mat ong";
    private static readonly VisitorKind Phone = VisitorKind.Phone with { Width = 390 };

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_card_is_declined_then_taken_and_a_broken_jar_goes_back(DatabaseProvider provider)
    {
        var market = await markets.MarketAsync(provider);
        var stripe = market.Gateways.Stripe;
        await using var guest = await markets.VisitToPayAsync(Phone, provider);
        var page = guest.Page;
        var email = $"the-{provider}@example.com".ToLowerInvariant();
        await Shopping.OrderToPayAsync(guest, Recipient.With(email), "Card", Goods);
        await page.WaitForURLAsync($"{stripe.Address}pay/*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay with a card that is declined" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("declined");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        // The order is still there, and so is the gateway's page.
        await page.WaitForURLAsync("**/tra-tien?*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Chưa thấy tiền tới");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục: Thẻ quốc tế" }).ClickAsync();
        await page.WaitForURLAsync($"{stripe.Address}pay/*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync();
        var order = await ThankedAsync(guest);

        // The notifications come when the buyer is long back: twice, and the last one first.
        var told = stripe.Events.Where(told => told.Payload.Contains(PlainNumber(order), StringComparison.Ordinal)).Reverse().ToList();
        Assert.Contains(told, one => one.Type == "checkout.session.completed");
        foreach (var one in told.Concat(told)) Assert.Equal(HttpStatusCode.OK, await stripe.DeliverAsync(one));
        await page.ReloadAsync();
        Assert.Equal(["Đã nhận, thẻ"], await MoneyAsync(guest));
        foreach (var parcel in Enumerable.Range(0, order.Parcels.Count))
            Assert.Contains("không thu, khách đã trả trước", (await order.LetterToProducerAsync(market.Mails, parcel)).Text, StringComparison.Ordinal);

        await GiveBackAsync(provider, order.Parcels[0].Number, "45.000", "Vỡ một hũ");
        await Eventually.TrueAsync(async () =>
        {
            await page.ReloadAsync();
            return (await MoneyAsync(guest)).SequenceEqual(["Đã nhận, thẻ", "Hoàn lại, đã hoàn"]);
        }, every: TimeSpan.FromMilliseconds(200));
        Assert.Contains("Vỡ một hũ", await guest.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(45_000, Assert.Single(stripe.Refunds)["amount"]!.GetValue<long>());
        await market.Mails.OneAsync($"{order.Number}: đã hoàn 45.000", email);
        Assert.Empty(market.Gateways.Faults);
        guest.HadNoTrouble();
    }

    [Fact]
    public async Task A_scanned_code_pays_in_two_parts_and_is_told_twice()
    {
        const long Short = 50_000;
        var gateways = (await markets.MarketAsync()).Gateways;
        await using var guest = await markets.VisitAsync(Phone);
        var page = guest.Page;
        await Shopping.OrderToPayAsync(guest, Recipient.With("chuyen-khoan@example.com"), "BankTransfer", Goods);
        await Assertions.Expect(page.Locator("svg.qr[role=img]")).ToBeVisibleAsync();
        var (amount, memo) = (await AmountAsync(guest), await page.Locator("#noi-dung-ck").InputValueAsync());

        Assert.True(await gateways.TellAsync(gateways.Bank.Receive(amount - Short, memo)));
        await page.GetByRole(AriaRole.Link, new() { Name = "Tôi đã chuyển, xem lại" }).ClickAsync();
        await Assertions.Expect(page.Locator("dd.total")).ToHaveTextAsync("50.000 ₫");
        Assert.Equal(Short, await AmountAsync(guest));
        Assert.StartsWith("Mã VietQR: 50.000\u00a0₫", await page.Locator("svg.qr").GetAttributeAsync("aria-label"), StringComparison.Ordinal);

        var rest = gateways.Bank.Receive(Short, memo);
        for (var time = 0; time < 2; time++) Assert.True(await gateways.TellAsync(rest));
        await page.GetByRole(AriaRole.Link, new() { Name = "Tôi đã chuyển, xem lại" }).ClickAsync();
        await ThankedAsync(guest);
        Assert.Equal(["Đã nhận, chuyển khoản", "Đã nhận, chuyển khoản"], await MoneyAsync(guest));
        guest.HadNoTrouble();
    }

    /// <summary>VNPay's notification comes before the buyer is back, MoMo's afterwards and twice; the second buyer has no scripts.</summary>
    [Theory]
    [InlineData("VnPay", "VNPay", true)]
    [InlineData("MoMo", "MoMo", false)]
    public async Task A_wallet_is_called_off_and_chosen_again(string method, string spoken, bool hasScripts)
    {
        var gateways = (await markets.MarketAsync()).Gateways;
        var gateway = method == "VnPay" ? gateways.VnPay.Address : gateways.MoMo.Address;
        await using var guest = await markets.VisitToPayAsync(Phone with { HasScripts = hasScripts });
        var page = guest.Page;
        await Shopping.OrderToPayAsync(guest, Recipient.With(), method, Goods);
        await page.WaitForURLAsync($"{gateway}**");
        await page.GetByRole(AriaRole.Button, new() { Name = "Huỷ" }).ClickAsync();

        await page.WaitForURLAsync("**/tra-tien?*");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Đơn vẫn còn đó");
        await Shopping.ChooseToPayAsync(guest, method);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tiếp tục", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"{gateway}**");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thanh toán" }).ClickAsync();
        var order = await ThankedAsync(guest);

        var second = $"OC{PlainNumber(order)}-2";
        if (method == "MoMo")
            for (var time = 0; time < 2; time++) Assert.Equal(204, await gateways.MoMo.TellAsync(second, gateways.MoMo.Notice(second)));
        else Assert.Equal("02", await gateways.VnPay.TellAsync(gateways.VnPay.Notice(second)));
        await page.ReloadAsync();
        Assert.Equal([$"Đã nhận, {spoken}"], await MoneyAsync(guest));
        Assert.Empty(gateways.Faults);
        guest.HadNoTrouble();
    }

    private static async Task<PlacedOrder> ThankedAsync(Visitor guest)
    {
        await guest.Page.WaitForURLAsync("**/don-hang/*moi=1");
        return await PlacedOrder.ReadAsync(guest);
    }

    /// <summary>What an officer does about it, and the job that then sends the money.</summary>
    private async Task GiveBackAsync(DatabaseProvider provider, string parcel, string amount, string reason)
    {
        await using var officer = await markets.VisitAsync(VisitorKind.Desk, provider);
        await officer.SignInAsync(Desk.Programme);
        await officer.GoAsync($"/quan-tri/don-hang/{parcel}");
        await officer.Page.Locator("summary", new() { HasText = "Hoàn tiền cho gói này" }).ClickAsync();
        await officer.Page.GetByLabel("Số tiền, nhiều nhất").FillAsync(amount);
        await officer.Page.Locator("#f-why").FillAsync(reason);
        await officer.PressAsync("Hoàn tiền");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync(reason);
        officer.HadNoTrouble();

        await using var administrator = await markets.VisitAsync(VisitorKind.Desk, provider);
        await administrator.SignInAsync(Desk.Administrator);
        await administrator.GoAsync("/quan-tri/cong-viec");
        await administrator.Page.Locator("#send-refunds button[value=run]").ClickAsync();
        await administrator.Page.WaitForLoadStateAsync();
        administrator.HadNoTrouble();
    }

    /// <summary>The first line of each row of "what was paid and given back".</summary>
    private static async Task<string[]> MoneyAsync(Visitor guest) =>
        [.. (await guest.Page.Locator("dl[aria-label^='Tiền đã trả'] dt").AllInnerTextsAsync()).Select(row => row.Split('\n')[0].Trim())];

    private static async Task<long> AmountAsync(Visitor guest) => long.Parse(await guest.Page.Locator("#so-tien").InputValueAsync(), CultureInfo.InvariantCulture);

    private static string PlainNumber(PlacedOrder order) => order.Number.Replace("-", "", StringComparison.Ordinal);
}

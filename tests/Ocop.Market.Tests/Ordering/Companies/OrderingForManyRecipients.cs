using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Companies;

public sealed class OrderingForManyRecipients
{
    [Theory, BothDatabases]
    public async Task One_order_with_a_parcel_for_each_paid_before(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync();
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        Assert.True(placed.IsNew);
        Assert.Equal(placed with { IsNew = false }, Assert.Succeeded(await market.PlaceAsync(quote)));
        var group = await market.Market.GroupAsync(placed.GroupId);
        Assert.Equal(CompanyMarket.Boxes, group.Orders.Count);
        Assert.Equal(40 * 450_000 + 40 * 30_000, group.Total.Amount);
        Assert.All(group.Orders, order => Assert.Equal(order.Goods, order.Lines.Select(line => line.Total).Aggregate(Money.Zero, (sum, total) => sum + total)));
        var last = group.Orders.Single(order => order.Number.EndsWith("-40", StringComparison.Ordinal));
        Assert.Equal(("Người nhận 40", "Số 40 phố Minh Hoạ, Phường Cửa Nam, Hà Nội"), (group.RecipientOf(last).Name, group.AddressOf(last).ToString()));
        Assert.Equal((80, 40), ((await market.Shop.Level(market.Shop.Tea)).Allocated, (await market.Shop.Level(market.Shop.Garlic)).Allocated));
        Assert.Equal(0, await market.Shop.Read(db => db.RecipientSheets.CountAsync()));
        Assert.Equal(QuoteState.Placed, (await market.ReadAsync(quote)).State);

        // Nobody collects at a recipient's door, and nobody packs before the money.
        Assert.Refused("MethodNotOffered", await market.Market.StartAsync(group.Id, PaymentMethod.CashOnDelivery));
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount);
        group = await market.Market.GroupAsync(placed.GroupId);
        Assert.All(group.Orders, order => Assert.Equal((OrderStatus.Accepted, PaymentStatus.Paid), (order.Status, order.PaymentStatus)));
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Single(await market.Market.MailsAsync(), mail => mail.StartsWith("order-for-packer", StringComparison.Ordinal));
        await market.Market.AssertAccountsAreTrueAsync();

        foreach (var order in group.Orders) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        Assert.Equal(1, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal(QuoteState.Done, (await market.ReadAsync(quote)).State);
        var proof = await market.Shop.Run((ProofOfDelivery proof) => proof.OfQuoteAsync(quote.Id, default));
        Assert.Equal(Enumerable.Range(1, 40), proof.Select(parcel => parcel.Place));
        Assert.All(proof, parcel => Assert.Equal(OrderStatus.Delivered, parcel.Status));
        await market.Market.AssertAccountsAreTrueAsync();
        market.Shop.Clock.Advance(TimeSpan.FromDays(370));
        await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default));
        Assert.All((await market.Market.GroupAsync(placed.GroupId)).Orders, order => Assert.Equal(("", "Hà Nội"), (order.Recipient!.Name, order.Address!.Province)));
    }

    [Theory, BothDatabases]
    public async Task A_deposit_keeps_the_goods_and_the_rest_sends_them_off(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.Deposit), DepositPercent = "30" });
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        var group = await market.Market.GroupAsync(placed.GroupId);
        var deposit = quote.Offer!.Deposit(group.Total).Amount;
        await market.Market.TransferAsync(group, "FT1", deposit - 1);
        Assert.Equal(QuoteState.Placed, (await market.ReadAsync(quote)).State);
        await market.Market.TransferAsync(group, "FT2", 1);
        Assert.Equal(QuoteState.DepositPaid, (await market.ReadAsync(quote)).State);
        market.Shop.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(0, await market.Market.LapseAsync());
        await market.Market.TransferAsync(group, "FT3", group.Total.Amount - deposit);
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.All((await market.Market.GroupAsync(group.Id)).Orders, order => Assert.Equal(OrderStatus.Accepted, order.Status));
        await market.Market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task On_account_the_parcels_go_at_once_and_the_money_comes_later(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" });
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        var group = await market.Market.GroupAsync(placed.GroupId);
        Assert.Equal(QuoteState.OnAccount, (await market.ReadAsync(quote)).State);
        Assert.All(group.Orders, order => Assert.Equal((OrderStatus.Accepted, PaymentStatus.Due), (order.Status, order.PaymentStatus)));
        foreach (var order in group.Orders.Take(2)) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        // No cash was taken at these doors.
        Assert.Equal(0, await market.Shop.Read(db => db.Receipts.CountAsync()));
        await market.Market.TransferAsync(group, "FT1", 1_000_000);
        Assert.Equal(QuoteState.OnAccount, (await market.ReadAsync(quote)).State);
        await market.Market.TransferAsync(group, "FT2", group.Total.Amount - 999_000);
        Assert.All((await market.Market.GroupAsync(group.Id)).Orders, order => Assert.Equal(PaymentStatus.Paid, order.PaymentStatus));
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Equal(1_000, (await market.Market.MoneyAsync(group)).Refunds.Sum(refund => refund.Amount.Amount));
        await market.Market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Money_that_does_not_come_lets_all_goods_go(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync();
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        var group = await market.Market.GroupAsync(placed.GroupId);
        market.Shop.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await market.Market.LapseAsync());
        Assert.Equal(QuoteState.Unpaid, (await market.ReadAsync(quote)).State);
        Assert.Equal(0, (await market.Shop.Level(market.Shop.Tea)).Allocated);
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount);
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Equal(80, (await market.Shop.Level(market.Shop.Tea)).Allocated);
        await market.Market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task What_is_not_ready_is_refused_and_nothing_is_promised(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 79);
        var offered = await market.OfferedAsync();
        await RefusedAsync("NotAccepted", offered);
        Assert.Succeeded(await market.AcceptAsync(offered));
        await RefusedAsync("NoRecipients", offered);
        Assert.Succeeded(await market.SendAsync(offered, market.Sheet(40, index => index > 10 ? market.Row(index) : "," + market.Row(index).Split(',', 2)[1])));
        await RefusedAsync("RowsWrong", offered);
        Assert.Succeeded(await market.SendAsync(offered, market.Sheet(39)));
        await RefusedAsync("BoxesDiffer", offered);
        var sheet = Assert.Succeeded(await market.SendAsync(offered, market.Sheet()));
        var before = await market.Fingerprint();
        Assert.Refused("TotalIsNew", await market.Shop.Run((PlaceQuote place) => place.HandleAsync(offered.Id, sheet.Sheet.Version - 1, offered.Offer!.Total(40, 40).Amount, default)));
        Assert.Equal(before, await market.Fingerprint());
        // Eighty boxes of tea are needed: the garlic that there is stays on the shelf.
        Assert.Contains("cần 80", (await RefusedAsync("NotEnough", offered)).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(0, (await market.Shop.Level(market.Shop.Garlic)).Allocated);

        async Task<Refusal> RefusedAsync(string reason, Quote quote)
        {
            var whole = await market.Fingerprint();
            var refusal = Assert.Refused(reason, await market.PlaceAsync(quote));
            Assert.Equal(whole, await market.Fingerprint());
            return refusal;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class WritingOrderMails
{
    [Theory, BothDatabases]
    public async Task The_buyer_and_each_producer_hear_of_an_order(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var group = await market.PlacedGroup((market.Tea, 2), (market.Garlic, 1));
        var mails = await market.Read(db => db.OutboxMessages.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());

        Assert.Equal([$"order-placed:{group.Number}", $"order-for-producer:{group.Number}-1", $"order-for-producer:{group.Number}-2"], mails.Select(mail => mail.DedupeKey));
        Assert.Equal(["nguoi.mua@example.vn", "htx-che@example.vn", "dieu-phoi@localhost"], mails.Select(mail => mail.Recipient));
        Assert.All(mails, mail =>
        {
            Assert.StartsWith(group.Number, mail.Subject, StringComparison.Ordinal);
            Assert.Contains("<html lang=\"vi\">", mail.Html, StringComparison.Ordinal);
            Assert.Contains("minh hoạ", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("sao", mail.Text.Split(' '));
            Assert.Equal(mails.Count, mails.Select(other => other.MessageId).Distinct().Count());
        });
        Assert.Contains($"https://cho.example.vn/don-hang/{group.Number}?ky={group.Id:n}&q=1", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains($"https://cho.example.vn/don-hang/{group.Number}?ky={group.Id:n}&amp;q=1", mails[0].Html, StringComparison.Ordinal);
        Assert.Contains("2 hộp Chè Đinh Tân Cương 100\u00a0g: 780.000\u00a0₫", mails[1].Text, StringComparison.Ordinal);
        Assert.Contains($"/don-hang/xu-ly/{group.Orders[0].Id:n}-20261223", mails[1].Text, StringComparison.Ordinal);
        Assert.Contains("0912 345 678", mails[1].Text, StringComparison.Ordinal);
        Assert.Contains("Cơ sở tỏi &lt;minh hoạ&gt;", mails[0].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<minh hoạ>", string.Concat(mails.Select(mail => mail.Html)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_buyer_without_address_gets_none(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1));
        Assert.Succeeded(await market.Place(cart, OrderingMarket.Form with { Email = null }));
        Assert.StartsWith("order-for-producer:", (await market.Read(db => db.OutboxMessages.SingleAsync())).DedupeKey, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_English_order_is_told_of_in_English_to_the_buyer_and_in_Vietnamese_to_the_producer(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1), (market.Garlic, 1));
        var placed = Assert.Succeeded(await market.Place(cart, OrderingMarket.Form with { Language = "en" }));
        var orders = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!.Orders;
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(orders[0].Id, "producer", default)));
        Assert.Succeeded(await market.Run<RefuseOrder, Outcome<OrderTurned>>(refuse => refuse.HandleAsync(orders[1].Id, "Hết hàng", "producer", default)));

        var mails = await market.Read(db => db.OutboxMessages.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());
        var (toBuyer, toProducers) = (mails.Where(mail => mail.Recipient == OrderingMarket.Form.Email).ToList(), mails.Where(mail => mail.Recipient != OrderingMarket.Form.Email).ToList());
        Assert.Equal(
            [$"{placed.Number}: your order is in", $"{orders[0].Number}: accepted by the producer", $"{orders[1].Number}: the producer could not take it"],
            toBuyer.Select(mail => mail.Subject));
        Assert.All(toBuyer, mail =>
        {
            Assert.Contains("<html lang=\"en\">", mail.Html, StringComparison.Ordinal);
            Assert.Contains("Dear Người nhận minh hoạ,", mail.Text, StringComparison.Ordinal);
            Assert.Contains($"https://cho.example.vn/en/don-hang/{placed.Number}", mail.Text, StringComparison.Ordinal);
            Assert.Contains("This is a demo market", mail.Text, StringComparison.Ordinal);
        });
        Assert.Contains("Their words: Hết hàng.", toBuyer[2].Text, StringComparison.Ordinal);
        Assert.All(toProducers, mail => Assert.Contains("<html lang=\"vi\">", mail.Html, StringComparison.Ordinal));
        Assert.Equal(2, toProducers.Count);
    }
}

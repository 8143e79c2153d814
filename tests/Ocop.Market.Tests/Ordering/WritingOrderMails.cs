using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
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
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>A consent ends: the producer hears of it while there is time.</summary>
public sealed class RemindingOfConsents
{
    [Theory, BothDatabases]
    public async Task Mails_thirty_seven_and_one_days_before_each_once_and_anew_for_another_end(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var shop = await market.ShopAsync(market.Goods.Tea, consentUntil: market.Clock.UtcNow().AddDays(40));
        Assert.Equal((0, null), (await RemindAsync(market), shop.DaysLeft(market.Clock.Today())));
        market.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal((1, 30), (await RemindAsync(market), shop.DaysLeft(market.Clock.Today())));
        Assert.Equal(0, await RemindAsync(market));
        market.Clock.Advance(TimeSpan.FromDays(22));
        Assert.Equal(0, await RemindAsync(market));
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await RemindAsync(market));
        market.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, await RemindAsync(market));
        market.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await RemindAsync(market));

        var mails = await market.Read(db => db.OutboxMessages.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync());
        Assert.Equal(["Quyền bán trên shopee còn 30 ngày", "Quyền bán trên shopee còn 7 ngày", "Quyền bán trên shopee còn 1 ngày"], mails.Select(mail => mail.Subject));
        Assert.All(mails, mail => Assert.Contains("bấm “Nối shopee”", mail.Text, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Equal("htx-che@example.vn", mail.Recipient));

        // Connected anew it has another end.
        await market.Read(async db =>
        {
            (await db.ChannelShops.SingleAsync()).Keep("sealed", Tokens(market.Clock.UtcNow().AddDays(3)), market.Clock.UtcNow());
            return await db.SaveChangesAsync();
        });
        Assert.Equal(1, await RemindAsync(market));
    }

    [Theory, BothDatabases]
    public async Task Days_that_were_missed_are_made_up_by_the_nearest_reminder_alone(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        await market.ShopAsync(market.Goods.Tea, consentUntil: market.Clock.UtcNow().AddDays(5));
        Assert.Equal(1, await RemindAsync(market));
        Assert.EndsWith("còn 5 ngày", Assert.Single(await market.Read(db => db.OutboxMessages.ToListAsync())).Subject, StringComparison.Ordinal);
        Assert.Equal(7, Assert.Single(await market.Read(db => db.ShopReminders.ToListAsync())).Days);
    }

    [Theory, BothDatabases]
    public async Task Access_that_is_renewed_all_the_time_is_told_of_only_when_that_stops(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        await market.ShopAsync(market.Goods.Garlic, consentUntil: null);
        Assert.Equal(0, await RemindAsync(market));
        market.Clock.Advance(TimeSpan.FromDays(22));
        Assert.Equal(0, await RemindAsync(market));
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await RemindAsync(market));
        // The islander has no mailbox: the market calls.
        Assert.Equal(new Letterhead().OperatorEmail, (await market.Read(db => db.OutboxMessages.SingleAsync())).Recipient);

        await market.Read(async db => { (await db.ChannelShops.SingleAsync()).Disconnect(market.Clock.UtcNow()); return await db.SaveChangesAsync(); });
        market.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await RemindAsync(market));
    }

    private static ShopTokens Tokens(DateTime consent) => new("a", "b", consent, consent, consent);

    private static Task<int> RemindAsync(PlatformShops market) => market.Run<RemindOfConsents, int>(remind => remind.HandleAsync(default));
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class KilledAtTheFirstStart(ITestOutputHelper output)
{
    [Theory, BothDatabases]
    public async Task Begins_again_and_opens_the_whole_market_once(DatabaseProvider provider)
    {
        var dice = Dice.Roll(output);
        await using var market = await Instance.OpenAsync(provider, isDemo: true);
        // Tables, units, taxonomy, pages: wherever it happens to be.
        for (var kill = 0; kill < 4; kill++)
        {
            var early = market.Launch();
            await Task.WhenAny(early.EndAsync(), Task.Delay(dice.Next(400, 2500)));
            early.Kill();
            Assert.Equal(BuiltProgram.Killed, await early.EndAsync());
        }

        var dying = await market.StartAsync("demo.stocked");
        Assert.Equal(BuiltProgram.Killed, await dying.EndAsync());
        Assert.Equal(0, await market.AskAsync(db => db.Products.CountAsync()));

        var host = await market.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await new Guest().GetAsync(host.Site, "/san-pham")).Status);
        Assert.Equal(625, await market.AskAsync(db => db.Products.CountAsync()));
        Assert.Equal(1, await market.AskAsync(db => db.AuditEntries.CountAsync(entry => entry.Act == "DemoMarketOpened")));
    }
}

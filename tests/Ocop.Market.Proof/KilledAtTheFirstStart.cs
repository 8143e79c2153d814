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
        await using var market = await Instance.OpenEmptyAsync(provider, isDemo: true);
        for (var applied = 1; applied <= 2; applied++)
        {
            // The next start goes on from there, so it is always the first migration of its own.
            var migrating = await market.StartAsync("migration.applied");
            Assert.Equal(BuiltProgram.Killed, await migrating.EndAsync());
            Assert.Equal(applied, await market.AskAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).Count()));
        }

        // Tables, units, taxonomy, pages: wherever it happens to be, but before a quick machine could have opened the demo market.
        for (var kill = 0; kill < 3; kill++)
        {
            var early = market.Launch();
            await Task.WhenAny(early.EndAsync(), Task.Delay(dice.Next(300, 1200)));
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

using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class RestoringElsewhere
{
    [Theory, BothDatabases]
    public async Task Brings_back_a_market_that_was_selling_and_old_links_and_carts_still_open(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider);
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", 1000);
        var host = await market.StartAsync();
        var (buyer, keeper) = (new Guest(), new Guest());
        await OrderAsync(buyer, host, variant);
        await keeper.AddAsync(host.Site, variant);

        using var enough = new CancellationTokenSource();
        var selling = Task.Run(() => SellAsync(host, variant, enough.Token));
        var backup = Path.Combine(Directory.CreateTempSubdirectory("ocop-backup-").FullName, "copy.zip");
        try
        {
            await Goods.SucceedAsync(market, ["backup", backup]);
            await enough.CancelAsync();
            Assert.True(await selling > 0);

            await using var elsewhere = await Instance.OpenEmptyAsync(provider);
            await Goods.SucceedAsync(elsewhere, ["restore", backup]);
            var restored = await elsewhere.StartAsync();
            var tracked = await buyer.GetAsync(restored.Site, buyer.TrackingPath!);
            Assert.Equal(HttpStatusCode.OK, tracked.Status);
            Assert.Contains(buyer.OrderNumber!, tracked.Html, StringComparison.Ordinal);
            Assert.Contains("Trà thử", (await keeper.GetAsync(restored.Site, "/gio-hang")).Html, StringComparison.Ordinal);
            await elsewhere.AskAsync(async db => { await Goods.CheckLedgerAsync(db, variant, 1000, await db.Orders.CountAsync()); return 0; });

            // And it sells on.
            await keeper.FillInAsync(restored.Site, "0912000002", holds: true);
            Assert.NotNull((await keeper.PlaceAsync(restored.Site)).OrderNumber);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(backup)!, recursive: true);
        }
    }

    private static async Task<int> SellAsync(Host host, Guid variant, CancellationToken enough)
    {
        var sold = 0;
        for (; !enough.IsCancellationRequested; sold++) await OrderAsync(new Guest(), host, variant);
        return sold;
    }

    private static async Task OrderAsync(Guest guest, Host host, Guid variant)
    {
        await guest.AddAsync(host.Site, variant);
        await guest.FillInAsync(host.Site, "0912000001", holds: true);
        Assert.NotNull((await guest.PlaceAsync(host.Site)).OrderNumber);
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>Over real connections: one process on SQLite, two on one PostgreSQL. Half of the buyers hold the goods first, half go straight for the last button.</summary>
public sealed class FortyBuyersForFiveUnits
{
    private const int Buyers = 40, Units = 5;

    [Theory, BothDatabases]
    public async Task Five_buy_and_the_others_read_why_not(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider);
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", Units);
        var hosts = new List<Host> { await market.StartAsync() };
        if (provider == DatabaseProvider.Postgres) hosts.Add(await market.StartAsync());
        var guests = Enumerable.Range(0, Buyers).Select(_ => new Guest()).ToList();
        HttpClient SiteOf(int number) => hosts[number % hosts.Count].Site;

        // All carts are filled while there is enough for each of them.
        for (var i = 0; i < Buyers; i++) Assert.Equal("/gio-hang", (await guests[i].AddAsync(SiteOf(i), variant)).Location);
        var answers = await Task.WhenAll(guests.Select((guest, i) => Task.Run(() => OrderAsync(guest, SiteOf(i), i))));

        Assert.Equal(Units, guests.Count(guest => guest.OrderNumber is not null));
        Assert.Equal(Units, guests.Select(guest => guest.OrderNumber).OfType<string>().Distinct().Count());
        foreach (var refusal in answers.Where(answer => answer.OrderNumber is null)) AssertReadable(refusal);
        await market.AskAsync(async db => { await Goods.CheckLedgerAsync(db, variant, Units, Units); return 0; });
        Assert.Equal((Units, Units * 2, 0), await market.AskAsync(async db =>
            (await db.Orders.CountAsync(), await db.OutboxMessages.CountAsync(), await db.StockReservations.CountAsync())));

        // Whoever was refused tries again, one after the other: still refused, and nothing at all is different afterwards.
        var before = await market.AskAsync(StandAsync);
        for (var i = 0; i < Buyers; i++)
        {
            if (guests[i].OrderNumber is not null) continue;
            AssertReadable(await OrderAsync(guests[i], SiteOf(i + 1), i));
            Assert.Equal(before, await market.AskAsync(StandAsync));
        }
    }

    private static async Task<Answer> OrderAsync(Guest guest, HttpClient site, int number)
    {
        var shown = await guest.FillInAsync(site, $"09120000{number:00}", holds: number % 2 == 0);
        return guest.HasFilledIn ? await guest.PlaceAsync(site) : shown;
    }

    private static void AssertReadable(Answer refusal)
    {
        Assert.True(refusal.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{refusal.Status}: {refusal.Location} {refusal.Html}");
        Assert.Contains("Trà thử: vừa hết hàng.", refusal.Html, StringComparison.Ordinal);
    }

    private static async Task<string> StandAsync(MarketDb db) => string.Join(", ",
        await db.Orders.CountAsync(), await db.OrderGroups.CountAsync(), await db.OrderEvents.CountAsync(), await db.StockMovements.CountAsync(),
        await db.StockReservations.CountAsync(), await db.OutboxMessages.CountAsync(), await db.AuditEntries.CountAsync(), await db.Changes.CountAsync(),
        await db.Carts.CountAsync(cart => cart.PlacedAt == null), await db.CartLines.SumAsync(line => line.Quantity),
        string.Join('/', await db.StockLevels.Select(level => level.OnHand * 10_000 + level.Allocated * 100 + level.Reserved).ToListAsync()));
}

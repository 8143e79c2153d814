using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>Three nodes on one PostgreSQL behind a proxy, while buyers order: one is killed, one comes back, one is replaced in good order.</summary>
public sealed class LosingANodeOfThree(ITestOutputHelper output)
{
    private const int Pieces = 100_000, AtOnce = 2;
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Fails_no_order_doubles_none_and_shows_nothing_old()
    {
        if (TestDatabase.PostgresServer is null) Assert.Skip("OCOP_TEST_POSTGRES is not set");
        await using var market = await Instance.OpenAsync(DatabaseProvider.Postgres);
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", Pieces);
        var page = "/san-pham/" + await market.AskAsync(db => db.Products.Select(product => product.Slug).SingleAsync());
        var first = await market.StartAsync();
        var nodes = new List<Host>([first, .. await Task.WhenAll(market.StartAsync(), market.StartAsync())]);
        await using var door = await RoundRobin.StartAsync();
        door.Serve(nodes);

        using var closing = new CancellationTokenSource();
        var guests = new ConcurrentBag<Guest>();
        var buying = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => BuyUntilAsync(door, variant, guests, closing.Token))));

        await RepriceAsync(market, nodes, page, 111_000);
        nodes[0].Kill();
        await OrderedAsync(guests, 6, buying);
        await RepriceAsync(market, nodes[1..], page, 112_000);

        nodes[0] = await market.StartAsync();
        door.Serve(nodes);
        await RepriceAsync(market, nodes, page, 113_000);

        // In good order: the proxy is told first, the old node finishes what it has begun.
        door.Serve(nodes[0], nodes[2]);
        await nodes[1].StopAsync();
        nodes[1] = await market.StartAsync();
        door.Serve(nodes);
        await RepriceAsync(market, nodes, page, 114_000);
        await OrderedAsync(guests, 6, buying);
        await closing.CancelAsync();
        await buying;

        Assert.All(guests, guest => Assert.NotNull(guest.OrderNumber));
        Assert.Equal(guests.Select(guest => guest.OrderNumber!).Order(StringComparer.Ordinal),
            await market.AskAsync(async db => (await db.OrderGroups.Select(group => group.Number).ToListAsync()).Order(StringComparer.Ordinal)));
        await market.AskAsync(async db => { await Goods.CheckLedgerAsync(db, variant, Pieces, guests.Count); return 0; });
        output.WriteLine($"{guests.Count} orders; {door.Cut} requests were cut off and asked again");
    }

    /// <summary>One buyer after the other. Whoever gets no answer asks again, as people do, and must not buy twice by it.</summary>
    private static async Task BuyUntilAsync(RoundRobin door, Guid variant, ConcurrentBag<Guest> guests, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            var guest = new Guest();
            while (guest.Cart is null) Answered(await guest.AddAsync(door.Site, variant), HttpStatusCode.Redirect);
            while (!guest.HasFilledIn) await AgreeAsync(guest, door);
            while (guest.OrderNumber is null)
                // The price may have changed since the total was named: then the market asks once more.
                if (Answered(await guest.PlaceAsync(door.Site), HttpStatusCode.Redirect, HttpStatusCode.OK) && guest.OrderNumber is null) await AgreeAsync(guest, door);
            guests.Add(guest);
        }
    }

    private static async Task AgreeAsync(Guest guest, RoundRobin door) =>
        Answered(await guest.FillInAsync(door.Site, "0912000000", holds: true), HttpStatusCode.OK);

    /// <returns>False where the request was cut off.</returns>
    private static bool Answered(Answer answer, params HttpStatusCode[] allowed)
    {
        if (answer.Status == HttpStatusCode.BadGateway) return false;
        Assert.True(allowed.Contains(answer.Status), $"{answer.Status} {answer.Location} {Regex.Match(answer.Html, "<h1.*?</h1>|role=\"alert\".*?</div>", RegexOptions.Singleline).Value}");
        return true;
    }

    /// <summary>The shop goes on selling.</summary>
    private static async Task OrderedAsync(ConcurrentBag<Guest> guests, int more, Task buying)
    {
        var before = guests.Count;
        await Eventually.TrueAsync(() => Task.FromResult(buying.IsCompleted || guests.Count >= before + more), TimeSpan.FromMinutes(3));
        if (buying.IsCompleted) await buying;
    }

    /// <summary>A new price by command, in a process of its own; two seconds later no node may show the old one.</summary>
    private static async Task RepriceAsync(Instance market, IReadOnlyList<Host> nodes, string page, long price)
    {
        var words = $"{price / 1000}.000\u00a0₫";
        foreach (var node in nodes) Assert.DoesNotContain(words, await ReadAsync(node, page), StringComparison.Ordinal);
        var command = await Goods.SucceedAsync(market, ["import", "products", market.WriteList("price.csv", Goods.List(("Trà thử", "TRA-1", price)))]);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Stopwatch.GetElapsedTime(command.EndedAt) < Stale) await tick.WaitForNextTickAsync();
        foreach (var node in nodes) Assert.Contains(words, await ReadAsync(node, page), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Host node, string page)
    {
        var answer = await new Guest().GetAsync(node.Site, page);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Html;
    }
}

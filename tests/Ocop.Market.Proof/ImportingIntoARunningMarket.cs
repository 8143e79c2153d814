using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class ImportingIntoARunningMarket(ITestOutputHelper output)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    [Theory, BothDatabases]
    public async Task Shows_within_two_seconds_on_pages_that_were_warm(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider);
        await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", 10);
        var host = await market.StartAsync();
        var page = "/san-pham/" + await market.AskAsync(db => db.Products.Select(product => product.Slug).SingleAsync());

        // A machine that is busy with other things gets a second try.
        var took = await RepriceAsync(market, host, page, 123_000);
        if (took > Allowed) took = await RepriceAsync(market, host, page, 124_000);
        output.WriteLine($"{provider}: {took.TotalMilliseconds:0} ms after the command ended");
        Assert.True(took <= Allowed, $"It took {took.TotalSeconds:0.0} s.");
    }

    private static async Task<TimeSpan> RepriceAsync(Instance market, Host host, string page, long price)
    {
        var words = $"{price / 1000}.000\u00a0₫";
        foreach (var warm in new[] { page, page, "/san-pham", "/san-pham" }) Assert.DoesNotContain(words, await ReadAsync(host, warm), StringComparison.Ordinal);
        var name = $"Món mới {price / 1000}";
        var command = await Goods.SucceedAsync(market, ["import", "products", market.WriteList("prices.csv", Goods.List(("Trà thử", "TRA-1", price), (name, $"MOI-{price}", price)))]);

        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        do await tick.WaitForNextTickAsync();
        while (Stopwatch.GetElapsedTime(command.EndedAt) < TimeSpan.FromSeconds(30)
            && !((await ReadAsync(host, page)).Contains(words, StringComparison.Ordinal) && (await ReadAsync(host, "/san-pham")).Contains(name, StringComparison.Ordinal)));
        return Stopwatch.GetElapsedTime(command.EndedAt);
    }

    private static async Task<string> ReadAsync(Host host, string path)
    {
        var answer = await new Guest().GetAsync(host.Site, path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Html;
    }
}

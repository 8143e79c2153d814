using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class LosingTheDatabase
{
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task For_half_a_minute_pages_say_so_and_afterwards_orders_go_through_without_a_restart()
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, "OCOP_TEST_POSTGRES is not set");
        await using var market = await Instance.OpenAsync(DatabaseProvider.Postgres);
        await using var door = new DatabaseDoor(market.Database.ConnectionString);
        await using var shop = await OrdersInTrouble.BeginAsync(market, guests: 4, () => market.ConnectionString = door.ConnectionString);
        await door.ShutAsync();

        var shut = Stopwatch.GetTimestamp();
        var page = await shop.Guests[0].PlaceAsync(shop.Host.Site);
        OrdersInTrouble.AssertReadable(page);
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (Stopwatch.GetElapsedTime(shut) < Gone)
        {
            var list = await new Guest().GetAsync(shop.Host.Site, "/en/san-pham?nhom=tra");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, list.Status);
            Assert.Contains("href=\"/en/san-pham?nhom=tra\">Try again", list.Html, StringComparison.Ordinal);
            using var health = await shop.Host.Site.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            await tick.WaitForNextTickAsync();
        }

        OrdersInTrouble.AssertReadable(page = await shop.Guests[0].SendAgainAsync(shop.Host.Site, page));
        door.Open();
        await shop.RecoverAsync(shop.Guests[0], page);
        await Eventually.TrueAsync(async () => (await shop.Host.Site.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>SQLite has no server to lose; its like is somebody who locks the file and does not let go.</summary>
    [Fact]
    public async Task To_somebody_who_locks_the_file_pages_are_still_read_and_a_buyer_is_told_to_send_again()
    {
        await using var market = await Instance.OpenAsync(DatabaseProvider.Sqlite);
        await using var shop = await OrdersInTrouble.BeginAsync(market, guests: 2);
        await using var other = new SqliteConnection(market.Database.ConnectionString + ";Pooling=False");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        var placing = shop.Guests[0].PlaceAsync(shop.Host.Site);
        Assert.Equal(HttpStatusCode.OK, (await new Guest().GetAsync(shop.Host.Site, "/san-pham")).Status);
        var page = await placing;
        OrdersInTrouble.AssertReadable(page);

        await transaction.RollbackAsync();
        await shop.RecoverAsync(shop.Guests[0], page);
    }
}

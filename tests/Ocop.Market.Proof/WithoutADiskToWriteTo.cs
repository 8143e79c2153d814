using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class WithoutADiskToWriteTo
{
    private const int Buyers = 40;

    [Theory, BothDatabases]
    public async Task Full_it_is_told_and_what_was_typed_becomes_the_order_once_there_is_room(DatabaseProvider provider)
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var market = await Instance.OpenOnAsync(disk, provider);
        await using var shop = await OrdersInTrouble.BeginAsync(market, Buyers);
        await EmptyTheLogAsync(market);
        disk.Fill();

        var (refused, page) = await BuyUntilRefusedAsync(shop);
        await AssertShopIsOpenAsync(shop.Host);

        disk.Free();
        await shop.RecoverAsync(refused, page);
    }

    [Theory, BothDatabases]
    public async Task Read_only_it_is_told_and_what_was_typed_becomes_the_order_afterwards(DatabaseProvider provider)
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var market = await Instance.OpenOnAsync(disk, provider);
        await using var shop = await OrdersInTrouble.BeginAsync(market, guests: 4);
        await SetReadOnlyAsync(market, true);
        try
        {
            var (refused, page) = await BuyUntilRefusedAsync(shop);
            Assert.Same(shop.Guests[0], refused);
            await AssertShopIsOpenAsync(shop.Host);

            await SetReadOnlyAsync(market, false);
            await shop.RecoverAsync(refused, page);
        }
        finally
        {
            await SetReadOnlyAsync(market, false);
        }
    }

    // Files have some room inside, which the first may still find.
    private static async Task<(Guest Refused, Answer Page)> BuyUntilRefusedAsync(OrdersInTrouble shop)
    {
        foreach (var guest in shop.Guests)
            if (await guest.PlaceAsync(shop.Host.Site) is { } page && guest.OrderNumber is null)
            {
                OrdersInTrouble.AssertReadable(page);
                return (guest, page);
            }

        throw new InvalidOperationException("Everybody could buy: nothing was wrong with the disk.");
    }

    private static async Task AssertShopIsOpenAsync(Host host)
    {
        var list = await new Guest().GetAsync(host.Site, "/san-pham");
        Assert.True(list.Status == HttpStatusCode.OK, $"{list.Status}; it said\n{host.Said}");
        Assert.Contains("Trà thử", list.Html, StringComparison.Ordinal);
    }

    // SQLite's log keeps its length: the next writes would find room in it. PostgreSQL writes down what it still holds, or a reader who needs room in memory would have to.
    private static async Task EmptyTheLogAsync(Instance market)
    {
        if (market.Database.Provider != DatabaseProvider.Sqlite)
        {
            await TestDatabase.OnServerAsync("CHECKPOINT");
            return;
        }

        using var connection = new SqliteConnection(market.Database.ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    // PostgreSQL as it is after a change-over to a copy that only reads; for SQLite files that nobody may write.
    private static async Task SetReadOnlyAsync(Instance market, bool isReadOnly)
    {
        if (market.Database.Provider == DatabaseProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(market.Database.ConnectionString).DataSource;
            await (isReadOnly ? SmallDisk.ProtectAsync(file, file + "-wal") : SmallDisk.UnprotectAsync(file, file + "-wal"));
            return;
        }

        var name = new NpgsqlConnectionStringBuilder(market.Database.ConnectionString).Database;
        await TestDatabase.OnServerAsync($"ALTER DATABASE {name} SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}");
        await TestDatabase.OnServerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        // The test's own lines went with the market's.
        await using var own = new NpgsqlConnection(market.Database.ConnectionString);
        NpgsqlConnection.ClearPool(own);
    }
}

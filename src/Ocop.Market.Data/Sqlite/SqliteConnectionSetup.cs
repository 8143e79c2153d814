using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ocop.Market.Data.Sqlite;

/// <summary>
/// On every open: wait for a lock before asking for WAL, or the first start of two processes fails. NORMAL is safe in WAL:
/// a power cut may lose the last commits of an unsynced log on some disks, never the database; FULL is what an order deserves.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
    {
        // SQLite has no asynchronous work: awaiting would only add a thread hop to every request.
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}

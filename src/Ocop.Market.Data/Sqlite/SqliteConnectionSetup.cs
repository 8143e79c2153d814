using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Ocop.Market.Data.Sqlite;

/// <summary>
/// A context keeps its connection open once it has opened it: there is no server to spare, and with each opening EF registers a dozen
/// functions anew, for each of a page's questions. A busy moment opens many, so each has a small cache: the system holds the file in memory.
/// The pragmas are set once for each handle that the pool keeps: wait for a lock before asking for WAL, or the first start of two processes
/// fails. NORMAL is safe in WAL: a power cut may lose the last commits of an unsynced log on some disks, never the database; FULL is what an
/// order deserves.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -1000; PRAGMA temp_store = MEMORY;";

    private readonly ConditionalWeakTable<sqlite3, object> _done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Apply(connection, data.Context);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
    {
        // SQLite has no asynchronous work: awaiting would only add a thread hop to every request.
        Apply(connection, data.Context);
        return Task.CompletedTask;
    }

    private void Apply(DbConnection connection, DbContext? context)
    {
        context?.Database.OpenConnection();
        var handle = ((SqliteConnection)connection).Handle!;
        if (_done.TryGetValue(handle, out _)) return;

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _done.AddOrUpdate(handle, Pragmas);
    }
}

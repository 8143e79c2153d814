using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data.Bulk;
using SQLitePCL;

namespace Ocop.Market.Data.Sqlite;

public sealed class SqliteMarketDb(DbContextOptions<SqliteMarketDb> options) : MarketDb(options)
{
    /// <summary>SQLite allows 32,766 in one statement.</summary>
    private const int MostParameters = 32_000;

    private const int ManyRows = 500;

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    private sqlite3? _wide;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = Database.CurrentTransaction is null ? await WriteTurnAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>The one writer has every turn.</summary>
    public override Task TakeTurnAsync(string name, CancellationToken cancel = default) => Task.CompletedTask;

    // SQLite has one writer. Who waits for it asks again every tenth of a second, so the lock lies idle between two of many, and somebody
    // unlucky waits for seconds. Writers of this process therefore come one after another; other processes still meet SQLite's own lock.
    protected override async Task<IDisposable?> WriteTurnAsync(CancellationToken cancel)
    {
        var turns = Turns.GetOrAdd(Database.GetConnectionString()!, _ => new SemaphoreSlim(1));
        await turns.WaitAsync(cancel);
        return new Turn(turns);
    }

    // Many rows in one statement, because the full-text index is written out after each. The driver looks parameters up by name, all of
    // them for each, so they are bound by number here.
    internal override Task WriteRowsAsync(BulkTable table, IReadOnlyList<object> rows, bool overwrite, CancellationToken cancel)
    {
        var connection = (SqliteConnection)Database.GetDbConnection();
        var handle = connection.Handle!;
        if (rows.Count >= ManyRows && handle != _wide) Widen(connection, handle);
        foreach (var some in rows.Chunk(MostParameters / table.Columns.Count))
        {
            cancel.ThrowIfCancellationRequested();
            Check(raw.sqlite3_prepare_v2(handle, Insert(table, some.Length) + (overwrite ? table.OrOverwrite : ""), out var statement), handle);
            using (statement)
            {
                var number = 0;
                foreach (var row in some)
                    foreach (var column in table.Columns) Check(Bind(statement, ++number, column.ValueIn(row)), handle);
                Check(raw.sqlite3_step(statement), handle);
            }
        }

        return Task.CompletedTask;
    }

    // Rows in bulk touch every index everywhere; a page's small cache would be written out and read back over and over. The connection
    // leaves the pool when it is closed, so that no page inherits the large one.
    private void Widen(SqliteConnection connection, sqlite3 handle)
    {
        Check(raw.sqlite3_exec(handle, "PRAGMA cache_size = -64000;"), handle);
        SqliteConnection.ClearPool(connection);
        _wide = handle;
    }

    private static string Insert(BulkTable table, int rows)
    {
        var row = $"({string.Join(", ", Enumerable.Repeat("?", table.Columns.Count))})";
        return new StringBuilder($"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ").AppendJoin(", ", Enumerable.Repeat(row, rows)).ToString();
    }

    // As the driver writes them.
    private static int Bind(sqlite3_stmt statement, int number, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, number),
        string text => raw.sqlite3_bind_text(statement, number, text),
        long whole => raw.sqlite3_bind_int64(statement, number, whole),
        int whole => raw.sqlite3_bind_int(statement, number, whole),
        bool yes => raw.sqlite3_bind_int(statement, number, yes ? 1 : 0),
        double part => raw.sqlite3_bind_double(statement, number, part),
        Guid id => raw.sqlite3_bind_text(statement, number, id.ToString().ToUpperInvariant()),
        DateOnly day => raw.sqlite3_bind_text(statement, number, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => raw.sqlite3_bind_text(statement, number, time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"No column of this market holds a {value.GetType().Name}."),
    };

    private static void Check(int code, sqlite3 handle)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(code, handle);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}

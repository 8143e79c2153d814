using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Data.Sqlite;

/// <summary>
/// EF's own lock on SQLite is a row: a process that is killed while it migrates leaves it behind, and every later start waits for it for ever.
/// So a file beside the database is locked as well. The system frees that when its process dies, and who has it knows that the row is nobody's.
/// </summary>
internal static class SqliteMigrationLock
{
    // EWOULDBLOCK and ERROR_SHARING_VIOLATION: the framework has no exception of its own for a file that somebody else has locked.
    private const int LockedOnUnix = 11, LockedOnWindows = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> TakeAsync(MarketDb db, CancellationToken cancel)
    {
        var file = await OpenAloneAsync(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + ".migrating", cancel);
        try
        {
            if (await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancel) > 0)
                await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancel);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<FileStream> OpenAloneAsync(string file, CancellationToken cancel)
    {
        while (true)
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (taken.HResult is LockedOnUnix or LockedOnWindows)
            {
                await Task.Delay(Pause, cancel);
            }
    }
}

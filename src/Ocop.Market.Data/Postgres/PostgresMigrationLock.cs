using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ocop.Market.Data.Postgres;

/// <summary>
/// Held by the session, so the server frees it when the process dies. EF's own lock is taken anew for each migration: between two of them
/// another node could come and, its list being older, take a migration back.
/// </summary>
internal static class PostgresMigrationLock
{
    /// <summary>Any number that nobody else in this database takes.</summary>
    private const long Number = 0x4F434F50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> TakeAsync(MarketDb db, CancellationToken cancel)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancel)) await creator.CreateAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var session = new Session(db);
        try
        {
            while (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Number}) AS \"Value\"").SingleAsync(cancel)) await Task.Delay(Pause, cancel);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // A connection that goes back to its pool forgets its locks.
    private sealed class Session(MarketDb db) : IDisposable
    {
        public void Dispose() => db.Database.CloseConnection();
    }
}

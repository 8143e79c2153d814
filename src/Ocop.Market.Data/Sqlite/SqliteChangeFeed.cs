using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Sqlite;

/// <summary>SQLite has one writer, so the order of ids is the order of commits.</summary>
internal sealed class SqliteChangeFeed(IDbContextFactory<SqliteMarketDb> databases) : IChangeFeed
{
    public async Task<ChangePosition> EndAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return new ChangePosition(0, await db.Changes.MaxAsync(change => (long?)change.Id, cancel) ?? 0);
    }

    public async Task<(IReadOnlyList<ChangeSubject> Subjects, ChangePosition Position)> ReadAfterAsync(ChangePosition position, int limit, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Changes.AsNoTracking().Where(change => change.Id > position.Id).OrderBy(change => change.Id).Take(limit).ToListAsync(cancel);
        return rows.Count == 0
            ? ([], position)
            : ([.. rows.Select(change => change.Subject).Distinct()], new ChangePosition(0, rows[^1].Id));
    }
}

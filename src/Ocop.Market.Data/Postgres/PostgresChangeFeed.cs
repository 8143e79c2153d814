using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Postgres;

/// <summary>
/// Two writers can commit in another order than they took their ids. So only rows of transactions below the oldest one still running
/// are read, in the order of transactions: whatever commits later has a higher number and cannot be skipped.
/// </summary>
internal sealed class PostgresChangeFeed(IDbContextFactory<PostgresMarketDb> databases) : IChangeFeed
{
    public async Task<ChangePosition> EndAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var last = await db.Database.SqlQuery<Row>(
            $"""
             SELECT transaction_number::text::bigint AS "Transaction", id AS "Id", subject_kind AS "SubjectKind", subject_id AS "SubjectId" FROM changes
             WHERE transaction_number < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY transaction_number DESC, id DESC LIMIT 1
             """).ToListAsync(cancel);
        return last.Count == 0 ? new ChangePosition(0, 0) : new ChangePosition(last[0].Transaction, last[0].Id);
    }

    public async Task<(IReadOnlyList<ChangeSubject> Subjects, ChangePosition Position)> ReadAfterAsync(ChangePosition position, int limit, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var after = position.Transaction.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var rows = await db.Database.SqlQuery<Row>(
            $"""
             SELECT transaction_number::text::bigint AS "Transaction", id AS "Id", subject_kind AS "SubjectKind", subject_id AS "SubjectId" FROM changes
             WHERE (transaction_number, id) > ({after}::xid8, {position.Id}) AND transaction_number < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY transaction_number, id LIMIT {limit}
             """).ToListAsync(cancel);
        return rows.Count == 0
            ? ([], position)
            : ([.. rows.Select(row => new ChangeSubject(row.SubjectKind, row.SubjectId)).Distinct()], new ChangePosition(rows[^1].Transaction, rows[^1].Id));
    }

    private sealed record Row(long Transaction, long Id, string SubjectKind, string SubjectId);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Ocop.Market.Kernel;

/// <summary>What every module may write beside its own tables. One scoped context serves all modules, so one save is one transaction.</summary>
public interface IKernelDb
{
    DbSet<AuditEntry> AuditEntries { get; }
    DbSet<Change> Changes { get; }
    DbSet<OutboxMessage> OutboxMessages { get; }

    /// <summary>For work in batches: what is saved can be forgotten.</summary>
    ChangeTracker ChangeTracker { get; }

    Task<int> SaveChangesAsync(CancellationToken cancel = default);

    /// <summary>
    /// Writes new rows, of whatever tables, past the change tracker: for hundreds and more, inside a transaction. Change rows are left as by a
    /// save; what a row refers to by a navigation is not written unless it is among the rows.
    /// </summary>
    Task InsertAsync(IReadOnlyCollection<object> rows, DateTime now, CancellationToken cancel = default);

    /// <summary>
    /// Runs the work in one write transaction and commits when it succeeds; an exception or a refused outcome rolls everything back.
    /// Inside an outer transaction it joins that one. On SQLite the write lock is taken at once, so two writers queue instead of failing late.
    /// </summary>
    Task<Outcome<T>> InTransactionAsync<T>(Func<Task<Outcome<T>>> work, CancellationToken cancel = default);

    /// <summary>
    /// Locks these rows until the transaction ends, whoever else is at them has finished then: in one query and in the order of their keys, so that two
    /// who want some of the same wait for each other and never in a ring. Keys without a row are passed over.
    /// </summary>
    Task LockAsync<T>(IReadOnlyCollection<Guid> keys, CancellationToken cancel) where T : class;

    /// <summary>Inside a transaction: whoever takes the same name waits until this one has ended. For what may have no row yet; where there is one, that is the lock.</summary>
    Task TakeTurnAsync(string name, CancellationToken cancel = default);
}

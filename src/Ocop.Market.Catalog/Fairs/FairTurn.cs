using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>The one way into an officer's act on a fair: lock, right, version, then the work, its audit entry and the save, all in one transaction.</summary>
public sealed class FairTurn(ICatalogDb db, TimeProvider clock)
{
    public static readonly Refusal Unknown = new("FairUnknown", "", "Không có hội chợ này.", "There is no such fair.");
    private static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa hội chợ này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this fair. Look again and save once more.");
    private static readonly Refusal Cancelled = new("FairCancelled", "", "Hội chợ này đã huỷ, không sửa được nữa.", "This fair was cancelled; it cannot be changed any more.");

    /// <param name="version">As the form showed it; null for an act on one thing that others do not overwrite.</param>
    /// <param name="act">As the audit log names it.</param>
    /// <param name="work">What was told of it for the log, or why not.</param>
    public Task<Outcome<Fair>> TakeAsync(Person person, Guid id, long? version, string act, Func<Fair, Task<Outcome<string>>> work, CancellationToken cancel) => db.InTransactionAsync<Fair>(async () =>
    {
        // A form that shows an older state is refused by its number, and its save raises the number even where it touches rows beside the fair only.
        if (version is null) await LockAsync(db, id, cancel);
        else await db.Fairs.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel);
        if (await db.Fairs.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } fair || !person.May(Act.ReadCatalog, fair.Scope)) return Unknown;
        if (!person.May(Act.RunFairs, fair.Scope)) return NoRight.Here;
        if (version is { } seen && seen != fair.Version - 1) return Stale;
        if (fair.State == FairState.Cancelled) return Cancelled;

        var told = await work(fair);
        if (!told.Succeeded) return Outcome<Fair>.Refused(told.Refusals);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, act, fair.ChangeSubject, after: told.Value.Length > 0 ? told.Value : null));
        await db.SaveChangesAsync(cancel);
        return fair;
    }, cancel);

    /// <summary>Whoever writes anything of a fair holds its row: officers, and producers who apply at the same moment.</summary>
    internal static Task<int> LockAsync(ICatalogDb db, Guid id, CancellationToken cancel) =>
        db.Fairs.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
}

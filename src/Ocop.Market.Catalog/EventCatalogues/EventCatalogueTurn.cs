using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.EventCatalogues;

/// <summary>The one way into an act on an event's list: lock, right, version, then the work, its audit entry and the save, all in one transaction.</summary>
public sealed class EventCatalogueTurn(ICatalogDb db, TimeProvider clock)
{
    public static readonly Refusal Unknown = new("CatalogueUnknown", "", "Không có danh mục này.", "There is no such list.");
    private static readonly Refusal Stale = new("Stale", "", "Có người vừa sửa danh mục này. Xem lại rồi lưu lần nữa.", "Somebody has just changed this list. Look again and save once more.");

    /// <param name="version">As the form showed it; null for an act that overwrites nothing of others.</param>
    /// <param name="act">As the audit log names it.</param>
    /// <param name="work">What was told of it for the log, or why not.</param>
    public Task<Outcome<EventCatalogue>> TakeAsync(Person person, Guid id, long? version, string act, Func<EventCatalogue, Task<Outcome<string>>> work, CancellationToken cancel) => db.InTransactionAsync<EventCatalogue>(async () =>
    {
        // Raised before it is looked at, so that a form that shows an older state is refused even where it touches rows beside the list only.
        await db.EventCatalogues.Where(it => it.Id == id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel);
        if (await db.EventCatalogues.FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } catalogue || !person.May(Act.ReadCatalog, catalogue.Scope)) return Unknown;
        if (!person.May(Act.RunFairs, catalogue.Scope)) return NoRight.Here;
        if (version is { } seen && seen != catalogue.Version - 1) return Stale;

        var told = await work(catalogue);
        if (!told.Succeeded) return Outcome<EventCatalogue>.Refused(told.Refusals);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, act, catalogue.ChangeSubject, after: told.Value.Length > 0 ? told.Value : null));
        await db.SaveChangesAsync(cancel);
        return catalogue;
    }, cancel);
}

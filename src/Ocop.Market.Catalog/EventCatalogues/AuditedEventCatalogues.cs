using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.EventCatalogues;

public sealed class AuditedEventCatalogues(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.EventCatalogueKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.EventCatalogues.Within(it => it.ScopePath, scopes).Select(it => it.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.EventCatalogues.Where(it => wanted.Contains(it.Id)).ToDictionaryAsync(it => it.Id.ToString(), it => it.Title, cancel);
    }
}

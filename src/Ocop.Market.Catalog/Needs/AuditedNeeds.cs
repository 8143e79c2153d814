using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

public sealed class AuditedNeeds(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.NeedKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Needs.Within(need => need.ScopePath, scopes).Select(need => need.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Needs.Where(need => wanted.Contains(need.Id)).ToDictionaryAsync(need => need.Id.ToString(), need => need.What, cancel);
    }
}

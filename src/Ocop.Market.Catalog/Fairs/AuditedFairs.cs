using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

public sealed class AuditedFairs(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.FairKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Fairs.Within(fair => fair.ScopePath, scopes).Select(fair => fair.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Fairs.Where(fair => wanted.Contains(fair.Id)).ToDictionaryAsync(fair => fair.Id.ToString(), fair => fair.TitleVi, cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Catalog.SalesPoints;

public sealed class AuditedSalesPoints(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => "salespoint";

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.SalesPoints.Within(point => point.ScopePath, scopes).Select(point => point.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.SalesPoints.Where(point => wanted.Contains(point.Id)).ToDictionaryAsync(point => point.Id.ToString(), point => point.Name, cancel);
    }
}

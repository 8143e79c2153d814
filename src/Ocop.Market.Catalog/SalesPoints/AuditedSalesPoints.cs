using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Catalog.SalesPoints;

public sealed class AuditedSalesPoints(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => "salespoint";

    // As in AuditedProducers: entries write ids in small letters, SQLite keeps them in large ones, and this word becomes SQL.
#pragma warning disable RS0030, CA1304, CA1311
    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.SalesPoints.Within(point => point.ScopePath, scopes).Select(point => point.Id.ToString().ToLower());
#pragma warning restore RS0030, CA1304, CA1311

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.SalesPoints.Where(point => wanted.Contains(point.Id)).ToDictionaryAsync(point => point.Id.ToString(), point => point.Name, cancel);
    }
}

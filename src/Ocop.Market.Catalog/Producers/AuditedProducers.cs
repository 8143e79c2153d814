using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Catalog.Producers;

public sealed class AuditedProducers(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => "producer";

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Producers.Within(scopes).Select(producer => producer.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Producers.Where(producer => wanted.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id.ToString(), producer => producer.Name, cancel);
    }
}

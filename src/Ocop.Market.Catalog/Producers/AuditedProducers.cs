using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Catalog.Producers;

public sealed class AuditedProducers(ICatalogDb db) : IAuditedSubjects
{
    public string Kind => "producer";

    // Entries write ids in small letters, SQLite keeps them in large ones; the banned word is about cultures, and this one becomes SQL.
#pragma warning disable RS0030, CA1304, CA1311
    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Producers.Within(scopes).Select(producer => producer.Id.ToString().ToLower());
#pragma warning restore RS0030, CA1304, CA1311

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Producers.Where(producer => wanted.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id.ToString(), producer => producer.Name, cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

public sealed class AuditedFloors(IChannelsDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.FloorKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) => db.Floors.Within(floor => floor.ScopePath, scopes).Select(floor => floor.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Floors.Where(floor => wanted.Contains(floor.Id)).ToDictionaryAsync(floor => floor.Id.ToString(), floor => floor.Name, cancel);
    }
}

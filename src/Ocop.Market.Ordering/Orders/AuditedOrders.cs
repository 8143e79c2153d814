using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;

namespace Ocop.Market.Ordering.Orders;

public sealed class AuditedOrders(IOrderingDb db) : IAuditedSubjects
{
    public string Kind => "order";

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) =>
        db.Producers.Within(scopes).Join(db.Orders, producer => producer.Id, order => order.ProducerId, (_, order) => order.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.Orders.Where(order => wanted.Contains(order.Id)).ToDictionaryAsync(order => order.Id.ToString(), order => order.Number, cancel);
    }
}

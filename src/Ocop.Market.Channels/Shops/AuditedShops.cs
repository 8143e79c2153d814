using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Shops;

public sealed class AuditedShops(IChannelsDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.ChannelShopKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) =>
        db.Producers.Within(scopes).Join(db.ChannelShops, producer => producer.Id, shop => shop.ProducerId, (_, shop) => shop.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await db.ChannelShops.Where(shop => wanted.Contains(shop.Id)).ToDictionaryAsync(shop => shop.Id.ToString(), shop => $"{shop.Channel}: {shop.Name}", cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Listings;

public sealed class AuditedListings(IChannelsDb db) : IAuditedSubjects
{
    public string Kind => ChangeSubject.ChannelListingKind;

    public IQueryable<string> IdsWithin(IReadOnlyList<Scope> scopes) =>
        (from producer in db.Producers.Within(scopes)
         join shop in db.ChannelShops on producer.Id equals shop.ProducerId
         join listing in db.ChannelListings on shop.Id equals listing.ShopId
         select listing.Id).AsEntryIds();

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Select(Guid.Parse).ToList();
        return await (from listing in db.ChannelListings
                      join shop in db.ChannelShops on listing.ShopId equals shop.Id
                      join product in db.Products on listing.ProductId equals product.Id
                      where wanted.Contains(listing.Id)
                      select new { listing.Id, shop.Channel, Shop = shop.Name, product.Name }).ToDictionaryAsync(it => it.Id.ToString(), it => $"{it.Name} ({it.Channel}: {it.Shop})", cancel);
    }
}

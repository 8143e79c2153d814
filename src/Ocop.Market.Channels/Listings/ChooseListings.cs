using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Listings;

public enum ListingWishAct { List, Hide, Again }

/// <summary>Which products a shop is to sell. What may not go there yet is listed all the same, and says what is missing.</summary>
public sealed class ChooseListings(IChannelsDb db, JobBook jobs, TimeProvider clock)
{
    public const int MostAtOnce = 500;

    /// <returns>How many listings changed.</returns>
    public async Task<Outcome<int>> HandleAsync(Person person, Guid shopId, IReadOnlyCollection<Guid> products, ListingWishAct act, CancellationToken cancel)
    {
        var wishes = new List<(Guid Listing, Guid Shop, JobUrgency Urgency)>();
        var changed = await db.InTurnAsync<int>(async () =>
        {
            wishes.Clear();
            var found = await db.ChannelShops.Join(db.Producers, shop => shop.ProducerId, producer => producer.Id, (shop, producer) => new { Shop = shop, Maker = producer }).SingleOrDefaultAsync(it => it.Shop.Id == shopId, cancel);
            if (found is null || !person.May(Act.SellOutside, found.Maker.Scope)) return ShopRefusals.Unknown;
            if (products.Count > MostAtOnce) return new Refusal("TooMany", "", $"Chọn nhiều nhất {MostAtOnce} sản phẩm một lần.", $"Choose at most {MostAtOnce} products at once.");
            var own = await db.Products.Where(product => product.ProducerId == found.Shop.ProducerId && products.Contains(product.Id)).Select(product => product.Id).ToListAsync(cancel);
            if (own.Count != products.Distinct().Count()) return ShopRefusals.OfAnother;
            var known = await db.ChannelListings.Include(listing => listing.Skus).Where(listing => listing.ShopId == shopId && own.Contains(listing.ProductId)).ToDictionaryAsync(listing => listing.ProductId, cancel);
            var (now, actor) = (clock.UtcNow(), found.Maker.Scope == person.ScopesFor(Act.SellOutside).FirstOrDefault() ? SyncActor.Seller : SyncActor.Officer);
            foreach (var product in own)
            {
                var listing = known.GetValueOrDefault(product);
                switch (act)
                {
                    case ListingWishAct.List when listing is null:
                        db.ChannelListings.Add(listing = new ChannelListing(shopId, product, actor, now));
                        wishes.Add((listing.Id, shopId, JobUrgency.Create));
                        break;
                    case ListingWishAct.List or ListingWishAct.Again when listing is not null && (!listing.IsWanted || act == ListingWishAct.Again):
                        listing.Want(true, actor, now);
                        listing.TryAgain(actor, now);
                        wishes.Add((listing.Id, shopId, listing.ItemId is null ? JobUrgency.Create : JobUrgency.Show));
                        break;
                    case ListingWishAct.Hide when listing is { IsWanted: true }:
                        listing.Want(false, actor, now);
                        wishes.Add((listing.Id, shopId, JobUrgency.Hide));
                        break;
                }
            }

            if (wishes.Count == 0) return 0;
            var said = act switch { ListingWishAct.List => "ListingWanted", ListingWishAct.Hide => "ListingHidden", ListingWishAct.Again => "ListingTriedAgain" };
            db.AuditEntries.AddRange(wishes.Select(wish => new AuditEntry(now, person.Actor, said, ChangeSubject.ChannelListing(wish.Listing))));
            await db.SaveChangesAsync(cancel);
            return wishes.Count;
        }, cancel);
        if (changed.Succeeded) await jobs.AskAsync(wishes, cancel);
        return changed;
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Campaigns;
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
            // Where a campaign alone put it there.
            var lent = (await db.CampaignListings.Alone().Where(item => item.ShopId == shopId && own.Contains(item.ProductId)).ToListAsync(cancel)).ToLookup(item => item.ProductId);
            var kept = new List<Guid>();
            foreach (var product in own)
            {
                var listing = known.GetValueOrDefault(product);
                // Asked for by a person, it stays when the campaign ends.
                if (listing is not null && (act == ListingWishAct.List || (act == ListingWishAct.Again && !listing.IsWanted)) && lent[product].Any())
                {
                    foreach (var item in lent[product]) item.AskedFor();
                    if (listing.IsWanted) kept.Add(listing.Id);
                }

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

            if (wishes.Count + kept.Count == 0) return 0;
            var said = act switch { ListingWishAct.List => "ListingWanted", ListingWishAct.Hide => "ListingHidden", ListingWishAct.Again => "ListingTriedAgain" };
            db.AuditEntries.AddRange(wishes.Select(wish => wish.Listing).Concat(kept).Select(listing => new AuditEntry(now, person.Actor, said, ChangeSubject.ChannelListing(listing))));
            await db.SaveChangesAsync(cancel);
            return wishes.Count + kept.Count;
        }, cancel);
        if (changed.Succeeded) await jobs.AskAsync(wishes, cancel);
        return changed;
    }
}

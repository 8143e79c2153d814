using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <summary>
/// Compares what the floors have with what we would send today: a price, a stock, a text, a picture, a star that lapsed at midnight. What is no longer on
/// offer is to be taken down there, too.
/// </summary>
public sealed class CompareListings(IChannelsDb db, Goods goods, FloorShop shop, TimeProvider clock)
{
    private static readonly ListingState[] Sent = [ListingState.Exported, ListingState.HandedOver, ListingState.Live, ListingState.OutOfDate];

    /// <summary>How many listings changed their state.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var count = 0;
        foreach (var floor in await db.Floors.AsNoTracking().ToListAsync(cancel))
        {
            var last = Guid.Empty;
            while (true)
            {
                var from = last;
                var listings = await db.FloorListings.AsNoTracking().Where(listing => listing.FloorId == floor.Id && Sent.Contains(listing.State) && listing.Id > from).OrderBy(listing => listing.Id).Take(Goods.Portion).ToListAsync(cancel);
                if (listings.Count == 0) break;
                count += await CompareAsync(floor, listings, cancel);
                last = listings[^1].Id;
            }
        }

        return count;
    }

    private async Task<int> CompareAsync(Floor floor, List<FloorListing> listings, CancellationToken cancel)
    {
        var (count, now, columns) = (0, clock.UtcNow(), floor.Columns);
        var offered = (await goods.OfAsync(listings.Select(listing => listing.ProductId), clock.Today(), cancel).ToListAsync(cancel)).ToLookup(good => good.Product.Id);
        foreach (var listing in listings)
        {
            List<Good> ofOne = [.. offered[listing.ProductId]];
            var state = ofOne.Count == 0 ? listing.State == ListingState.Exported && listing.OutsideLink is null ? ListingState.Draft : ListingState.RemovalRequested
                // Listed by hand, without a package of ours: there is nothing to compare with.
                : listing.RowHash is null ? listing.State
                : FloorSheet.HashOf(columns, FloorSheet.RowsOf(ofOne, shop)) == listing.RowHash ? listing.Settled : ListingState.OutOfDate;
            if (state == listing.State) continue;
            // Whoever changed it since it was read knows more.
            count += await db.FloorListings.Where(it => it.Id == listing.Id && it.Version == listing.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(it => it.State, state).SetProperty(it => it.ChangedAt, now).SetProperty(it => it.Version, it => it.Version + 1), cancel);
        }

        return count;
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Works out anew what every listing is to be, and asks for those that differ: at midnight stars lapse and promotions begin without a write. Asks no platform.
/// </summary>
public sealed class SweepListings(IChannelsDb db, ListingPlans plans, JobBook jobs)
{
    private const int Portion = 500;

    /// <summary>How many listings were asked for.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var count = 0;
        foreach (var shop in await db.ChannelShops.AsNoTracking().Where(shop => shop.SealedTokens != null).ToListAsync(cancel)) count += await SweepAsync(shop, cancel);
        return count;
    }

    private async Task<int> SweepAsync(ChannelShop shop, CancellationToken cancel)
    {
        var (count, last) = (0, Guid.Empty);
        while (true)
        {
            var from = last;
            var listings = await db.ChannelListings.AsNoTracking().Where(listing => listing.ShopId == shop.Id && listing.Id > from && listing.State != SyncState.NotListed && listing.State != SyncState.Removed && listing.State != SyncState.NeedsPerson)
                .OrderBy(listing => listing.Id).Take(Portion).Select(listing => new { listing.Id, listing.ProductId, listing.IsWanted, listing.State, listing.ItemId, listing.ContentHash, listing.PriceHash, listing.StockHash, listing.RefusedHash }).ToListAsync(cancel);
            if (listings.Count == 0) return count;
            var outlooks = await plans.OfAsync(shop, [.. listings.Select(listing => listing.ProductId)], cancel);
            var wishes = new List<(Guid, Guid, JobUrgency)>();
            foreach (var listing in listings)
            {
                var plan = listing.IsWanted && outlooks.TryGetValue(listing.ProductId, out var outlook) ? outlook.Plan : null;
                var isOffered = listing.IsWanted && outlooks.ContainsKey(listing.ProductId);
                JobUrgency? urgency = !isOffered ? listing.State is SyncState.Live or SyncState.InReview ? JobUrgency.Hide : null
                    : plan is null ? null
                    : listing.ItemId is null ? listing.State is SyncState.Queued or SyncState.Invalid && plan.ContentHash != listing.RefusedHash ? JobUrgency.Create : null
                    : plan.StockHash != listing.StockHash || plan.PriceHash != listing.PriceHash ? JobUrgency.Lines
                    : listing.State == SyncState.Hidden ? JobUrgency.Show
                    : plan.ContentHash != listing.ContentHash && plan.ContentHash != listing.RefusedHash && listing.State != SyncState.Suspended ? JobUrgency.Content
                    : null;
                if (urgency is { } asked) wishes.Add((listing.Id, shop.Id, asked));
            }

            await jobs.AskAsync(wishes, cancel);
            count += wishes.Count;
            last = listings[^1].Id;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Works out anew what every listing is to be, and asks for those that differ: at midnight stars lapse, papers end and promotions begin without a write. Asks no platform.
/// Goes by products, so that each is read once for all shops that sell it.
/// </summary>
public sealed class SweepListings(IChannelsDb db, ListingPlans plans, JobBook jobs, TimeProvider clock)
{
    private const int Portion = 1500;

    /// <summary>How many listings were asked for.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var shops = await db.ChannelShops.AsNoTracking().Where(shop => shop.SealedTokens != null).ToDictionaryAsync(shop => shop.Id, cancel);
        var (count, last) = (0, Guid.Empty);
        while (shops.Count > 0)
        {
            var (from, now) = (last, clock.UtcNow());
            var listings = await db.ChannelListings.AsNoTracking().Where(listing => listing.ProductId > from && listing.State != SyncState.NotListed && listing.State != SyncState.Removed && (listing.State != SyncState.NeedsPerson || listing.ItemId != null))
                .OrderBy(listing => listing.ProductId).Take(Portion).Select(listing => new { listing.Id, listing.ShopId, listing.ProductId, listing.IsWanted, listing.State, listing.ItemId, listing.ContentHash, listing.PriceHash, listing.StockHash, listing.RefusedHash, listing.Stars, listing.ErrorMessage, IsDue = db.ChannelJobs.Any(job => job.ListingId == listing.Id && job.DueAt <= now) }).ToListAsync(cancel);
            if (listings.Count == 0) break;
            last = listings[^1].ProductId;
            // The last product of a full portion may have more shops than came along: it begins the next.
            if (listings.Count == Portion && listings[0].ProductId != last)
            {
                listings.RemoveAll(listing => listing.ProductId == last);
                last = listings[^1].ProductId;
            }

            var goods = await plans.GoodsAsync([.. listings.Where(listing => listing.IsWanted && shops.ContainsKey(listing.ShopId)).Select(listing => listing.ProductId).Distinct()], cancel);
            var wishes = new List<(Guid, Guid, JobUrgency)>();
            foreach (var listing in listings)
            {
                if (!shops.TryGetValue(listing.ShopId, out var shop)) continue;
                var ofOne = listing.IsWanted ? goods.GetValueOrDefault(listing.ProductId) : null;
                var (_, plan, missing) = ofOne is null ? ListingPlans.NotOffered : await plans.OfAsync(shop, ofOne, cancel);
                var isSaid = missing is not null && missing.Message == listing.ErrorMessage;
                // Given up, it may be seen there all the same.
                var (isSeen, isUntrue) = (listing.State is SyncState.Live or SyncState.InReview or SyncState.NeedsPerson, ChannelListing.IsUntrue(listing.Stars, plan?.Stars));
                JobUrgency? urgency = plan is null ? isSeen ? JobUrgency.Hide : null
                    : isUntrue && isSeen ? JobUrgency.Lines
                    : listing.State == SyncState.NeedsPerson ? null
                    : listing.ItemId is null ? listing.State is SyncState.Queued or SyncState.Invalid && plan.ContentHash != listing.RefusedHash && !isSaid ? JobUrgency.Create : null
                    : plan.StockHash != listing.StockHash || plan.PriceHash != listing.PriceHash ? JobUrgency.Lines
                    : listing.State == SyncState.Hidden && !isUntrue ? JobUrgency.Show
                    // A paper ended: no words are sent, and the listing has to say why.
                    : missing is not null ? isSaid ? null : JobUrgency.Content
                    : plan.ContentHash != listing.ContentHash && plan.ContentHash != listing.RefusedHash && listing.State != SyncState.Suspended ? JobUrgency.Content
                    : null;
                // What is being sent just now may be what it was to be a moment ago, and its hash is noted after we looked.
                urgency ??= listing.IsDue ? JobUrgency.Create : null;
                if (urgency is { } asked) wishes.Add((listing.Id, shop.Id, asked));
            }

            await jobs.AskAsync(wishes, cancel);
            count += wishes.Count;
        }

        return count;
    }

    /// <summary>Where a change since the last time may concern any listing: a promotion touches whom nobody can tell without working it out.</summary>
    public async Task<int> WhereAskedAsync(CancellationToken cancel)
    {
        if (await db.ChannelCursors.AsNoTracking().SingleOrDefaultAsync(cursor => cursor.Name == ChannelCursor.SweepAsked, cancel) is not { } asked) return 0;
        if (await db.ChannelCursors.AnyAsync(cursor => cursor.Name == ChannelCursor.Swept && cursor.Transaction == asked.Transaction && cursor.ChangeId == asked.ChangeId, cancel)) return 0;
        var count = await HandleAsync(cancel);
        // Only now: killed before, it is done again.
        await db.InTransactionAsync<bool>(async () =>
        {
            await db.TakeTurnAsync($"channel-cursor:{ChannelCursor.Swept}", cancel);
            if (await db.ChannelCursors.SingleOrDefaultAsync(cursor => cursor.Name == ChannelCursor.Swept, cancel) is not { } swept) db.ChannelCursors.Add(swept = new ChannelCursor(ChannelCursor.Swept));
            swept.Advance(asked.Position);
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        return count;
    }
}

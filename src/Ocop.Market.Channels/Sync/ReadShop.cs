using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Reads what changed over there since the last look, and once a night everything. What is seen is noted; what somebody edited in the seller centre is drift;
/// what has our SKU and no listing of ours is taken in. Nothing is ever deleted over there because of what was read.
/// </summary>
public sealed class ReadShop(IChannelsDb db, ListingPlans plans, JobBook jobs, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10), Whole = TimeSpan.FromHours(20);

    /// <summary>A sweep that knows fewer of our listings than this share is a broken answer, not a mass removal.</summary>
    private const int LeastShare = 70;

    public async Task<ChannelFailure?> HandleAsync(ShopCalls calls, CancellationToken cancel)
    {
        var (shop, started) = (calls.Shop, clock.UtcNow());
        if (shop.ListingsUntil is { } until && until > started - Interval) return null;
        var isWhole = shop.SweptAt is null || shop.SweptAt < started - Whole;
        var since = isWhole ? DateTime.UnixEpoch : shop.ListingsUntil!.Value - Overlap;
        var (cursor, seen) = ((string?)null, new HashSet<string>(StringComparer.Ordinal));
        do
        {
            var page = await calls.AskAsync((platform, access, stop) => platform.ListChangedAsync(access, since, cursor, stop), cancel);
            if (page.Value is not { } read) return page.Failure;
            await jobs.AskAsync(await TakeInAsync(calls, read.Listings, cancel), cancel);
            seen.UnionWith(read.Listings.Select(listing => listing.Key.ItemId));
            cursor = read.Next;
            // A shop of ten thousand is read for minutes: its listings are not held, and what is sold out does not wait.
            foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.Entity is not ChannelShop).ToList()) entry.State = EntityState.Detached;
            if (cursor is not null && calls.BetweenPages is { } urgent && await urgent(cancel) is { } stop) return stop;
        }
        while (cursor is not null);

        if (isWhole && !await MarkGoneAsync(shop.Id, seen, started, cancel)) isWhole = false;
        db.ChannelSteps.Add(new ChannelStep(started, shop.Id, null, ChannelDeed.Looked, seen.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), null));
        await db.NoteAsync(shop, it => it.Looked(started, isWhole));
        return null;
    }

    private async Task<List<(Guid, Guid, JobUrgency)>> TakeInAsync(ShopCalls calls, IReadOnlyList<OutsideListing> listings, CancellationToken cancel)
    {
        var (shop, now, ids) = (calls.Shop, clock.UtcNow(), listings.Select(listing => listing.Key.ItemId).ToList());
        var ours = await db.ChannelListings.Include(listing => listing.Skus).Where(listing => listing.ShopId == shop.Id && listing.ItemId != null && ids.Contains(listing.ItemId)).ToDictionaryAsync(listing => listing.ItemId!, cancel);
        var outlooks = await plans.OfAsync(shop, [.. ours.Values.Select(listing => listing.ProductId)], cancel);
        var wishes = new List<(Guid, Guid, JobUrgency)>();
        foreach (var seen in listings)
        {
            if (!ours.TryGetValue(seen.Key.ItemId, out var listing))
            {
                if (seen.State != ObservedState.Removed && await OrphanAsync(shop.Id, seen, cancel) is { } adopted) listing = adopted;
                else continue;
            }

            var before = (listing.State, listing.Stars);
            await WatchDrift.CompareAsync(db, listing, seen, outlooks.GetValueOrDefault(listing.ProductId)?.Plan, now, cancel);
            listing.See(seen, now);
            if ((listing.State, listing.Stars) == before && listing.StockHash is not null) continue;
            if (listing.State != before.State) db.ChannelSteps.Add(new ChannelStep(now, shop.Id, listing.Id, ChannelDeed.StateSeen, listing.State.ToString(), null));
            // Shown by somebody else though not wanted, hidden though wanted, live at last, or with more pieces than there are.
            wishes.Add((listing.Id, shop.Id, JobUrgency.Lines));
        }

        await db.SaveChangesAsync(cancel);
        return wishes;
    }

    /// <summary>A listing whose yes we never heard.</summary>
    private async Task<ChannelListing?> OrphanAsync(Guid shopId, OutsideListing seen, CancellationToken cancel)
    {
        var skus = seen.Skus.Select(sku => sku.Sku).ToList();
        return await db.ChannelListings.Include(listing => listing.Skus).FirstOrDefaultAsync(listing => listing.ShopId == shopId && listing.ItemId == null && (listing.State == SyncState.OutcomeUnknown || listing.State == SyncState.Submitting) && listing.Skus.Any(sku => skus.Contains(sku.Sku)), cancel);
    }

    /// <returns>False where too many are missing to be believed.</returns>
    private async Task<bool> MarkGoneAsync(Guid shopId, HashSet<string> seen, DateTime started, CancellationToken cancel)
    {
        // What was created while the pages were read is on none of them.
        var known = await db.ChannelListings.Where(listing => listing.ShopId == shopId && listing.ItemId != null && (listing.PushedAt == null || listing.PushedAt < started)).Select(listing => new { listing.Id, listing.ItemId }).ToListAsync(cancel);
        List<Guid> missing = [.. known.Where(listing => !seen.Contains(listing.ItemId!)).Select(listing => listing.Id)];
        if (missing.Count > 3 && (known.Count - missing.Count) * 100 < known.Count * LeastShare) return false;
        foreach (var listing in await db.ChannelListings.Include(listing => listing.Skus).Where(listing => missing.Contains(listing.Id)).ToListAsync(cancel)) listing.Move(SyncState.Removed, SyncActor.Platform, clock.UtcNow());
        return true;
    }
}

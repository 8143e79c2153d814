using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Carries every change of the market to the listings it concerns. Its place in the feed is kept, and moves in the transaction that asked for them: a restart
/// goes on where it stopped, and two nodes take turns.
/// </summary>
public sealed class QueueListings(IChannelsDb db, IChangeFeed feed, IAvailability availability, JobBook jobs)
{
    private const int Portion = 500;

    /// <summary>How many listings were asked for.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var count = 0;
        while (await PortionAsync(cancel) is { } asked) count += asked;
        return count;
    }

    /// <returns>Null where there is nothing more to read.</returns>
    private async Task<int?> PortionAsync(CancellationToken cancel)
    {
        int? asked = null;
        await db.InTransactionAsync<bool>(async () =>
        {
            await db.TakeTurnAsync($"channel-cursor:{ChannelCursor.Listings}", cancel);
            if (await db.ChannelCursors.SingleOrDefaultAsync(it => it.Name == ChannelCursor.Listings, cancel) is not { } cursor)
            {
                // Whatever is listed was asked for when it was listed.
                db.ChannelCursors.Add(cursor = new ChannelCursor(ChannelCursor.Listings));
                cursor.Advance(await feed.EndAsync(cancel));
                await db.SaveChangesAsync(cancel);
            }

            var (subjects, position) = await feed.ReadAfterAsync(cursor.Position, Portion, cancel);
            if (position == cursor.Position) return true;
            var listings = await ConcernedAsync(subjects, cancel);
            await jobs.AskAsync(listings, cancel);
            if (subjects.Any(subject => subject.Kind == ChangeSubject.PromotionKind)) await AskForSweepAsync(position, cancel);
            cursor.Advance(position);
            await db.SaveChangesAsync(cancel);
            asked = listings.Count;
            return true;
        }, cancel);
        return asked;
    }

    private async Task<List<(Guid, Guid, JobUrgency)>> ConcernedAsync(IReadOnlyList<ChangeSubject> subjects, CancellationToken cancel)
    {
        var products = subjects.Where(subject => subject.Kind == ChangeSubject.ProductKind).Select(subject => Guid.Parse(subject.Id)).ToList();
        var producers = subjects.Where(subject => subject.Kind == ProducerKind).Select(subject => Guid.Parse(subject.Id)).ToList();
        // Each by an index of its own: one question for both would read every listing.
        var ids = new HashSet<Guid>();
        if (products.Count > 0) ids.UnionWith(await db.ChannelListings.Where(listing => products.Contains(listing.ProductId)).Select(listing => listing.Id).ToListAsync(cancel));
        if (producers.Count > 0) ids.UnionWith(await (from product in db.Products join listing in db.ChannelListings on product.Id equals listing.ProductId where producers.Contains(product.ProducerId) select listing.Id).ToListAsync(cancel));
        var concerned = new List<(Guid, Guid, JobUrgency)>(ids.Count);
        foreach (var some in ids.Chunk(Portion))
        {
            var listings = await db.ChannelListings.Where(listing => some.Contains(listing.Id) && listing.State != SyncState.NotListed && listing.State != SyncState.Removed).Select(listing => new { listing.Id, listing.ShopId, IsThere = listing.ItemId != null }).ToListAsync(cancel);
            var soldOut = await SoldOutAsync(some, cancel);
            concerned.AddRange(listings.Select(listing => (listing.Id, listing.ShopId, soldOut.Contains(listing.Id) ? JobUrgency.SoldOut : listing.IsThere ? JobUrgency.Lines : JobUrgency.Create)));
        }

        return concerned;
    }

    /// <summary>What somebody could buy over there and nobody here: it overtakes ten thousand new prices.</summary>
    private async Task<HashSet<Guid>> SoldOutAsync(Guid[] listings, CancellationToken cancel)
    {
        var shown = await (from sku in db.ChannelSkus join listing in db.ChannelListings on sku.ListingId equals listing.Id join shop in db.ChannelShops on listing.ShopId equals shop.Id where listings.Contains(sku.ListingId) && sku.PushedStock > 0 select new { sku.ListingId, sku.VariantId, shop.SafetyStock }).ToListAsync(cancel);
        var free = await availability.OfAsync([.. shown.Select(sku => sku.VariantId).Distinct()], cancel);
        return [.. shown.Where(sku => free.GetValueOrDefault(sku.VariantId) <= sku.SafetyStock).Select(sku => sku.ListingId)];
    }

    /// <summary>A promotion may touch any listing, and most it does not: the sweep asks for those that it does, outside of this transaction.</summary>
    private async Task AskForSweepAsync(ChangePosition position, CancellationToken cancel)
    {
        if (await db.ChannelCursors.SingleOrDefaultAsync(it => it.Name == ChannelCursor.SweepAsked, cancel) is not { } asked) db.ChannelCursors.Add(asked = new ChannelCursor(ChannelCursor.SweepAsked));
        asked.Advance(position);
    }

    private const string ProducerKind = "producer";
}

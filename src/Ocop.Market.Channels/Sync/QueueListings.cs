using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// Carries every change of the market to the listings it concerns. Its place in the feed is kept, and moves in the transaction that asked for them: a restart
/// goes on where it stopped, and two nodes take turns.
/// </summary>
public sealed class QueueListings(IChannelsDb db, IChangeFeed feed, JobBook jobs)
{
    private const string Name = "listings";
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
            await db.TakeTurnAsync($"channel-cursor:{Name}", cancel);
            if (await db.ChannelCursors.SingleOrDefaultAsync(it => it.Name == Name, cancel) is not { } cursor)
            {
                // Whatever is listed was asked for when it was listed.
                db.ChannelCursors.Add(cursor = new ChannelCursor(Name));
                cursor.Advance(await feed.EndAsync(cancel));
                await db.SaveChangesAsync(cancel);
            }

            var (subjects, position) = await feed.ReadAfterAsync(cursor.Position, Portion, cancel);
            if (position == cursor.Position) return true;
            var listings = await ConcernedAsync(subjects, cancel);
            await jobs.AskAsync(listings, cancel);
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
        // A promotion touches whom nobody can tell without working it out.
        var areAll = subjects.Any(subject => subject.Kind == ChangeSubject.PromotionKind);
        if (products.Count == 0 && producers.Count == 0 && !areAll) return [];
        var listings = await (from listing in db.ChannelListings.AsNoTracking()
                              join product in db.Products on listing.ProductId equals product.Id
                              where listing.State != SyncState.NotListed && listing.State != SyncState.Removed && (areAll || products.Contains(product.Id) || producers.Contains(product.ProducerId))
                              select new { listing.Id, listing.ShopId, IsThere = listing.ItemId != null }).ToListAsync(cancel);
        return [.. listings.Select(listing => (listing.Id, listing.ShopId, listing.IsThere ? JobUrgency.Lines : JobUrgency.Create))];
    }

    private const string ProducerKind = "producer";
}

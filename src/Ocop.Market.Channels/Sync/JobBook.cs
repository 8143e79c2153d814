using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>What waits for each listing. Asking twice is one row; asking while it is being done leaves the row for one more time.</summary>
public sealed class JobBook(IChannelsDb db, TimeProvider clock)
{
    /// <summary>What a changed or new listing needs; the more urgent of two wishes stands, and what was put off comes now.</summary>
    public async Task AskAsync(IReadOnlyCollection<(Guid ListingId, Guid ShopId, JobUrgency Urgency)> wishes, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        foreach (var some in wishes.Chunk(200))
        {
            var ids = some.Select(wish => wish.ListingId).ToList();
            await db.InTransactionAsync<bool>(async () =>
            {
                // The listings' rows are the lock: two who ask for the same do not both insert.
                await db.LockAsync<ChannelListing>(ids, cancel);
                var known = await db.ChannelJobs.Where(job => ids.Contains(job.ListingId)).Select(job => job.ListingId).ToHashSetAsync(cancel);
                foreach (var same in some.Where(wish => known.Contains(wish.ListingId)).GroupBy(wish => wish.Urgency))
                {
                    var (urgency, again) = (same.Key, same.Select(wish => wish.ListingId).ToList());
                    await db.ChannelJobs.Where(job => again.Contains(job.ListingId)).ExecuteUpdateAsync(set => set
                        .SetProperty(job => job.Asked, job => job.Asked + 1).SetProperty(job => job.Tries, 0)
                        .SetProperty(job => job.DueAt, job => job.DueAt < now ? job.DueAt : now)
                        .SetProperty(job => job.Urgency, job => job.Urgency < urgency ? job.Urgency : urgency), cancel);
                }

                await db.InsertAsync([.. some.Where(wish => !known.Contains(wish.ListingId)).DistinctBy(wish => wish.ListingId).Select(wish => new ChannelJob(wish.ListingId, wish.ShopId, wish.Urgency, now))], now, cancel);
                return true;
            }, cancel);
        }
    }

    /// <summary>The next of a shop: the most urgent, among those the longest due. Untracked.</summary>
    /// <param name="underWay">Listings that somebody works on just now.</param>
    /// <param name="least">Nothing less urgent.</param>
    public Task<List<ChannelJob>> NextAsync(Guid shopId, IReadOnlyCollection<Guid> underWay, JobUrgency least, int most, CancellationToken cancel)
    {
        var (now, taken) = (clock.UtcNow(), underWay.ToArray());
        return db.ChannelJobs.AsNoTracking().Where(job => job.ShopId == shopId && job.Urgency <= least && job.DueAt <= now && !taken.Contains(job.ListingId))
            .OrderBy(job => job.Urgency).ThenBy(job => job.DueAt).Take(most).ToListAsync(cancel);
    }

    /// <summary>Done. Asked for meanwhile, it stays for one more time.</summary>
    public Task FinishAsync(params IReadOnlyCollection<ChannelJob> done) => db.InTransactionAsync<bool>(async () =>
    {
        // The lock of whoever asks, in the same order: two who delete and ask for the same listings do not wait for each other.
        await db.LockAsync<ChannelListing>([.. done.Select(job => job.ListingId)], CancellationToken.None);
        foreach (var job in done) await db.ChannelJobs.Where(it => it.ListingId == job.ListingId && it.Asked == job.Asked).ExecuteDeleteAsync(CancellationToken.None);
        return true;
    }, CancellationToken.None);

    /// <param name="isTry">It counts towards giving up.</param>
    public Task PutOffAsync(ChannelJob job, TimeSpan pause, bool isTry)
    {
        var due = clock.UtcNow() + pause;
        return db.ChannelJobs.Where(it => it.ListingId == job.ListingId && it.Asked == job.Asked)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.DueAt, due).SetProperty(it => it.Tries, it => it.Tries + (isTry ? 1 : 0)), CancellationToken.None);
    }

    /// <summary>And with it all of its shop that are as urgent.</summary>
    public Task PutOffLikeAsync(ChannelJob job, TimeSpan pause)
    {
        var (now, due) = (clock.UtcNow(), clock.UtcNow() + pause);
        return db.ChannelJobs.Where(it => it.ShopId == job.ShopId && it.Urgency == job.Urgency && it.DueAt <= now).ExecuteUpdateAsync(set => set.SetProperty(it => it.DueAt, due), CancellationToken.None);
    }
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

// A few listings of a shop at once, because a platform that permits 50 calls a second answers each after a tenth of one. They share the pace, the lease and the token of the
// shop's calls, and nothing else: each worker has a scope of its own, and no listing is with two of them.
public sealed partial class WorkForShops
{
    /// <summary>Listings of one shop that are under way together, beside those that cannot wait.</summary>
    public const int MostAtOnce = 12;

    /// <summary>Of so many calls with lines of several listings, one is followed by a look at what came of it.</summary>
    private const int ReadBackEvery = 10;

    /// <summary>At most so many goods are taken off the list by one write.</summary>
    private const int MostTogether = 50;

    /// <summary>How often somebody looks for what became urgent while all the others have their hands full.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    /// <summary>Works until nothing is due, the turn is over, or something stops the whole shop.</summary>
    private async Task PushAsync(Desk desk, CancellationToken cancel)
    {
        desk.Started = clock.GetTimestamp();
        // As many as keep the pace, each four calls a second; whoever is too many waits for it in front of what is more urgent, and for SQLite's one pen.
        var several = Math.Clamp((int)Math.Ceiling(desk.Calls.PerSecond / 4), 1, MostAtOnce);
        var others = Task.WhenAll(Enumerable.Range(0, several).Select(_ => WorkAsync(desk, JobUrgency.Create, null, cancel)));
        // One more for what cannot wait: a new product may take ten seconds, and "sold out" comes while all make new products.
        await Task.WhenAll(others, WorkAsync(desk, JobUrgency.Lines, others, cancel));
        await using var scope = scopes.CreateAsyncScope();
        await TakeOffAsync(desk, scope.ServiceProvider.GetRequiredService<JobBook>(), least: 1);
    }

    /// <summary>Between the pages of a long look: what cannot wait for its end.</summary>
    /// <returns>What stops the whole shop, the look with it.</returns>
    private async Task<ChannelFailure?> RushAsync(Desk desk, CancellationToken cancel)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            if (desk.IsOver || await IsPausedAsync(desk, scope.ServiceProvider.GetRequiredService<IChannelsDb>(), cancel))
            {
                // Reading goes on; nothing is sent any more.
                desk.IsOver = true;
                return null;
            }
        }

        desk.Started = clock.GetTimestamp();
        await WorkAsync(desk, JobUrgency.SoldOut, null, cancel);
        return desk.Stop;
    }

    /// <param name="least">Nothing less urgent.</param>
    /// <param name="others">Null: stops when there is nothing, or when its time is over. Else it looks again until they stop, however long they take.</param>
    private async Task WorkAsync(Desk desk, JobUrgency least, Task? others, CancellationToken cancel)
    {
        try
        {
            while (desk.Stop is null && !desk.IsBroken && !IsEnding())
            {
                // A scope for each: what one job read must not be what the next believes.
                await using var scope = scopes.CreateAsyncScope();
                var taken = await TakeAsync(desk, scope.ServiceProvider.GetRequiredService<JobBook>(), least, cancel);
                if (taken.Count > 0)
                {
                    await PushAsync(desk, scope.ServiceProvider, taken, IsEnding, cancel);
                }
                else if (!await TakeOffAsync(desk, scope.ServiceProvider.GetRequiredService<JobBook>(), least: 1))
                {
                    if (others is null) return;
                    if (await IsToBeReadAnewAsync(desk, scope.ServiceProvider.GetRequiredService<IChannelsDb>(), cancel)) desk.IsOver = true;
                    await Task.WhenAny(others, Task.Delay(Glance, clock, cancel));
                }
            }
        }
        catch
        {
            desk.IsBroken = true;
            throw;
        }

        bool IsEnding() => others?.IsCompleted ?? IsOver(desk);
    }

    private bool IsOver(Desk desk) => desk.IsOver || clock.GetElapsedTime(desk.Started) >= desk.Length;

    private Task<bool> IsPausedAsync(Desk desk, IChannelsDb db, CancellationToken cancel)
    {
        var (id, now) = (desk.Calls.Shop.Id, clock.UtcNow());
        return db.ChannelShops.AnyAsync(shop => shop.Id == id && (shop.SealedTokens == null || (shop.Pause != ShopPause.None && (shop.PausedUntil == null || shop.PausedUntil > now))), cancel);
    }

    /// <summary>Somebody paused the shop, or the platform told of something: the next turn begins with a look.</summary>
    private async Task<bool> IsToBeReadAnewAsync(Desk desk, IChannelsDb db, CancellationToken cancel)
    {
        var (id, now) = (desk.Calls.Shop.Id, clock.UtcNow());
        return await IsPausedAsync(desk, db, cancel) || await db.ChannelShops.AnyAsync(shop => shop.Id == id && (shop.NextLookAt == null || shop.NextLookAt <= now)
            && db.ChannelNotices.Any(notice => notice.Channel == shop.Channel && notice.OutsideShop == shop.OutsideId && notice.DoneAt == null), cancel);
    }

    /// <summary>The next listing, or as many as fill a call with lines of several. What failed once goes alone: one line that a platform cannot bear must not fail the same others again and again.</summary>
    private static async Task<IReadOnlyList<ChannelJob>> TakeAsync(Desk desk, JobBook jobs, JobUrgency least, CancellationToken cancel)
    {
        await desk.Taking.WaitAsync(cancel);
        try
        {
            List<ChannelJob> next = await jobs.NextAsync(desk.Calls.Shop.Id, desk.UnderWay, least, desk.Calls.Connector is IBulkLines ? desk.Calls.Connector.Capabilities.LinesPerCall : 1, cancel);
            if (next.Count > 1) next = IsOfLines(next[0]) ? [.. next.TakeWhile(IsOfLines)] : [next[0]];
            desk.UnderWay.UnionWith(next.Select(job => job.ListingId));
            return next;
        }
        finally
        {
            desk.Taking.Release();
        }

        static bool IsOfLines(ChannelJob job) => job is { Urgency: JobUrgency.SoldOut or JobUrgency.Lines, Tries: 0 };
    }

    private async Task PushAsync(Desk desk, IServiceProvider services, IReadOnlyList<ChannelJob> taken, Func<bool> isEnding, CancellationToken cancel)
    {
        var held = taken.Select(job => job.ListingId).ToHashSet();
        try
        {
            foreach (var (job, isLook) in taken.Count > 1 ? await PushTogetherAsync(desk, services, taken, held, cancel) : taken.Select(job => (job, job.Urgency == JobUrgency.Look)))
            {
                // What is left of them stays due.
                if (desk.Stop is not null || isEnding()) return;
                ChannelFailure? failure;
                try
                {
                    failure = await services.GetRequiredService<PushListing>().HandleAsync(desk.Calls, job.ListingId, isLook, cancel);
                }
                catch (Exception broken) when (broken is not LeaseLostException && !cancel.IsCancellationRequested)
                {
                    await PutOffAsync(services, [job], broken);
                    continue;
                }

                await EndAsync(desk, services, [job], held, failure);
            }
        }
        finally
        {
            await desk.Taking.WaitAsync(CancellationToken.None);
            desk.UnderWay.ExceptWith(held);
            desk.Taking.Release();
        }
    }

    /// <returns>Those that need more than that, and now and then one that went well, to look at it.</returns>
    private async Task<IEnumerable<(ChannelJob Job, bool IsLook)>> PushTogetherAsync(Desk desk, IServiceProvider services, IReadOnlyList<ChannelJob> taken, HashSet<Guid> held, CancellationToken cancel)
    {
        IReadOnlyDictionary<Guid, ChannelFailure?> sent;
        try
        {
            sent = await services.GetRequiredService<PushLines>().HandleAsync(desk.Calls, [.. taken.Select(job => job.ListingId)], cancel);
        }
        catch (Exception broken) when (broken is not LeaseLostException && !cancel.IsCancellationRequested)
        {
            await PutOffAsync(services, taken, broken);
            return [];
        }

        var looked = Interlocked.Increment(ref desk.Together) % ReadBackEvery == 0 ? taken.FirstOrDefault(job => sent.TryGetValue(job.ListingId, out var failure) && failure is null) : null;
        foreach (var same in taken.Where(job => sent.ContainsKey(job.ListingId) && job != looked).GroupBy(job => sent[job.ListingId])) await EndAsync(desk, services, [.. same], held, same.Key);
        return taken.Where(job => !sent.ContainsKey(job.ListingId) || job == looked).Select(job => (job, job == looked));
    }

    /// <param name="held">Of those, whoever is done stays out of others' hands until it is off the list, and is no longer held here.</param>
    private async Task EndAsync(Desk desk, IServiceProvider services, IReadOnlyList<ChannelJob> ended, HashSet<Guid> held, ChannelFailure? failure)
    {
        var (db, jobs) = (services.GetRequiredService<IChannelsDb>(), services.GetRequiredService<JobBook>());
        FaultPoint.Pass("channel.after-push");
        db.ChangeTracker.Clear();
        if (failure is null)
        {
            held.ExceptWith(ended.Select(job => job.ListingId));
            foreach (var job in ended) desk.Ended.Enqueue(job);
            await TakeOffAsync(desk, jobs, Math.Clamp((int)(desk.Calls.PerSecond / 4), 1, MostTogether));
        }
        else
        {
            foreach (var job in ended) await SettleAsync(db, jobs, job, failure, desk.Calls.Shop);
            db.ChangeTracker.Clear();
            if (failure.IsOfShop) desk.Stop ??= failure;
        }

        Interlocked.Add(ref desk.Done, ended.Count);
    }

    /// <summary>Takes off the list what was done: a write of its own, which a quarter of a second's goods share. Killed before it, they are looked at once more, and nothing of them differs.</summary>
    /// <param name="least">Nothing where fewer wait for it.</param>
    /// <returns>False where there was nothing to do.</returns>
    private static async Task<bool> TakeOffAsync(Desk desk, JobBook jobs, int least)
    {
        if (desk.Ended.Count < least) return false;
        var done = new List<ChannelJob>();
        while (desk.Ended.TryDequeue(out var job)) done.Add(job);
        if (done.Count == 0) return false;
        await jobs.FinishAsync(done);
        await desk.Taking.WaitAsync(CancellationToken.None);
        desk.UnderWay.ExceptWith(done.Select(job => job.ListingId));
        desk.Taking.Release();
        return true;
    }

    /// <summary>One listing that cannot be worked on must not stand before all others: a picture that is lost, a row that somebody changed meanwhile.</summary>
    private async Task PutOffAsync(IServiceProvider services, IReadOnlyList<ChannelJob> taken, Exception broken)
    {
        services.GetRequiredService<IChannelsDb>().ChangeTracker.Clear();
        var isChanged = broken is DbUpdateConcurrencyException;
        if (!isChanged) Broken(broken, taken[0].ListingId);
        foreach (var job in taken) await services.GetRequiredService<JobBook>().PutOffAsync(job, isChanged ? TimeSpan.Zero : Backoff.After(job.Tries + 1, Random.Shared.NextDouble()), isTry: true);
    }

    /// <summary>What those who work for a shop in one turn share.</summary>
    private sealed class Desk(ShopCalls calls, TimeSpan length)
    {
        public int Done, Together;

        public ShopCalls Calls => calls;
        public TimeSpan Length => length;

        /// <summary>When the turn, or what was put in between, began.</summary>
        public long Started { get; set; }

        /// <summary>Read and written by whoever holds <see cref="Taking"/>.</summary>
        public HashSet<Guid> UnderWay { get; } = [];
        public SemaphoreSlim Taking { get; } = new(1);

        /// <summary>Done, and still on the list and under way.</summary>
        public ConcurrentQueue<ChannelJob> Ended { get; } = new();

        /// <summary>What concerns the whole shop: nothing new is begun.</summary>
        public ChannelFailure? Stop { get; set; }
        public bool IsBroken { get; set; }

        /// <summary>Before its time: nothing new is begun but what cannot wait.</summary>
        public bool IsOver { get; set; }
    }
}

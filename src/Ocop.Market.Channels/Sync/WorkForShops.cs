using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Configuration section "Channels".</summary>
public sealed class ChannelOptions
{
    /// <summary>Calls a second for each shop, where the platform publishes no limit.</summary>
    [Range(0.2, 1000, ErrorMessage = "Channels:CallsPerSecond must be from 0.2 to 1000.")]
    public double CallsPerSecond { get; init; } = 5;
}

/// <summary>The pace of each shop in this process: its lease sees to it that no other process calls for it.</summary>
public sealed class ShopPaces(IOptions<ChannelOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, Pace> _paces = new();

    /// <summary>The name under which this process holds shops.</summary>
    public string Process { get; } = $"{Environment.MachineName}/{Guid.CreateVersion7():n}";

    public Pace Of(ChannelShop shop) => _paces.GetOrAdd(shop.Id, _ => new Pace(options.Value.CallsPerSecond, clock));
}

/// <summary>
/// Works for the shops that have something to do, some at a time and none for long, so that a large shop does not starve the small ones. Each shop
/// belongs to one turn of one process at a time, by a lease in its row; a process that dies leaves it to the next.
/// </summary>
public sealed partial class WorkForShops(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WorkForShops> log)
{
    /// <summary>Then the next shop has its turn. Where none waits it is longer: between two turns the pace is lost.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5), LongTurn = TimeSpan.FromSeconds(15);

    /// <summary>A run ends after it, and the desk can pause the next.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(3);

    /// <summary>A shop that had nothing to do is not asked again before, nor one that could not be worked for.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2), RestOfBroken = TimeSpan.FromMinutes(1);

    /// <summary>Each waits for its own platform: they cost little beside each other.</summary>
    private const int MostShops = 8;

    /// <summary>How many listings were worked through until nothing was due, or in three minutes.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (done, started, working, rested, broken) = (0, clock.GetTimestamp(), new Dictionary<Guid, (Task<int> Turn, long Since)>(), new Dictionary<Guid, long>(), new Dictionary<Guid, Exception>());
        try
        {
            while (true)
            {
                // A shop of ten thousand is read for half an hour: the run goes on with it, and so do the others.
                if (clock.GetElapsedTime(started) < Round || working.Values.Any(it => clock.GetElapsedTime(it.Since) > LongTurn * 2))
                {
                    var (due, room) = ((await WithWorkAsync(cancel)).FindAll(id => !working.ContainsKey(id) && !broken.ContainsKey(id) && !(rested.TryGetValue(id, out var since) && clock.GetElapsedTime(since) < Rest)), MostShops - working.Count);
                    foreach (var shopId in due.Take(room)) working.Add(shopId, (TurnAsync(shopId, due.Count > room ? Turn : LongTurn, cancel), clock.GetTimestamp()));
                }

                if (working.Count == 0) return broken.Count == 0 ? done : throw new AggregateException("Some shops could not be worked for.", broken.Values);
                // Whoever becomes due meanwhile does not wait for those who have long turns.
                await Task.WhenAny([.. working.Values.Select(it => it.Turn), Task.Delay(Glance, clock, cancel)]);
                foreach (var (shopId, (turn, _)) in working.Where(it => it.Value.Turn.IsCompleted).ToList())
                {
                    working.Remove(shopId);
                    // One shop that cannot be worked for is no reason to let the others wait.
                    if (turn.IsFaulted)
                    {
                        TurnBroke(turn.Exception, shopId);
                        broken.Add(shopId, turn.Exception.GetBaseException());
                        await RestAsync(shopId);
                        continue;
                    }

                    var count = await turn;
                    done += count;
                    if (count == 0) rested[shopId] = clock.GetTimestamp();
                    else rested.Remove(shopId);
                }
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(working.Values.Select(it => it.Turn))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> TurnAsync(Guid shopId, TimeSpan length, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ForShopAsync(scope.ServiceProvider, shopId, length, cancel);
    }

    /// <summary>Nobody knows what is wrong with it: it is tried again, and does not fail without a pause.</summary>
    private async Task RestAsync(Guid shopId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<IChannelsDb>(), clock.UtcNow());
        if (await db.ChannelShops.SingleOrDefaultAsync(it => it.Id == shopId, CancellationToken.None) is not { } shop) return;
        await db.NoteAsync(shop, it =>
        {
            if (!it.IsPausedAt(now)) it.StandStill(ShopPause.Misconfigured, now + RestOfBroken, null, now);
        });
    }

    private async Task<List<Guid>> WithWorkAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, shelf, now) = (scope.ServiceProvider.GetRequiredService<IChannelsDb>(), scope.ServiceProvider.GetRequiredService<ConnectorShelf>(), clock.UtcNow());
        var (channels, look, orders, left, process) = (shelf.Channels, now - ReadShop.Interval, now - PullOrders.Interval, now - OutsideCatalogue.Unread, scope.ServiceProvider.GetRequiredService<ShopPaces>().Process);
        // What cannot wait, then whoever waited longest.
        return await db.ChannelShops.AsNoTracking()
            .Where(shop => channels.Contains(shop.Channel) && shop.SealedTokens != null && (shop.Pause == ShopPause.None || shop.PausedUntil <= now) && (shop.LeaseUntil == null || shop.LeaseUntil <= now || shop.LeaseOwner == process))
            .Where(shop => db.ChannelJobs.Any(job => job.ShopId == shop.Id && job.DueAt <= now)
                || ((shop.NextLookAt == null || shop.NextLookAt <= now)
                    && (shop.ListingsUntil == null || shop.ListingsUntil < look || shop.OrdersUntil == null || shop.OrdersUntil < orders
                        || db.ChannelNotices.Any(notice => notice.Channel == shop.Channel && notice.OutsideShop == shop.OutsideId && notice.DoneAt == null)
                        || db.CategoryMaps.Any(map => map.Channel == shop.Channel && map.Until == null && !db.OutsideData.Any(data => data.Channel == map.Channel && data.Subject == OutsideCatalogue.LimitsOf + map.Category)
                            && !db.OutsideData.Any(data => data.Channel == map.Channel && data.Subject == OutsideCatalogue.UnreadBy + shop.OutsideId + ":" + map.Category && data.ReadAt > left))
                        || db.ChannelOrders.Any(order => order.ShopId == shop.Id && order.HandedOverAt != null && order.ToldAt == null && (order.TellAt == null || order.TellAt <= now)))))
            .OrderByDescending(shop => db.ChannelJobs.Any(job => job.ShopId == shop.Id && job.Urgency < JobUrgency.Lines && job.DueAt <= now)).ThenBy(shop => shop.LastGoodAt != null).ThenBy(shop => shop.LastGoodAt).Select(shop => shop.Id).ToListAsync(cancel);
    }

    private async Task<int> ForShopAsync(IServiceProvider services, Guid shopId, TimeSpan length, CancellationToken cancel)
    {
        var (db, paces) = (services.GetRequiredService<IChannelsDb>(), services.GetRequiredService<ShopPaces>());
        // Of this turn alone: two turns of one process are two workers.
        var worker = new Worker(paces.Process, $"{paces.Process}/{Guid.CreateVersion7():n}");
        if (!await ShopCalls.TakeAsync(db, shopId, worker, clock.UtcNow(), cancel)) return 0;
        var shop = await db.ChannelShops.SingleAsync(it => it.Id == shopId, cancel);
        var calls = new ShopCalls(db, services.GetRequiredService<ConnectorShelf>().Of(shop.Channel)!, shop, paces.Of(shop), services.GetRequiredService<ISecretBox>(), worker, clock);
        try
        {
            return await WorkAsync(services, new Desk(calls, length), cancel);
        }
        catch (LeaseLostException)
        {
            // Another worker has it; what was saved is saved, the rest is his.
            return 0;
        }
        catch (DbUpdateConcurrencyException)
        {
            // A person changed the shop meanwhile: what was not noted of it is for the next turn, which reads it anew.
            return 1;
        }
        finally
        {
            await calls.GiveBackAsync();
        }
    }

    private async Task<int> WorkAsync(IServiceProvider services, Desk desk, CancellationToken cancel)
    {
        var (db, calls, shop) = (services.GetRequiredService<IChannelsDb>(), desk.Calls, desk.Calls.Shop);
        if (shop.Pause != ShopPause.None) shop.Resume(clock.UtcNow());
        calls.BetweenPages = stop => RushAsync(desk, stop);
        if (!(shop.NextLookAt > clock.UtcNow()) && await LookAsync(services, calls, cancel)) return desk.Done;
        await PushAsync(desk, cancel);
        if (desk.Stop is { } stopped)
        {
            await StandStillAsync(db, calls, stopped);
            return desk.Done;
        }

        await db.NoteAsync(shop, it => it.Worked(clock.UtcNow()));
        return desk.Done;
    }

    /// <summary>Orders first: what was sold there is gone here and on every other shelf. What fails for a passing reason keeps no listing waiting, and is tried more and more seldom.</summary>
    /// <returns>True where nothing more can be done for the shop now.</returns>
    private async Task<bool> LookAsync(IServiceProvider services, ShopCalls calls, CancellationToken cancel)
    {
        var (db, shop, hasFailed) = (services.GetRequiredService<IChannelsDb>(), calls.Shop, false);
        foreach (var look in new Func<ShopCalls, CancellationToken, Task<ChannelFailure?>>[] { services.GetRequiredService<TakeNotices>().HandleAsync, services.GetRequiredService<PullOrders>().HandleAsync, services.GetRequiredService<OutsideCatalogue>().RenewAsync, services.GetRequiredService<ReadShop>().HandleAsync, services.GetRequiredService<OutsideCatalogue>().RenewBrandAsync })
        {
            if (await look(calls, cancel) is not { } failure) continue;
            if (await StandStillAsync(db, calls, failure)) return true;
            db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), shop.Id, null, ChannelDeed.Looked, null, failure));
            hasFailed = true;
        }

        var tries = hasFailed ? shop.LookTries + 1 : 0;
        DateTime? next = hasFailed ? clock.UtcNow() + Backoff.After(tries, Random.Shared.NextDouble()) : null;
        await db.NoteAsync(shop, it => it.Look(tries, next));
        return false;
    }

    /// <summary>Of the listing and its job; what concerns the whole shop is left to whoever holds it.</summary>
    private async Task SettleAsync(IChannelsDb db, JobBook jobs, ChannelJob job, ChannelFailure failure, ChannelShop shop)
    {
        var listing = await db.ChannelListings.SingleAsync(it => it.Id == job.ListingId, CancellationToken.None);
        var now = clock.UtcNow();
        listing.Fail(failure, null, now);
        db.ChannelSteps.Add(new ChannelStep(now, shop.Id, listing.Id, ChannelDeed.Checked, null, failure));
        switch (failure.Class)
        {
            case FailureClass.Retryable or FailureClass.OutcomeUnknown when job.Tries + 1 >= Backoff.MostTries:
            case FailureClass.Permanent or FailureClass.Duplicate:
                if (ListingFlow.May(listing.State, SyncState.NeedsPerson)) listing.Move(SyncState.NeedsPerson, SyncActor.Runner, now);
                await jobs.FinishAsync(job);
                break;
            case FailureClass.Retryable:
                await jobs.PutOffAsync(job, Backoff.After(job.Tries + 1, Random.Shared.NextDouble()), isTry: true);
                break;
            case FailureClass.OutcomeUnknown:
                await jobs.PutOffAsync(job, Backoff.BeforeLooking, isTry: true);
                break;
            case FailureClass.Deferred:
                await jobs.PutOffAsync(job, TimeSpan.FromHours(2 + Random.Shared.NextDouble()), isTry: false);
                break;
            case FailureClass.UploadsExceeded:
                await jobs.PutOffLikeAsync(job, NextDay(now));
                break;
            case FailureClass.Gone:
                listing.Move(SyncState.Removed, SyncActor.Platform, now);
                await jobs.FinishAsync(job);
                break;
            case FailureClass.Validation:
                await jobs.FinishAsync(job);
                break;
        }

        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>What concerns the whole shop, or all of them, keeps everything of it waiting: in the database, so that every worker and every restart heeds it.</summary>
    private async Task<bool> StandStillAsync(IChannelsDb db, ShopCalls calls, ChannelFailure failure)
    {
        var (shop, now) = (calls.Shop, clock.UtcNow());
        if (!failure.IsOfShop) return false;
        var (why, rest) = PauseFor(failure, now);
        if (failure.Class != FailureClass.RateLimited) db.ChannelSteps.Add(new ChannelStep(now, shop.Id, null, ChannelDeed.Paused, why.ToString(), failure));
        await db.NoteAsync(shop, it =>
        {
            // Paused by a person meanwhile, it stays so until that person ends it.
            if (it.IsPausedAt(now)) return;
            if (failure.Class != FailureClass.AuthExpired) it.StandStill(why, now + rest, failure.Message, now);
            // Connected anew meanwhile, it has a token of which nobody said so.
            else if (calls.IsWith(it)) it.Disconnect(now);
        });
        return true;
    }

    private static (ShopPause Why, TimeSpan? For) PauseFor(ChannelFailure failure, DateTime now) => failure.Class switch
    {
        FailureClass.RateLimited => (ShopPause.TooFast, failure.RetryAfter is { } told && told > TimeSpan.Zero ? told : TimeSpan.FromSeconds(2)),
        FailureClass.QuotaExceeded => (ShopPause.Quota, NextDay(now)),
        FailureClass.AuthExpired => (ShopPause.SignedOut, null),
        FailureClass.AppMisconfigured => (ShopPause.Misconfigured, TimeSpan.FromMinutes(15)),
        FailureClass.ShopBlocked => (ShopPause.Blocked, TimeSpan.FromHours(6)),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Class, "It is not of the shop."),
    };

    /// <summary>The platforms' days end at midnight of UTC+8.</summary>
    private static TimeSpan NextDay(DateTime now) => now.AddHours(8).Date.AddDays(1).AddMinutes(5) - now.AddHours(8);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shop {Shop} could not be worked for; the others go on")]
    private partial void TurnBroke(Exception failure, Guid shop);

    [LoggerMessage(Level = LogLevel.Error, Message = "Listing {Listing} could not be worked on; it is put off")]
    private partial void Broken(Exception failure, Guid listing);
}

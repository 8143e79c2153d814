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

    public Pace Of(ChannelShop shop) => _paces.GetOrAdd(shop.Id, _ => new Pace(options.Value.CallsPerSecond, clock));
}

/// <summary>
/// Works for the shops that have something to do, one after the other and none for long, so that a large shop does not starve the small ones. Each shop
/// belongs to one worker at a time, by a lease in its row; a worker that dies leaves it to the next.
/// </summary>
public sealed partial class WorkForShops(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WorkForShops> log)
{
    /// <summary>Then the next shop has its turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private const int MostJobs = 50;

    /// <summary>How many listings, orders and notices were worked through in one round over the shops.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var done = 0;
        foreach (var shopId in await WithWorkAsync(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            done += await ForShopAsync(scope.ServiceProvider, shopId, cancel);
        }

        return done;
    }

    private async Task<List<Guid>> WithWorkAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, shelf, now) = (scope.ServiceProvider.GetRequiredService<IChannelsDb>(), scope.ServiceProvider.GetRequiredService<ConnectorShelf>(), clock.UtcNow());
        var (channels, look, orders) = (shelf.Channels, now - ReadShop.Interval, now - PullOrders.Interval);
        // Whoever waited longest comes first.
        return await db.ChannelShops.AsNoTracking()
            .Where(shop => channels.Contains(shop.Channel) && shop.SealedTokens != null && (shop.Pause == ShopPause.None || shop.PausedUntil <= now) && (shop.LeaseUntil == null || shop.LeaseUntil <= now))
            .Where(shop => db.ChannelJobs.Any(job => job.ShopId == shop.Id && job.DueAt <= now)
                || ((shop.NextLookAt == null || shop.NextLookAt <= now)
                    && (shop.ListingsUntil == null || shop.ListingsUntil < look || shop.OrdersUntil == null || shop.OrdersUntil < orders
                        || db.ChannelNotices.Any(notice => notice.Channel == shop.Channel && notice.OutsideShop == shop.OutsideId && notice.DoneAt == null)
                        || db.CategoryMaps.Any(map => map.Channel == shop.Channel && map.Until == null && !db.OutsideData.Any(data => data.Channel == map.Channel && data.Subject == OutsideCatalogue.LimitsOf + map.Category))
                        || db.ChannelOrders.Any(order => order.ShopId == shop.Id && order.HandedOverAt != null && order.ToldAt == null))))
            .OrderBy(shop => shop.LastGoodAt).Select(shop => shop.Id).ToListAsync(cancel);
    }

    private async Task<int> ForShopAsync(IServiceProvider services, Guid shopId, CancellationToken cancel)
    {
        var db = services.GetRequiredService<IChannelsDb>();
        // Of this turn alone: two turns of one process are two workers.
        var owner = $"{Environment.MachineName}/{Guid.CreateVersion7():n}";
        if (!await ShopCalls.TakeAsync(db, shopId, owner, clock.UtcNow(), cancel)) return 0;
        var shop = await db.ChannelShops.SingleAsync(it => it.Id == shopId, cancel);
        var calls = new ShopCalls(db, services.GetRequiredService<ConnectorShelf>().Of(shop.Channel)!, shop, services.GetRequiredService<ShopPaces>().Of(shop), services.GetRequiredService<ISecretBox>(), owner, clock);
        try
        {
            return await WorkAsync(services, calls, cancel);
        }
        catch (LeaseLostException)
        {
            // Another worker has it; what was saved is saved, the rest is his.
            return 0;
        }
        finally
        {
            await calls.GiveBackAsync();
        }
    }

    private async Task<int> WorkAsync(IServiceProvider services, ShopCalls calls, CancellationToken cancel)
    {
        var (db, shop, jobs, started, done) = (services.GetRequiredService<IChannelsDb>(), calls.Shop, services.GetRequiredService<JobBook>(), clock.GetTimestamp(), 0);
        var push = services.GetRequiredService<PushListing>();
        if (shop.Pause != ShopPause.None) shop.Resume(clock.UtcNow());
        if (!(shop.NextLookAt > clock.UtcNow()) && await LookAsync(services, calls, cancel)) return done;
        while (done < MostJobs && clock.GetElapsedTime(started) < Turn && await jobs.NextAsync(shop.Id, cancel) is { } job)
        {
            ChannelFailure? failure;
            try
            {
                failure = await push.HandleAsync(calls, job.ListingId, job.Urgency == JobUrgency.Look, cancel);
            }
            // One listing that cannot be worked on must not stand before all others: a picture that is lost, a row that somebody changed meanwhile.
            catch (Exception broken) when (broken is not LeaseLostException && !cancel.IsCancellationRequested)
            {
                db.ChangeTracker.Clear();
                if (broken is not DbUpdateConcurrencyException) Broken(broken, job.ListingId);
                await jobs.PutOffAsync(job, Backoff.After(job.Tries + 1, Random.Shared.NextDouble()), isTry: true);
                return done;
            }

            FaultPoint.Pass("channel.after-push");
            if (failure is null) await jobs.FinishAsync(job);
            else if (await SettleAsync(db, jobs, job, failure, shop)) return done;
            // What one job read must not be what the next believes.
            foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.Entity is not ChannelShop).ToList()) entry.State = EntityState.Detached;
            done++;
        }

        shop.Worked(clock.UtcNow());
        await db.SaveChangesAsync(CancellationToken.None);
        return done;
    }

    /// <summary>Orders first: what was sold there is gone here and on every other shelf. What fails for a passing reason keeps no listing waiting, and is tried more and more seldom.</summary>
    /// <returns>True where nothing more can be done for the shop now.</returns>
    private async Task<bool> LookAsync(IServiceProvider services, ShopCalls calls, CancellationToken cancel)
    {
        var (db, shop, hasFailed) = (services.GetRequiredService<IChannelsDb>(), calls.Shop, false);
        foreach (var look in new Func<ShopCalls, CancellationToken, Task<ChannelFailure?>>[] { services.GetRequiredService<TakeNotices>().HandleAsync, services.GetRequiredService<PullOrders>().HandleAsync, services.GetRequiredService<OutsideCatalogue>().RenewAsync, services.GetRequiredService<ReadShop>().HandleAsync })
        {
            if (await look(calls, cancel) is not { } failure) continue;
            if (await StandStillAsync(db, shop, failure)) return true;
            db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), shop.Id, null, ChannelDeed.Looked, null, failure));
            hasFailed = true;
        }

        if (hasFailed) shop.Look(shop.LookTries + 1, clock.UtcNow() + Backoff.After(shop.LookTries + 1, Random.Shared.NextDouble()));
        else shop.Look(0, null);
        await db.SaveChangesAsync(CancellationToken.None);
        return false;
    }

    /// <returns>True where nothing more can be done for the shop now.</returns>
    private async Task<bool> SettleAsync(IChannelsDb db, JobBook jobs, ChannelJob job, ChannelFailure failure, ChannelShop shop)
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
        return await StandStillAsync(db, shop, failure);
    }

    /// <summary>What concerns the whole shop, or all of them, keeps everything of it waiting: in the database, so that every worker and every restart heeds it.</summary>
    private async Task<bool> StandStillAsync(IChannelsDb db, ChannelShop shop, ChannelFailure failure)
    {
        var now = clock.UtcNow();
        (ShopPause Why, TimeSpan? For)? pause = failure.Class switch
        {
            FailureClass.RateLimited => (ShopPause.TooFast, failure.RetryAfter is { } told && told > TimeSpan.Zero ? told : TimeSpan.FromSeconds(2)),
            FailureClass.QuotaExceeded => (ShopPause.Quota, NextDay(now)),
            FailureClass.AuthExpired => (ShopPause.SignedOut, null),
            FailureClass.AppMisconfigured => (ShopPause.Misconfigured, TimeSpan.FromMinutes(15)),
            FailureClass.ShopBlocked => (ShopPause.Blocked, TimeSpan.FromHours(6)),
            _ => null,
        };
        if (pause is null) return false;
        if (failure.Class == FailureClass.AuthExpired) shop.Disconnect(now);
        else shop.StandStill(pause.Value.Why, now + pause.Value.For, failure.Message, now);
        if (failure.Class != FailureClass.RateLimited) db.ChannelSteps.Add(new ChannelStep(now, shop.Id, null, ChannelDeed.Paused, pause.Value.Why.ToString(), failure));
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    /// <summary>The platforms' days end at midnight of UTC+8.</summary>
    private static TimeSpan NextDay(DateTime now) => now.AddHours(8).Date.AddDays(1).AddMinutes(5) - now.AddHours(8);

    [LoggerMessage(Level = LogLevel.Error, Message = "Listing {Listing} could not be worked on; it is put off")]
    private partial void Broken(Exception failure, Guid listing);
}

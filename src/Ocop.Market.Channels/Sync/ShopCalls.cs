using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Somebody else works for the shop now: whoever finds that stops at once and writes nothing more.</summary>
public sealed class LeaseLostException() : Exception("The lease of the shop ended.");

/// <summary>
/// Calls of one shop, by the one turn that holds its lease: at the shop's pace, with a token that lives. A token that ended is refreshed once, and the call
/// made again; what fails then is the caller's. Several listings may be under way at once; the database behind it is used by one at a time.
/// </summary>
public sealed class ShopCalls(IChannelsDb db, IChannelConnector connector, ChannelShop shop, Pace pace, ISecretBox box, string owner, TimeProvider clock)
{
    /// <summary>Longer than the longest call, which may begin just before the lease is renewed; whoever finds it ended may take the shop.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _token = new(1), _writing = new(1);
    private ShopAccess? _access;
    private DateTime _renewed;

    public ChannelShop Shop => shop;

    public IChannelConnector Connector => connector;

    /// <summary>Calls a second that count as permitted now.</summary>
    public double PerSecond => pace.PerSecond;

    /// <summary>Of two listings with the same photo, one sends it.</summary>
    public SemaphoreSlim Pictures { get; } = new(1);

    /// <summary>What must not wait until a long look has ended; called between its pages.</summary>
    public Func<CancellationToken, Task<ChannelFailure?>>? BetweenPages { get; set; }

    /// <returns>False where another worker was quicker.</returns>
    public static async Task<bool> TakeAsync(IChannelsDb db, Guid shopId, string owner, DateTime now, CancellationToken cancel) =>
        await db.ChannelShops.Where(shop => shop.Id == shopId && (shop.LeaseUntil == null || shop.LeaseUntil <= now || shop.LeaseOwner == owner))
            .ExecuteUpdateAsync(set => set.SetProperty(shop => shop.LeaseOwner, owner).SetProperty(shop => shop.LeaseUntil, now + Lease), cancel) == 1;

    public Task GiveBackAsync() =>
        db.ChannelShops.Where(it => it.Id == shop.Id && it.LeaseOwner == owner).ExecuteUpdateAsync(set => set.SetProperty(it => it.LeaseOwner, (string?)null).SetProperty(it => it.LeaseUntil, (DateTime?)null), CancellationToken.None);

    public async Task<ChannelResult<T>> AskAsync<T>(Func<IChannelConnector, ShopAccess, CancellationToken, Task<ChannelResult<T>>> ask, CancellationToken cancel) where T : class
    {
        if (IsToOpen && await AloneAsync(_token, () => IsToOpen ? OpenAsync(cancel) : Task.FromResult<ChannelFailure?>(null), cancel) is { } closed) return closed;
        var access = _access!;
        var answer = await CallAsync(ask, access, cancel);
        if (answer.Failure?.Class != FailureClass.AuthExpired) return answer;
        // Another call may have come back with the same and renewed it meanwhile.
        if (await AloneAsync(_token, () => ReferenceEquals(access, _access) ? RefreshAsync(cancel) : Task.FromResult<ChannelFailure?>(null), cancel) is { } refused) return refused;
        return await CallAsync(ask, _access!, cancel);
    }

    private bool IsToOpen => _access is null || shop.RefreshAt <= clock.UtcNow();

    private async Task<ChannelFailure?> OpenAsync(CancellationToken cancel)
    {
        if (shop.SealedTokens is not { } text) return SignedOut;
        _access ??= ShopKey.Open(box, text).Of(shop);
        // A refresh that fails while the old token lives stops nothing yet.
        if (shop.RefreshAt <= clock.UtcNow() && await RefreshAsync(cancel) is { } failure && shop.AccessUntil <= clock.UtcNow()) return failure;
        return null;
    }

    /// <summary>The new pair is kept before anything else happens: elsewhere the old one is worth nothing from now on.</summary>
    private async Task<ChannelFailure?> RefreshAsync(CancellationToken cancel)
    {
        var answer = await CallAsync((platform, access, stop) => platform.RefreshAsync(access, stop), _access!, cancel);
        return await AloneAsync<ChannelFailure?>(_writing, async () =>
        {
            db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), shop.Id, null, ChannelDeed.TokensRefreshed, null, answer.Failure));
            var key = answer.Value is { } tokens ? new ShopKey(tokens.AccessToken, tokens.RefreshToken) : null;
            FaultPoint.Pass("channel.after-refresh");
            await db.NoteAsync(shop, it =>
            {
                // The seller may have let go of the shop meanwhile.
                if (key is not null && it.SealedTokens is not null) it.Keep(key.Seal(box), answer.Value!, clock.UtcNow());
            });
            if (key is not null) _access = key.Of(shop);
            return answer.Failure;
        }, CancellationToken.None);
    }

    private async Task<ChannelResult<T>> CallAsync<T>(Func<IChannelConnector, ShopAccess, CancellationToken, Task<ChannelResult<T>>> ask, ShopAccess access, CancellationToken cancel) where T : class
    {
        var from = pace.PerSecond;
        PlatformClient.Before.Value = async stop =>
        {
            await PassAsync(stop);
            from = pace.PerSecond;
        };
        var answer = await ask(connector, access, cancel);
        if (answer.Failure?.Class == FailureClass.RateLimited) pace.SlowDown(from);
        return answer;
    }

    /// <summary>Before each call: the shop is ours until the call has surely ended, and it is not too early for it. Whatever takes time comes before the token of the pace.</summary>
    private async Task PassAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (!await AloneAsync(_writing, () => RenewAsync(cancel), cancel)) throw new LeaseLostException();
            if (pace.Draw() is var wait && wait <= TimeSpan.Zero) return;
            await Task.Delay(wait, clock, cancel);
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (now - _renewed < Renewal) return true;
        if (!await TakeAsync(db, shop.Id, owner, now, cancel)) return false;
        _renewed = now;
        return true;
    }

    private static async Task<T> AloneAsync<T>(SemaphoreSlim room, Func<Task<T>> act, CancellationToken cancel)
    {
        await room.WaitAsync(cancel);
        try
        {
            return await act();
        }
        finally
        {
            room.Release();
        }
    }

    private static readonly ChannelFailure SignedOut = new(FailureClass.AuthExpired, "no-consent", "The seller took the consent back.");
}

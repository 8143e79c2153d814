using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Somebody else works for the shop now: whoever finds that stops at once and writes nothing more.</summary>
public sealed class LeaseLostException() : Exception("The lease of the shop ended.");

/// <summary>Whoever works for shops: a turn of a process. Both are names that nobody else has.</summary>
public sealed record Worker(string Process, string Turn);

/// <summary>
/// Calls of one shop, by the one turn that holds its lease: at the shop's pace, with a token that lives. A token that ended is refreshed once, and the call
/// made again; what fails then is the caller's. Several listings may be under way at once; the database behind it is used by one at a time.
/// </summary>
public sealed class ShopCalls(IChannelsDb db, IChannelConnector connector, ChannelShop shop, Pace pace, ISecretBox box, Worker worker, TimeProvider clock)
{
    /// <summary>Longer than the longest call, which may begin just before the lease is renewed; whoever finds it ended may take the shop.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10), HandedOver = TimeSpan.FromSeconds(1);

    /// <summary>While the old token lives: a platform that does not refresh it is not asked before each call.</summary>
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _token = new(1), _writing = new(1);
    private ShopAccess? _access;

    /// <summary>What <see cref="_access"/> was opened from.</summary>
    private string? _sealed;
    private DateTime? _notRefreshed;
    private DateTime _renewed;

    public ChannelShop Shop => shop;

    public IChannelConnector Connector => connector;

    /// <summary>Calls a second that count as permitted now.</summary>
    public double PerSecond => pace.PerSecond;

    /// <summary>Of two listings with the same photo or paper, one sends it.</summary>
    public SemaphoreSlim Uploading { get; } = new(1);

    /// <summary>What must not wait until a long look has ended; called between its pages.</summary>
    public Func<CancellationToken, Task<ChannelFailure?>>? BetweenPages { get; set; }

    /// <returns>False where another worker was quicker.</returns>
    public static async Task<bool> TakeAsync(IChannelsDb db, Guid shopId, Worker worker, DateTime now, CancellationToken cancel) =>
        await db.ChannelShops.Where(shop => shop.Id == shopId && (shop.LeaseUntil == null || shop.LeaseUntil <= now || shop.LeaseOwner == worker.Turn || shop.LeaseOwner == worker.Process))
            .ExecuteUpdateAsync(set => set.SetProperty(shop => shop.LeaseOwner, worker.Turn).SetProperty(shop => shop.LeaseUntil, now + Lease), cancel) == 1;

    /// <summary>The next turn of this process may have it at once; another knows nothing of the calls of the last second, and waits until they are over.</summary>
    public Task GiveBackAsync()
    {
        var until = clock.UtcNow() + HandedOver;
        return db.ChannelShops.Where(it => it.Id == shop.Id && it.LeaseOwner == worker.Turn)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.LeaseOwner, worker.Process).SetProperty(it => it.LeaseUntil, until), CancellationToken.None);
    }

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

    /// <summary>The shop's tokens are those of the calls, and no others that a person has brought since.</summary>
    public bool IsWith(ChannelShop now) => now.SealedTokens == _sealed;

    private bool IsToOpen => _access is null || IsToRefresh(clock.UtcNow());

    private bool IsToRefresh(DateTime now) => shop.RefreshAt <= now && (shop.AccessUntil <= now || _notRefreshed is null || now - _notRefreshed >= BetweenRefreshes);

    private async Task<ChannelFailure?> OpenAsync(CancellationToken cancel)
    {
        if (shop.SealedTokens is not { } text) return SignedOut;
        if (_access is null) (_sealed, _access) = (text, ShopKey.Open(box, text).Of(shop));
        if (!IsToRefresh(clock.UtcNow()) || await RefreshAsync(cancel) is not { } failure) return null;
        // A refresh that fails while the old token lives stops nothing yet.
        _notRefreshed = clock.UtcNow();
        return shop.AccessUntil <= clock.UtcNow() ? failure : null;
    }

    /// <summary>The new pair is kept before anything else happens: elsewhere the old one is worth nothing from now on.</summary>
    private async Task<ChannelFailure?> RefreshAsync(CancellationToken cancel)
    {
        var answer = await CallAsync((platform, access, stop) => platform.RefreshAsync(access, stop), _access!, cancel);
        return await AloneAsync<ChannelFailure?>(_writing, async () =>
        {
            db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), shop.Id, null, ChannelDeed.TokensRefreshed, null, answer.Failure));
            var renewed = answer.Value is { } tokens ? new ShopKey(tokens.AccessToken, tokens.RefreshToken).Seal(box) : null;
            FaultPoint.Pass("channel.after-refresh");
            await db.NoteAsync(shop, it =>
            {
                // The seller may have let go of the shop meanwhile, or connected it anew.
                if (renewed is not null && IsWith(it)) it.Keep(renewed, answer.Value!, clock.UtcNow());
            });
            if (answer.Failure is { } failure) return failure;
            if (shop.SealedTokens is not { } text) return SignedOut;
            (_sealed, _access) = (text, ShopKey.Open(box, text).Of(shop));
            return null;
        }, CancellationToken.None);
    }

    private async Task<ChannelResult<T>> CallAsync<T>(Func<IChannelConnector, ShopAccess, CancellationToken, Task<ChannelResult<T>>> ask, ShopAccess access, CancellationToken cancel) where T : class
    {
        var from = pace.PerSecond;
        PlatformClient.Gate.Value = async (kind, stop) =>
        {
            var sent = await EnterAsync(kind, stop);
            from = sent.PerSecond;
            return sent;
        };
        var answer = await ask(connector, access, cancel);
        if (answer.Failure?.Class == FailureClass.RateLimited) pace.SlowDown(from);
        return answer;
    }

    /// <summary>Before each call: the shop is ours until the call has surely ended, and it is not too early for it. Whatever takes time comes before the pace lets it go.</summary>
    private async Task<Pace.Sent> EnterAsync(string kind, CancellationToken cancel)
    {
        while (true)
        {
            if (!await AloneAsync(_writing, () => RenewAsync(cancel), cancel)) throw new LeaseLostException();
            if (pace.Draw(kind, out var wait) is { } sent) return sent;
            await Task.Delay(wait, clock, cancel);
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (now - _renewed < Renewal) return true;
        // Ours without a break, even where it has ended: whoever had it in between knows tokens that we do not.
        var isOurs = await db.ChannelShops.Where(it => it.Id == shop.Id && it.LeaseOwner == worker.Turn).ExecuteUpdateAsync(set => set.SetProperty(it => it.LeaseUntil, now + Lease), cancel) == 1;
        if (isOurs) _renewed = now;
        return isOurs;
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

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Somebody else works for the shop now: whoever finds that stops at once and writes nothing more.</summary>
public sealed class LeaseLostException() : Exception("The lease of the shop ended.");

/// <summary>
/// Calls of one shop, by the one worker that holds its lease: at the shop's pace, with a token that lives. A token that ended is refreshed once, and the call
/// made again; what fails then is the caller's.
/// </summary>
public sealed class ShopCalls(IChannelsDb db, IChannelConnector connector, ChannelShop shop, Pace pace, ISecretBox box, string owner, TimeProvider clock)
{
    /// <summary>Longer than the longest call; whoever finds it ended may take the shop.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private ShopAccess? _access;

    public ChannelShop Shop => shop;

    public IChannelConnector Connector => connector;

    /// <returns>False where another worker was quicker.</returns>
    public static async Task<bool> TakeAsync(IChannelsDb db, Guid shopId, string owner, DateTime now, CancellationToken cancel) =>
        await db.ChannelShops.Where(shop => shop.Id == shopId && (shop.LeaseUntil == null || shop.LeaseUntil <= now || shop.LeaseOwner == owner))
            .ExecuteUpdateAsync(set => set.SetProperty(shop => shop.LeaseOwner, owner).SetProperty(shop => shop.LeaseUntil, now + Lease), cancel) == 1;

    public Task GiveBackAsync() =>
        db.ChannelShops.Where(it => it.Id == shop.Id && it.LeaseOwner == owner).ExecuteUpdateAsync(set => set.SetProperty(it => it.LeaseOwner, (string?)null).SetProperty(it => it.LeaseUntil, (DateTime?)null), CancellationToken.None);

    public async Task<ChannelResult<T>> AskAsync<T>(Func<IChannelConnector, ShopAccess, CancellationToken, Task<ChannelResult<T>>> ask, CancellationToken cancel) where T : class
    {
        if (_access is null || shop.RefreshAt <= clock.UtcNow())
        {
            if (await OpenAsync(cancel) is { } closed) return closed;
        }

        var answer = await CallAsync(ask, cancel);
        if (answer.Failure?.Class != FailureClass.AuthExpired) return answer;
        return await RefreshAsync(cancel) is { } refused ? refused : await CallAsync(ask, cancel);
    }

    private async Task<ChannelFailure?> OpenAsync(CancellationToken cancel)
    {
        if (shop.SealedTokens is not { } text) return SignedOut;
        _access = ShopKey.Open(box, text).Of(shop);
        // A refresh that fails while the old token lives stops nothing yet.
        if (shop.RefreshAt <= clock.UtcNow() && await RefreshAsync(cancel) is { } failure && shop.AccessUntil <= clock.UtcNow()) return failure;
        return null;
    }

    /// <summary>The new pair is kept before anything else happens: elsewhere the old one is worth nothing from now on.</summary>
    private async Task<ChannelFailure?> RefreshAsync(CancellationToken cancel)
    {
        var answer = await CallAsync((platform, access, stop) => platform.RefreshAsync(access, stop), cancel);
        db.ChannelSteps.Add(new ChannelStep(clock.UtcNow(), shop.Id, null, ChannelDeed.TokensRefreshed, null, answer.Failure));
        if (answer.Value is not { } tokens)
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return answer.Failure;
        }

        var key = new ShopKey(tokens.AccessToken, tokens.RefreshToken);
        shop.Keep(key.Seal(box), tokens, clock.UtcNow());
        FaultPoint.Pass("channel.after-refresh");
        await db.SaveChangesAsync(CancellationToken.None);
        _access = key.Of(shop);
        return null;
    }

    private async Task<ChannelResult<T>> CallAsync<T>(Func<IChannelConnector, ShopAccess, CancellationToken, Task<ChannelResult<T>>> ask, CancellationToken cancel) where T : class
    {
        while (pace.Draw() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);
        if (!await TakeAsync(db, shop.Id, owner, clock.UtcNow(), cancel)) throw new LeaseLostException();
        var answer = await ask(connector, _access!, cancel);
        if (answer.Failure?.Class == FailureClass.RateLimited) pace.SlowDown();
        return answer;
    }

    private static readonly ChannelFailure SignedOut = new(FailureClass.AuthExpired, "no-consent", "The seller took the consent back.");
}

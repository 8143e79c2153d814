using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Shops;

/// <summary>Why nothing is sent to a shop for now.</summary>
public enum ShopPause
{
    None,

    /// <summary>The producer, or an officer, said so; until they say otherwise.</summary>
    ByHand,

    /// <summary>The consent ended or was taken back: the producer connects anew.</summary>
    SignedOut,

    /// <summary>On holiday, under a penalty, closed over there.</summary>
    Blocked,
    TooFast,

    /// <summary>The day's share of calls is used up.</summary>
    Quota,

    /// <summary>Key, scope or clock of this market: the operator's to mend.</summary>
    Misconfigured,
}

/// <summary>
/// A producer's shop on an outside platform. Its row is also the lease of whoever works for it: one worker for each shop, so that calls keep their pace and a
/// token is refreshed once.
/// </summary>
public sealed class ChannelShop
{
    private ChannelShop() { }

    public ChannelShop(string channel, Guid producerId, string outsideId, string name, string? cipher, DateTime now) =>
        (Id, Channel, ProducerId, OutsideId, Name, Cipher, ConnectedAt, ChangedAt) = (Guid.CreateVersion7(), channel, producerId, outsideId, name, cipher, now, now);

    public Guid Id { get; private set; }

    /// <summary>"tiktok", "shopee", "lazada", "vendure".</summary>
    public string Channel { get; private set; } = "";
    public Guid ProducerId { get; private set; }

    /// <summary>The platform's number of it.</summary>
    public string OutsideId { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string? Cipher { get; private set; }
    public string? Warehouse { get; private set; }

    /// <summary>Both tokens, sealed; null after the seller took the consent back.</summary>
    public string? SealedTokens { get; private set; }
    public DateTime TokensAt { get; private set; }
    public DateTime AccessUntil { get; private set; }
    public DateTime RefreshUntil { get; private set; }

    /// <summary>Null where the platform does not say.</summary>
    public DateTime? ConsentUntil { get; private set; }
    public DateTime ConnectedAt { get; private set; }

    /// <summary>When the producer has to connect again, as far as anybody says.</summary>
    public DateTime EndsAt => ConsentUntil ?? RefreshUntil;

    public ShopPause Pause { get; private set; }

    /// <summary>Null while paused: until somebody does something.</summary>
    public DateTime? PausedUntil { get; private set; }

    /// <summary>The platform's words, or a person's.</summary>
    public string? PauseReason { get; private set; }

    /// <summary>What a piece costs there above (below) what it costs here, in per cent.</summary>
    public int PricePercent { get; private set; }

    /// <summary>Prices there are rounded up to whole steps, in đồng.</summary>
    public int PriceStep { get; private set; } = 1;

    /// <summary>So many of each stay off this shelf: what is bought twice in the same minute comes out of them.</summary>
    public int SafetyStock { get; private set; }

    /// <summary>The producer's brand as it is registered over there; null: its goods go as of none.</summary>
    public string? Brand { get; private set; }
    public DateTime? LastGoodAt { get; private set; }

    /// <summary>Listings and orders were read as far as this.</summary>
    public DateTime? ListingsUntil { get; private set; }
    public DateTime? OrdersUntil { get; private set; }

    /// <summary>When everything over there was last read, from the first listing to the last.</summary>
    public DateTime? SweptAt { get; private set; }

    /// <summary>Looks one after another that failed for a passing reason, and when the next is worth its calls.</summary>
    public int LookTries { get; private set; }
    public DateTime? NextLookAt { get; private set; }

    public string? LeaseOwner { get; private set; }
    public DateTime? LeaseUntil { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>At 80 % of its life: then one refresh that fails does not yet stop anything.</summary>
    public DateTime RefreshAt => TokensAt + (AccessUntil - TokensAt) * 0.8;

    /// <summary>Whole days until it has to be connected again, where those are few; else null.</summary>
    public int? DaysLeft(DateOnly today) => SealedTokens is not null && RemindOfConsents.StepOf(this, today) is not null ? Math.Max(0, VietnamTime.DayOf(EndsAt).DayNumber - today.DayNumber) : null;

    public bool IsPausedAt(DateTime now) => SealedTokens is null || (Pause != ShopPause.None && (PausedUntil is null || PausedUntil > now));

    public long PriceOf(Money price)
    {
        var wanted = price.Amount * (100L + PricePercent);
        var step = PriceStep * 100L;
        return (wanted + step - 1) / step * PriceStep;
    }

    public int StockOf(int free) => Math.Max(0, free - SafetyStock);

    public void Keep(string sealedTokens, ShopTokens tokens, DateTime now)
    {
        (SealedTokens, TokensAt, AccessUntil, RefreshUntil) = (sealedTokens, now, tokens.AccessUntil, tokens.RefreshUntil);
        ConsentUntil = tokens.ConsentUntil ?? ConsentUntil;
    }

    public void Connect(string name, string? cipher, string? warehouse, DateTime now)
    {
        (Name, Cipher, Warehouse, ConnectedAt, ChangedAt) = (name, cipher, warehouse, now, now);
        if (Pause is ShopPause.SignedOut) Resume(now);
    }

    public void Disconnect(DateTime now) => (SealedTokens, Pause, PausedUntil, PauseReason, ChangedAt) = (null, ShopPause.SignedOut, null, null, now);

    public void StandStill(ShopPause why, DateTime? until, string? reason, DateTime now) => (Pause, PausedUntil, PauseReason, ChangedAt) = (why, until, reason is { Length: > 300 } ? reason[..300] : reason, now);

    public void Resume(DateTime now) => (Pause, PausedUntil, PauseReason, ChangedAt) = (ShopPause.None, null, null, now);

    public void Price(int percent, int step, int safetyStock, string? brand, DateTime now) => (PricePercent, PriceStep, SafetyStock, Brand, ChangedAt) = (percent, step, safetyStock, brand, now);

    public void Worked(DateTime now) => LastGoodAt = now;

    public void Looked(DateTime until, bool isAll) => (ListingsUntil, SweptAt) = (until, isAll ? until : SweptAt);

    public void Look(int tries, DateTime? next) => (LookTries, NextLookAt) = (tries, next);

    public void ReadOrders(DateTime until) => OrdersUntil = until;
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Shops;

public enum ShopAct { Pause, Resume, Disconnect }

/// <param name="Version">Of the shop as the form showed it.</param>
/// <param name="PriceStep">Đồng; prices there are rounded up to it.</param>
/// <param name="Brand">Null or empty: none.</param>
public sealed record ShopTerms(Guid ShopId, long Version, int PricePercent, int PriceStep, int SafetyStock, string? Brand);

/// <summary>What a producer (or an officer for them) says of a connected shop.</summary>
public sealed class ChangeShop(IChannelsDb db, JobBook jobs, TimeProvider clock)
{
    public const int MostSafety = 10_000, LongestBrand = 120;

    public static readonly IReadOnlyList<int> Steps = [1, 100, 500, 1_000, 5_000, 10_000];

    public async Task<Outcome<ChannelShop>> HandleAsync(Person person, Guid shopId, ShopAct act, string? reason, CancellationToken cancel) => await db.InTurnAsync<ChannelShop>(async () =>
    {
        if (await FindAsync(person, shopId, cancel) is not { } shop) return ShopRefusals.Unknown;
        var now = clock.UtcNow();
        switch (act)
        {
            case ShopAct.Pause when shop.SealedTokens is not null:
                shop.StandStill(ShopPause.ByHand, null, reason, now);
                break;
            case ShopAct.Resume when shop.SealedTokens is not null && shop.Pause != ShopPause.None:
                shop.Resume(now);
                break;
            case ShopAct.Disconnect when shop.SealedTokens is not null:
                shop.Disconnect(now);
                break;
            default:
                return new Refusal("NotNow", "", "Việc này không hợp với tình trạng hiện tại của gian hàng.", "This does not fit how the shop stands now.");
        }

        db.AuditEntries.Add(new AuditEntry(now, person.Actor, act switch { ShopAct.Pause => "ShopPaused", ShopAct.Resume => "ShopResumed", ShopAct.Disconnect => "ShopDisconnected" }, ChangeSubject.ChannelShop(shop.Id), after: reason));
        await db.SaveChangesAsync(cancel);
        return shop;
    }, cancel);

    public async Task<Outcome<ChannelShop>> PriceAsync(Person person, ShopTerms terms, CancellationToken cancel)
    {
        var changed = await db.InTurnAsync<ChannelShop>(async () =>
        {
            if (await FindAsync(person, terms.ShopId, cancel) is not { } shop) return ShopRefusals.Unknown;
            if (shop.Version != terms.Version) return Turns.ChangedMeanwhile;
            if (terms.PricePercent is < -50 or > 200) return new Refusal("PercentWrong", "percent", "Phần trăm từ −50 đến 200.", "A percentage from −50 to 200.");
            if (!Steps.Contains(terms.PriceStep)) return new Refusal("StepWrong", "step", "Chọn một bước làm tròn trong danh sách.", "Choose one of the steps of the list.");
            if (terms.SafetyStock is < 0 or > MostSafety) return new Refusal("SafetyWrong", "safety", $"Số giữ lại từ 0 đến {MostSafety}.", $"From 0 to {MostSafety} pieces.");
            var brand = VietnameseText.Normalize(terms.Brand ?? "");
            if (brand.Length > LongestBrand) return new Refusal("BrandTooLong", "brand", $"Tên thương hiệu dài nhất {LongestBrand} chữ.", $"A brand has at most {LongestBrand} letters.");
            var before = Told(shop);
            shop.Price(terms.PricePercent, terms.PriceStep, terms.SafetyStock, brand.Length > 0 ? brand : null, clock.UtcNow());
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "ShopPriced", ChangeSubject.ChannelShop(shop.Id), before, Told(shop)));
            await db.SaveChangesAsync(cancel);
            return shop;
        }, cancel);
        if (!changed.Succeeded) return changed;
        var there = await db.ChannelListings.Where(listing => listing.ShopId == terms.ShopId && listing.ItemId != null && listing.State != SyncState.Removed).Select(listing => listing.Id).ToListAsync(cancel);
        await jobs.AskAsync([.. there.Select(id => (id, terms.ShopId, JobUrgency.Lines))], cancel);
        return changed;
    }

    private async Task<ChannelShop?> FindAsync(Person person, Guid shopId, CancellationToken cancel)
    {
        var found = await db.ChannelShops.Join(db.Producers, shop => shop.ProducerId, producer => producer.Id, (shop, producer) => new { Shop = shop, Maker = producer }).SingleOrDefaultAsync(it => it.Shop.Id == shopId, cancel);
        return found is not null && person.May(Act.SellOutside, found.Maker.Scope) ? found.Shop : null;
    }

    private static string Told(ChannelShop shop) => FormattableString.Invariant($"percent: {shop.PricePercent}\nstep: {shop.PriceStep}\nsafety: {shop.SafetyStock}\nbrand: {shop.Brand}");
}

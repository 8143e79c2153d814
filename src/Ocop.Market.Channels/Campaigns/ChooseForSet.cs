using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Campaigns;

/// <param name="Version">Of the set, as the form showed it.</param>
/// <param name="Until">The last day; null until somebody ends it.</param>
public sealed record CampaignWish(Guid SetId, long Version, IReadOnlyCollection<(Guid ShopId, Guid ProductId)> Listings, DateOnly? Until);

/// <summary>Puts goods of shops into a set that has not gone live. Added again, they take the new last day.</summary>
public sealed class AddListingsToSet(IChannelsDb db, SetTurn turn, TimeProvider clock)
{
    public const int MostOfSet = 500;

    public Task<Outcome<SetStand>> HandleAsync(Person by, CampaignWish wish, CancellationToken cancel) => turn.TakeAsync(by, wish.SetId, wish.Version, async set =>
    {
        if (set.State == SetState.Planned) return AddToSet.PlannedAlready;
        var wanted = wish.Listings.Distinct().ToList();
        if (wanted.Count == 0) return new Refusal("NothingChosen", "", "Chọn ít nhất một món.", "Choose at least one.");
        if (wish.Until < clock.Today()) return new Refusal("DayPast", "until", "Ngày cuối đã qua.", "The last day is over.");

        var (shopIds, productIds) = (wanted.Select(it => it.ShopId).Distinct().ToList(), wanted.Select(it => it.ProductId).Distinct().ToList());
        var own = db.Producers.Within(by.ScopesFor(Act.SellOutside)).Select(maker => maker.Id);
        var shops = await db.ChannelShops.Where(shop => shopIds.Contains(shop.Id) && own.Contains(shop.ProducerId)).ToDictionaryAsync(shop => shop.Id, shop => shop.ProducerId, cancel);
        if (shops.Count < shopIds.Count) return ShopRefusals.Unknown;
        var makers = await db.Products.Where(product => productIds.Contains(product.Id)).ToDictionaryAsync(product => product.Id, product => product.ProducerId, cancel);
        if (wanted.Exists(it => makers.GetValueOrDefault(it.ProductId) != shops[it.ShopId])) return ShopRefusals.OfAnother;

        var known = await db.CampaignListings.Where(item => item.SetId == set.Id).ToDictionaryAsync(item => (item.ShopId, item.ProductId), cancel);
        if (known.Keys.Union(wanted).Count() > MostOfSet) return new Refusal("TooMany", "", $"Một đợt có nhiều nhất {MostOfSet} món trên sàn.", $"A set has at most {MostOfSet} listings.");
        foreach (var (shopId, productId) in wanted)
            if (known.TryGetValue((shopId, productId), out var item)) item.LastUntil(wish.Until);
            else db.CampaignListings.Add(new CampaignListing(set.Id, shopId, productId, wish.Until, by.Actor, clock.UtcNow()));
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "ListingsAddedToSet", set.ChangeSubject, after: await ListingNames.OfAsync(db, productIds, cancel)));
        return null;
    }, cancel);
}

public sealed class RemoveListingsFromSet(IChannelsDb db, SetTurn turn, TimeProvider clock)
{
    /// <param name="items">Those that are not of this set are passed over.</param>
    public Task<Outcome<SetStand>> HandleAsync(Person by, Guid setId, long version, IReadOnlyCollection<Guid> items, CancellationToken cancel) => turn.TakeAsync(by, setId, version, async set =>
    {
        if (set.State == SetState.Planned) return AddToSet.PlannedAlready;
        var gone = await db.CampaignListings.Where(item => item.SetId == set.Id && items.Contains(item.Id)).ToListAsync(cancel);
        if (gone.Count == 0) return new Refusal("NothingChosen", "", "Chọn ít nhất một món.", "Choose at least one.");
        db.CampaignListings.RemoveRange(gone);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "ListingsRemovedFromSet", set.ChangeSubject, await ListingNames.OfAsync(db, [.. gone.Select(item => item.ProductId)], cancel)));
        return null;
    }, cancel);
}

internal static class ListingNames
{
    private const int Most = 20;

    /// <summary>For an entry of the log: the first of them.</summary>
    public static async Task<string> OfAsync(IChannelsDb db, IReadOnlyCollection<Guid> products, CancellationToken cancel) =>
        string.Join('\n', await db.Products.Where(product => products.Contains(product.Id)).OrderBy(product => product.FoldedName).Select(product => product.Name).Take(Most).ToListAsync(cancel));
}

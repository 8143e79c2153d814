using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Campaigns;

/// <summary>
/// Listings of a campaign: wanted in their shops from the moment its pages go live. Only the wish is written here; whoever works for the shop sends it, with the
/// prices that the same campaign has switched on.
/// </summary>
public sealed class CampaignListings(IChannelsDb db, Obstacles obstacles, ConnectorShelf shelf, JobBook jobs, TimeProvider clock) : ICampaignPart
{
    private const int NamesTold = 5;

    public string Kind => "outside-listing";

    public async Task<IReadOnlyList<DryRunLine>> DescribeAsync(Guid setId, CancellationToken cancel)
    {
        var items = await (from item in db.CampaignListings.AsNoTracking()
                           where item.SetId == setId
                           join shop in db.ChannelShops.AsNoTracking() on item.ShopId equals shop.Id
                           join product in db.Products on item.ProductId equals product.Id
                           orderby shop.Channel, shop.Name, product.FoldedName, product.Id
                           select new Chosen(item, shop, product.Name)).ToListAsync(cancel);
        if (items.Count == 0) return [];
        // A star has to hold on the day on which the campaign begins.
        var begins = await db.PublishingSets.Where(set => set.Id == setId).Select(set => set.GoLiveAt).SingleAsync(cancel) is { } at && at > clock.UtcNow() ? VietnamTime.DayOf(at) : clock.Today();
        var lapsed = await obstacles.LapsedAsync([.. items.Select(it => it.Item.ProductId)], begins, cancel);
        var lines = new List<DryRunLine>();
        foreach (var ofShop in items.GroupBy(it => it.Shop.Id)) lines.AddRange(await DescribeAsync([.. ofShop], begins, lapsed, cancel));
        return lines;
    }

    public async Task<Outcome<int>> ApplyAsync(Guid setId, string actor, CancellationToken cancel)
    {
        var (now, wishes) = (clock.UtcNow(), new List<(Guid, Guid, JobUrgency)>());
        var items = await db.CampaignListings.Where(item => item.SetId == setId && item.BeganAt == null).OrderBy(item => item.Id).ToListAsync(cancel);
        var listings = await db.LockedAsync(items, cancel);
        foreach (var item in items)
        {
            var listing = listings.GetValueOrDefault((item.ShopId, item.ProductId));
            item.Begin(listing is { IsWanted: true }, now);
            if (listing is { IsWanted: true }) continue;
            if (listing is null) db.ChannelListings.Add(listing = new ChannelListing(item.ShopId, item.ProductId, SyncActor.Rule, now));
            else listing.Want(true, SyncActor.Rule, now);
            wishes.Add((listing.Id, item.ShopId, listing.ItemId is null ? JobUrgency.Create : JobUrgency.Show));
        }

        foreach (var ofShop in items.GroupBy(item => item.ShopId))
            db.AuditEntries.Add(new AuditEntry(now, actor, "CampaignListingsBegan", ChangeSubject.ChannelShop(ofShop.Key), after: await ListingNames.OfAsync(db, [.. ofShop.Select(item => item.ProductId)], cancel)));
        await db.SaveChangesAsync(cancel);
        await jobs.AskAsync(wishes, cancel);
        return items.Count;
    }

    private async Task<IReadOnlyList<DryRunLine>> DescribeAsync(IReadOnlyList<Chosen> chosen, DateOnly begins, IReadOnlyDictionary<Guid, DateOnly> lapsed, CancellationToken cancel)
    {
        var shop = chosen[0].Shop;
        var title = $"{shelf.Of(shop.Channel)?.Capabilities.Name ?? shop.Channel}: {shop.Name}";
        var waiting = chosen.Where(it => it.Item.BeganAt is null).ToList();
        var closed = Obstacles.Of(shop);
        var found = closed is null ? await obstacles.OfAsync(shop, [.. waiting.Select(it => it.Item.ProductId)], cancel) : new Dictionary<Guid, LocalText>();
        var lines = new List<DryRunLine>();
        var good = new List<Chosen>();
        foreach (var it in waiting)
        {
            var problem = it.Item.Until < begins ? new LocalText("Ngày cuối trên sàn đã qua.", "Its last day there is over.")
                : lapsed.TryGetValue(it.Item.ProductId, out var ended) ? new($"Sao OCOP đã hết hạn {Day(ended)}.", $"Its OCOP star ended on {Day(ended)}.")
                : found.GetValueOrDefault(it.Item.ProductId);
            if (problem is null) good.Add(it);
            else lines.Add(new DryRunLine(Kind, $"{title} · {it.Name}", Begins([it]), problem));
        }

        if (good.Count > 0) lines.Insert(0, new DryRunLine(Kind, title, Begins(good), closed));
        if (chosen.Where(it => it.Item is { BeganAt: not null, EndedAt: null }).ToList() is { Count: > 0 } running)
            lines.Add(new DryRunLine(Kind, title, new($"Đang bán theo đợt: {running.Count} món ({Names(running)}).", $"On sale by this campaign: {running.Count} ({Names(running)}).")));
        if (chosen.Where(it => it.Item.EndedAt is not null).ToList() is { Count: > 0 } over)
            lines.Add(new DryRunLine(Kind, title, new($"Đã kết thúc, trở về như trước: {over.Count} món ({Names(over)}).", $"Over, as it was before: {over.Count} ({Names(over)}).")));
        return lines;
    }

    private static LocalText Begins(IReadOnlyList<Chosen> them)
    {
        var ends = them.Select(it => it.Item.Until).Distinct().ToList() switch
        {
            [{ } day] => new LocalText($" tới hết {Day(day)}, rồi trở về như trước", $" until the end of {Day(day)}, and then it is as it was"),
            [null] => new(" tới khi có người kết thúc đợt", " until somebody ends the campaign"),
            _ => new(" tới ngày cuối của từng món, rồi trở về như trước", " until the last day of each, and then it is as it was"),
        };
        return new($"Bán trên sàn từ giờ của đợt{ends.Vi}: {them.Count} món ({Names(them)}).", $"On sale there from the campaign’s hour{ends.En}: {them.Count} ({Names(them)}).");
    }

    private static string Names(IReadOnlyList<Chosen> them) => string.Join(", ", them.Take(NamesTold).Select(it => it.Name)) + (them.Count > NamesTold ? ", …" : "");

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private sealed record Chosen(CampaignListing Item, ChannelShop Shop, string Name);
}

internal static class ListingsOfCampaigns
{
    /// <summary>Running, and without it the product would not be wanted there.</summary>
    public static IQueryable<CampaignListing> Alone(this IQueryable<CampaignListing> items) => items.Where(item => item.BeganAt != null && item.EndedAt == null && !item.WasWanted);

    /// <summary>The listings that these items mean, as they are once whoever works on them has finished.</summary>
    public static async Task<Dictionary<(Guid ShopId, Guid ProductId), ChannelListing>> LockedAsync(this IChannelsDb db, IReadOnlyCollection<CampaignListing> items, CancellationToken cancel)
    {
        var (shops, products) = (items.Select(item => item.ShopId).Distinct().ToList(), items.Select(item => item.ProductId).Distinct().ToList());
        var meant = db.ChannelListings.Where(listing => shops.Contains(listing.ShopId) && products.Contains(listing.ProductId));
        await db.LockAsync<ChannelListing>(await meant.Select(listing => listing.Id).ToListAsync(cancel), cancel);
        return await meant.ToDictionaryAsync(listing => (listing.ShopId, listing.ProductId), cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Campaigns;

public sealed record CampaignRow(Guid Id, string Channel, string Shop, string Product, DateOnly? Until, DateTime? BeganAt, bool WasWanted, DateTime? EndedAt);

/// <summary>What a set puts on sale on platforms.</summary>
public sealed class CampaignGoods(IChannelsDb db)
{
    public const int PageSize = 100;

    public Task<ListPage<CampaignRow>> OfAsync(Guid setId, int page, CancellationToken cancel) =>
        (from item in db.CampaignListings.AsNoTracking() where item.SetId == setId
         join shop in db.ChannelShops on item.ShopId equals shop.Id
         join product in db.Products on item.ProductId equals product.Id
         orderby shop.Channel, shop.Name, product.FoldedName, item.Id
         select new CampaignRow(item.Id, shop.Channel, shop.Name, product.Name, item.Until, item.BeganAt, item.WasWanted, item.EndedAt)).PageAsync(page, PageSize, cancel);

    /// <summary>The sets that may still take something.</summary>
    public async Task<IReadOnlyList<PublishingSet>> OpenSetsAsync(CancellationToken cancel) => await db.PublishingSets.AsNoTracking().Where(set => set.State == SetState.Open).OrderBy(set => set.Name).Take(50).ToListAsync(cancel);

    public Task<bool> RunsAsync(Guid setId, CancellationToken cancel) => db.CampaignListings.AnyAsync(item => item.SetId == setId && item.BeganAt != null && item.EndedAt == null, cancel);
}

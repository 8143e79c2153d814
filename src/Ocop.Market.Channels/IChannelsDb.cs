using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Ordering;

namespace Ocop.Market.Channels;

public interface IChannelsDb : IOrderingDb
{
    DbSet<Floor> Floors { get; }
    DbSet<FloorListing> FloorListings { get; }
    DbSet<FloorPackage> FloorPackages { get; }
    DbSet<FloorPackageItem> FloorPackageItems { get; }
    DbSet<ChannelShop> ChannelShops { get; }
    DbSet<ChannelListing> ChannelListings { get; }
    DbSet<ChannelSku> ChannelSkus { get; }
    DbSet<ChannelJob> ChannelJobs { get; }
    DbSet<ChannelMedia> ChannelMedia { get; }
    DbSet<ChannelStep> ChannelSteps { get; }
    DbSet<ChannelDrift> ChannelDrifts { get; }
    DbSet<ChannelNotice> ChannelNotices { get; }
    DbSet<ChannelCursor> ChannelCursors { get; }
    DbSet<ChannelOrder> ChannelOrders { get; }
    DbSet<ChannelOrderLine> ChannelOrderLines { get; }
    DbSet<CategoryMap> CategoryMaps { get; }
    DbSet<AttributeMap> AttributeMaps { get; }
    DbSet<OutsideData> OutsideData { get; }
    DbSet<CampaignListing> CampaignListings { get; }
    DbSet<ShopReminder> ShopReminders { get; }
    DbSet<ReachMonth> ReachMonths { get; }
    DbSet<ChannelCall> ChannelCalls { get; }
    DbSet<ChannelCallHour> ChannelCallHours { get; }
}

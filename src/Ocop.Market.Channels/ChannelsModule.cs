using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Channels;

public static class ChannelsModule
{
    /// <param name="shop">Where the products have their pages.</param>
    public static IServiceCollection AddChannels(this IServiceCollection services, Func<IServiceProvider, FloorShop> shop) => services
        .AddSingleton(shop)
        .AddSingleton(new FloorPackageOptions())
        .AddScoped<Goods>()
        .AddScoped<BuildFeed>()
        .AddScoped<OpenFloor>()
        .AddScoped<MapFloorColumns>()
        .AddScoped<FloorGoods>()
        .AddScoped<DeskFloors>()
        .AddScoped<EndedStars>()
        .AddScoped<OrderFloorPackage>()
        .AddScoped<BuildFloorPackages>()
        .AddScoped<HandOverPackage>()
        .AddScoped<ChangeListing>()
        .AddScoped<CompareListings>()
        .AddScoped<ModernChannels>()
        .AddScoped<TakeReachMonth>()
        .AddScoped<IAuditedSubjects, AuditedFloors>()
        .AddScoped<IAuditedSubjects, AuditedShops>()
        .AddScoped<IAuditedSubjects, AuditedListings>()
        .AddScoped<IAuditedSubjects, AuditedCategoryMaps>()
        .AddChannelSync();

    private static IServiceCollection AddChannelSync(this IServiceCollection services)
    {
        ListingFlow.Check(ListingFlow.Next);
        services.AddOptions<ChannelOptions>().ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddScoped<ConnectorShelf>()
            .AddSingleton<ShopPaces>()
            .AddSingleton<LeafMemory>()
            .AddSingleton<WorkForShops>()
            .AddScoped<CategoryMaps>()
            .AddScoped<OutsideCatalogue>()
            .AddScoped<MapCategory>()
            .AddScoped<CategoryBoard>()
            .AddScoped<ListingPlans>()
            .AddScoped<ChooseListings>()
            .AddScoped<SettleDrift>()
            .AddScoped<ConnectShop>()
            .AddScoped<ChangeShop>()
            .AddScoped<JobBook>()
            .AddScoped<ShopFiles>()
            .AddScoped<PushLines>()
            .AddScoped<PushListing>()
            .AddScoped<ReadShop>()
            .AddScoped<TakeNotices>()
            .AddScoped<KeepNotice>()
            .AddScoped<QueueListings>()
            .AddScoped<SweepListings>()
            .AddScoped<PullOrders>()
            .AddScoped<ChannelBoard>()
            .AddScoped<DeskListings>()
            .AddScoped<ActOnMany>()
            .AddScoped<DeskHistory>()
            .AddScoped<ForgetSteps>()
            .AddScoped<NoteCalls>()
            .AddScoped<DeskCalls>()
            .AddScoped<RemindOfConsents>()
            .AddScoped<Obstacles>()
            .AddScoped<ICampaignPart, CampaignListings>()
            .AddScoped<AddListingsToSet>()
            .AddScoped<RemoveListingsFromSet>()
            .AddScoped<EndCampaigns>()
            .AddScoped<CampaignGoods>()
            .AddScoped<HandOverOutside>()
            .AddScoped<OutsideSales>();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Channels.Floors;

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
        .AddScoped<IAuditedSubjects, AuditedFloors>();
}

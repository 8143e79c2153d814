using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;

namespace Ocop.Market.Tests.Channels;

/// <summary>The small market with shops on platforms as rows alone: for what asks no platform.</summary>
internal sealed class PlatformShops : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-shops-").FullName;

    private PlatformShops() { }

    public OrderingMarket Goods { get; private set; } = null!;
    public StandingClock Clock => Goods.Clock;
    public static Person Officer { get; } = Holding(Role.Officer, Scope.Programme);
    public static Person OfProvince { get; } = Holding(Role.Officer, Scope.Province("19"));
    public static Person Elsewhere { get; } = Holding(Role.Officer, Scope.Province("01"));
    public static Person Auditor { get; } = Holding(Role.Auditor, Scope.Programme);

    public static async Task<PlatformShops> OpenAsync(DatabaseProvider provider)
    {
        var market = new PlatformShops();
        market.Goods = await OrderingMarket.OpenAsync(provider, configure: services => services.AddCms().AddMedia(market._folder).AddMediaLibrary().AddChannels(_ => new FloorShop(slug => $"https://cho.example.vn/san-pham/{slug}")));
        return market;
    }

    public Task<TResult> Run<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull => Goods.Run(act);

    public Task<T> Read<T>(Func<MarketDb, Task<T>> read) => Goods.Read(read);

    /// <summary>A connected shop of whoever makes it.</summary>
    public Task<ChannelShop> ShopAsync(Variant goods, string channel = "shopee", DateTime? consentUntil = null) => Read(async db =>
    {
        var maker = await db.Products.Where(product => product.Id == goods.ProductId).Select(product => product.ProducerId).SingleAsync();
        var (number, now) = (await db.ChannelShops.CountAsync(), Clock.UtcNow());
        var shop = new ChannelShop(channel, maker, $"7700{number}", $"Gian {number}", null, now);
        shop.Keep("sealed", new ShopTokens("a", "b", now.AddHours(4), now.AddDays(30), consentUntil), now);
        db.ChannelShops.Add(shop);
        await db.SaveChangesAsync();
        return shop;
    });

    /// <summary>A listing as it stands after that way.</summary>
    public Task<ChannelListing> ListingAsync(ChannelShop shop, Variant goods, params SyncState[] way) => Read(async db =>
    {
        var listing = new ChannelListing(shop.Id, goods.ProductId, SyncActor.Seller, Clock.UtcNow());
        foreach (var state in way) listing.Move(state, SyncActor.Runner, Clock.UtcNow());
        db.ChannelListings.Add(listing);
        await db.SaveChangesAsync();
        return listing;
    });

    public static Person Holding(Role role, Scope scope) => new(Guid.CreateVersion7(), "Người thử", [new HeldRole(role, scope)]);

    public async ValueTask DisposeAsync()
    {
        await Goods.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

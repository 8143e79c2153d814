using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Channels.Connectors.Shopee;
using Ocop.Market.Channels.Connectors.TikTokShop;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;

namespace Ocop.Market.ChannelSync;

/// <summary>The market without its web host, for one pace: its modules, and the two jobs of the platforms at their intervals.</summary>
internal sealed class Market : IAsyncDisposable
{
    private static readonly Uri Return = new("https://cho.example.vn/cong-chu-the/ban-tren-san/ve");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _jobs = [];

    private Market(ServiceProvider services) => Services = services;

    public ServiceProvider Services { get; }

    public static Market Open(DatabaseOptions database, string media, IReadOnlyDictionary<string, Uri> platforms, double callsPerSecond)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Error)).AddSingleton(TimeProvider.System).AddMarketDatabase(database)
            .AddCatalog().AddOrdering().AddMedia(media).AddMediaLibrary().AddChannels(_ => new FloorShop(slug => $"https://cho.example.vn/san-pham/{slug}"))
            .AddSingleton<ISecretBox, PlainBox>().AddSingleton<ICallJournal, NoJournal>()
            .AddTikTokShop().AddShopee().AddLazada();
        services.AddSingleton(Options.Create(new ChannelOptions { CallsPerSecond = callsPerSecond }));
        services.AddSingleton(Options.Create(new TikTokShopOptions { AppKey = TikTokShopDouble.AppKey, AppSecret = TikTokShopDouble.AppSecret, ServiceId = TikTokShopDouble.ServiceId, Address = platforms["tiktok"], SignInAddress = platforms["tiktok"], ConsentAddress = platforms["tiktok"] }));
        services.AddSingleton(Options.Create(new ShopeeOptions { PartnerId = ShopeeDouble.PartnerId, PartnerKey = ShopeeDouble.PartnerKey, Address = platforms["shopee"], ConsentAddress = new Uri(platforms["shopee"], "/auth"), ReturnAddress = Return }));
        services.AddSingleton(Options.Create(new LazadaOptions { AppKey = LazadaDouble.AppKey, AppSecret = LazadaDouble.AppSecret, Address = new Uri(platforms["lazada"], "/rest"), SignInAddress = new Uri(platforms["lazada"], "/rest"), ConsentAddress = new Uri(platforms["lazada"], "/oauth/authorize"), ReturnAddress = Return }));
        return new Market(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
    }

    public async Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> act) where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public Task<T> ReadAsync<T>(Func<MarketDb, Task<T>> read) => RunAsync(read);

    /// <summary>A shop on each platform, with a category for the goods.</summary>
    public async Task<IReadOnlyList<ChannelShop>> ConnectAsync(Producer producer, Platforms platforms)
    {
        var maker = new Person(Guid.CreateVersion7(), "chu-the", [new HeldRole(Role.ProducerOwner, producer.Scope)]);
        var officer = new Person(Guid.CreateVersion7(), "can-bo", [new HeldRole(Role.Officer, Scope.Programme)]);
        var leaves = new Dictionary<string, Dictionary<string, string>>
        {
            ["tiktok"] = new() { [TikTokShopDouble.Origin] = TikTokShopDouble.Vietnam, [TikTokShopDouble.ShelfLife] = "24 tháng" },
            ["shopee"] = new() { ["100037"] = "Việt Nam", ["100095"] = "HTX đo tốc độ", ["100010"] = "18 tháng" },
            ["lazada"] = new() { ["brand_id"] = LazadaDouble.NoBrand, ["tea_type"] = "Trà xanh", ["shelf_life"] = "24 tháng" },
        };
        foreach (var channel in Stranger.Channels)
        {
            var address = Good(await RunAsync<ConnectShop, Outcome<Uri>>(connect => connect.StartAsync(maker, producer.Id, channel, default)));
            var (state, code) = (System.Web.HttpUtility.ParseQueryString(address.Query)["state"], await platforms.AskAsync<string>($"consent {channel}"));
            Good(await RunAsync<ConnectShop, Outcome<ChannelShop>>(connect => connect.FinishAsync(maker, state, code, Stranger.Shop, default)));
            // The tree is read by whoever first works for the shop.
            await WorkAsync();
            Good(await RunAsync<MapCategory, Outcome<CategoryMap>>(map => map.HandleAsync(officer, new CategoryWish(channel, Goods.Group, null, Stranger.CategoryOf(channel), [.. leaves[channel].Select(field => new AttributeWish(field.Key, null, field.Value))]), default)));
        }

        await WorkAsync();
        return await ReadAsync(db => db.ChannelShops.AsNoTracking().ToListAsync());
    }

    /// <summary>As the scheduler does: the one beside the other, each again two seconds after it ended.</summary>
    public void StartJobs()
    {
        _jobs.Add(AgainAsync(async cancel => await RunAsync<QueueListings, int>(queue => queue.HandleAsync(cancel))));
        _jobs.Add(AgainAsync(async cancel => await Services.GetRequiredService<WorkForShops>().HandleAsync(cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_jobs);
        await Services.DisposeAsync();
        _closing.Dispose();
    }

    private async Task WorkAsync()
    {
        await RunAsync<QueueListings, int>(queue => queue.HandleAsync(default));
        await Services.GetRequiredService<WorkForShops>().HandleAsync(default);
    }

    private async Task AgainAsync(Func<CancellationToken, Task> job)
    {
        try
        {
            while (true)
            {
                await job(_closing.Token);
                await Task.Delay(Interval, _closing.Token);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private static T Good<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(string.Join("; ", outcome.Refusals));

    private sealed class PlainBox : ISecretBox
    {
        public string Seal(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));

        public string Open(string sealedSecret) => Encoding.UTF8.GetString(Convert.FromBase64String(sealedSecret));
    }

    private sealed class NoJournal : ICallJournal
    {
        public void Note(CallNote note)
        {
        }
    }
}

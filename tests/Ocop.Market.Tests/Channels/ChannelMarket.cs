using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>A platform that stands beside the market of a test.</summary>
/// <param name="Start">Null: it is no double of ours and runs already.</param>
/// <param name="Tea">A leaf of its tree, and what it asks for there.</param>
/// <param name="Key">What a seller gives us by hand where a platform has no page of consent.</param>
internal sealed record Platform(string Channel, Func<TimeProvider, Task<PlatformDouble>>? Start, Func<PlatformDouble, HttpClient, TimeProvider, ICallJournal, IChannelConnector> Connect, (string Category, IReadOnlyDictionary<string, string> Attributes) Tea, bool Reviews = true, string? Key = null);

/// <summary>The tea makers of the ordering market with a shop on an outside platform: connected, mapped, nothing listed yet.</summary>
internal sealed class ChannelMarket : IAsyncDisposable
{
    public const string ShopId = "77001";

    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-channel-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<Platform, PlatformDouble> _there = [];

    private ChannelMarket(IReadOnlyList<Platform> platforms) => Platforms = platforms;

    public IReadOnlyList<Platform> Platforms { get; }
    public OrderingMarket Goods { get; private set; } = null!;

    /// <summary>In the order of the platforms.</summary>
    public IReadOnlyList<PlatformDouble> Doubles => [.. Platforms.Select(platform => _there[platform])];
    public IReadOnlyList<ChannelShop> Shops { get; private set; } = [];
    public PlatformDouble There => _there[Platforms[0]];
    public ChannelShop Shop => Shops[0];

    /// <summary>What connectors told of their calls.</summary>
    public ConcurrentQueue<CallNote> Notes { get; } = new();
    public StandingClock Clock => Goods.Clock;
    public Person Maker { get; private set; } = null!;
    public Person Officer { get; } = new(Guid.CreateVersion7(), "can-bo", [new HeldRole(Role.Officer, Scope.Programme)]);

    public static Task<ChannelMarket> OpenAsync(DatabaseProvider provider, Platform platform, int stock = 20, bool isMapped = true) => OpenAsync(provider, [platform], stock, isMapped);

    /// <param name="clock">Null: it stands, and the test moves it.</param>
    /// <param name="patience">Of a call, by the real clock; less than a lease lasts.</param>
    public static async Task<ChannelMarket> OpenAsync(DatabaseProvider provider, IReadOnlyList<Platform> platforms, int stock = 20, bool isMapped = true, TimeProvider? clock = null, double callsPerSecond = 1000, TimeSpan? patience = null)
    {
        var market = new ChannelMarket(platforms);
        market._http.Timeout = patience ?? TimeSpan.FromSeconds(20);
        market.Goods = await OrderingMarket.OpenAsync(provider, stock, services =>
        {
            services.AddCms().AddMedia(market._folder).AddMediaLibrary().AddChannels(_ => new FloorShop(slug => $"https://cho.example.vn/san-pham/{slug}"))
                .AddSingleton<ISecretBox, PlainBox>().AddSingleton<ICallJournal>(new Journal(market.Notes))
                .AddSingleton(Options.Create(new ChannelOptions { CallsPerSecond = callsPerSecond }));
            if (clock is not null) services.AddSingleton(clock);
            // The doubles go by the market's clock, which is there only now.
            foreach (var platform in platforms)
                services.AddSingleton(scope => platform.Connect(market._there.GetValueOrDefault(platform)!, market._http, scope.GetRequiredService<TimeProvider>(), scope.GetRequiredService<ICallJournal>()));
        });
        foreach (var platform in platforms)
        {
            if (platform.Start is not { } start) continue;
            var there = await start(clock ?? market.Clock);
            there.CallsPerSecond = int.MaxValue;
            there.AddShop(ShopId, "Chè Tân Cương");
            market._there.Add(platform, there);
        }

        // A platform may want a piece of each kind before it takes any.
        if (stock > 0) Assert.Succeeded(await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync([new(market.Goods.TeaTin.Id, stock)], "Nhập lần đầu", "test", default)));
        await market.PhotographAsync(market.Goods.Tea);
        await market.ConnectAsync();
        await market.WorkAsync();
        if (isMapped) await market.MapAsync();
        return market;
    }

    public Task<TResult> Run<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull => Goods.Run(act);

    public Task<T> Read<T>(Func<MarketDb, Task<T>> read) => Goods.Read(read);

    /// <summary>Drains the changes and works until nothing is due.</summary>
    public async Task WorkAsync()
    {
        // Another test's open transaction keeps changes back for a moment: the feed hands none out that an earlier one might still follow.
        var last = await Read(db => db.Changes.MaxAsync(change => (long?)change.Id)) ?? 0;
        await Eventually.TrueAsync(async () =>
        {
            await Run<QueueListings, int>(queue => queue.HandleAsync(default));
            return await Read(db => db.ChannelCursors.AnyAsync(cursor => cursor.ChangeId >= last));
        });
        for (var round = 0; round < 50; round++)
        {
            await Run<QueueListings, int>(queue => queue.HandleAsync(default));
            await Run<SweepListings, int>(sweep => sweep.WhereAskedAsync(default));
            if (await Goods.Market.Services.GetRequiredService<WorkForShops>().HandleAsync(default) == 0 && round > 0) return;
        }

        Assert.Fail("There is always something left to do.");
    }

    public async Task ListTeaAsync()
    {
        Assert.Equal(1, Assert.Succeeded(await Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(Maker, Shop.Id, [Goods.Tea.ProductId], ListingWishAct.List, default))));
        await WorkAsync();
        Clock.Advance(There.ReviewTakes);
        There.Review();
    }

    public Task<ChannelListing> TeaAsync() => Read(db => db.ChannelListings.AsNoTracking().Include(listing => listing.Skus).SingleAsync(listing => listing.ProductId == Goods.Tea.ProductId));

    public ShelfItem OnShelf() => Assert.Single(There.Items(ShopId));

    public async Task MapAsync()
    {
        foreach (var platform in Platforms)
            Assert.Succeeded(await Run<MapCategory, Outcome<CategoryMap>>(map => map.HandleAsync(Officer, new CategoryWish(platform.Channel, "do-uong", null, platform.Tea.Category, [.. platform.Tea.Attributes.Select(field => new AttributeWish(field.Key, null, field.Value))]), default)));
        // Fields and limits of the leaf are read by whoever next works for the shop.
        await WorkAsync();
    }

    /// <summary>A photo as the media store keeps it, without the making of all its sizes.</summary>
    public Task PhotographAsync(Variant variant) => Goods.Market.InScopeAsync(async scope =>
    {
        var key = Guid.CreateVersion7().ToString("n");
        var file = Path.Combine(_folder, $"{key}.tmp");
        await File.WriteAllBytesAsync(file, await TestPictures.JpegAsync(640, 640));
        await scope.GetRequiredService<IMediaFiles>().WriteAsync($"{key[..2]}/{key}/640.jpg", file, default);
        var db = scope.GetRequiredService<MarketDb>();
        db.ProductImages.Add(new ProductImage(variant.ProductId, key, "Hộp chè", 640, 640, 1));
        await db.SaveChangesAsync();
    });

    /// <summary>A paper of the maker, or of the product, with its file as the library keeps it.</summary>
    public Task<Certification> CertifyAsync(CertificationKind kind, string number, DateOnly? until, byte[] file, bool isPublic = true, Guid? product = null, FileKind? type = null) => Run<IServiceProvider, Certification>(async scope =>
    {
        var (key, name) = (Guid.CreateVersion7().ToString("n"), $"document.{(type ?? FileKinds.Pdf).Ending}");
        var written = Path.Combine(_folder, $"{key}.tmp");
        await File.WriteAllBytesAsync(written, file);
        await scope.GetRequiredService<IMediaFiles>().WriteAsync($"{key[..2]}/{key}/{name}", written, default);
        var db = scope.GetRequiredService<MarketDb>();
        var maker = await db.Products.Where(it => it.Id == Goods.Tea.ProductId).Select(it => it.ProducerId).SingleAsync();
        var item = new MediaItem(key, new DocumentFacts((type ?? FileKinds.Pdf).Mime, file.Length), $"Bản quét. {number}", Maker.Roles[0].Scope, "", Guid.CreateVersion7(), Clock.UtcNow());
        var paper = new Certification(product, product is null ? maker : null, new PaperFacts(kind, number, "Sở Nông nghiệp và Môi trường", Clock.Today().AddDays(-30), until, item.Id, isPublic));
        db.AddRange(item, paper);
        await db.SaveChangesAsync();
        return paper;
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var there in _there.Values) Assert.Empty(there.Faults);
        await Goods.AssertLedgerIsSound();
        await Goods.DisposeAsync();
        foreach (var there in _there.Values) await there.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ConnectAsync()
    {
        var producer = await Read(db => db.Products.Where(product => product.Id == Goods.Tea.ProductId).Join(db.Producers, product => product.ProducerId, it => it.Id, (_, it) => it).SingleAsync());
        Maker = new Person(Guid.CreateVersion7(), "chu-the", [new HeldRole(Role.ProducerOwner, producer.Scope)]);
        var shops = new List<ChannelShop>();
        foreach (var platform in Platforms)
        {
            var address = Assert.Succeeded(await Run<ConnectShop, Outcome<Uri>>(connect => connect.StartAsync(Maker, producer.Id, platform.Channel, default)));
            var state = System.Web.HttpUtility.ParseQueryString(address.Query)["state"];
            shops.Add(Assert.Succeeded(await Run<ConnectShop, Outcome<ChannelShop>>(connect => connect.FinishAsync(Maker, state, platform.Key ?? _there[platform].Consent(ShopId), platform.Key is null ? ShopId : null, default))));
        }

        Shops = shops;
    }

    private sealed class PlainBox : ISecretBox
    {
        public string Seal(string secret) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"sealed:{secret}"));

        public string Open(string sealedSecret) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(sealedSecret))["sealed:".Length..];
    }

    private sealed class Journal(ConcurrentQueue<CallNote> notes) : ICallJournal
    {
        public void Note(CallNote note) => notes.Enqueue(note);
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>A platform beside the site, with its key here.</summary>
/// <param name="Sign">A notification of any body, signed as the platform does.</param>
internal sealed record PlatformThere(string Channel, string Name, PlatformDouble Double, Func<byte[], string> Sign)
{
    public string Webhook => $"{PlatformSite.Address}/webhooks/{Channel}";
}

/// <summary>The site with three platforms beside it, all on one standing clock, and two producers: of tea in Thái Nguyên and of silk in Hà Nội.</summary>
internal sealed class PlatformSite : IAsyncDisposable
{
    public const string Address = "http://localhost:5080", OutsideShop = "77001", Sku = "SKU-che-dinh-tan-cuong", Shops = "/cong-chu-the/ban-tren-san", Desk = "/quan-tri/san-ngoai";

    private PlatformSite(MarketSite site, IReadOnlyList<PlatformThere> platforms) => (Site, Platforms, Http) = (site, platforms, site.Visitor());

    public MarketSite Site { get; }
    public HttpClient Http { get; }
    public IReadOnlyList<PlatformThere> Platforms { get; }
    public PlatformThere Shopee => Platforms[1];
    public Product Tea { get; private set; } = null!;
    public Product Silk { get; private set; } = null!;
    public Producer TeaMaker { get; private set; } = null!;
    public Producer SilkMaker { get; private set; } = null!;

    /// <summary>The browser of the tea maker.</summary>
    public Guest Owner { get; private set; } = null!;

    public static async Task<PlatformSite> OpenAsync(DatabaseProvider provider, IReadOnlyDictionary<string, string>? settings = null)
    {
        var (clock, back) = (StandingClock.At(2026, 11, 23), $"{Address}{Shops}/ve");
        var (tiktok, shopee, lazada) = (await TikTokShopDouble.StartAsync(clock, redirect: new Uri(back)), await ShopeeDouble.StartAsync(clock), await LazadaDouble.StartAsync(clock));
        foreach (var there in new PlatformDouble[] { tiktok, shopee, lazada })
        {
            // The clock stands, so all calls of a test come in one second.
            there.CallsPerSecond = int.MaxValue;
            there.AddShop(OutsideShop, "Chè Tân Cương");
        }

        var site = await MarketSite.OpenAsync(provider, new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["Channels:CallsPerSecond"] = "1000",
            ["Channels:TikTokShop:AppKey"] = TikTokShopDouble.AppKey, ["Channels:TikTokShop:AppSecret"] = TikTokShopDouble.AppSecret, ["Channels:TikTokShop:ServiceId"] = TikTokShopDouble.ServiceId,
            ["Channels:TikTokShop:Address"] = tiktok.Address.AbsoluteUri, ["Channels:TikTokShop:SignInAddress"] = tiktok.Address.AbsoluteUri, ["Channels:TikTokShop:ConsentAddress"] = tiktok.Address.AbsoluteUri,
            ["Channels:Shopee:PartnerId"] = ShopeeDouble.PartnerId.ToString(CultureInfo.InvariantCulture), ["Channels:Shopee:PartnerKey"] = ShopeeDouble.PartnerKey, ["Channels:Shopee:ReturnAddress"] = back, ["Channels:Shopee:PauseBeforeVariants"] = "00:00:00",
            ["Channels:Shopee:Address"] = shopee.Address.AbsoluteUri, ["Channels:Shopee:ConsentAddress"] = new Uri(shopee.Address, "/auth").AbsoluteUri, ["Channels:Shopee:ListingAddress"] = new Uri(shopee.Address, "/gian-hang/").AbsoluteUri,
            ["Channels:Lazada:AppKey"] = LazadaDouble.AppKey, ["Channels:Lazada:AppSecret"] = LazadaDouble.AppSecret, ["Channels:Lazada:ReturnAddress"] = back,
            ["Channels:Lazada:Address"] = lazada.Api.AbsoluteUri, ["Channels:Lazada:SignInAddress"] = lazada.Api.AbsoluteUri, ["Channels:Lazada:ConsentAddress"] = lazada.ConsentPage.AbsoluteUri,
        }, clock: clock);
        var market = new PlatformSite(site,
        [
            new("tiktok", "TikTok Shop", tiktok, body => TikTokWire.SignPush(TikTokShopDouble.AppSecret, TikTokShopDouble.AppKey, body)),
            new("shopee", "Shopee", shopee, body => ShopeeWire.PushSignature(ShopeeDouble.PartnerKey, $"{Address}/webhooks/shopee", body)),
            new("lazada", "Lazada", lazada, body => LazadaWire.SignPush(LazadaDouble.AppSecret, LazadaDouble.AppKey, Encoding.UTF8.GetString(body))),
        ]);
        (market.TeaMaker, market.Tea) = await market.AddAsync("Chè đinh Tân Cương", "19");
        (market.SilkMaker, market.Silk) = await market.AddAsync("Trà sen Tây Hồ", "01");
        market.Owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, market.TeaMaker.Scope));
        return market;
    }

    public Task<TResult> Run<TAsked, TResult>(Func<TAsked, Task<TResult>> ask) where TAsked : notnull => Site.InScopeAsync(services => ask(services.GetRequiredService<TAsked>()));

    public Task<T> Read<T>(Func<MarketDb, Task<T>> read) => Run(read);

    /// <summary>Where a platform's button on the page leads.</summary>
    public async Task<Uri> ConsentAsync(Guest owner, PlatformThere platform) =>
        new(Regex.Match((await owner.GetAsync(Http, Shops)).Html, $"href=\"({Regex.Escape(platform.Double.Address.GetLeftPart(UriPartial.Authority))}[^\"]*)\"").Groups[1].Value);

    public async Task<string> StateAsync(Guest owner, PlatformThere platform) => HttpUtility.ParseQueryString((await ConsentAsync(owner, platform)).Query)["state"]!;

    /// <summary>As the platform sends the seller back.</summary>
    public Task<Answer> ReturnAsync(Guest owner, string? state, string? code, string shop = OutsideShop) => owner.GetAsync(Http,
        $"{Shops}/ve?{string.Join('&', new[] { (Name: "state", Value: state), (Name: "code", Value: code), (Name: "shop_id", Value: shop) }.Where(it => it.Value is not null).Select(it => $"{it.Name}={Uri.EscapeDataString(it.Value!)}"))}");

    /// <summary>The three steps. Where the page of the shop is.</summary>
    public async Task<string> ConnectAsync(PlatformThere platform)
    {
        var connected = await ReturnAsync(Owner, await StateAsync(Owner, platform), platform.Double.Consent(OutsideShop));
        Assert.Equal(HttpStatusCode.Redirect, connected.Status);
        await WorkAsync();
        return connected.Location!;
    }

    /// <summary>Connected, mapped, listed and looked through by the platform.</summary>
    public async Task<string> SellTeaAsync(PlatformThere platform)
    {
        var page = await ConnectAsync(platform);
        await MapAsync();
        var listed = await Owner.SubmitAsync(Http, page, [("act", "list"), ("chon", Tea.Id.ToString())]);
        Assert.Equal(HttpStatusCode.Redirect, listed.Status);
        await WorkAsync();
        Site.StandingClock.Advance(platform.Double.ReviewTakes);
        platform.Double.Review();
        await LookAsync();
        return page;
    }

    /// <summary>Shopee's category of tea, with all that it asks for.</summary>
    public async Task MapAsync()
    {
        var officer = new Person(Guid.CreateVersion7(), "can-bo", [new HeldRole(Role.Officer, Scope.Programme)]);
        Assert.True((await Run<MapCategory, Outcome<CategoryMap>>(map => map.HandleAsync(officer, new CategoryWish("shopee", "do-uong", null, ShopeeDouble.TeaCategory,
            [new("100037", null, "Việt Nam"), new("100095", null, "HTX Suối Giàng"), new("100010", null, "18 tháng")]), default))).Succeeded);
        await WorkAsync();
    }

    /// <summary>Until nothing is due.</summary>
    public async Task WorkAsync()
    {
        for (var round = 0; round < 50; round++)
            if (await Run<WorkForShops, int>(work => work.HandleAsync(default)) == 0 && round > 0) return;
        Assert.Fail("There is always something left to do.");
    }

    /// <summary>The next reading of the shops.</summary>
    public async Task LookAsync()
    {
        Site.StandingClock.Advance(ReadShop.Interval + TimeSpan.FromSeconds(1));
        await WorkAsync();
    }

    public Task<ChannelShop> ShopAsync() => Read(db => db.ChannelShops.AsNoTracking().SingleAsync());

    public Task<ChannelListing> ListingAsync() => Read(db => db.ChannelListings.AsNoTracking().SingleAsync(listing => listing.ProductId == Tea.Id));

    /// <summary>All that a press could have changed here.</summary>
    public Task<string> StandingAsync() => Read(async db =>
    {
        List<string> lines =
        [
            .. (await db.ChannelShops.AsNoTracking().OrderBy(it => it.Id).ToListAsync()).Select(it => $"{it.Id} {it.Version} {it.Pause} {it.PricePercent} {it.PriceStep} {it.SafetyStock} {it.Brand} {it.SealedTokens}"),
            .. (await db.ChannelListings.AsNoTracking().OrderBy(it => it.Id).ToListAsync()).Select(it => $"{it.Id} {it.Version} {it.IsWanted} {it.State}"),
            .. (await db.ChannelDrifts.AsNoTracking().OrderBy(it => it.Id).ToListAsync()).Select(it => $"{it.Id} {it.ResolvedBy}"),
            .. (await db.ChannelOrders.AsNoTracking().OrderBy(it => it.Id).ToListAsync()).Select(it => $"{it.Id} {it.Version} {it.HandedOverAt}"),
            .. (await db.CategoryMaps.AsNoTracking().OrderBy(it => it.Id).ToListAsync()).Select(it => $"{it.Id} {it.Version} {it.Until}"),
            $"{await db.ChannelJobs.CountAsync()} jobs, {await db.ChannelNotices.CountAsync()} notices, {await db.AuditEntries.CountAsync(entry => entry.SubjectKind.StartsWith("c"))} lines",
        ];
        return string.Join('\n', lines);
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var platform in Platforms) Assert.Empty(platform.Double.Faults);
        Http.Dispose();
        await Site.DisposeAsync();
        foreach (var platform in Platforms) await platform.Double.DisposeAsync();
    }

    private Task<(Producer, Product)> AddAsync(string name, string province) => Site.InScopeAsync(async services =>
    {
        var (db, now) = (services.GetRequiredService<MarketDb>(), Site.Clock.UtcNow());
        var place = new PlaceAsIssued(null, null, null, province, services.GetRequiredService<PlaceDirectory>().CommunesOf(province)[0].Code, null);
        var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug($"htx {name}"), place, true, now);
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), place, "do-uong", null, true, now);
        product.AddVariant(new Variant(product.Id, $"SKU-{product.Slug}", "hộp", 100, NetUnit.Gram, 150, new Money(390_000), 1));
        db.Add(producer);
        db.Add(product);
        // A photo as the media store keeps it, without the making of all its sizes.
        var key = Guid.CreateVersion7().ToString("n");
        var file = Path.Combine(Site.DataDirectory, $"{key}.tmp");
        await File.WriteAllBytesAsync(file, await TestPictures.JpegAsync(640, 640));
        await services.GetRequiredService<IMediaFiles>().WriteAsync($"{key[..2]}/{key}/640.jpg", file, default);
        db.ProductImages.Add(new ProductImage(product.Id, key, name, 640, 640, 1));
        await db.SaveChangesAsync();
        Assert.True((await services.GetRequiredService<ReceiveStock>().HandleAsync([new(product.Variants[0].Id, 20)], "Nhập lần đầu", "test", default)).Succeeded);
        return (producer, product);
    });
}

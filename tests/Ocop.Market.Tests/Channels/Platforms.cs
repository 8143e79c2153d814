using Microsoft.Extensions.Options;
using Ocop.Market.Channels.Connectors.Lazada;
using Ocop.Market.Channels.Connectors.Shopee;
using Ocop.Market.Channels.Connectors.TikTokShop;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;

namespace Ocop.Market.Tests.Channels;

/// <summary>The platforms with the connector that sells on each.</summary>
internal static class Platforms
{
    private static readonly Uri Return = new("https://cho.example.vn/cong-chu-the/ban-tren-san/ve");

    public static Platform TikTokShop { get; } = new("tiktok", async clock => await TikTokShopDouble.StartAsync(clock),
        (there, http, clock, journal) => new TikTokShopConnector(http, Options.Create(new TikTokShopOptions { AppKey = TikTokShopDouble.AppKey, AppSecret = TikTokShopDouble.AppSecret, ServiceId = TikTokShopDouble.ServiceId, Address = there.Address, SignInAddress = there.Address, ConsentAddress = there.Address }), clock, journal),
        (TikTokShopDouble.Tea, new Dictionary<string, string> { [TikTokShopDouble.Origin] = TikTokShopDouble.Vietnam, [TikTokShopDouble.ShelfLife] = "24 tháng" }));

    public static Platform Shopee { get; } = new("shopee", async clock => await ShopeeDouble.StartAsync(clock),
        (there, http, clock, journal) => new ShopeeConnector(http, Options.Create(new ShopeeOptions { PartnerId = ShopeeDouble.PartnerId, PartnerKey = ShopeeDouble.PartnerKey, Address = there.Address, ConsentAddress = new Uri(there.Address, "/auth"), ReturnAddress = Return, PauseBeforeVariants = TimeSpan.Zero }), clock, journal),
        (ShopeeDouble.TeaCategory, new Dictionary<string, string> { ["100037"] = "Việt Nam", ["100095"] = "HTX Suối Giàng", ["100010"] = "18 tháng" }), Reviews: false);

    public static Platform Lazada { get; } = new("lazada", async clock => await LazadaDouble.StartAsync(clock),
        (there, http, clock, journal) => new LazadaConnector(http, Options.Create(new LazadaOptions { AppKey = LazadaDouble.AppKey, AppSecret = LazadaDouble.AppSecret, Address = ((LazadaDouble)there).Api, SignInAddress = ((LazadaDouble)there).Api, ConsentAddress = ((LazadaDouble)there).ConsentPage, ReturnAddress = Return }), clock, journal),
        (LazadaDouble.TeaCategory, new Dictionary<string, string> { ["brand_id"] = LazadaDouble.NoBrand, ["tea_type"] = "Trà xanh", ["shelf_life"] = "24 tháng" }));
}

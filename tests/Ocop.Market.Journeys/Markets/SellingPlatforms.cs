using System.Globalization;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Lazada;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;

namespace Ocop.Market.Journeys.Markets;

/// <summary>TikTok Shop, Shopee and Lazada on ports of their own, with a few sellers each. They tell the market what they are made to tell.</summary>
public sealed class SellingPlatforms : IAsyncDisposable
{
    public const string Seller = "77001", SellerName = "Gian hàng thử 1";

    private readonly Uri _back;

    private SellingPlatforms(Uri market, Uri back, TikTokShopDouble tikTokShop, ShopeeDouble shopee, LazadaDouble lazada)
    {
        (_back, TikTokShop, Shopee, Lazada) = (back, tikTokShop, shopee, lazada);
        foreach (var (channel, there) in new (string, PlatformDouble)[] { ("tiktok", tikTokShop), ("shopee", shopee), ("lazada", lazada) })
        {
            there.PushAddress = new Uri(market, $"/webhooks/{channel}");
            // Until a journey lets the review end.
            there.ReviewTakes = TimeSpan.FromDays(1);
            there.AddShop(Seller, SellerName);
        }
    }

    public TikTokShopDouble TikTokShop { get; }
    public ShopeeDouble Shopee { get; }
    public LazadaDouble Lazada { get; }

    /// <summary>Where a seller's browser may be sent.</summary>
    public IReadOnlyList<Uri> Addresses => [TikTokShop.Address, Shopee.Address, Lazada.Address];

    /// <summary>What the market is told of them, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Channels__TikTokShop__AppKey"] = TikTokShopDouble.AppKey, ["Channels__TikTokShop__AppSecret"] = TikTokShopDouble.AppSecret, ["Channels__TikTokShop__ServiceId"] = TikTokShopDouble.ServiceId,
        ["Channels__TikTokShop__Address"] = TikTokShop.Address.AbsoluteUri, ["Channels__TikTokShop__SignInAddress"] = TikTokShop.Address.AbsoluteUri, ["Channels__TikTokShop__ConsentAddress"] = TikTokShop.Address.AbsoluteUri,
        ["Channels__Shopee__PartnerId"] = ShopeeDouble.PartnerId.ToString(CultureInfo.InvariantCulture), ["Channels__Shopee__PartnerKey"] = ShopeeDouble.PartnerKey, ["Channels__Shopee__ReturnAddress"] = _back.AbsoluteUri, ["Channels__Shopee__PauseBeforeVariants"] = "00:00:00",
        ["Channels__Shopee__Address"] = Shopee.Address.AbsoluteUri, ["Channels__Shopee__ConsentAddress"] = new Uri(Shopee.Address, "/auth").AbsoluteUri, ["Channels__Shopee__ListingAddress"] = new Uri(Shopee.Address, "/gian-hang/").AbsoluteUri,
        ["Channels__Lazada__AppKey"] = LazadaDouble.AppKey, ["Channels__Lazada__AppSecret"] = LazadaDouble.AppSecret, ["Channels__Lazada__ReturnAddress"] = _back.AbsoluteUri,
        ["Channels__Lazada__Address"] = Lazada.Api.AbsoluteUri, ["Channels__Lazada__SignInAddress"] = Lazada.Api.AbsoluteUri, ["Channels__Lazada__ConsentAddress"] = Lazada.ConsentPage.AbsoluteUri,
    };

    public static async Task<SellingPlatforms> OpenAsync(Uri market)
    {
        var back = new Uri(market, "/cong-chu-the/ban-tren-san/ve");
        return new(market, back, await TikTokShopDouble.StartAsync(TimeProvider.System, redirect: back), await ShopeeDouble.StartAsync(TimeProvider.System), await LazadaDouble.StartAsync(TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await TikTokShop.DisposeAsync();
        await Shopee.DisposeAsync();
        await Lazada.DisposeAsync();
    }
}

namespace Ocop.Market.Tests.Channels;

public sealed class KeepingAListingRightOnTikTokShop : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.TikTokShop;
}

public sealed class KeepingAListingRightOnShopee : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.Shopee;
}

public sealed class KeepingAListingRightOnLazada : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.Lazada;
}

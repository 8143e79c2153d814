using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Shops;

internal static class ShopRefusals
{
    public static readonly Refusal Unknown = new("ShopUnknown", "", "Không có gian hàng này.", "There is no such shop.");

    public static readonly Refusal NoPlatform = new("PlatformUnknown", "channel", "Chợ chưa nối với sàn này.", "This market is not connected with that platform.");

    public static readonly Refusal OfAnother = new("ProductUnknown", "", "Có sản phẩm không phải của chủ thể này.", "A product is not this producer's.");
}

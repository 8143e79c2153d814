using System.Text.Json;
using Ocop.Market.Channels.Connectors;

namespace Ocop.Market.Channels.Shops;

/// <summary>Both tokens of a shop as they are sealed.</summary>
internal sealed record ShopKey(string Access, string Refresh)
{
    public string Seal(ISecretBox box) => box.Seal(JsonSerializer.Serialize(this));

    public static ShopKey Open(ISecretBox box, string text) => JsonSerializer.Deserialize<ShopKey>(box.Open(text))!;

    public ShopAccess Of(ChannelShop shop) => new(shop.OutsideId, Access, Refresh, shop.Cipher, shop.Warehouse);
}

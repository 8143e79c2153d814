using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ocop.Market.Channels.Connectors.Lazada;

public sealed partial class LazadaConnector
{
    public bool Verify(ChannelPush push) => LazadaSignature.Verify(Options.AppSecret, Options.AppKey, push.Body.Span, push.Headers.GetValueOrDefault("Authorization"));

    public ChannelNews? Read(ChannelPush push)
    {
        try
        {
            return JsonElement.Parse(push.Body.Span) is { ValueKind: JsonValueKind.Object } root && Text(root, "message_type") is { } type && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? News(type, root, data) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Of the end of a consent only the data tell the shop: "seller_id" beside them is the word "null".
    private static ChannelNews? News(string type, JsonElement root, JsonElement data)
    {
        if ((Text(root, "seller_id") ?? Text(data, "seller_id")) is not { } shop) return null;
        (NewsKind Kind, string? Subject)? news = type switch
        {
            "0" => (NewsKind.Order, Text(data, "trade_order_id")),
            "1" or "3" or "4" or "5" => (NewsKind.Listing, Text(data, "itemId", "item_id")),
            "6" => (NewsKind.Stock, null),
            "8" => (NewsKind.Consent, null),
            _ => null,
        };
        // Nothing numbers a notification. A repetition has another time outside and the same data.
        return news is { } known ? new ChannelNews(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{type}:{shop}:{data.GetRawText()}"))), shop, known.Kind, known.Subject) : null;
    }
}

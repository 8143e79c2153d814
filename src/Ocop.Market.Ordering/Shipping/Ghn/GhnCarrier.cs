using System.Globalization;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping.Ghn;

/// <summary>Giao Hàng Nhanh, interface version 2; addresses by the names of today's two levels.</summary>
public sealed class GhnCarrier(HttpClient http, IOptions<GhnOptions> options) : ICarrier
{
    private const int LightGoods = 2, ShopPays = 1;
    private const long MostInsured = 5_000_000;

    // The market knows no sizes: the smallest box, GHN measures what comes.
    private const int Side = 10;

    private GhnOptions Options => options.Value;

    public string Name => "ghn";

    public async Task<ParcelNews> CreateAsync(ParcelToSend parcel, CancellationToken cancel)
    {
        var answer = await CallAsync("v2/shipping-order/create", new
        {
            client_order_code = parcel.Reference,
            from_name = parcel.From.Name, from_phone = parcel.From.Phone, from_address = parcel.From.Street, from_ward_name = parcel.From.Commune, from_province_name = parcel.From.Province, is_new_from_address = true,
            to_name = parcel.To.Name, to_phone = parcel.To.Phone, to_address = parcel.To.Street, to_ward_name = parcel.To.Commune, to_province_name = parcel.To.Province, is_new_to_address = true,
            weight = parcel.Grams, length = Side, width = Side, height = Side,
            service_type_id = LightGoods, payment_type_id = ShopPays, required_note = "CHOXEMHANGKHONGTHU",
            cod_amount = parcel.Cash.Amount, insurance_value = Math.Min(parcel.Value.Amount, MostInsured), content = string.Join("; ", parcel.Items.Select(item => item.Name)), note = parcel.Note ?? "",
            items = parcel.Items.Select(item => new { name = item.Name, quantity = item.Quantity, price = item.Price.Amount, weight = item.Grams }),
        }, cancel);
        if (answer.Fields is null) return new ParcelNews.Unreachable(answer.Problem);
        if (Data(answer) is { } data && data.GetValueOrDefault("order_code") is { Length: > 0 } code)
            return new ParcelNews.Known(code, ParcelState.Waiting, Digits.TryRead(data.GetValueOrDefault("total_fee"), out var fee) ? new Money(fee) : null);
        return await AskAsync(parcel.Reference, cancel) is ParcelNews.Known known ? known : new ParcelNews.Refused(answer["message"]);
    }

    public async Task<ParcelNews> AskAsync(string reference, CancellationToken cancel)
    {
        var answer = await CallAsync("v2/shipping-order/detail-by-client-code", new { client_order_code = reference }, cancel);
        if (answer.Fields is null) return new ParcelNews.Unreachable(answer.Problem);
        return Data(answer) is { } data && data.GetValueOrDefault("order_code") is { Length: > 0 } code ? new ParcelNews.Known(code, StateOf(data.GetValueOrDefault("status", "")), null) : new ParcelNews.None();
    }

    public async Task<bool> CancelAsync(string code, CancellationToken cancel) => (await CallAsync("v2/switch-status/cancel", new { order_codes = new[] { code } }, cancel))["code"] == "200";

    public Outcome<ParcelNotice> Read(GatewayMessage message)
    {
        if (!CarrierCall.IsFrom(message, Options.WebhookSecret)) return new Refusal("SecretWrong", "", "Địa chỉ nhận tin không đúng.", "The secret of the address is wrong.");
        var fields = GatewayText.ReadJson(message.Body);
        var (code, status) = (fields?.GetValueOrDefault("OrderCode", "") ?? "", fields?.GetValueOrDefault("Status", "") ?? "");
        if (fields is null || code.Length is 0 or > 40 || status.Length is 0 or > 60 || fields.GetValueOrDefault("ShopID") != Options.ShopId.ToString(CultureInfo.InvariantCulture))
            return new Refusal("Malformed", "", "Không đọc được tin của GHN.", "GHN's notice cannot be read.");
        var time = fields.GetValueOrDefault("Time", "");
        var at = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var told) ? told.UtcDateTime : message.ReceivedAt;
        return new ParcelNotice($"{fields.GetValueOrDefault("Type")}:{status}:{at:O}", fields.GetValueOrDefault("ClientOrderCode"), code, StateOf(status), status, at);
    }

    public GatewayReply Reply(NoticeResult result) => CarrierCall.Reply(result);

    public static ParcelState StateOf(string status) => status switch
    {
        "ready_to_pick" or "picking" or "money_collect_picking" => ParcelState.Waiting,
        "picked" or "storing" or "transporting" or "sorting" => ParcelState.OnTheWay,
        "delivering" or "money_collect_delivering" => ParcelState.AtTheDoor,
        "delivered" => ParcelState.Delivered,
        "delivery_fail" => ParcelState.Failed,
        "waiting_to_return" or "return" or "return_transporting" or "return_sorting" or "returning" or "return_fail" => ParcelState.Returning,
        "returned" => ParcelState.Returned,
        "cancel" => ParcelState.Cancelled,
        "lost" or "damage" => ParcelState.Lost,
        _ => ParcelState.Unknown,
    };

    private static IReadOnlyDictionary<string, string>? Data(GatewayAnswer answer) => answer["code"] == "200" ? GatewayText.ReadJson(answer["data"]) : null;

    private Task<GatewayAnswer> CallAsync(string call, object body, CancellationToken cancel) => http.AskAsync(HttpMethod.Post, new Uri(Options.Address, $"/shiip/public-api/{call}"), body,
        new Dictionary<string, string> { ["Token"] = Options.Token, ["ShopId"] = Options.ShopId.ToString(CultureInfo.InvariantCulture) }, cancel);
}

using System.Globalization;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping.Ghtk;

/// <summary>Giao Hàng Tiết Kiệm. A failure may come with 200: its "success" is read. It refuses an order number it has had.</summary>
public sealed class GhtkCarrier(HttpClient http, IOptions<GhtkOptions> options) : ICarrier
{
    private GhtkOptions Options => options.Value;

    public string Name => "ghtk";

    public async Task<ParcelNews> CreateAsync(ParcelToSend parcel, CancellationToken cancel)
    {
        var answer = await CallAsync(HttpMethod.Post, "order", new
        {
            // Kilograms here, grams everywhere else.
            products = parcel.Items.Select(item => new { name = item.Name, weight = item.Grams / 1000m, quantity = item.Quantity, price = item.Price.Amount }),
            order = new
            {
                id = parcel.Reference,
                pick_name = parcel.From.Name, pick_tel = parcel.From.Phone, pick_address = parcel.From.Street, pick_ward = parcel.From.Commune, pick_district = "", pick_province = parcel.From.Province,
                name = parcel.To.Name, tel = parcel.To.Phone, address = parcel.To.Street, ward = parcel.To.Commune, district = "", province = parcel.To.Province, hamlet = "Khác",
                is_freeship = 1, pick_money = parcel.Cash.Amount, value = parcel.Value.Amount, transport = "road", note = parcel.Note ?? "",
            },
        }, cancel);
        if (answer.Fields is null) return new ParcelNews.Unreachable(answer.Problem);
        if (Order(answer) is { } order && order.GetValueOrDefault("label") is { Length: > 0 } code)
            return new ParcelNews.Known(code, ParcelState.Waiting, Digits.TryRead(order.GetValueOrDefault("fee"), out var fee) ? new Money(fee) : null);
        return await AskAsync(parcel.Reference, cancel) is ParcelNews.Known known ? known : new ParcelNews.Refused(answer["message"]);
    }

    public async Task<ParcelNews> AskAsync(string reference, CancellationToken cancel)
    {
        var answer = await CallAsync(HttpMethod.Get, $"v2/partner_id:{Uri.EscapeDataString(reference)}", null, cancel);
        if (answer.Fields is null) return new ParcelNews.Unreachable(answer.Problem);
        if (Order(answer) is not { } order) return new ParcelNews.None();
        // Read answers name it label_id, the answer to create names it label.
        var code = order.GetValueOrDefault("label_id") ?? order.GetValueOrDefault("label") ?? "";
        return code.Length == 0 ? new ParcelNews.None() : new ParcelNews.Known(code, StateOf(order.GetValueOrDefault("status") ?? order.GetValueOrDefault("status_id") ?? ""), null);
    }

    public async Task<bool> CancelAsync(string code, CancellationToken cancel) => (await CallAsync(HttpMethod.Post, $"cancel/{Uri.EscapeDataString(code)}", null, cancel))["success"] == "true";

    public Outcome<ParcelNotice> Read(GatewayMessage message)
    {
        if (!CarrierCall.IsFrom(message, Options.WebhookSecret)) return new Refusal("SecretWrong", "", "Địa chỉ nhận tin không đúng.", "The secret of the address is wrong.");
        var fields = message.Body.StartsWith('{') ? GatewayText.ReadJson(message.Body) : GatewayText.ReadQuery(message.Body);
        var (code, status) = (fields?.GetValueOrDefault("label_id", "") ?? "", fields?.GetValueOrDefault("status_id", "") ?? "");
        if (fields is null || code.Length is 0 or > 40 || status.Length is 0 or > 10) return new Refusal("Malformed", "", "Không đọc được tin của GHTK.", "GHTK's notice cannot be read.");
        // A raw plus of the time zone became a blank on its way through a form.
        var time = fields.GetValueOrDefault("action_time", "").Trim().Replace(' ', '+');
        var at = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var told) ? told.UtcDateTime : message.ReceivedAt;
        return new ParcelNotice($"{status}:{at:O}", fields.GetValueOrDefault("partner_id"), code, StateOf(status), status, at);
    }

    public GatewayReply Reply(NoticeResult result) => CarrierCall.Reply(result);

    /// <summary>The shipper's own reports (45, 49 and others) are not final.</summary>
    public static ParcelState StateOf(string status) => status switch
    {
        "-1" => ParcelState.Cancelled,
        "1" or "2" or "7" or "8" or "12" or "127" or "128" => ParcelState.Waiting,
        "3" or "10" or "123" or "410" => ParcelState.OnTheWay,
        "4" or "45" or "49" => ParcelState.AtTheDoor,
        "5" or "6" => ParcelState.Delivered,
        "9" => ParcelState.Failed,
        "20" => ParcelState.Returning,
        "11" or "21" => ParcelState.Returned,
        "13" => ParcelState.Lost,
        _ => ParcelState.Unknown,
    };

    private static IReadOnlyDictionary<string, string>? Order(GatewayAnswer answer) => answer["success"] == "true" ? GatewayText.ReadJson(answer["order"]) : null;

    private Task<GatewayAnswer> CallAsync(HttpMethod method, string call, object? body, CancellationToken cancel) => http.AskAsync(method, new Uri(Options.Address, $"/services/shipment/{call}"), body,
        new Dictionary<string, string> { ["Token"] = Options.Token, ["X-Client-Source"] = Options.PartnerCode }, cancel);
}

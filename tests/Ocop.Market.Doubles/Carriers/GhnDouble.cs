using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.Carriers;

/// <summary>Giao Hàng Nhanh: create, detail by our code and cancel. It keeps one shipment for one code, and tells when it was asked twice.</summary>
public sealed class GhnDouble : GatewayDouble
{
    private static readonly string[] Texts = ["client_order_code", "from_name", "from_phone", "from_address", "from_ward_name", "from_province_name", "to_name", "to_phone", "to_address", "to_ward_name", "to_province_name", "required_note"];
    private static readonly string[] Numbers = ["weight", "length", "width", "height", "service_type_id", "payment_type_id", "cod_amount", "insurance_value"];
    private readonly Dictionary<string, JsonElement> _made = [];

    public const string Token = "ghn-double-token";
    public const int Shop = 885;

    public string Status { get; set; } = "ready_to_pick";

    /// <summary>The next shipment is made, but its answer is lost.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>It will come for a parcel, whatever it is told.</summary>
    public bool RefusesToCancel { get; set; }

    /// <summary>What happens once, while the next answer is on its way.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public IReadOnlyDictionary<string, JsonElement> Made => _made;

    public List<string> Cancelled { get; } = [];

    public static async Task<GhnDouble> StartAsync()
    {
        var made = new GhnDouble();
        await made.StartAsync(0);
        return made;
    }

    public static string CodeOf(string reference) => $"GH{reference.Replace("-", "", StringComparison.Ordinal)}";

    protected override void Map(WebApplication app)
    {
        app.MapPost("/shiip/public-api/v2/shipping-order/create", (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, Create)));
        app.MapPost("/shiip/public-api/v2/shipping-order/detail-by-client-code", (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, Detail)));
        app.MapPost("/shiip/public-api/v2/switch-status/cancel", (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, Cancel)));
    }

    private IResult Create(JsonElement body)
    {
        foreach (var name in Texts)
            if (!body.TryGetProperty(name, out var text) || text.ValueKind != JsonValueKind.String || text.GetString()!.Length == 0) Faults.Enqueue($"create: {name}");
        foreach (var name in Numbers)
            if (!body.TryGetProperty(name, out var number) || number.ValueKind != JsonValueKind.Number) Faults.Enqueue($"create: {name}");
        var reference = body.GetProperty("client_order_code").GetString()!;
        if (!_made.TryAdd(reference, body.Clone())) Faults.Enqueue($"create: {reference} twice");
        if (LosesAnswer)
        {
            LosesAnswer = false;
            return Results.StatusCode(504);
        }

        return Good(new { order_code = CodeOf(reference), total_fee = 33_000 });
    }

    private IResult Detail(JsonElement body)
    {
        var reference = body.GetProperty("client_order_code").GetString()!;
        return _made.ContainsKey(reference) ? Good(new { order_code = CodeOf(reference), status = Status }) : Results.Json(new { code = 400, message = "Đơn hàng không tồn tại" }, statusCode: 400);
    }

    private IResult Cancel(JsonElement body)
    {
        if (RefusesToCancel) return Results.Json(new { code = 400, message = "Không thể huỷ đơn hàng" }, statusCode: 400);
        Cancelled.AddRange(body.GetProperty("order_codes").EnumerateArray().Select(code => code.GetString()!));
        return Good(new { });
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Func<JsonElement, IResult> answer)
    {
        if (context.Request.Headers["Token"] != Token || context.Request.Headers["ShopId"] != Shop.ToString(CultureInfo.InvariantCulture)) return Results.Json(new { code = 401, message = "Token is not valid" }, statusCode: 401);
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var answered = answer(body.RootElement);
        if (Meanwhile is { } happens)
        {
            Meanwhile = null;
            await happens();
        }

        return answered;
    }

    private static IResult Good(object data) => Results.Json(new { code = 200, message = "Success", data });
}

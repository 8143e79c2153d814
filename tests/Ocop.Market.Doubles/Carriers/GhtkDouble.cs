using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles.Carriers;

/// <summary>Giao Hàng Tiết Kiệm: create, look up by our code and cancel. It answers 200 to everything, refuses a code that it has had, and weighs goods in kilograms.</summary>
public sealed class GhtkDouble : GatewayDouble
{
    private static readonly string[] Texts = ["id", "pick_name", "pick_tel", "pick_address", "pick_ward", "pick_province", "name", "tel", "address", "ward", "province", "hamlet"];
    private static readonly string[] Numbers = ["is_freeship", "pick_money", "value"];
    private readonly Dictionary<string, JsonElement> _made = [];

    public const string Token = "ghtk-double-token", PartnerCode = "S885";
    private const decimal HeaviestKilograms = 20;

    public string Status { get; set; } = "2";

    /// <summary>The next parcel is made, but its answer is lost.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>How often a code was sent again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Whole bodies, by our code.</summary>
    public IReadOnlyDictionary<string, JsonElement> Made => _made;

    public static async Task<GhtkDouble> StartAsync()
    {
        var made = new GhtkDouble();
        await made.StartAsync(0);
        return made;
    }

    public static string LabelOf(string reference) => $"{PartnerCode}.MN1.{reference.Replace("-", "", StringComparison.Ordinal)}";

    protected override void Map(WebApplication app)
    {
        app.MapPost("/services/shipment/order", (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, CreateAsync)));
        app.MapGet("/services/shipment/v2/{code}", (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, FindAsync)));
        app.MapPost("/services/shipment/cancel/{label}", (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, _ => Task.FromResult(Results.Json(new { success = true, message = "" })))));
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        using var document = await JsonDocument.ParseAsync(request.Body);
        var body = document.RootElement;
        var order = body.GetProperty("order");
        foreach (var name in Texts)
            if (!order.TryGetProperty(name, out var text) || text.ValueKind != JsonValueKind.String || text.GetString()!.Length == 0) Faults.Enqueue($"order: {name}");
        foreach (var name in Numbers)
            if (!order.TryGetProperty(name, out var number) || number.ValueKind != JsonValueKind.Number) Faults.Enqueue($"order: {name}");
        foreach (var product in body.GetProperty("products").EnumerateArray())
            if (product.GetProperty("weight").GetDecimal() is <= 0 or > HeaviestKilograms) Faults.Enqueue($"product: {product.GetProperty("weight")} kg");
        var reference = order.GetProperty("id").GetString()!;
        if (!_made.TryAdd(reference, body.Clone()))
        {
            Repeats++;
            return Results.Json(new { success = false, message = "Mã đơn hàng đã tồn tại trên hệ thống" });
        }

        if (LosesAnswer)
        {
            LosesAnswer = false;
            return Results.StatusCode(504);
        }

        return Results.Json(new { success = true, message = "", order = new { partner_id = reference, label = LabelOf(reference), fee = "29000", insurance_fee = "0", status_id = 2 } });
    }

    private Task<IResult> FindAsync(HttpRequest request)
    {
        const string Ours = "partner_id:";
        var code = (string)request.RouteValues["code"]!;
        var reference = code.StartsWith(Ours, StringComparison.Ordinal) ? code[Ours.Length..] : "";
        return Task.FromResult(_made.ContainsKey(reference)
            ? Results.Json(new { success = true, message = "", order = new { label_id = LabelOf(reference), partner_id = reference, status = Status } })
            : Results.Json(new { success = false, message = "Không tìm thấy đơn hàng" }));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Func<HttpRequest, Task<IResult>> answer) =>
        context.Request.Headers["Token"] == Token && context.Request.Headers["X-Client-Source"] == PartnerCode
            ? await answer(context.Request) : Results.Json(new { success = false, message = "Token không hợp lệ" });
}

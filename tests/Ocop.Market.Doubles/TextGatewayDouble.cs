using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ocop.Market.Doubles;

/// <summary>A gateway for short texts as ADR 0014 describes it: it knows who posts, checks every field, and brings one text to the phone for each key, however often it is posted.</summary>
public sealed partial class TextGatewayDouble : GatewayDouble
{
    public const string Token = "text-gateway-double-token";

    private readonly Dictionary<string, string> _keys = [];
    private readonly Queue<int> _answers = [];

    /// <summary>What phones got: to, template and text.</summary>
    public List<(string To, string Template, string Text)> Brought { get; } = [];

    /// <summary>The bodies that were taken, whole.</summary>
    public List<JsonElement> Bodies { get; } = [];

    public int Asked { get; private set; }

    public static async Task<TextGatewayDouble> StartAsync()
    {
        var made = new TextGatewayDouble();
        await made.StartAsync(0);
        return made;
    }

    /// <summary>Instead of doing its work, once; 499 does the work and loses the answer.</summary>
    public void Say(int status) => _answers.Enqueue(status);

    protected override void Map(WebApplication app) => app.MapPost("/send", (Delegate)TakeAsync);

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        Asked++;
        if (context.Request.Headers.Authorization != $"Bearer {Token}") return Results.StatusCode(401);
        var (status, isLost) = _answers.TryDequeue(out var said) ? (said, said == 499) : (200, false);
        if (status != 200 && !isLost) return Results.Text("{\"error\":\"+84912345678 is busy\"}", "application/json", statusCode: status);

        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        var body = document.RootElement.Clone();
        string Field(string name) => body.GetProperty(name).GetString()!;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length < 16 || key != Field("key")) Faults.Enqueue("key");
        if (!Phone().IsMatch(Field("to"))) Faults.Enqueue($"to: {Field("to")}");
        if (Field("text").Length is 0 or > 160) Faults.Enqueue($"text: {Field("text").Length} letters");
        foreach (var name in new[] { "number", "words", "link" })
            if (body.GetProperty("fields").GetProperty(name).GetString() is null or "") Faults.Enqueue($"fields: {name}");
        if (_keys.TryGetValue(key, out var before))
        {
            if (before != body.GetRawText()) Faults.Enqueue("another text under the same key");
        }
        else
        {
            _keys.Add(key, body.GetRawText());
            Bodies.Add(body);
            Brought.Add((Field("to"), Field("template"), Field("text")));
        }

        if (isLost) context.Abort();
        return Results.Ok(new { taken = true });
    }

    [GeneratedRegex(@"^\+84[35789]\d{8}$")]
    private static partial Regex Phone();
}

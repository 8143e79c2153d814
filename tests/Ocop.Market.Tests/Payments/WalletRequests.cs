using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Payments;

/// <summary>Payments and refunds as the shop asks for them, and the published vectors.</summary>
internal static class WalletRequests
{
    public const string Reference = "OCK7M492PX-2";

    public static PaymentRequest Payment(TimeProvider clock, long amount = 250_000, string language = "vi", string notify = "http://127.0.0.1:1/webhooks/x", string reference = Reference, string buyer = "203.0.113.7") =>
        new(Guid.CreateVersion7(), reference, new Money(amount), "K7M4-92PX", language, "lan@example.vn", new Uri("https://cho.example/don-hang/K7M4-92PX?k=a_b-c&t=1"), new Uri(notify), buyer, clock.UtcNow(), clock.UtcNow().AddMinutes(15));

    public static RefundRequest Refund(TimeProvider clock, PaymentRequest payment, PaymentNews.Paid paid, long amount, int number = 1) =>
        new(Guid.CreateVersion7(), $"{payment.Reference}R{number}", payment.Reference, paid.TransactionId, new Money(amount), paid.Amount, "Trả hàng: mật ong bị vỡ (2 lọ)", "Nguyễn Thị Đào", payment.CreatedAt, clock.UtcNow());

    public static GatewayMessage Get(string query) => new("GET", query.Length > 0 ? "?" + query : "", NoHeaders, "", Received);

    public static GatewayMessage Post(string body) => new("POST", "", NoHeaders, body, Received);

    /// <summary>As the host would: a client of the factory, with the options that are given here.</summary>
    public static ServiceProvider Services(TimeProvider clock, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection().AddSingleton(clock);
        add(services);
        return services.BuildServiceProvider();
    }

    public static JsonElement Vectors(string gateway)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "vectors", "payments", $"{gateway}-vectors.json")));
        return document.RootElement.Clone();
    }

    public static TheoryData<string> VectorNames(string gateway, params string[] kinds) =>
        [.. Vectors(gateway).GetProperty("vectors").EnumerateArray().Where(vector => kinds.Contains(vector.GetProperty("kind").GetString())).Select(vector => vector.GetProperty("name").GetString()!)];

    public static JsonElement Vector(string gateway, string name) =>
        Vectors(gateway).GetProperty("vectors").EnumerateArray().Single(vector => vector.GetProperty("name").GetString() == name);

    public static Dictionary<string, string> Texts(JsonElement fields) =>
        fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText());

    /// <summary>Half past midnight: in Greenwich it is still the day before.</summary>
    public static StandingClock AfterMidnight() => StandingClock.At(2026, 6, 1, 0, 30);

    private static readonly Dictionary<string, string> NoHeaders = [];
    private static readonly DateTime Received = new(2026, 6, 1, 3, 0, 0, DateTimeKind.Utc);
}

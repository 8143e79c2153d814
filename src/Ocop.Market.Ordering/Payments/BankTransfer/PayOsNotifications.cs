using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>payOS: one payment a message, its signature within. It names no time, so a recording can only be known by its transaction.</summary>
public sealed class PayOsNotifications(IOptions<BankTransferOptions> options) : BankNotifications(options)
{
    private const string TestOrder = "123";
    private const string Success = "00";

    public override string Name => "payos";

    protected override Refusal? Forgery(GatewayMessage message, JsonElement body)
    {
        if (!IsSet(Options.PayOs.ChecksumKey)) return NotConfigured;
        if (!body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return Unreadable;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Options.PayOs.ChecksumKey), Encoding.UTF8.GetBytes(Signed(data)));
        return IsHexOf(TextOf(body, "signature"), expected) ? null : Forged;
    }

    protected override Outcome<IReadOnlyList<PaymentNotice>> Read(JsonElement body)
    {
        var data = body.GetProperty("data");
        if ((TextOf(data, "reference") ?? TextOf(data, "paymentLinkId")) is not { } id || AmountOf(data, "amount") is not { } amount) return Unreadable;
        return new[] { NoticeOf(id, amount, data, IsPaid(body, data)) };
    }

    private PaymentNotice NoticeOf(string id, Money amount, JsonElement data, bool isPaid)
    {
        if (TextOf(data, "orderCode") == TestOrder) return Irrelevant(id, "test");
        if (!isPaid) return Irrelevant(id, $"not-paid-{TextOf(data, "code")}");
        string?[] accounts = [TextOf(data, "accountNumber"), TextOf(data, "virtualAccountNumber")];
        return Entry(id, accounts, amount, TextOf(data, "currency")?.ToUpperInvariant() ?? "", TextOf(data, "reference"), TextOf(data, "transactionDateTime"), TextOf(data, "description"));
    }

    private static bool IsPaid(JsonElement body, JsonElement data) =>
        body.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True && TextOf(body, "code") == Success && TextOf(data, "code") == Success;

    private static string Signed(JsonElement data) =>
        string.Join('&', data.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}={Signed(member.Value, member.Value.ValueKind)}"));

    private static string Signed(JsonElement value, JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => "",
        // Its own library takes these words for nothing.
        JsonValueKind.String => value.GetString() is not ("null" or "undefined") and var text ? text! : "",
        _ => SortedJson.Write(value),
    };
}

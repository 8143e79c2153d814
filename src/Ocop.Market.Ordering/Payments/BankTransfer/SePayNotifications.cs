using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>SePay: one entry a message, signed by a fixed key or by HMAC over time and body, as chosen there.</summary>
public sealed class SePayNotifications(IOptions<BankTransferOptions> options) : BankNotifications(options)
{
    private const string KeyScheme = "Apikey ";
    private const string HashScheme = "sha256=";

    public override string Name => "sepay";

    public override GatewayReply Reply(NoticeResult result) => StatusOf(result) is var status && status == 200
        ? GatewayReply.Json(status, """{"success":true}""")
        : GatewayReply.Json(status, """{"success":false}""");

    protected override Refusal? Forgery(GatewayMessage message, JsonElement body)
    {
        if (IsSet(Options.SePay.HmacSecret))
        {
            var signedAt = message.Headers.GetValueOrDefault("X-SePay-Timestamp");
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Options.SePay.HmacSecret), Encoding.UTF8.GetBytes($"{signedAt}.{message.Body}"));
            if (After(HashScheme, message.Headers.GetValueOrDefault("X-SePay-Signature")) is not { } told || !IsHexOf(told, expected)) return Forged;
            return IsFresh(message, signedAt, TimeSpan.TicksPerSecond) ? null : Stale;
        }

        if (!IsSet(Options.SePay.ApiKey)) return NotConfigured;
        return After(KeyScheme, message.Headers.GetValueOrDefault("Authorization")) is { } key && IsSecret(key.Trim(), Options.SePay.ApiKey) ? null : Forged;
    }

    protected override Outcome<IReadOnlyList<PaymentNotice>> Read(JsonElement body)
    {
        if (TextOf(body, "id") is not { } id || TextOf(body, "transferType") is not { } direction || AmountOf(body, "transferAmount") is not { } amount) return Unreadable;
        string?[] accounts = [TextOf(body, "accountNumber"), TextOf(body, "subAccount")];
        return new[]
        {
            direction == "in"
                ? Entry(id, accounts, amount, "VND", TextOf(body, "referenceCode"), TextOf(body, "transactionDate"), TextOf(body, "content"), TextOf(body, "description"), TextOf(body, "code"))
                : Irrelevant(id, "outgoing"),
        };
    }

    private static string? After(string scheme, string? header) => header?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true ? header[scheme.Length..] : null;
}

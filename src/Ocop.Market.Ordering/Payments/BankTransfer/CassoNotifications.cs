using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>
/// Casso: version 2 posts one entry and signs time and body, version 1 posts many and sends a fixed token. Which fields there are differs as well,
/// and not always along that line, so both are read.
/// </summary>
public sealed class CassoNotifications(IOptions<BankTransferOptions> options) : BankNotifications(options)
{
    public override string Name => "casso";

    protected override Refusal? Forgery(GatewayMessage message, JsonElement body)
    {
        if (IsSet(Options.Casso.ChecksumKey))
        {
            var signature = PartsOf(message.Headers.GetValueOrDefault("X-Casso-Signature") ?? "");
            if (!IsSignedBy(Options.Casso.ChecksumKey, signature.GetValueOrDefault("t"), signature.GetValueOrDefault("v1"), body)) return Forged;
            return IsFresh(message, signature.GetValueOrDefault("t"), TimeSpan.TicksPerMillisecond) ? null : Stale;
        }

        if (!IsSet(Options.Casso.SecureToken)) return NotConfigured;
        return IsSecret(message.Headers.GetValueOrDefault("secure-token") ?? "", Options.Casso.SecureToken) ? null : Forged;
    }

    protected override Outcome<IReadOnlyList<PaymentNotice>> Read(JsonElement body)
    {
        if (TextOf(body, "error") is not (null or "0") || !body.TryGetProperty("data", out var data)) return Unreadable;
        PaymentNotice?[] notices = data.ValueKind switch
        {
            JsonValueKind.Object => [NoticeOf(data)],
            JsonValueKind.Array => [.. data.EnumerateArray().Select(NoticeOf)],
            _ => [],
        };
        return notices.Length == 0 || notices.Contains(null) ? Unreadable : notices.OfType<PaymentNotice>().ToArray();
    }

    private PaymentNotice? NoticeOf(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || TextOf(entry, "id") is not { } id || AmountOf(entry, "amount") is not { } amount) return null;
        if (id == "0") return Irrelevant(id, "test");
        string?[] accounts = [TextOf(entry, "accountNumber"), TextOf(entry, "bank_sub_acc_id"), TextOf(entry, "subAccId"), TextOf(entry, "virtualAccountNumber"), TextOf(entry, "virtualAccount")];
        return Entry(id, accounts, amount, "VND", TextOf(entry, "reference", "tid"), TextOf(entry, "transactionDateTime", "when"), TextOf(entry, "description"));
    }

    // Its PHP sample and its Node sample escape differently; which of them the service does shows only in a memo with a slash or a mark.
    private static bool IsSignedBy(string key, string? signedAt, string? told, JsonElement body) =>
        IsHexOf(told, Mac(key, $"{signedAt}.{SortedJson.Write(body)}")) || IsHexOf(told, Mac(key, $"{signedAt}.{SortedJson.Write(body, likePhp: true)}"));

    private static byte[] Mac(string key, string text) => HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));

    /// <summary>"t=1767225792000,v1=3e1d…"; the first of a name counts.</summary>
    private static Dictionary<string, string> PartsOf(string header)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
            if (part.Split('=', 2) is [var name, var value]) parts.TryAdd(name, value);
        return parts;
    }
}

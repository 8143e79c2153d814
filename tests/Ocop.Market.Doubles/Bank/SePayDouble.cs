using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Bank;

public static class SePayDouble
{
    internal const string Notifier = "SePay";

    public static BankPost Signed(BankEntry entry, string secret, DateTimeOffset signedAt)
    {
        var body = Body(entry);
        var timestamp = signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new BankPost(Notifier, body, new Dictionary<string, string> { ["X-SePay-Timestamp"] = timestamp, ["X-SePay-Signature"] = "sha256=" + Sign(secret, timestamp, body) });
    }

    public static BankPost WithKey(BankEntry entry, string key) => new(Notifier, Body(entry), new Dictionary<string, string> { ["Authorization"] = $"Apikey {key}" });

    public static string Sign(string secret, string timestamp, string body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(timestamp));
        mac.AppendData("."u8);
        mac.AppendData(Encoding.UTF8.GetBytes(body));
        return Convert.ToHexStringLower(mac.GetHashAndReset());
    }

    private static string Body(BankEntry entry) => new JsonObject
    {
        ["id"] = entry.Id, ["gateway"] = "Vietcombank", ["transactionDate"] = entry.AtText, ["accountNumber"] = entry.Account, ["code"] = null, ["content"] = entry.Memo,
        ["transferType"] = entry.Amount < 0 ? "out" : "in", ["transferAmount"] = Math.Abs(entry.Amount), ["accumulated"] = 90_000_000, ["subAccount"] = null,
        ["referenceCode"] = entry.Reference, ["description"] = "",
    }.ToJsonString(Spelling.Node);
}

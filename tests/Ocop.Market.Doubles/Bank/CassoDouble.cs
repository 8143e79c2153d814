using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Bank;

public static class CassoDouble
{
    private const string Notifier = "Casso";

    /// <summary>Version 2.</summary>
    /// <param name="likePhp">Signs what PHP would have written, not what Node would.</param>
    public static BankPost Signed(BankEntry entry, string key, DateTimeOffset signedAt, bool likePhp = false)
    {
        var body = new JsonObject
        {
            ["error"] = 0,
            ["data"] = new JsonObject
            {
                ["id"] = entry.Id, ["reference"] = entry.Reference, ["description"] = entry.Memo, ["amount"] = entry.Amount, ["runningBalance"] = 90_000_000,
                ["transactionDateTime"] = entry.AtText, ["accountNumber"] = entry.Account, ["bankName"] = "Ngân hàng Ngoại thương", ["bankAbbreviation"] = "VCB",
                ["virtualAccountNumber"] = "", ["virtualAccountName"] = "", ["counterAccountName"] = "NGUOI CHUYEN", ["counterAccountNumber"] = "0123456789",
                ["counterAccountBankId"] = "970415", ["counterAccountBankName"] = "VietinBank",
            },
        };
        return Signed(body, key, signedAt, likePhp);
    }

    public static BankPost Signed(JsonObject body, string key, DateTimeOffset signedAt, bool likePhp = false)
    {
        var milliseconds = signedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string> { ["X-Casso-Signature"] = $"t={milliseconds},v1={Sign(key, milliseconds, body, likePhp)}" };
        return new BankPost(Notifier, body.ToJsonString(Spelling.Node), headers);
    }

    /// <summary>Version 1: several entries at once.</summary>
    public static BankPost WithToken(IEnumerable<BankEntry> entries, string token)
    {
        var data = new JsonArray([.. entries.Select(entry => new JsonObject
        {
            ["id"] = entry.Id, ["tid"] = entry.Reference, ["description"] = entry.Memo, ["amount"] = entry.Amount, ["cusum_balance"] = 90_000_000,
            ["when"] = entry.AtText, ["bank_sub_acc_id"] = entry.Account, ["subAccId"] = entry.Account,
        })]);
        return new BankPost(Notifier, new JsonObject { ["error"] = 0, ["data"] = data }.ToJsonString(Spelling.Node), new Dictionary<string, string> { ["secure-token"] = token });
    }

    public static string Sign(string key, string milliseconds, JsonNode body, bool likePhp = false)
    {
        var sorted = Spelling.Sorted(body);
        return Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{milliseconds}.{(likePhp ? Spelling.AsPhp(sorted) : sorted)}")));
    }
}

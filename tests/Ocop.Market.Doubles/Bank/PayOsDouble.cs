using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Bank;

public static class PayOsDouble
{
    /// <param name="orderCode">123 is the call that it tries an address with.</param>
    public static BankPost Signed(BankEntry entry, string key, int orderCode = 1001, string currency = "VND", string code = "00")
    {
        var data = new JsonObject
        {
            ["orderCode"] = orderCode, ["amount"] = entry.Amount, ["description"] = entry.Memo, ["accountNumber"] = entry.Account, ["reference"] = entry.Reference,
            ["transactionDateTime"] = entry.AtText, ["currency"] = currency, ["paymentLinkId"] = "0123456789abcdef0123456789abcdef", ["code"] = code, ["desc"] = "Thành công",
            ["counterAccountBankId"] = "", ["counterAccountName"] = null, ["counterAccountNumber"] = null, ["virtualAccountName"] = "", ["virtualAccountNumber"] = "",
        };
        var signature = Sign(key, data);
        var body = new JsonObject { ["code"] = code, ["desc"] = "success", ["success"] = code == "00", ["data"] = data, ["signature"] = signature };
        return new BankPost("payOS", body.ToJsonString(Spelling.Node), new Dictionary<string, string>());
    }

    public static string Sign(string key, JsonObject fields)
    {
        var pairs = fields.Select(field => (field.Key, Value: field.Value switch
        {
            null => "",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var other => Spelling.Sorted(other),
        })).ToList();
        pairs.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        var text = string.Join('&', pairs.Select(pair => pair.Key + "=" + pair.Value));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
    }
}

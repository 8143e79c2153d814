using System.Text.Json;
using Microsoft.Extensions.Options;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Testing;

namespace Ocop.Market.Tests.Payments.BankTransfer;

internal static class BankVectors
{
    public const string Account = "1017595600";

    public static JsonElement Read(string file, string list) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "vectors", "payments", file))).RootElement.GetProperty(list);

    public static IEnumerable<JsonElement> Webhooks(string provider) =>
        Read("bank-transfer-webhook-vectors.json", "vectors").EnumerateArray().Where(vector => vector.GetProperty("provider").GetString() == provider);

    public static string Text(this JsonElement holder, string name) => holder.GetProperty(name).GetString()!;

    public static IOptions<BankTransferOptions> Options(Action<BankTransferOptions>? more = null)
    {
        var options = new BankTransferOptions { AccountNumber = Account, AccountHolder = "HOP TAC XA MAU", Bin = "970436" };
        more?.Invoke(options);
        return Microsoft.Extensions.Options.Options.Create(options);
    }

    public static GatewayMessage Message(string body, DateTime receivedAt, IEnumerable<KeyValuePair<string, string>>? headers = null) =>
        new("POST", "", new Dictionary<string, string>(headers ?? [], StringComparer.OrdinalIgnoreCase), body, receivedAt);

    public static GatewayMessage Message(this BankPost post, DateTime receivedAt) => Message(post.Body, receivedAt, post.Headers);
}

using System.Security.Cryptography;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.MoMo;

/// <summary>HMAC-SHA256 in hex over names and raw values, by name; which names depends on what is signed.</summary>
public static class MoMoSignature
{
    public const string Field = "signature";

    public static readonly IReadOnlyList<string> Create = ["accessKey", "amount", "extraData", "ipnUrl", "orderId", "orderInfo", "partnerCode", "redirectUrl", "requestId", "requestType"];
    public static readonly IReadOnlyList<string> Query = ["accessKey", "orderId", "partnerCode", "requestId"];
    public static readonly IReadOnlyList<string> Refund = ["accessKey", "amount", "description", "orderId", "partnerCode", "requestId", "transId"];

    /// <summary>Of the call behind the scenes and of the buyer's way back.</summary>
    public static readonly IReadOnlyList<string> Notice =
        ["accessKey", "amount", "extraData", "message", "orderId", "orderInfo", "orderType", "partnerCode", "payType", "requestId", "responseTime", "resultCode", "transId"];

    /// <param name="fields">Without the access key, which is signed but need not travel.</param>
    public static string TextOf(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> fields, string accessKey) =>
        string.Join('&', names.Select(name => $"{name}={(name == "accessKey" ? accessKey : fields.GetValueOrDefault(name, ""))}"));

    public static string Of(string text, string secretKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(text)));

    public static bool IsGenuine(IReadOnlyDictionary<string, string> notice, MoMoOptions options) =>
        SignatureText.IsSame(Of(TextOf(Notice, notice, options.AccessKey), options.SecretKey), notice.GetValueOrDefault(Field), inEitherCase: true);
}

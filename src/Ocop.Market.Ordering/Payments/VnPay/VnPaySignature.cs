using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.VnPay;

/// <summary>HMAC-SHA512 in hex: over a sorted, form-encoded query on the browser's way, over values between bars on the server's.</summary>
public static class VnPaySignature
{
    public const string Field = "vnp_SecureHash";

    private static readonly string[] QueryAsked = Names("RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo");
    private static readonly string[] RefundAsked = Names("RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo TransactionDate CreateBy CreateDate IpAddr OrderInfo");
    private static readonly string[] RefundAnswered = Names("ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType TransactionStatus OrderInfo");
    private static readonly string[] QueryAnswered = [.. RefundAnswered, .. Names("PromotionCode PromotionAmount")];

    public static string Of(string text, string secret) =>
        Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    /// <summary>What is signed of a query: every vnp_ parameter with a value, by name. Spaces become "+", hence WebUtility.</summary>
    public static string TextOf(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields
            .Where(field => field.Key.StartsWith("vnp_", StringComparison.Ordinal) && field.Key is not (Field or "vnp_SecureHashType") && field.Value.Length > 0)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));

    public static bool IsGenuine(IReadOnlyDictionary<string, string> query, string secret) =>
        SignatureText.IsSame(Of(TextOf(query), secret), query.GetValueOrDefault(Field), inEitherCase: true);

    public static string OfRequest(IReadOnlyDictionary<string, string> fields, string secret) =>
        Of(Barred(fields, fields["vnp_Command"] == "refund" ? RefundAsked : QueryAsked), secret);

    /// <param name="command">What was asked.</param>
    public static bool IsGenuineAnswer(IReadOnlyDictionary<string, string> fields, string command, string secret) =>
        SignatureText.IsSame(Of(Barred(fields, command == "refund" ? RefundAnswered : QueryAnswered), secret), fields.GetValueOrDefault(Field), inEitherCase: true);

    private static string Barred(IReadOnlyDictionary<string, string> fields, string[] names) => string.Join('|', names.Select(name => fields.GetValueOrDefault(name, "")));

    private static string[] Names(string names) => [.. names.Split(' ').Select(name => "vnp_" + name)];
}

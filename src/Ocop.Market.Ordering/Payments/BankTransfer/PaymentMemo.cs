using System.Text.RegularExpressions;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>
/// Our reference on its way through a bank: "OCK7M492PX" comes out as "MBVCB.123.ock7m4 92px.CT tu 0123". Only one answer counts;
/// where there are two, a person decides.
/// </summary>
public static partial class PaymentMemo
{
    /// <summary>The reference in whatever the bank says of one entry; the surest way of writing it that occurs at all decides.</summary>
    public static string? Find(params IEnumerable<string?> texts)
    {
        string[] read = [.. texts.OfType<string>().Select(text => VietnameseText.Fold(text).ToUpperInvariant())];
        foreach (var way in (IEnumerable<string[]>)[In(read, Whole()), In(read.Select(text => Separators().Replace(text, "")), Broken()), In(read, OrderNumberAlone())])
        {
            if (way.Length > 0) return way is [var only] ? only : null;
        }

        return null;
    }

    private static string[] In(IEnumerable<string> texts, Regex way) =>
        [.. texts.SelectMany(text => way.Matches(text)).Select(hit => $"{PaymentReference.Prefix}{hit.Groups["a"].Value}{hit.Groups["b"].Value}").Distinct()];

    [GeneratedRegex($@"(?<![0-9A-Z]){PaymentReference.Prefix}(?<a>[{OrderNumber.Letters}]{{8}})(?![0-9A-Z])")]
    private static partial Regex Whole();

    [GeneratedRegex($"{PaymentReference.Prefix}(?<a>[{OrderNumber.Letters}]{{8}})")]
    private static partial Regex Broken();

    // Two words of a name are four letters and four as well ("PHAM DANG"), and eight digits are somebody's telephone: a hyphen, or letters and digits both.
    [GeneratedRegex($@"(?<![0-9A-Z])(?:(?<a>[{OrderNumber.Letters}]{{4}})[-–](?<b>[{OrderNumber.Letters}]{{4}})|(?=[A-Z ]{{0,8}}[0-9])(?=[0-9 ]{{0,8}}[A-Z])(?<a>[{OrderNumber.Letters}]{{4}}) ?(?<b>[{OrderNumber.Letters}]{{4}}))(?![0-9A-Z])")]
    private static partial Regex OrderNumberAlone();

    [GeneratedRegex(@"[\s\-–.]")]
    private static partial Regex Separators();
}

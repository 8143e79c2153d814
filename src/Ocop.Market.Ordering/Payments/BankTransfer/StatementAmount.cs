using System.Globalization;
using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>"250.000", "250,000.00", "+250000 VND" of a statement. Three digits behind a separator are thousands: no bank counts parts of a đồng.</summary>
internal static partial class StatementAmount
{
    /// <summary>Null where it is no amount of whole đồng. Nothing at all and a bare dash are 0.</summary>
    public static Money? Read(string cell)
    {
        if (cell is "" or "-") return Money.Zero;
        var match = Written().Match(cell);
        if (!match.Success || !long.TryParse(NoDigit().Replace(match.Groups["whole"].Value, ""), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return null;
        return new Money(match.Groups["sign"].Value is "-" or "−" ? -amount : amount);
    }

    public static bool IsSigned(string cell) => cell is ['+' or '-' or '−', _, ..];

    [GeneratedRegex(@"^(?<sign>[+\-−]?) ?(?:(?<whole>\d{1,3}(?:\.\d{3})+)(?:,0{1,2})?|(?<whole>\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?|(?<whole>\d{1,3}(?: \d{3})+|\d{1,15})(?:[.,]0{1,2})?) ?(?:VND|VNĐ|đ|₫)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NoDigit();
}

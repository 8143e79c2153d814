using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>Names of money on the account that come out the same whoever tells of it.</summary>
internal static class BankCredit
{
    private const int ShortestUnique = 8;

    /// <summary>Made up by us where the bank gives no name that is unique: the same money may bear another one elsewhere. The bank's own are upper case.</summary>
    public static bool IsOwnName(string transactionId) => transactionId.Contains('/', StringComparison.Ordinal) || transactionId.Any(char.IsAsciiLetterLower);

    /// <summary>
    /// The bank's own reference: SePay, Casso, payOS and the statement all repeat it. Some put the bank's department behind it (FT26001000001\BNK),
    /// and some banks merely number the day's entries; then the day and the amount belong to the name.
    /// </summary>
    public static string? TransactionId(string? bankReference, DateOnly? day, Money amount)
    {
        var reference = VietnameseText.Normalize(bankReference ?? "").Split('\\')[0].Trim().ToUpperInvariant();
        if (reference.Length is 0 or >= ShortestUnique) return reference.Length == 0 ? null : reference;
        return string.Create(CultureInfo.InvariantCulture, $"{reference}/{day:yyyyMMdd}/{amount.Amount}");
    }
}

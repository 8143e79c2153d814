namespace Ocop.Market.Ordering.Invoices;

/// <summary>Mã số thuế: ten digits of a firm, with "-001" for a branch, or the twelve of a person's identity number.</summary>
public static class TaxCode
{
    private const int OfFirm = 10, OfBranch = 13, OfPerson = 12;
    private static readonly int[] Weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

    /// <summary>"0123456786", "0123456786-001"; spaces, points and the hyphen may be left out. Null where it is none.</summary>
    public static string? Read(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(letter => letter is not (' ' or '.' or '-' or '\u00a0'))]);
        if (!digits.All(char.IsAsciiDigit)) return null;
        return digits.Length switch
        {
            OfFirm when IsRight(digits) => digits,
            OfBranch when IsRight(digits) && digits[OfFirm..] != "000" => $"{digits[..OfFirm]}-{digits[OfFirm..]}",
            // An identity number has no check digit; its fourth says sex and century.
            OfPerson => digits,
            _ => null,
        };
    }

    /// <summary>Ten less the weighted sum's rest by eleven; a rest of nought would need two digits and is not given out.</summary>
    private static bool IsRight(string digits) => digits[Weights.Length] - '0' == 10 - (Weights.Select((weight, index) => weight * (digits[index] - '0')).Sum() % 11);
}

namespace Ocop.Market.Catalog.Products;

/// <summary>GS1's article number: the last digit fills the weighted sum (3 and 1 in turn from the right) up to a multiple of ten.</summary>
public static class GtinCode
{
    public static bool IsValid(string code)
    {
        if (code.Length is not (8 or 12 or 13 or 14) || !code.All(char.IsAsciiDigit)) return false;

        var sum = 0;
        for (var i = 0; i < code.Length; i++)
            sum += (code[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }
}

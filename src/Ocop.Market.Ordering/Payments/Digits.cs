using System.Globalization;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Numbers of a gateway, which carry money: plain digits and nothing else. "0250000", "2.5e5", "-1", "+1", " 1" and what does not fit are no numbers.</summary>
public static class Digits
{
    public static bool TryRead(string? text, out long value)
    {
        value = 0;
        return text is { Length: > 0 } && (text.Length == 1 || text[0] != '0') && text.All(char.IsAsciiDigit)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);
}

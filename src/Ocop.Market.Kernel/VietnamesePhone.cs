using System.Text;

namespace Ocop.Market.Kernel;

/// <summary>
/// A number in Việt Nam's plan: mobiles are 0 + nine digits and begin with 3, 5, 7, 8 or 9; landlines are 0 + ten digits and begin with 2.
/// Kept as +84…, so that however it is typed, the same phone is the same text.
/// </summary>
public static class VietnamesePhone
{
    /// <returns>"+84912345678", or null.</returns>
    public static string? Normalize(string? typed) => Domestic(typed) is { } digits && IsInPlan(digits) ? "+84" + digits[1..] : null;

    /// <summary>"0912 345 678": how people read it to each other.</summary>
    public static string Spoken(string normalized)
    {
        // An order whose buyer is forgotten has none.
        if (normalized.Length == 0) return "";
        var digits = "0" + normalized[3..];
        return digits.Length == 10 ? $"{digits[..4]} {digits[4..7]} {digits[7..]}" : $"{digits[..3]} {digits[3..7]} {digits[7..]}";
    }

    public static Refusal Refuse(string? typed)
    {
        var digits = Domestic(typed);
        return digits is not null && digits.StartsWith('0') && digits.Length != 10 && !digits.StartsWith("02", StringComparison.Ordinal)
            ? new("PhoneWrong", "phone", $"Cần 10 chữ số; bạn gõ {digits.Length}.", $"10 digits are needed; you typed {digits.Length}.")
            : new("PhoneWrong", "phone", "Chưa phải số điện thoại Việt Nam, ví dụ 0912 345 678.", "Not a Vietnamese phone number; for example 0912 345 678.");
    }

    private static bool IsInPlan(string digits) => digits is ['0', '3' or '5' or '7' or '8' or '9', ..] ? digits.Length == 10 : digits is ['0', '2', ..] && digits.Length == 11;

    // Null where something other than digits and the marks between them was typed.
    private static string? Domestic(string? typed)
    {
        var text = (typed ?? "").Normalize(NormalizationForm.FormKC).Trim();
        var isInternational = text.StartsWith('+');
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        if (digits.Length == 0 || text.TrimStart('+').Any(letter => !char.IsAsciiDigit(letter) && letter is not (' ' or '.' or '-' or '(' or ')' or '/'))) return null;
        if (digits.StartsWith("0084", StringComparison.Ordinal)) return "0" + digits[4..].TrimStart('0');
        if (digits.StartsWith("84", StringComparison.Ordinal) && (isInternational || digits.Length >= 11)) return "0" + digits[2..].TrimStart('0');
        return isInternational ? null : digits;
    }
}

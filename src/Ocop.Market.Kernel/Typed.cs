using System.Globalization;

namespace Ocop.Market.Kernel;

/// <summary>What people type into forms, read the same way everywhere; what cannot be read leaves a refusal beside its field.</summary>
public static class Typed
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>As a picker sends it, or as people write it where there is no picker; null where it is empty or none.</summary>
    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact((typed ?? "").Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An end that nobody could read must not become no end.</summary>
    public static DateOnly? Day(string? typed, string field, List<Refusal> refusals)
    {
        var day = Day(typed);
        if (day is null && !string.IsNullOrWhiteSpace(typed)) refusals.Add(DayMisread(field));
        return day;
    }

    public static Refusal DayMisread(string field) => new("DayMisread", field, "Ngày chưa đúng, ví dụ 31/12/2026.", "Not a day, for example 31/12/2026.");

    public static string Words(string? typed, string field, int least, int most, List<Refusal> refusals)
    {
        var words = VietnameseText.Normalize(typed ?? "");
        if (words.Length < least || words.Length > most) refusals.Add(new("TextLength", field, least > 0 ? $"Điền từ {least} đến {most} chữ." : $"Nhiều nhất {most} chữ.", least > 0 ? $"Enter {least} to {most} letters." : $"{most} letters at most."));
        return words;
    }
}

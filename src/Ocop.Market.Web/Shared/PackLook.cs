using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Shared;

/// <summary>How the pack of a product without a photo is drawn: its shape and its colour, from its set and a few words of its name.</summary>
public readonly record struct PackLook(string Shape, string Hue)
{
    public static PackLook OfGroup(string? group) => group switch
    {
        "thuc-pham" => new("basket", group),
        "do-uong" => new("bottle", group),
        "duoc-lieu" => new("jar", group),
        "thu-cong" => new("cloth", group),
        "sinh-vat-canh" => new("bonsai", group),
        "du-lich" => new("house", group),
        _ => new("box", "thuc-pham"),
    };

    /// <param name="setCode">"148-11": version and number of the set.</param>
    public static PackLook Of(string? group, string? setCode, string name)
    {
        var words = $" {VietnameseText.Fold(name)} ";
        return NumberOf(setCode) switch
        {
            1 => new("basket", "trai"),
            2 => new("basket", "bien"),
            3 => new("bag", "gao"),
            4 => new("jar", "gao"),
            6 => new(Has(words, " my ", " mien ", " bun ", " pho ", " hu tieu ") ? "bundle" : "box", "gao"),
            7 => new(Has(words, " toi ", " mut ", " ngam ", " dam ") ? "jar" : Has(words, " banh ", " keo ") ? "box" : "bag", "trai"),
            8 => new(Has(words, " mat ong ", " yen ", " mam ", " ruoc ", " cha bong ") ? "jar" : "box", "bien"),
            9 => new(Has(words, " tuong ", " mam tom ", " mam nem ", " mam ca ", " sa te ") ? "jar" : "bottle", "mam"),
            10 => new("jar", "mam"),
            11 => new(Has(words, " hop ", " dinh ") || name.Length % 2 == 0 ? "tin" : "bag", "che"),
            12 => new("tin", "duoc-lieu"),
            13 => new("bag", "ca-phe"),
            19 => new("bottle", "duoc-lieu"),
            20 => new(Has(words, " tinh dau ", " dau ") ? "bottle" : Has(words, " huong ", " nhang ") ? "bundle" : "jar", "duoc-lieu"),
            21 => new(Has(words, " may ", " tre ", " nan ", " gio ", " ro ", " coi ", " luc binh ") ? "basket" : "box", "thu-cong"),
            5 => new("box", "thuc-pham"),
            _ => group is null ? OfWords(words) : OfGroup(group),
        };
    }

    // Products whose set the source does not name; the name often says enough for a drawing.
    private static PackLook OfWords(string words) => words switch
    {
        _ when Has(words, " che ", " tra ") => new("tin", "che"),
        _ when Has(words, " ca phe ", " cacao ") => new("bag", "ca-phe"),
        _ when Has(words, " mat ong ") => new("jar", "gao"),
        _ when Has(words, " gao ", " nep ", " tieu ") => new("bag", "gao"),
        _ when Has(words, " nuoc mam ") => new("bottle", "mam"),
        _ when Has(words, " ruou ", " nuoc ") => new("bottle", "do-uong"),
        _ when Has(words, " mien ", " bun ", " my ") => new("bundle", "gao"),
        _ when Has(words, " buoi ", " cam ", " xoai ", " sau rieng ", " rau ", " chuoi ", " thanh long ") => new("basket", "trai"),
        _ => OfGroup(null),
    };

    private static int NumberOf(string? setCode) =>
        setCode is null ? 0 : int.Parse(setCode.AsSpan(setCode.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    private static bool Has(string words, params ReadOnlySpan<string> any)
    {
        foreach (var word in any)
            if (words.Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }
}

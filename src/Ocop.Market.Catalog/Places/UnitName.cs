using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Places;

/// <summary>A unit's name as somebody wrote it: "TP. Thái Nguyên" is the name "thai-nguyen" said of a city.</summary>
/// <param name="Whole">All words. Tried first, since "Xà Phiên" is a name and no commune called Phiên.</param>
/// <param name="Bare">The words without the kind in front; null where none was written.</param>
/// <param name="Kind">The kind's words, as in the unit tables: "Xã", "Thành phố".</param>
internal sealed record UnitName(string Written, string Whole, string? Bare, string? Kind)
{
    private static readonly (string Prefix, string Kind)[] CommuneKinds =
        [("xa", "Xã"), ("x", "Xã"), ("phuong", "Phường"), ("p", "Phường"), ("f", "Phường"), ("thi-tran", "Thị trấn"), ("tt", "Thị trấn"), ("dac-khu", "Đặc khu")];

    private static readonly (string Prefix, string Kind)[] DistrictKinds =
        [("huyen", "Huyện"), ("h", "Huyện"), ("quan", "Quận"), ("q", "Quận"), ("thi-xa", "Thị xã"), ("tx", "Thị xã"), ("thanh-pho", "Thành phố"), ("tp", "Thành phố")];

    private static readonly (string Prefix, string Kind)[] ProvinceKinds =
        [("tinh", "Tỉnh"), ("t", "Tỉnh"), ("thanh-pho", "Thành phố"), ("tp", "Thành phố")];

    public static UnitName OfCommune(string text) => Read(text, CommuneKinds);

    public static UnitName OfDistrict(string text) => Read(text, DistrictKinds);

    public static UnitName OfProvince(string text) => Read(text, ProvinceKinds);

    // Not VI: it ends more names (Sơn Vi, Ba Vì) than it counts wards.
    private static readonly Dictionary<string, string> Roman = new(StringComparer.Ordinal) { ["i"] = "1", ["ii"] = "2", ["iii"] = "3", ["iv"] = "4", ["v"] = "5", ["vii"] = "7", ["viii"] = "8", ["ix"] = "9" };

    /// <summary>What names are compared by: no marks, no apostrophes (Cư M'gar, Cư Mgar), a number at the end in one writing (phường 01, Tam Xuân II).</summary>
    public static string Key(string name)
    {
        var key = VietnameseText.Slug(name.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal));
        var last = key.LastIndexOf('-') + 1;
        var word = key[last..];
        return key[..last] + (word.All(char.IsAsciiDigit) ? word.TrimStart('0') : Roman.GetValueOrDefault(word, word));
    }

    /// <summary>"Hải Châu" of "Hải Châu 1"; null where it ends with no number, or is nothing else.</summary>
    public UnitName? WithoutNumber => Unnumbered(Whole) is not { } whole || Bare is not null && Unnumbered(Bare) is null ? null
        : this with { Written = Written[..Math.Max(0, Written.LastIndexOf(' '))], Whole = whole, Bare = Bare is null ? null : Unnumbered(Bare) };

    private static string? Unnumbered(string key) => key.LastIndexOf('-') is > 0 and var last && key[(last + 1)..].All(char.IsAsciiDigit) ? key[..last] : null;

    /// <summary>Those that fit best: with the marks that were written (a number has none, I is 1), then of the kind that was written, where there are such.</summary>
    public IReadOnlyList<T> BestOf<T>(IEnumerable<T> units, Func<T, string> nameOf, Func<T, string> kindOf)
    {
        IReadOnlyList<T> best = [.. units];
        if (!(Bare ?? Whole).All(char.IsAsciiDigit)) best = Narrow(best, unit => Written.EndsWith(nameOf(unit), StringComparison.OrdinalIgnoreCase));
        return Kind is null ? best : Narrow(best, unit => kindOf(unit).StartsWith(Kind, StringComparison.Ordinal));
    }

    private static IReadOnlyList<T> Narrow<T>(IReadOnlyList<T> units, Func<T, bool> fits) =>
        units.Where(fits).ToList() is { Count: > 0 } narrowed ? narrowed : units;

    private static UnitName Read(string text, (string Prefix, string Kind)[] kinds)
    {
        var whole = Key(text);
        foreach (var (prefix, kind) in kinds)
            // "P.1", and "Q3" in one word.
            if (whole.StartsWith(prefix, StringComparison.Ordinal) && whole.Length > prefix.Length && whole[prefix.Length] is '-' or (>= '0' and <= '9'))
                return new(VietnameseText.Normalize(text), whole, Key(whole[prefix.Length..].TrimStart('-')), kind);
        return new(VietnameseText.Normalize(text), whole, null, null);
    }
}

using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Shared;

/// <summary>Places in words: today's names, with the old one where people still say it or where it is all the source tells.</summary>
public static class PlaceWords
{
    /// <summary>"xã Tân Cương, Thái Nguyên" or "Phú Lương cũ, Thái Nguyên".</summary>
    public static string Place(this Words words, PlaceLine place)
    {
        if (place.Commune is not null) return $"{words.Commune(place)}, {place.Province}";
        var old = place.OldDistrict ?? place.OldCommune ?? words.OldProvince(place);
        if (place.Province is null) return old ?? words["Nơi làm chưa ghi trong nguồn", "Place not named by the source"];
        return old is null ? place.Province : $"{words.Former(old)}, {place.Province}";
    }

    /// <summary>"xã Tân Cương".</summary>
    public static string Commune(this Words words, PlaceLine place) =>
        place is { Commune: { } name, CommuneKind: { } kind } ? words.Commune(name, kind) : "";

    public static string Commune(this Words words, string name, CommuneKind kind) =>
        words.Language == "en" ? $"{name} {kind.Words().En}" : $"{kind.Words().Vi} {name}";

    /// <summary>How the place was called when the papers were written, "Cầu Kè, Trà Vinh"; null where nothing has changed.</summary>
    public static string? AsIssued(this Words words, PlaceLine place)
    {
        if (place.Commune is null || (place.OldDistrict is null && words.OldProvince(place) is null)) return null;
        return string.Join(", ", new[] { place.OldDistrict, words.OldProvince(place) }.OfType<string>());
    }

    private static string? OldProvince(this Words _, PlaceLine place) =>
        place.OldProvince is { } old && (place.Province is null || !VietnameseText.Fold(old).Contains(VietnameseText.Fold(place.Province), StringComparison.Ordinal)) ? old : null;

    private static string Former(this Words words, string name) => words[$"{name} cũ", $"former {name}"];
}

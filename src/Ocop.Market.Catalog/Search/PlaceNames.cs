using Ocop.Market.Catalog.Places;

namespace Ocop.Market.Catalog.Search;

/// <summary>A place's name, today's or an old one, and the page of what is there now.</summary>
public sealed record PlaceName(string Folded, string Exact, string? OldName, Province Province, Commune? Commune)
{
    public SuggestionKind Kind => Commune is null ? SuggestionKind.Province : SuggestionKind.Commune;

    public string Path => Commune is null ? $"/dia-phuong/{Province.Slug}" : $"/dia-phuong/{Province.Slug}/{Commune.Slug}";

    public string Text => OldName is null ? Today : $"{OldName} (nay là {Today})";

    private string Today => Commune is null ? Province.Name : $"{Commune.Name}, {Province.Name}";
}

/// <summary>The directory's 13,000 names as the search field looks through them at every key pressed; made anew when the directory reads its tables anew.</summary>
public sealed class PlaceNames(PlaceDirectory places)
{
    private sealed record Made(UnitTables Of, IReadOnlyList<PlaceName> Names);

    private volatile Made? _made;

    public IReadOnlyList<PlaceName> All
    {
        get
        {
            var tables = places.Tables;
            if (_made is not { } made || made.Of != tables) _made = made = new Made(tables, [.. NamesIn(tables)]);
            return made.Names;
        }
    }

    private static IEnumerable<PlaceName> NamesIn(UnitTables tables) => [
        .. tables.Provinces.Select(province => Of(province.Name, province, null)),
        .. from old in tables.LegacyProvinceByCode.Values
           let now = tables.ProvinceByCode[old.NewCode]
           where now.Name != old.Name
           select Of(old.Name, now, null, isOld: true),
        .. tables.CommuneByCode.Values.Select(commune => Of(commune.Name, tables.ProvinceByCode[commune.ProvinceCode], commune)),
        .. from old in tables.OldByNewCode.SelectMany(units => units)
           let now = tables.CommuneByCode[old.NewCode]
           where now.Name != old.Name
           select Of(old.Name, tables.ProvinceByCode[now.ProvinceCode], now, isOld: true),
    ];

    private static PlaceName Of(string name, Province province, Commune? commune, bool isOld = false)
    {
        var words = SearchWord.Split(name);
        return new PlaceName(SearchWord.Padded(words.Select(word => word.Folded)), SearchWord.Padded(words.Select(word => word.Exact)), isOld ? name : null, province, commune);
    }
}

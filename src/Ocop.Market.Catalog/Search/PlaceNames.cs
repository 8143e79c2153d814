using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

/// <summary>A place's name, today's or an old one, and the page of what is there now.</summary>
public sealed record PlaceName(string Text, string Folded, string Exact, SuggestionKind Kind, string Path, bool IsOld);

/// <summary>
/// Some 13,000 names of places, kept in memory: they are looked through at every key pressed and change when the state redraws its map.
/// Read again now and then, because an import by command is another process.
/// </summary>
public sealed class PlaceNames(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private sealed record Loaded(IReadOnlyList<PlaceName> Names, DateTime At);

    private volatile Loaded? _loaded;

    public async Task<IReadOnlyList<PlaceName>> AllAsync(CancellationToken cancel)
    {
        if (_loaded is { Names.Count: > 0 } loaded && clock.UtcNow() - loaded.At < Lifetime) return loaded.Names;
        await using var scope = scopes.CreateAsyncScope();
        var names = await ReadAsync(scope.ServiceProvider.GetRequiredService<ICatalogDb>(), cancel);
        _loaded = new Loaded(names, clock.UtcNow());
        return names;
    }

    private static async Task<IReadOnlyList<PlaceName>> ReadAsync(ICatalogDb db, CancellationToken cancel)
    {
        var provinces = await db.Provinces.AsNoTracking().ToDictionaryAsync(province => province.Code, cancel);
        var communes = await db.Communes.AsNoTracking().ToDictionaryAsync(commune => commune.Code, cancel);
        var oldProvinces = await db.LegacyProvinces.AsNoTracking().ToListAsync(cancel);
        var oldCommunes = await db.LegacyCommunes.AsNoTracking().ToListAsync(cancel);

        string Full(Commune commune) => $"{commune.Name}, {provinces[commune.ProvinceCode].Name}";
        PlaceName Province(string text, string name, string code, bool isOld) =>
            Of(text, name, SuggestionKind.Province, $"/dia-phuong/{provinces[code].Slug}", isOld);
        PlaceName Commune(string text, string name, Commune commune, bool isOld) =>
            Of(text, name, SuggestionKind.Commune, $"/dia-phuong/{provinces[commune.ProvinceCode].Slug}/{commune.Slug}", isOld);

        return [
            .. provinces.Values.Select(province => Province(province.Name, province.Name, province.Code, isOld: false)),
            .. oldProvinces.Where(old => provinces.TryGetValue(old.NewCode, out var now) && now.Name != old.Name)
                .Select(old => Province($"{old.Name} (nay là {provinces[old.NewCode].Name})", old.Name, old.NewCode, isOld: true)),
            .. communes.Values.Select(commune => Commune(Full(commune), commune.Name, commune, isOld: false)),
            .. oldCommunes.Where(old => communes.TryGetValue(old.NewCode, out var now) && now.Name != old.Name)
                .Select(old => Commune($"{old.Name} (nay là {Full(communes[old.NewCode])})", old.Name, communes[old.NewCode], isOld: true)),
        ];
    }

    private static PlaceName Of(string text, string name, SuggestionKind kind, string path, bool isOld)
    {
        var words = SearchWord.Split(name);
        return new PlaceName(text, SearchWord.Padded(words.Select(word => word.Folded)), SearchWord.Padded(words.Select(word => word.Exact)), kind, path, isOld);
    }
}

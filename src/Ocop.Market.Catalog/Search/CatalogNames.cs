using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

public sealed record ProvinceName(string Code, string Slug, string Name);

/// <summary>What facet values are called, and which province an address means.</summary>
public sealed record FacetNames(IReadOnlyDictionary<string, LocalText> Groups, IReadOnlyDictionary<string, string> Sets, IReadOnlyList<ProvinceName> Provinces)
{
    public string? CodeOf(string provinceSlug) => Provinces.FirstOrDefault(province => province.Slug == provinceSlug)?.Code;

    public ProvinceName? Province(string code) => Provinces.FirstOrDefault(province => province.Code == code);
}

/// <summary>Kept in memory for some seconds: every list needs them, and they change when a newer version of the market loads its files.</summary>
public sealed class CatalogNames(IServiceScopeFactory scopes, PlaceDirectory places, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private volatile Tuple<FacetNames, DateTime>? _read;

    public async Task<FacetNames> ReadAsync(CancellationToken cancel)
    {
        if (_read is { } known && clock.UtcNow() - known.Item2 < Lifetime) return known.Item1;
        await using var scope = scopes.CreateAsyncScope();
        var names = await ReadAsync(scope.ServiceProvider.GetRequiredService<ICatalogDb>(), cancel);
        _read = Tuple.Create(names, clock.UtcNow());
        return names;
    }

    private async Task<FacetNames> ReadAsync(ICatalogDb db, CancellationToken cancel) => new(
        await db.ProductGroups.AsNoTracking().OrderBy(group => group.Position).ToDictionaryAsync(group => group.Slug, group => new LocalText(group.Name, group.NameEn), cancel),
        await db.ProductSets.AsNoTracking().OrderBy(set => set.Number).ToDictionaryAsync(set => set.Code, set => set.Name, cancel),
        [.. places.Provinces.OrderBy(province => province.Code, StringComparer.Ordinal).Select(province => new ProvinceName(province.Code, province.Slug, province.Name))]);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <summary>Parts of the programme as people call them.</summary>
public sealed class ScopeNames(PlaceDirectory places, ICatalogDb db)
{
    private static readonly LocalText Unknown = new("nơi chưa rõ", "an unknown place"), Whole = new("cả chương trình", "the whole programme");

    public async Task<IReadOnlyDictionary<Scope, LocalText>> OfAsync(IEnumerable<Scope> scopes, CancellationToken cancel)
    {
        var all = scopes.Distinct().ToList();
        var ids = all.Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        var producers = ids.Count == 0 ? [] : await db.Producers.Where(producer => ids.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel);
        var pointIds = all.Select(scope => scope.SalesPointId).OfType<Guid>().ToList();
        var points = pointIds.Count == 0 ? [] : await db.SalesPoints.Where(point => pointIds.Contains(point.Id)).ToDictionaryAsync(point => point.Id, point => point.Name, cancel);
        return all.ToDictionary(scope => scope, scope => scope switch
        {
            { ProducerId: { } id } => producers.TryGetValue(id, out var producer) ? new(producer, producer) : Unknown,
            { SalesPointId: { } id } => points.TryGetValue(id, out var name) ? new(name, name) : Unknown,
            { Level: ScopeLevel.Programme } => Whole,
            _ => PlaceOf(scope),
        });
    }

    private LocalText PlaceOf(Scope scope)
    {
        if (places.Province(scope.ProvinceCode) is not { } province) return Unknown;
        if (scope.Level == ScopeLevel.Province) return new(province.Name, province.Name);
        return places.Commune(scope.CommuneCode) is { } commune ? new($"{commune.Name}, {province.Name}", $"{commune.Name}, {province.Name}") : Unknown;
    }
}

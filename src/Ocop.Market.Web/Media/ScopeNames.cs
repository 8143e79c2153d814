using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Media;

/// <summary>Parts of the programme as people call them.</summary>
public sealed class ScopeNames(ICatalogDb db, PlaceDirectory places, Words words)
{
    public async Task<IReadOnlyList<(string Path, string Name)>> OfAsync(IEnumerable<Scope> scopes, CancellationToken cancel)
    {
        var all = scopes.ToList();
        var makers = all.Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        var names = await db.Producers.Where(producer => makers.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel);
        return [.. all.Select(scope => (scope.Path, Name: Of(scope, names))).OrderBy(scope => scope.Path.Length).ThenBy(scope => scope.Name, StringComparer.CurrentCulture)];
    }

    private string Of(Scope scope, Dictionary<Guid, string> makers) => scope.Level switch
    {
        ScopeLevel.Programme => words["Cả chương trình", "The whole programme"],
        ScopeLevel.Province => places.Province(scope.ProvinceCode)?.Name ?? scope.Path,
        ScopeLevel.Commune => places.Commune(scope.CommuneCode) is { } commune ? $"{commune.Name}, {places.Province(commune.ProvinceCode)?.Name}" : scope.Path,
        _ => scope.ProducerId is { } id && makers.TryGetValue(id, out var name) ? name : words["Một điểm bán", "A sales point"],
    };
}

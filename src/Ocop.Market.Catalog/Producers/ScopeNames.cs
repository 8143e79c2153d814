using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <summary>Parts of the programme as people call them.</summary>
public sealed class ScopeNames(ICatalogDb db, PlaceDirectory places)
{
    public async Task<IReadOnlyDictionary<Scope, LocalText>> OfAsync(IEnumerable<Scope> scopes, CancellationToken cancel)
    {
        var wanted = scopes.Distinct().ToList();
        var ids = wanted.Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        var producers = ids.Count == 0 ? [] : await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel);
        return wanted.ToDictionary(scope => scope, scope => NameOf(scope, producers));
    }

    private LocalText NameOf(Scope scope, Dictionary<Guid, string> producers)
    {
        var place = places.Commune(scope.CommuneCode) is { } commune ? $"{Capital(commune.Kind.Words().Vi)} {commune.Name}, {places.Province(scope.ProvinceCode)?.Name}" : places.Province(scope.ProvinceCode)?.Name;
        return scope.Level switch
        {
            ScopeLevel.Programme => new("Cả chương trình", "The whole programme"),
            ScopeLevel.Holder when scope.ProducerId is { } id && producers.TryGetValue(id, out var name) => new(name, name),
            _ => new(place ?? "Nơi chưa rõ", place ?? "Place not known"),
        };
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}

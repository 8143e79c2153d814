using System.Linq.Expressions;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <summary>From scopes to rows: the same answer for a hundred thousand as <see cref="Person.May"/> gives for one, found in the database.</summary>
public static class ScopedProducers
{
    public static IQueryable<Producer> Within(this IQueryable<Producer> producers, IReadOnlyList<Scope> scopes)
    {
        if (scopes.Contains(Scope.Programme)) return producers;
        Expression<Func<Producer, bool>> within = _ => false;
        return producers.Where(scopes.Aggregate(within, (all, scope) => all.Or(In(scope))));
    }

    // A place that is not known is one of its own: null equals null here, as "-" equals "-" in a path.
    private static Expression<Func<Producer, bool>> In(Scope scope)
    {
        var (province, commune, id) = (scope.ProvinceCode, scope.CommuneCode, scope.ProducerId);
        return scope.Level switch
        {
            ScopeLevel.Province => producer => producer.Place.ProvinceCode == province,
            ScopeLevel.Commune => producer => producer.Place.ProvinceCode == province && producer.Place.CommuneCode == commune,
            ScopeLevel.Holder => producer => producer.Id == id && producer.Place.ProvinceCode == province && producer.Place.CommuneCode == commune,
            ScopeLevel.Programme => _ => true,
        };
    }
}

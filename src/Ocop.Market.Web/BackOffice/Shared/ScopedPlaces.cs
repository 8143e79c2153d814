using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;

namespace Ocop.Market.Web.BackOffice.Shared;

public static class ScopedPlaces
{
    /// <summary>The provinces that the scopes reach into, for filters and forms.</summary>
    public static IEnumerable<Province> Within(this PlaceDirectory places, IReadOnlyList<Scope> scopes) =>
        places.Provinces.Where(province => scopes.Any(scope => scope == Scope.Programme || scope.ProvinceCode == province.Code));
}

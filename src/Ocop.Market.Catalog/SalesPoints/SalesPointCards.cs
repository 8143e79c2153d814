using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <param name="Spot">The point's own, else the middle of its commune; null where neither is known.</param>
/// <param name="IsSpotExact">False where the point stands in the middle of its commune for want of coordinates.</param>
public sealed record SalesPointCard(Guid Id, string Slug, string Name, string Kind, PlaceLine Place, string? ProvinceCode, string? Address, OpenPlan Plan, SpotOnMap? Spot, bool IsSpotExact, bool IsDemo)
{
    /// <summary>As the crow flies; null where nobody asked how far it is.</summary>
    public double? Kilometres { get; init; }
}

/// <param name="Product">Words of a product's name, or the end of its address.</param>
/// <param name="Near">The nearest to it come first, wherever they are.</param>
public sealed record SalesPointQuestion(string? ProvinceCode = null, string? CommuneCode = null, string? Kind = null, string? Product = null, bool IsOpenNow = false, SpotOnMap? Near = null, int Page = 1);

/// <param name="All">Everything that was found, for the map.</param>
public sealed record SalesPointList(IReadOnlyList<SalesPointCard> Points, int Page, int PageSize, IReadOnlyList<SalesPointCard> All)
{
    public int Total => All.Count;
}

/// <summary>
/// The points that take part, by place and name or by distance. One row for each, some thousand at most, so what the clock and the map decide is
/// decided in memory.
/// </summary>
public sealed class SalesPointCards(ICatalogDb db, TimeProvider clock)
{
    public const int PageSize = 24;

    public async Task<SalesPointList> FindAsync(SalesPointQuestion question, CancellationToken cancel)
    {
        var points = db.SalesPoints.Where(point => point.Status != SalesPointStatus.Closed);
        if (question.ProvinceCode is { } province) points = points.Where(point => point.Place.ProvinceCode == province);
        if (question.CommuneCode is { } commune) points = points.Where(point => point.Place.CommuneCode == commune);
        if (question.Kind is { } kind) points = points.Where(point => point.Kind == kind);
        if (question.Product is { } product) points = WithProduct(points, product);

        IEnumerable<SalesPointCard> found = await RowsAsync(points, cancel);
        var now = clock.UtcNow();
        if (question.IsOpenNow) found = found.Where(point => point.Plan.IsOpenAt(now));
        if (question.Near is { } near)
            found = found.Where(point => point.Spot is not null).Select(point => point with { Kilometres = Distance.Kilometres(near, point.Spot!) }).OrderBy(point => point.Kilometres);
        var all = found.ToList();
        var page = Math.Clamp(question.Page, 1, Math.Max(1, (all.Count + PageSize - 1) / PageSize));
        return new SalesPointList([.. all.Skip((page - 1) * PageSize).Take(PageSize)], page, PageSize, all);
    }

    internal async Task<List<SalesPointCard>> RowsAsync(IQueryable<SalesPoint> points, CancellationToken cancel) => [.. (await (
        from point in points.AsNoTracking()
        join found in db.Provinces on point.Place.ProvinceCode equals found.Code into provinces
        from province in provinces.DefaultIfEmpty()
        join found in db.Communes on point.Place.CommuneCode equals found.Code into communes
        from commune in communes.DefaultIfEmpty()
        orderby province.Code, point.Folded, point.Id
        select new
        {
            Point = point,
            Place = new PlaceLine(commune.Name, commune == null ? null : commune.Kind, commune.Slug, province.Name, province.Slug, point.Place.Commune, point.Place.District, point.Place.Province),
            Middle = commune != null ? new SpotOnMap(commune.Latitude, commune.Longitude) : null,
        }).ToListAsync(cancel)).Select(row => new SalesPointCard(row.Point.Id, row.Point.Slug, row.Point.Name, row.Point.Kind, row.Place, row.Point.Place.ProvinceCode, row.Point.Address,
            row.Point.Plan, row.Point.Spot ?? row.Middle, row.Point.Spot is not null, row.Point.IsDemo))];

    // As the product's own page says it: there, and somebody has looked within a month.
    private IQueryable<SalesPoint> WithProduct(IQueryable<SalesPoint> points, string typed)
    {
        var since = clock.Today().AddDays(-SalesPointGood.TrueForDays);
        var products = db.Products.Where(product => product.IsListed);
        var (slug, words) = (VietnameseText.Slug(typed), VietnameseText.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6).ToList());
        if (words.Count == 1 && words[0] == slug && slug.Contains('-', StringComparison.Ordinal)) products = products.Where(product => product.Slug == slug);
        else foreach (var word in words) products = products.Where(product => product.FoldedName.Contains(word));
        return points.Where(point => db.SalesPointGoods.Any(good => good.SalesPointId == point.Id && good.IsThere && good.ConfirmedOn >= since && products.Any(product => product.Id == good.ProductId)));
    }
}

public static class Distance
{
    private const double EarthRadius = 6371;

    /// <summary>On the sphere; within half a percent of the truth.</summary>
    public static double Kilometres(SpotOnMap one, SpotOnMap other)
    {
        var (north, east) = (Radians(other.Latitude - one.Latitude), Radians(other.Longitude - one.Longitude));
        var half = Math.Pow(Math.Sin(north / 2), 2) + Math.Cos(Radians(one.Latitude)) * Math.Cos(Radians(other.Latitude)) * Math.Pow(Math.Sin(east / 2), 2);
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(half));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public enum CheckStanding { Nothing, Some, Failed }

public sealed record DeskSalesPointFilter(string? Text = null, string? ProvinceCode = null, string? CommuneCode = null, string? Kind = null, SalesPointStatus? Status = null, CheckStanding? Checks = null, bool IsDown = false);

/// <param name="There">Goods that are said to be there.</param>
/// <param name="Met">Criteria found met; <paramref name="Failed"/> those found not met. What nobody looked at is in neither.</param>
public sealed record DeskSalesPointRow(Guid Id, string Slug, string Name, string Kind, string? ProvinceCode, string? CommuneCode, SalesPointStatus Status, int There, DateOnly? ConfirmedOn, int Met, int Failed);

/// <param name="By">Names of those who checked, by their account.</param>
public sealed record DeskSalesPointPage(SalesPoint Point, IReadOnlyList<SalesPointCheck> Checks, IReadOnlyDictionary<Guid, string> By, IReadOnlyList<string> Keepers, int Goods, IReadOnlyList<Guid> Photos);

/// <summary>The points of a person's scopes, and one of them.</summary>
public sealed class DeskSalesPoints(ICatalogDb db)
{
    public const int PageSize = 50;

    public async Task<ListPage<DeskSalesPointRow>> PageAsync(Person person, DeskSalesPointFilter filter, int page, CancellationToken cancel)
    {
        var points = db.SalesPoints.AsNoTracking().Within(point => point.ScopePath, person.ScopesFor(Act.ReadSalesPoints));
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) points = points.Where(point => point.Folded.Contains(word));
        if (filter.ProvinceCode is { } province) points = points.Where(point => point.Place.ProvinceCode == province);
        if (filter.CommuneCode is { } commune) points = points.Where(point => point.Place.CommuneCode == commune);
        if (filter.Kind is { } kind) points = points.Where(point => point.Kind == kind);
        if (filter.Status is { } status) points = points.Where(point => point.Status == status);
        points = filter.Checks switch
        {
            CheckStanding.Nothing => points.Where(point => !db.SalesPointChecks.Any(check => check.SalesPointId == point.Id)),
            CheckStanding.Some => points.Where(point => db.SalesPointChecks.Any(check => check.SalesPointId == point.Id)),
            CheckStanding.Failed => points.Where(point => db.SalesPointChecks.Any(check => check.SalesPointId == point.Id && !check.IsMet)),
            _ => points,
        };
        var ordered = filter.IsDown ? points.OrderByDescending(point => point.Folded).ThenByDescending(point => point.Id) : points.OrderBy(point => point.Folded).ThenBy(point => point.Id);
        return await ordered.Select(point => new DeskSalesPointRow(point.Id, point.Slug, point.Name, point.Kind, point.Place.ProvinceCode, point.Place.CommuneCode, point.Status,
            db.SalesPointGoods.Count(good => good.SalesPointId == point.Id && good.IsThere),
            db.SalesPointGoods.Where(good => good.SalesPointId == point.Id).Max(good => (DateOnly?)good.ConfirmedOn),
            db.SalesPointChecks.Count(check => check.SalesPointId == point.Id && check.IsMet), db.SalesPointChecks.Count(check => check.SalesPointId == point.Id && !check.IsMet)))
            .PageAsync(page, PageSize, cancel);
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<DeskSalesPointPage?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.SalesPoints.AsNoTracking().FirstOrDefaultAsync(point => point.Id == id, cancel) is not { } found || !person.May(Act.ReadSalesPoints, found.Scope)) return null;
        var checks = await db.SalesPointChecks.AsNoTracking().Where(check => check.SalesPointId == id).ToListAsync(cancel);
        var by = checks.Select(check => check.CheckedBy).Distinct().ToList();
        return new DeskSalesPointPage(found, checks,
            await db.Users.Where(user => by.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancel),
            await (from grant in db.Grants where grant.Role == Role.Keeper && grant.ScopePath == found.ScopePath join user in db.Users on grant.UserId equals user.Id orderby user.Name select user.Name).ToListAsync(cancel),
            await db.SalesPointGoods.CountAsync(good => good.SalesPointId == id, cancel),
            await db.SalesPointPhotos.Where(photo => photo.SalesPointId == id).OrderBy(photo => photo.Position).Select(photo => photo.MediaItemId).ToListAsync(cancel));
    }
}

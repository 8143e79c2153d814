using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>Sales points as they stand now, and the communes that have none; what was on another day nobody kept.</summary>
internal sealed class SalesPointReport(ICatalogDb db, PlaceDirectory places, ReportLines lines)
{
    private static readonly List<string> National = [.. SalesPointCriteria.All.Where(criterion => criterion.IsNational).Select(criterion => criterion.Code)];

    public async Task<Report> AskAsync(IReadOnlyList<Scope> scopes, ReportQuestion question, bool isOneProvince, CancellationToken cancel)
    {
        var (byKind, points) = (question.By == ReportBy.PointKind, await PointsAsync(scopes, question.ProvinceCode, cancel));
        List<Spot> all = byKind ? points : [.. points, .. CommunesWithout(points, scopes, question.ProvinceCode)];
        Func<Spot, string> keyOf = byKind ? spot => spot.Kind! : spot => ReportLines.Place(question.By, spot.ProvinceCode, spot.CommuneCode);
        return new ReportTally<Spot>()
            .Count("Tất cả điểm bán", "All points", spot => spot.Kind is not null)
            .Count("Đang mở", "Open", spot => spot.Status == SalesPointStatus.Open)
            .Count("Tạm nghỉ", "Paused", spot => spot.Status == SalesPointStatus.Paused)
            .Count("Đã đóng", "Closed", spot => spot.Status == SalesPointStatus.Closed)
            .Count("Đang mở, đạt tiêu chí", "Open, meets the criteria", spot => spot.Standing == true, ReportTone.Good)
            .Count("Đang mở, chưa đạt", "Open, does not", spot => spot.Standing == false, ReportTone.Bad)
            .Count("Đang mở, chưa rõ", "Open, not known", spot => spot is { Status: SalesPointStatus.Open, Standing: null }, ReportTone.Open)
            .If(!byKind, columns => columns
                .Count("Nơi theo QĐ 920", "Places of Decision 920", spot => DecisionOf(spot)?.StartsWith("920", StringComparison.Ordinal) == true)
                .Count("Nơi thêm theo QĐ 950", "Added by Decision 950", spot => DecisionOf(spot)?.StartsWith("950", StringComparison.Ordinal) == true)
                .Count("Xã chưa có điểm đang mở", "Communes with none open", spot => spot.Kind is null))
            .Over(question, all, keyOf, byKind ? Kinds(points) : lines.Places(question.By, all.Select(keyOf), isOneProvince),
                new LocalText("Đạt tiêu chí: mọi tiêu chí của Quyết định 920 và 950/QĐ-BCT đã được kiểm tra và đạt. Chưa rõ: còn tiêu chí chưa ai kiểm tra.", "Meets the criteria: all criteria of Decisions 920 and 950/QĐ-BCT were looked at and met. Not known: nobody has looked at one of them."),
                new LocalText("Điểm bán kể như hôm nay; tình trạng của ngày trước không được lưu.", "Points are told as they stand today; how they stood before was not kept."));
    }

    private async Task<List<Spot>> PointsAsync(IReadOnlyList<Scope> scopes, string? provinceCode, CancellationToken cancel)
    {
        var points = db.SalesPoints.Within(point => point.ScopePath, scopes);
        if (provinceCode is not null) points = points.Where(point => point.Place.ProvinceCode == provinceCode);
        var rows = await points.Select(point => new
        {
            point.Kind, point.Place.ProvinceCode, point.Place.CommuneCode, point.Status,
            Met = db.SalesPointChecks.Count(check => check.SalesPointId == point.Id && check.IsMet && National.Contains(check.Criterion)),
            Failed = db.SalesPointChecks.Count(check => check.SalesPointId == point.Id && !check.IsMet && National.Contains(check.Criterion)),
        }).ToListAsync(cancel);
        return [.. rows.Select(row => new Spot(row.Kind, row.ProvinceCode, row.CommuneCode, row.Status,
            row.Status != SalesPointStatus.Open ? null : row.Failed > 0 ? false : row.Met == National.Count ? true : null))];
    }

    private IEnumerable<Spot> CommunesWithout(List<Spot> points, IReadOnlyList<Scope> scopes, string? provinceCode)
    {
        var served = points.Where(point => point.Status == SalesPointStatus.Open).Select(point => point.CommuneCode).ToHashSet();
        return places.Provinces.Where(province => provinceCode is null || province.Code == provinceCode)
            .SelectMany(province => places.CommunesOf(province.Code).Where(commune => !served.Contains(commune.Code) && scopes.Any(scope => scope.Holds(Scope.Commune(province.Code, commune.Code)))))
            .Select(commune => new Spot(null, commune.ProvinceCode, commune.Code, null, null));
    }

    private static string? DecisionOf(Spot spot) => SalesPointKinds.Find(spot.Kind)?.Decision;

    private static IEnumerable<ReportLine> Kinds(List<Spot> points) => SalesPointKinds.All.Select(kind => new ReportLine(kind.Code, new($"{kind.Name.Vi} ({kind.Decision})", $"{kind.Name.En} ({kind.Decision})")))
        .Concat(points.Select(point => point.Kind!).Distinct().Where(code => SalesPointKinds.Find(code) is null).Order(StringComparer.Ordinal).Select(code => new ReportLine(code, SalesPointKinds.NameOf(code))));

    /// <summary>A point, or a commune without one that is open.</summary>
    /// <param name="Kind">Null for such a commune.</param>
    /// <param name="Standing">Whether an open point meets the criteria; null where it is not known.</param>
    private sealed record Spot(string? Kind, string? ProvinceCode, string? CommuneCode, SalesPointStatus? Status, bool? Standing);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>
/// Fairs by the day on which they end, so that each belongs to one half-year; markets that come round by their days within the time asked for. What a market
/// brought is told as one sum since it began, and counts only where all of it lies in that time.
/// </summary>
internal sealed class FairReport(ICatalogDb db, ReportLines lines)
{
    public async Task<Report> AskAsync(IReadOnlyList<Scope> scopes, ReportQuestion question, bool isOneProvince, DateOnly today, CancellationToken cancel)
    {
        var all = await FairsAsync(scopes, question, today, cancel);
        Func<Gathering, string> keyOf = question.By == ReportBy.FairKind ? fair => fair.Kind.ToString() : fair => ReportLines.Place(question.By, fair.ProvinceCode, fair.CommuneCode);
        var rows = question.By == ReportBy.FairKind ? Enum.GetValues<FairKind>().Select(kind => new ReportLine(kind.ToString(), kind.Words())) : lines.Places(question.By, all.Select(keyOf), isOneProvince);
        return new ReportTally<Gathering>()
            .Count("Đã tổ chức", "Held", fair => fair.IsHeld, ReportTone.Good)
            .Count("Đang và sắp tổ chức", "Running and to come", fair => !fair.IsHeld, ReportTone.Open)
            .Sum("Số ngày", "Days", fair => fair.Days)
            .Sum("Gian hàng", "Booths", fair => fair.Booths)
            .Sum("Lượt chủ thể có gian", "Exhibitors", fair => fair.Exhibitors)
            .Told("Lượt khách", "Visits", fair => fair.Results.Visits)
            .Told("Hợp đồng", "Contracts", fair => fair.Results.Contracts)
            .Told("Doanh thu (đồng)", "Revenue (đồng)", fair => fair.Results.Revenue?.Amount)
            .Count("Chưa báo kết quả", "Results not told", fair => fair is { IsHeld: true, IsMarket: false, Results: { Visits: null, Contracts: null, Revenue: null } })
            .Over(question, all, keyOf, rows,
                new LocalText("Hội chợ tính vào kỳ có ngày cuối cùng của nó; bản nháp và hội chợ đã huỷ không tính.", "A fair counts in the time in which its last day lies; drafts and cancelled fairs do not count."),
                new LocalText("Chủ thể dự hai hội chợ là hai lượt. Ô trống: chưa ai báo con số ấy; dòng tổng chỉ cộng những gì đã báo.", "A producer at two fairs is counted at both. An empty cell: nobody told that number; the total adds what was told."),
                all.Any(fair => fair.IsMarket) ? new("Chợ phiên: số ngày là các phiên trong kỳ; kết quả chỉ cộng vào khi cả thời gian họp chợ nằm trong kỳ.", "Markets that come round: days are those within the time; results are added only where all of the market lies in it.") : null);
    }

    private async Task<List<Gathering>> FairsAsync(IReadOnlyList<Scope> scopes, ReportQuestion question, DateOnly today, CancellationToken cancel)
    {
        var (from, until) = (question.From, question.Until);
        var fairs = db.Fairs.Within(fair => fair.ScopePath, scopes).Where(fair => fair.State == FairState.Announced
            && (fair.Rule == null ? fair.LastDay >= from && fair.LastDay <= until : fair.FirstDay <= until && (fair.LastDay == null || fair.LastDay >= from)));
        if (question.ProvinceCode is { } province) fairs = fairs.Where(fair => fair.Place.ProvinceCode == province);
        var rows = await fairs.Select(fair => new
        {
            fair.Id, fair.Kind, fair.Place.ProvinceCode, fair.Place.CommuneCode, fair.FirstDay, fair.LastDay, fair.Rule, fair.Opens, fair.Closes, fair.Visits, fair.Contracts, fair.Revenue,
            Days = db.FairDays.Count(day => day.FairId == fair.Id),
            Booths = db.Booths.Count(booth => booth.FairId == fair.Id),
            Exhibitors = db.BoothApplications.Count(application => application.FairId == fair.Id && application.State == ApplicationState.Allotted),
        }).ToListAsync(cancel);
        var markets = rows.Where(row => row.Rule is not null).Select(row => row.Id).ToList();
        var changes = (await db.MarketDayChanges.AsNoTracking().Where(change => markets.Contains(change.FairId)).ToListAsync(cancel)).ToLookup(change => change.FairId);

        var all = new List<Gathering>();
        foreach (var row in rows)
        {
            var told = new FairResults(row.Visits, row.Contracts, row.Revenue);
            if (row.Rule is null)
            {
                all.Add(new(row.Kind, row.ProvinceCode, row.CommuneCode, row.LastDay < today, false, row.Days, row.Booths, row.Exhibitors, told));
                continue;
            }

            var hours = new MarketHours(Recurrence.Parse(row.Rule), row.FirstDay!.Value, row.LastDay, row.Opens!.Value, row.Closes!.Value);
            var held = MarketDays.Of(hours, changes[row.Id], from, until).ToList();
            var isWithin = row.FirstDay >= from && (row.LastDay ?? today) <= until;
            if (held.Count > 0) all.Add(new(row.Kind, row.ProvinceCode, row.CommuneCode, held[0].Day < today, true, held.Count, row.Booths, row.Exhibitors, isWithin ? told : new(null, null, null)));
        }

        return all;
    }

    private sealed record Gathering(FairKind Kind, string? ProvinceCode, string? CommuneCode, bool IsHeld, bool IsMarket, int Days, int Booths, int Exhibitors, FairResults Results);
}

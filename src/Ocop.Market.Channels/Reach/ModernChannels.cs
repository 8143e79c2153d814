using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Reach;

public enum ReachBy { Province, Group, Month }

/// <param name="Month">Its first day; null is today.</param>
/// <param name="Group">A slug, or <see cref="ReachMonth.NoGroup"/>.</param>
public sealed record ReachQuestion(ReachBy By, DateOnly? Month = null, string? ProvinceCode = null, string? Group = null);

/// <param name="Key">A province's code, a group's slug, a month's first day; empty where the place is not known.</param>
public sealed record ReachRow(string Key, ReachCount Count);

/// <summary>One commune and one group of goods.</summary>
public sealed record ReachCell(Scope Commune, string Group, ReachCount Count);

/// <summary>
/// The share of producers and of products on at least one modern channel: a listing has an address on an outside floor, or is on sale in a shop on a platform. Counted is what
/// producers with a name offer here. Months are as <see cref="TakeReachMonth"/> found them last.
/// </summary>
public sealed class ModernChannels(IChannelsDb db, TimeProvider clock)
{
    /// <summary>Of what the person's grants reach.</summary>
    public Task<IReadOnlyList<ReachRow>> AskAsync(Person person, ReachQuestion question, CancellationToken cancel) =>
        person.ScopesFor(Act.ReadFloors) is var scopes && question.By == ReachBy.Month ? MonthsAsync(scopes, question, cancel) : AskAsync(scopes, question, cancel);

    /// <summary>All of it together, today.</summary>
    public async Task<ReachCount> NowAsync(Person person, CancellationToken cancel) => (await AskAsync(person, new ReachQuestion(ReachBy.Province), cancel)).Aggregate(ReachCount.None, (sum, row) => sum + row.Count);

    /// <summary>The months of which something is kept, the latest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> MonthsAsync(CancellationToken cancel) => await db.ReachMonths.Select(row => row.Month).Distinct().OrderByDescending(month => month).ToListAsync(cancel);

    /// <summary>As it stands now, by communes and groups.</summary>
    internal async Task<IReadOnlyList<ReachCell>> TodayAsync(IReadOnlyList<Scope> scopes, CancellationToken cancel)
    {
        var carried = db.FloorListings.Where(listing => listing.OutsideLink != null && listing.State != ListingState.Removed).Select(listing => listing.ProductId);
        var synced = db.ChannelListings.Where(listing => listing.State == SyncState.Live).Select(listing => listing.ProductId);
        var goods = await (from product in db.Products
                           where product.IsListed && product.GroupSlug != Product.TourismGroup
                           join producer in db.Producers.Within(scopes) on product.ProducerId equals producer.Id
                           where producer.Name != Producer.Unnamed
                           select new { producer.Id, producer.Place.ProvinceCode, producer.Place.CommuneCode, product.GroupSlug, IsThere = carried.Contains(product.Id) || synced.Contains(product.Id) }).ToListAsync(cancel);
        return [.. goods.SelectMany(good => new[] { ReachMonth.AllGroups, good.GroupSlug ?? ReachMonth.NoGroup }, (good, group) => (Commune: Scope.Commune(good.ProvinceCode, good.CommuneCode), Group: group, good.Id, good.IsThere))
            .GroupBy(good => (good.Commune, good.Group))
            .Select(cell => new ReachCell(cell.Key.Commune, cell.Key.Group, new ReachCount(cell.Select(good => good.Id).Distinct().Count(), cell.Where(good => good.IsThere).Select(good => good.Id).Distinct().Count(), cell.Count(), cell.Count(good => good.IsThere))))];
    }

    private async Task<IReadOnlyList<ReachRow>> AskAsync(IReadOnlyList<Scope> scopes, ReachQuestion question, CancellationToken cancel)
    {
        var cells = (question.Month is { } month ? await KeptAsync(scopes, month, cancel) : await TodayAsync(scopes, cancel)).Where(cell => question.ProvinceCode is not { } province || (cell.Commune.ProvinceCode ?? "") == province);
        return question.By == ReachBy.Province
            ? Sum(cells.Where(cell => cell.Group == (question.Group ?? ReachMonth.AllGroups)), cell => cell.Commune.ProvinceCode ?? "")
            : Sum(cells.Where(cell => cell.Group != ReachMonth.AllGroups && (question.Group is null || cell.Group == question.Group)), cell => cell.Group);
    }

    private async Task<IEnumerable<ReachCell>> KeptAsync(IReadOnlyList<Scope> scopes, DateOnly month, CancellationToken cancel) =>
        (await db.ReachMonths.AsNoTracking().Within(row => row.ScopePath, scopes).Where(row => row.Month == month).ToListAsync(cancel)).Select(row => new ReachCell(Scope.Parse(row.ScopePath), row.GroupSlug, new ReachCount(row.Producers, row.ProducersThere, row.Products, row.ProductsThere)));

    private async Task<IReadOnlyList<ReachRow>> MonthsAsync(IReadOnlyList<Scope> scopes, ReachQuestion question, CancellationToken cancel)
    {
        var (group, now) = (question.Group ?? ReachMonth.AllGroups, TakeReachMonth.MonthOf(clock.Today()));
        var rows = db.ReachMonths.Within(row => row.ScopePath, scopes).Where(row => row.GroupSlug == group && row.Month < now);
        if (question.ProvinceCode is { } province) rows = rows.Where(row => row.ProvinceCode == province);
        var kept = await rows.GroupBy(row => row.Month).Select(of => new { Month = of.Key, Producers = of.Sum(row => row.Producers), ProducersThere = of.Sum(row => row.ProducersThere), Products = of.Sum(row => row.Products), ProductsThere = of.Sum(row => row.ProductsThere) }).OrderBy(of => of.Month).ToListAsync(cancel);
        // The month that runs is looked at, not remembered.
        var today = (await AskAsync(scopes, question with { By = ReachBy.Province, Month = null }, cancel)).Aggregate(ReachCount.None, (sum, row) => sum + row.Count);
        return [.. kept.Select(of => new ReachRow(Key(of.Month), new ReachCount(of.Producers, of.ProducersThere, of.Products, of.ProductsThere))), new ReachRow(Key(now), today)];
    }

    public static string Key(DateOnly month) => month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<ReachRow> Sum(IEnumerable<ReachCell> cells, Func<ReachCell, string> key) =>
        [.. cells.GroupBy(key).Select(of => new ReachRow(of.Key, of.Aggregate(ReachCount.None, (sum, cell) => sum + cell.Count)))];
}

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
        var goods = Goods(scopes);
        var together = await CountAsync(goods.GroupBy(good => new { good.ProvinceCode, good.CommuneCode }), cancel);
        var apart = await CountAsync(goods.GroupBy(good => new { good.ProvinceCode, good.CommuneCode, good.Group }), cancel);
        return [.. together.Select(of => new ReachCell(Scope.Commune(of.Key.ProvinceCode, of.Key.CommuneCode), ReachMonth.AllGroups, of.Count)), .. apart.Select(of => new ReachCell(Scope.Commune(of.Key.ProvinceCode, of.Key.CommuneCode), of.Key.Group, of.Count))];
    }

    private Task<IReadOnlyList<ReachRow>> AskAsync(IReadOnlyList<Scope> scopes, ReachQuestion question, CancellationToken cancel) => question.Month is { } month ? KeptAsync(scopes, question, month, cancel) : TodayAsync(scopes, question, cancel);

    private async Task<IReadOnlyList<ReachRow>> TodayAsync(IReadOnlyList<Scope> scopes, ReachQuestion question, CancellationToken cancel)
    {
        var goods = Goods(scopes);
        if (question.ProvinceCode is { } province) goods = goods.Where(good => (good.ProvinceCode ?? "") == province);
        if (question.Group is { } group) goods = goods.Where(good => good.Group == group);
        var counted = await CountAsync(question.By == ReachBy.Province ? goods.GroupBy(good => good.ProvinceCode ?? "") : goods.GroupBy(good => good.Group), cancel);
        return [.. counted.Select(of => new ReachRow(of.Key, of.Count))];
    }

    private async Task<IReadOnlyList<ReachRow>> KeptAsync(IReadOnlyList<Scope> scopes, ReachQuestion question, DateOnly month, CancellationToken cancel)
    {
        var rows = db.ReachMonths.Within(row => row.ScopePath, scopes).Where(row => row.Month == month);
        if (question.ProvinceCode is { } province) rows = rows.Where(row => row.ProvinceCode == province);
        if ((question.Group ?? (question.By == ReachBy.Province ? ReachMonth.AllGroups : null)) is { } group) rows = rows.Where(row => row.GroupSlug == group);
        else rows = rows.Where(row => row.GroupSlug != ReachMonth.AllGroups);
        return [.. (await SumAsync(question.By == ReachBy.Province ? rows.GroupBy(row => row.ProvinceCode) : rows.GroupBy(row => row.GroupSlug), cancel)).Select(of => new ReachRow(of.Key, of.Count))];
    }

    private async Task<IReadOnlyList<ReachRow>> MonthsAsync(IReadOnlyList<Scope> scopes, ReachQuestion question, CancellationToken cancel)
    {
        var (group, now) = (question.Group ?? ReachMonth.AllGroups, TakeReachMonth.MonthOf(clock.Today()));
        var rows = db.ReachMonths.Within(row => row.ScopePath, scopes).Where(row => row.GroupSlug == group && row.Month < now);
        if (question.ProvinceCode is { } province) rows = rows.Where(row => row.ProvinceCode == province);
        var kept = await SumAsync(rows.GroupBy(row => row.Month), cancel);
        // The month that runs is looked at, not remembered.
        var today = (await AskAsync(scopes, question with { By = ReachBy.Province, Month = null }, cancel)).Aggregate(ReachCount.None, (sum, row) => sum + row.Count);
        return [.. kept.OrderBy(of => of.Key).Select(of => new ReachRow(Key(of.Key), of.Count)), new ReachRow(Key(now), today)];
    }

    public static string Key(DateOnly month) => month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    private IQueryable<Good> Goods(IReadOnlyList<Scope> scopes)
    {
        var carried = db.FloorListings.Where(listing => listing.OutsideLink != null && listing.State != ListingState.Removed).Select(listing => listing.ProductId);
        var synced = db.ChannelListings.Where(listing => listing.State == SyncState.Live).Select(listing => listing.ProductId);
        return from product in db.Products
               where product.IsListed && product.GroupSlug != Product.TourismGroup
               join producer in db.Producers.Within(scopes) on product.ProducerId equals producer.Id
               where producer.Name != Producer.Unnamed
               select new Good { Producer = producer.Id, ProvinceCode = producer.Place.ProvinceCode, CommuneCode = producer.Place.CommuneCode, Group = product.GroupSlug ?? ReachMonth.NoGroup, IsThere = carried.Contains(product.Id) || synced.Contains(product.Id) };
    }

    /// <summary>A producer has one place, so counts of places may be added; of groups only the products may.</summary>
    private static async Task<IReadOnlyList<(TKey Key, ReachCount Count)>> CountAsync<TKey>(IQueryable<IGrouping<TKey, Good>> cells, CancellationToken cancel) =>
        [.. (await cells.Select(of => new { of.Key, Producers = of.Select(good => good.Producer).Distinct().Count(), ProducersThere = of.Where(good => good.IsThere).Select(good => good.Producer).Distinct().Count(), Products = of.Count(), ProductsThere = of.Count(good => good.IsThere) }).ToListAsync(cancel))
            .Select(of => (of.Key, new ReachCount(of.Producers, of.ProducersThere, of.Products, of.ProductsThere)))];

    private static async Task<IReadOnlyList<(TKey Key, ReachCount Count)>> SumAsync<TKey>(IQueryable<IGrouping<TKey, ReachMonth>> rows, CancellationToken cancel) =>
        [.. (await rows.Select(of => new { of.Key, Producers = of.Sum(row => row.Producers), ProducersThere = of.Sum(row => row.ProducersThere), Products = of.Sum(row => row.Products), ProductsThere = of.Sum(row => row.ProductsThere) }).ToListAsync(cancel))
            .Select(of => (of.Key, new ReachCount(of.Producers, of.ProducersThere, of.Products, of.ProductsThere)))];

    /// <summary>A product, as far as it is counted.</summary>
    private sealed class Good
    {
        public required Guid Producer { get; init; }
        public required string? ProvinceCode { get; init; }
        public required string? CommuneCode { get; init; }
        public required string Group { get; init; }
        public required bool IsThere { get; init; }
    }
}

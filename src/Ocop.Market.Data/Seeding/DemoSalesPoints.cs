using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// Some forty points in communes where demo producers are. All of it is invented and says so; none has coordinates, so the map shows each in the
/// middle of its commune, and none has a phone number or a checked criterion.
/// </summary>
public sealed class DemoSalesPoints(MarketDb db, PlaceDirectory places, TimeProvider clock)
{
    private const int Points = 40, OfTheCommune = 8, FromElsewhere = 6;

    private static readonly string[][] Weeks =
    [
        [.. Enumerable.Repeat("7:00–11:30, 13:30–17:30", 6), ""],
        [.. Enumerable.Repeat("6:30–18:00", 7)],
        [.. Enumerable.Repeat("8:00–17:00", 5), "8:00–11:30", ""],
        [.. Enumerable.Repeat("8:00–21:00", 7)],
        [.. Enumerable.Repeat("9:00–22:00", 5), "9:00–1:00", "9:00–1:00"],
    ];

    public Task OpenAsync(CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-sales-points", "opened", cancel)) return false;
        var goods = await db.Products.Where(product => product.IsDemo && product.IsListed && product.GroupSlug != Product.TourismGroup && product.Place.CommuneCode != null)
            .OrderBy(product => product.Slug).Select(product => new { product.Id, Commune = product.Place.CommuneCode! }).ToListAsync(cancel);
        var communes = await db.Producers.Where(producer => producer.IsDemo && producer.Place.CommuneCode != null).Select(producer => producer.Place.CommuneCode!).Distinct().ToListAsync(cancel);
        var chosen = Spread([.. communes.Select(places.Commune).OfType<Commune>()]);
        var (now, today) = (clock.UtcNow(), clock.Today());
        foreach (var commune in chosen)
        {
            var dice = new Random(int.Parse(commune.Code, CultureInfo.InvariantCulture));
            var province = places.Province(commune.ProvinceCode)!;
            var name = $"Điểm bán OCOP minh hoạ – {commune.KindName.Vi} {commune.Name}";
            var words = new SalesPointWords(name, dice.GetItems([.. SalesPointKinds.All], 1)[0].Code, new PlaceAsIssued(commune.Name, null, province.Name, province.Code, commune.Code, null),
                Address: null, Spot: null, Phone: null, OpeningHours.Read(dice.GetItems(Weeks, 1)[0]).Value!, "Mùng 1 đến mùng 3 Tết nghỉ (minh hoạ).",
                dice.Next(20) == 0 ? SalesPointStatus.Paused : SalesPointStatus.Open);
            var point = new SalesPoint(words, VietnameseText.Slug($"{name} {province.Name}"), isDemo: true, now);
            db.SalesPoints.Add(point);
            var own = goods.Where(good => good.Commune == commune.Code).Take(OfTheCommune).Select(good => good.Id);
            // Some were looked at weeks ago: a page must say that nobody knows any more.
            foreach (var product in own.Concat(goods.Count == 0 ? [] : dice.GetItems([.. goods.Select(good => good.Id)], FromElsewhere)).Distinct())
                db.SalesPointGoods.Add(new SalesPointGood(point.Id, product, dice.Next(6) > 0, today.AddDays(-(dice.Next(8) == 0 ? dice.Next(31, 60) : dice.Next(0, 12)))));
        }

        db.AuditEntries.Add(new AuditEntry(now, "start", "DemoSalesPointsOpened", new ChangeSubject("market", "demo"), after: string.Create(CultureInfo.InvariantCulture, $"{chosen.Count} sales points")));
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);

    // A round through the provinces, one commune of each at a time, so that the map is not all one corner.
    private static List<Commune> Spread(IReadOnlyList<Commune> communes) => [.. communes.GroupBy(commune => commune.ProvinceCode).OrderBy(group => group.Key, StringComparer.Ordinal)
        .SelectMany(group => group.OrderBy(commune => commune.Code, StringComparer.Ordinal).Index()).OrderBy(commune => commune.Index).ThenBy(commune => commune.Item.ProvinceCode, StringComparer.Ordinal)
        .Take(Points).Select(commune => commune.Item)];
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// Illustrative fairs for a demo market, each marked as such: one that is over with results, one to come, a weekly market and one by the moon. Whatever the
/// day of the first start, the first lies behind it and the second ahead. Producers that people sign in for are left out, so that they can apply.
/// </summary>
public sealed class DemoFairs(MarketDb db, TimeProvider clock)
{
    private const int Least = 40;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly TimeOnly Opens = new(8, 0), Closes = new(21, 0);

    /// <param name="Commune">Null: where the demo's officer of a commune looks after things.</param>
    private sealed record Sheet(FairKind Kind, string? Commune, string TitleVi, string TitleEn, string Address, string AboutVi, string AboutEn, DateOnly Day, int Days = 0, string? When = null, int Booths = 0, int Exhibitors = 0, int Waiting = 0,
        string? Rule = null, int? Visits = null, int? Contracts = null, long? Revenue = null);

    public async Task OpenAsync(string file, CancellationToken cancel) => await db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-fairs", "opened", cancel)) return false;
        var sheets = JsonSerializer.Deserialize<List<Sheet>>(await File.ReadAllTextAsync(file, cancel), Json)!;
        if ((await db.Grants.Where(grant => grant.Role == Role.Officer).Select(grant => grant.ScopePath).ToListAsync(cancel)).Select(path => Scope.Parse(path).CommuneCode).OfType<string>().FirstOrDefault() is not { } home) return false;
        var makers = await MakersAsync((await db.Communes.SingleAsync(it => it.Code == home, cancel)).ProvinceCode, cancel);
        foreach (var sheet in sheets) await AddAsync(sheet with { Commune = sheet.Commune ?? home }, makers, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);

    private async Task AddAsync(Sheet sheet, IReadOnlyList<(Guid Id, Guid ProductId)> makers, CancellationToken cancel)
    {
        var commune = await db.Communes.SingleAsync(it => it.Code == sheet.Commune, cancel);
        var province = await db.Provinces.SingleAsync(it => it.Code == commune.ProvinceCode, cancel);
        var (today, now) = (clock.Today(), clock.UtcNow());
        var first = sheet.When switch
        {
            "past" => sheet.Day < today.AddDays(-Least) ? sheet.Day : today.AddDays(-Least),
            "coming" => sheet.Day > today.AddDays(Least) ? sheet.Day : today.AddDays(Least),
            _ => sheet.Day,
        };
        var scope = sheet.Kind == FairKind.MarketDay ? Scope.Commune(province.Code, commune.Code) : Scope.Province(province.Code);
        var fair = new Fair(sheet.Kind, VietnameseText.Slug(sheet.TitleVi), new FairFacts(sheet.TitleVi, sheet.TitleEn, sheet.AboutVi, sheet.AboutEn, sheet.Address, sheet.Days > 0 ? first.AddDays(-10) : null, null),
            new PlaceAsIssued(commune.Name, null, province.Name, province.Code, commune.Code, null), scope, isDemo: true, now);
        if (sheet.Rule is { } rule) fair.ComeRound(new MarketHours(Recurrence.Parse(rule), first, null, new TimeOnly(5, 0), new TimeOnly(11, 0)));
        else fair.Last(first, first.AddDays(sheet.Days - 1));
        fair.Announce();
        fair.RaiseSequence(now);
        fair.Tell(new FairResults(sheet.Visits, sheet.Contracts, sheet.Revenue is { } revenue ? new Money(revenue) : null));
        db.Fairs.Add(fair);
        db.AuditEntries.Add(new AuditEntry(now, "start", "FairAnnounced", fair.ChangeSubject, after: fair.Slug));
        for (var day = first; day < first.AddDays(sheet.Days); day = day.AddDays(1)) AddDay(fair.Id, day, day == first, day == first.AddDays(sheet.Days - 1));
        AddBooths(fair.Id, sheet, makers, now);
    }

    private void AddDay(Guid fairId, DateOnly day, bool isFirst, bool isLast)
    {
        db.FairDays.Add(new FairDay(fairId, day, Opens, isLast ? new TimeOnly(17, 0) : Closes));
        if (isFirst) db.ProgrammeItems.Add(new ProgrammeItem(fairId, day, new TimeOnly(9, 0), "Khai mạc, trao giấy chứng nhận", "Opening, certificates are handed over"));
        db.ProgrammeItems.Add(new ProgrammeItem(fairId, day, new TimeOnly(10, 0), "Nếm thử và nghe người làm kể chuyện", "Tasting, and the makers’ stories"));
        if (isLast) db.ProgrammeItems.Add(new ProgrammeItem(fairId, day, new TimeOnly(15, 0), "Kết nối cung cầu, bế mạc", "Buyers meet producers; closing"));
        else db.ProgrammeItems.Add(new ProgrammeItem(fairId, day, new TimeOnly(19, 30), "Văn nghệ", "Music in the evening"));
    }

    private void AddBooths(Guid fairId, Sheet sheet, IReadOnlyList<(Guid Id, Guid ProductId)> makers, DateTime now)
    {
        const int columns = 6;
        var booths = Enumerable.Range(0, sheet.Booths).Select(number => new Booth(fairId, new BoothFacts((number + 1).ToString("00", CultureInfo.InvariantCulture), number < columns ? 18 : 9, new Money(number < columns ? 3_000_000 : 1_500_000),
            9 + number % columns * 16 + (number % columns > 2 ? 2 : 0), 12 + number / columns * 76 / Math.Max(1, (sheet.Booths - 1) / columns), null))).ToList();
        db.Booths.AddRange(booths);
        foreach (var (index, (producerId, productId)) in makers.Take(sheet.Exhibitors + sheet.Waiting).Index())
        {
            var application = new BoothApplication(fairId, producerId, new BoothWish(9, null, "", [productId]), now.AddMinutes(index - makers.Count));
            if (index < sheet.Exhibitors) application.Allot(booths[index].Id);
            else application.Wait(now.AddMinutes(index - makers.Count));
            db.BoothApplications.Add(application);
            db.BroughtProducts.Add(new BroughtProduct(application.Id, productId));
        }
    }

    private async Task<IReadOnlyList<(Guid Id, Guid ProductId)>> MakersAsync(string provinceCode, CancellationToken cancel)
    {
        var signedFor = (await db.Grants.Select(grant => grant.ScopePath).ToListAsync(cancel)).Select(path => Scope.Parse(path).ProducerId).OfType<Guid>().ToHashSet();
        var found = await (from product in db.Products where product.IsListed && product.IsDemo join producer in db.Producers on product.ProducerId equals producer.Id
            where producer.Name != Producer.Unnamed orderby producer.Place.ProvinceCode != provinceCode, producer.Slug, product.Slug select new { producer.Id, ProductId = product.Id }).Take(400).ToListAsync(cancel);
        return [.. found.Where(row => !signedFor.Contains(row.Id)).GroupBy(row => row.Id).Select(rows => (rows.Key, rows.First().ProductId))];
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>A collective mark and a geographical indication of a demo market, both marked as made up, with the demo producers of two provinces who may use them.</summary>
public sealed class DemoMarks(MarketDb db, TimeProvider clock)
{
    private const int Users = 6;

    public Task OpenAsync(CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-marks", "opened", cancel)) return false;
        var (today, now) = (clock.Today(), clock.UtcNow());
        var provinces = await db.Producers.Where(it => it.IsDemo && it.Place.ProvinceCode != null).GroupBy(it => it.Place.ProvinceCode!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).Take(2).ToListAsync(cancel);
        foreach (var (province, kind) in provinces.Zip([MarkKind.CollectiveMark, MarkKind.GeographicalIndication]))
        {
            var area = await db.Provinces.Where(it => it.Code == province).Select(it => it.Name).SingleAsync(cancel);
            var from = today.AddYears(-2);
            // A collective mark lasts ten years and is renewed, a geographical indication has no end (Law on Intellectual Property 50/2005/QH11, article 93).
            var mark = new Mark(new MarkFacts(kind, $"{kind.Words().Vi} {area} (minh hoạ)", $"DEMO-{province}", "Hội nghề minh hoạ", area, from, kind == MarkKind.CollectiveMark ? from.AddYears(10) : null), Scope.Province(province), now);
            db.Marks.Add(mark);
            db.AuditEntries.Add(new AuditEntry(now, "start", "MarkRecorded", mark.ChangeSubject, after: mark.Name));
            foreach (var producer in await db.Producers.Where(it => it.IsDemo && it.Place.ProvinceCode == province).OrderBy(it => it.Slug).Select(it => it.Id).Take(Users).ToListAsync(cancel))
                db.MarkUses.Add(new MarkUse(mark.Id, null, producer, from, today.AddYears(1)));
        }

        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}

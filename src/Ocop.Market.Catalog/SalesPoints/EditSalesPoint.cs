using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>Enters a new point, or changes what is known of one. A point that moves to another commune takes the rights granted on it along.</summary>
public sealed class EditSalesPoint(ICatalogDb db, PlaceDirectory places, TimeProvider clock)
{
    public async Task<Outcome<SalesPoint>> HandleAsync(Person person, SalesPointForm form, CancellationToken cancel)
    {
        if (!person.MayAnywhere(Act.EditSalesPoints)) return NoRight.Here;
        var words = SalesPointWords.Meet(form, places);
        if (!words.Succeeded) return Outcome<SalesPoint>.Refused(words.Refusals);
        if (!MayAt(person, words.Value)) return NoRight.Here;

        return await db.InTransactionAsync<SalesPoint>(async () =>
        {
            var point = new SalesPoint(words.Value, await FreeSlugAsync(words.Value, cancel), isDemo: false, clock.UtcNow());
            db.SalesPoints.Add(point);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "SalesPointAdded", point.ChangeSubject, after: Told(point)));
            await db.SaveChangesAsync(cancel);
            return point;
        }, cancel);
    }

    /// <param name="version">Of the point as the form showed it.</param>
    public Task<Outcome<SalesPoint>> HandleAsync(Person person, Guid id, long version, SalesPointForm form, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.EditSalesPoints, id, version, cancel);
        if (!turn.Succeeded) return turn;
        var words = SalesPointWords.Meet(form, places);
        if (!words.Succeeded) return Outcome<SalesPoint>.Refused(words.Refusals);
        // Nobody gives things away to where one has no say.
        if (!MayAt(person, words.Value)) return NoRight.Here;

        var point = turn.Value;
        var (before, from) = (Told(point), point.ScopePath);
        point.Describe(words.Value);
        if (Told(point) == before) return point;

        if (point.ScopePath != from)
        {
            await db.Grants.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, point.ScopePath), cancel);
            await db.Invitations.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, point.ScopePath), cancel);
            await db.MediaItems.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, point.ScopePath), cancel);
            await db.MediaUploads.Where(it => it.ScopePath == from).ExecuteUpdateAsync(set => set.SetProperty(it => it.ScopePath, point.ScopePath), cancel);
        }

        var now = clock.UtcNow();
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "SalesPointEdited", point.ChangeSubject, before, Told(point)));
        // Pages of its products name it and its place, and hide it while it is not open.
        foreach (var product in await db.SalesPointGoods.Where(good => good.SalesPointId == id).Select(good => good.ProductId).ToListAsync(cancel))
            db.Changes.Add(new Change(now, ChangeSubject.Outlets(product)));
        await db.SaveChangesAsync(cancel);
        return point;
    }, cancel);

    private static bool MayAt(Person person, SalesPointWords words) => person.May(Act.EditSalesPoints, Scope.Commune(words.Place.ProvinceCode, words.Place.CommuneCode));

    private async Task<string> FreeSlugAsync(SalesPointWords words, CancellationToken cancel)
    {
        var slug = VietnameseText.Slug(words.Name);
        var taken = (await db.SalesPoints.Where(point => point.Slug.StartsWith(slug)).Select(point => point.Slug).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        if (!taken.Contains(slug)) return slug;
        slug = $"{slug}-{places.Commune(words.Place.CommuneCode)!.Slug}";
        return Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? slug : string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}")).First(free => !taken.Contains(free));
    }

    private static string Told(SalesPoint point) => string.Join('\n',
    [
        $"name: {point.Name}", $"kind: {point.Kind}", $"status: {point.Status}", $"place: {point.Place.Commune}, {point.Place.Province}", $"address: {point.Address}",
        point.Spot is { } spot ? string.Create(CultureInfo.InvariantCulture, $"spot: {spot.Latitude} {spot.Longitude}") : "spot: ", $"phone: {point.Phone}",
        .. OpeningHours.Week.Select(day => $"{day}: {point.Hours.Typed(day)}"), $"holidays: {point.HolidayNote}",
    ]);
}

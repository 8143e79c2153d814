using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>Which photos of the library a point's page shows, in this order.</summary>
public sealed class ChoosePhotos(ICatalogDb db, TimeProvider clock)
{
    public const int Most = 6;

    public Task<Outcome<SalesPoint>> HandleAsync(Person person, Guid id, IReadOnlyList<Guid> photos, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.EditSalesPoints, id, null, cancel);
        if (!turn.Succeeded) return turn;
        var chosen = photos.Distinct().ToList();
        if (chosen.Count > Most) return new Refusal("TooManyPhotos", "photos", $"Chọn nhiều nhất {Most} ảnh.", $"Choose {Most} photos at most.");
        var known = await db.SalesPointPhotos.Where(photo => photo.SalesPointId == id).OrderBy(photo => photo.Position).ToListAsync(cancel);
        var items = await db.MediaItems.AsNoTracking().Where(item => chosen.Contains(item.Id) && item.Kind == MediaKind.Photo && item.DeletedAt == null).ToListAsync(cancel);
        if (chosen.Exists(photo => items.Find(item => item.Id == photo) is not { } item || (!person.May(Act.ReadMedia, item.Scope) && !known.Exists(kept => kept.MediaItemId == photo))))
            return new Refusal("PhotoUnknown", "photos", "Có ảnh không còn trong thư viện.", "A photo is no longer in the library.");
        if (known.Select(photo => photo.MediaItemId).SequenceEqual(chosen)) return turn;

        db.SalesPointPhotos.RemoveRange(known);
        await db.SaveChangesAsync(cancel);
        db.SalesPointPhotos.AddRange(chosen.Select((photo, position) => new SalesPointPhoto(id, photo, position)));
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "SalesPointPhotosChosen", turn.Value.ChangeSubject,
            FormattableString.Invariant($"photos: {known.Count}"), FormattableString.Invariant($"photos: {chosen.Count}")));
        await db.SaveChangesAsync(cancel);
        return turn;
    }, cancel);
}

internal sealed class SalesPointPhotoUse(ICatalogDb db) : IMediaUse
{
    private static readonly LocalText Kind = new("Điểm bán", "Sales point");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel) =>
        [.. (await (from photo in db.SalesPointPhotos where photo.MediaItemId == mediaId join point in db.SalesPoints on photo.SalesPointId equals point.Id
            orderby point.Name select new { point.Name, point.Id }).ToListAsync(cancel)).Select(point => new MediaPlace(Kind, point.Name, $"/quan-tri/diem-ban/{point.Id}"))];

    public async Task<IReadOnlyDictionary<Guid, int>> CountsAsync(IReadOnlyCollection<Guid> mediaIds, CancellationToken cancel) =>
        await db.SalesPointPhotos.Where(photo => mediaIds.Contains(photo.MediaItemId)).GroupBy(photo => photo.MediaItemId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>
/// A keeper puts a photo of the shop onto its page, or takes one off. What is added was sent for this very point: the rest of the library is the officers'
/// to choose from (<see cref="ChoosePhotos"/>). What is taken off stays in the library.
/// </summary>
public sealed class KeepPhotos(ICatalogDb db, TimeProvider clock)
{
    private static readonly Refusal Unknown = new("PhotoUnknown", "file", "Không thấy ảnh này. Bạn chọn lại ảnh.", "This photo is not there. Please choose it again.");

    /// <param name="alt">What it shows, for those who cannot see it.</param>
    public Task<Outcome<SalesPoint>> AddAsync(Person person, Guid id, Guid photo, string? alt, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.KeepSalesPoint, id, null, cancel);
        if (!turn.Succeeded) return turn;
        // Before anything else: of a photo that lies elsewhere nothing is shown beside a refusal.
        if (await db.MediaItems.FirstOrDefaultAsync(item => item.Id == photo && item.Kind == MediaKind.Photo && item.DeletedAt == null, cancel) is not { } item || item.ScopePath != turn.Value.ScopePath) return Unknown;
        var words = VietnameseText.Normalize(alt ?? "");
        if (words.Length == 0) return new Refusal("AltMissing", "alt", "Ghi vài chữ cho người không nhìn thấy ảnh.", "Say in a few words what it shows, for those who cannot see it.");
        if (words.Length > MediaItem.LongestAlt) return new Refusal("AltTooLong", "alt", $"Nhiều nhất {MediaItem.LongestAlt} chữ.", $"{MediaItem.LongestAlt} letters at most.");
        var shown = await db.SalesPointPhotos.Where(it => it.SalesPointId == id).ToListAsync(cancel);
        item.Describe(item.FileName, item.Folder, words, item.AltEn, item.Credit, item.Focus);
        if (shown.Exists(it => it.MediaItemId == photo))
        {
            // Sent twice over a slow line it is there already; sent again with other words it says those.
            await db.SaveChangesAsync(cancel);
            return turn;
        }

        if (shown.Count >= ChoosePhotos.Most) return new Refusal("TooManyPhotos", "file", $"Nhiều nhất {ChoosePhotos.Most} ảnh. Bỏ một ảnh trước.", $"{ChoosePhotos.Most} photos at most. Take one off first.");

        db.SalesPointPhotos.Add(new SalesPointPhoto(id, photo, shown.Count == 0 ? 0 : shown.Max(it => it.Position) + 1));
        await TellAsync(turn.Value, person, shown.Count, shown.Count + 1, cancel);
        return turn;
    }, cancel);

    public Task<Outcome<SalesPoint>> TakeOffAsync(Person person, Guid id, Guid photo, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.KeepSalesPoint, id, null, cancel);
        if (!turn.Succeeded) return turn;
        var shown = await db.SalesPointPhotos.Where(it => it.SalesPointId == id).ToListAsync(cancel);
        if (shown.Find(it => it.MediaItemId == photo) is not { } known) return turn;
        db.SalesPointPhotos.Remove(known);
        await TellAsync(turn.Value, person, shown.Count, shown.Count - 1, cancel);
        return turn;
    }, cancel);

    private async Task TellAsync(SalesPoint point, Person by, int before, int after, CancellationToken cancel)
    {
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "SalesPointPhotosChosen", point.ChangeSubject, FormattableString.Invariant($"photos: {before}"), FormattableString.Invariant($"photos: {after}")));
        await db.SaveChangesAsync(cancel);
    }
}

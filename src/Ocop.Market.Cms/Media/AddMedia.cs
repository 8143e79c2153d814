using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <param name="Scope">Whose part of the programme it belongs to.</param>
/// <param name="Only">What the field takes that it was sent from; null takes photos and documents.</param>
public sealed record NewMedia(Stream File, string FileName, Scope Scope, string Folder = "", MediaKind? Only = null);

/// <summary>
/// Takes a photo or a document into the library. It is made usable before it is written down, so what is refused leaves nothing behind. The same file
/// in the same part of the programme is the same item: whoever sends it again because the answer got lost gets it once.
/// </summary>
public sealed class AddMedia(ICmsDb db, MediaStore media, TimeProvider clock)
{
    public async Task<Outcome<MediaItem>> HandleAsync(Person person, NewMedia wish, CancellationToken cancel) =>
        person.May(Act.AddMedia, wish.Scope) ? await TakeAsync(wish, person.Id, null, cancel) : MediaRefusals.NotAllowed;

    /// <summary>The right was asked for when the upload was opened.</summary>
    internal async Task<Outcome<MediaItem>> TakeAsync(NewMedia wish, Guid by, Guid? upload, CancellationToken cancel)
    {
        var folder = MediaWords.Folder(wish.Folder);
        if (!folder.Succeeded) return Outcome<MediaItem>.Refused(folder.Refusals);

        // Seconds; no write lock may be held that long.
        var prepared = await media.PrepareItemAsync(wish.File, wish.FileName, wish.Only, cancel);
        if (!prepared.Succeeded) return Outcome<MediaItem>.Refused(prepared.Refusals);

        using var coming = prepared.Value;
        return await db.InTransactionAsync<MediaItem>(async () => await WriteAsync(wish, folder.Value, coming, by, upload, cancel), cancel);
    }

    private async Task<MediaItem> WriteAsync(NewMedia wish, string folder, PreparedItem coming, Guid by, Guid? upload, CancellationToken cancel)
    {
        if (upload is { } id) await db.MediaUploads.Where(row => row.Id == id).ExecuteDeleteAsync(cancel);
        if (await db.MediaItems.FirstOrDefaultAsync(item => item.Key == coming.Key && item.ScopePath == wish.Scope.Path && item.DeletedAt == null, cancel) is { } known) return known;

        var now = clock.UtcNow();
        var item = new MediaItem(coming.Key, coming.Facts, MediaWords.FileName(wish.FileName, coming.Facts), wish.Scope, folder, by, now);
        db.MediaItems.Add(item);
        db.AuditEntries.Add(new AuditEntry(now, by.ToString(), "MediaAdded", item.ChangeSubject, after: $"{item.FileName} ({item.Key})"));
        await db.SaveChangesAsync(cancel);
        await coming.KeepAsync(cancel);
        FaultPoint.Pass("media.kept");
        return item;
    }
}

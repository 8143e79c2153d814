using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <param name="Replaces">The item whose file it is to become; null for a new one.</param>
public sealed record NewUpload(string FileName, long Length, Scope Scope, string Folder = "", Guid? Replaces = null, MediaKind? Only = null);

/// <summary>Begins an upload that may come in pieces. What can be refused by its length and by rights is refused before a byte is sent.</summary>
public sealed class OpenUpload(ICmsDb db, PictureLimits limits, TimeProvider clock)
{
    /// <summary>Of one person at a time; each may hold the whole size of a file on the disk.</summary>
    private const int MostOpen = 40;

    public Task<Outcome<MediaUpload>> HandleAsync(Person person, NewUpload wish, CancellationToken cancel) => db.InTransactionAsync<MediaUpload>(async () =>
    {
        var (scope, only) = (wish.Scope, wish.Only);
        if (wish.Replaces is { } id)
        {
            if (await db.MediaItems.FindAsync([id], cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return MediaRefusals.Unknown;
            if (!MediaRights.MayEdit(person, item)) return MediaRefusals.NotAllowed;
            (scope, only) = (item.Scope, item.Kind);
        }
        else if (!person.May(Act.AddMedia, scope)) return MediaRefusals.NotAllowed;

        if (wish.Length <= 0) return MediaRefusals.Empty;
        if (wish.Length > limits.LargestFile) return PictureRefusals.FileTooLarge(limits.LargestFile);
        if (only == MediaKind.Document && wish.Length > FileKinds.LargestFile) return FileRefusals.TooLarge;
        var folder = MediaWords.Folder(wish.Folder);
        if (!folder.Succeeded) return Outcome<MediaUpload>.Refused(folder.Refusals);
        if (await db.MediaUploads.CountAsync(upload => upload.OpenedBy == person.Id, cancel) >= MostOpen) return MediaRefusals.TooManyUploads;

        var upload = new MediaUpload(MediaWords.FileName(wish.FileName), wish.Length, scope, folder.Value, wish.Replaces, only, person.Id, clock.UtcNow());
        db.MediaUploads.Add(upload);
        await db.SaveChangesAsync(cancel);
        return upload;
    }, cancel);
}

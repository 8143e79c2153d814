using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>A better file for the same item: its words stay, everybody who shows it shows the new one.</summary>
public sealed class ReplaceMediaFile(ICmsDb db, MediaStore media, IEnumerable<IMediaUse> uses, TimeProvider clock)
{
    public async Task<Outcome<MediaItem>> HandleAsync(Person person, Guid id, Stream file, string fileName, CancellationToken cancel)
    {
        if (await db.MediaItems.FindAsync([id], cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return MediaRefusals.Unknown;
        if (!MediaRights.MayEdit(person, item)) return MediaRefusals.NotAllowed;
        return await TakeAsync(item, file, fileName, person.Id, null, cancel);
    }

    internal async Task<Outcome<MediaItem>> TakeAsync(MediaItem item, Stream file, string fileName, Guid by, Guid? upload, CancellationToken cancel)
    {
        if (item.DeletedAt is not null) return MediaRefusals.InBin;
        var prepared = await media.PrepareItemAsync(file, fileName, item.Kind, cancel);
        if (!prepared.Succeeded) return Outcome<MediaItem>.Refused(prepared.Refusals);

        using var coming = prepared.Value;
        var cutting = coming is PreparedPhoto photo ? await media.PrepareCutAsync(photo, FocalPoint.Middle, cancel) : null;
        if (cutting is { Succeeded: false } && cutting.Refusals[0].Reason != PictureRefusals.TooSmallReason) return Outcome<MediaItem>.Refused(cutting.Refusals);

        using var cut = cutting?.Value;
        return await db.InTransactionAsync<MediaItem>(async () =>
        {
            if (upload is { } sent) await db.MediaUploads.Where(row => row.Id == sent).ExecuteDeleteAsync(cancel);
            var before = item.Key;
            item.Replace(coming.Key, coming.Facts, MediaWords.FileName(fileName, coming.Facts));
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.ToString(), "MediaFileReplaced", item.ChangeSubject, before, item.Key));
            if (!await db.TrySaveAsync(cancel)) return MediaRefusals.Stale;
            await coming.KeepAsync(cancel);
            return cut is null ? item : await uses.FollowAsync(db, item, cut, cancel);
        }, cancel);
    }
}

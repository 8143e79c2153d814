using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>A better file for the same item: its words stay, everybody who shows it shows the new one.</summary>
public sealed class ReplaceMediaFile(ICmsDb db, MediaStore media, IEnumerable<IMediaUse> uses, SignedInPeople people, TimeProvider clock)
{
    public async Task<Outcome<MediaItem>> HandleAsync(Person person, Guid id, Stream file, string fileName, CancellationToken cancel)
    {
        if (await db.MediaItems.FindAsync([id], cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return MediaRefusals.Unknown;
        if (!MediaRights.MayEdit(person, item)) return MediaRefusals.NotAllowed;
        return await TakeAsync(item, file, fileName, person, null, cancel);
    }

    /// <summary>Of an upload that was allowed when it was opened; by what its sender may now.</summary>
    internal async Task<Outcome<MediaItem>> TakeAsync(MediaItem item, Stream file, string fileName, Guid by, Guid? upload, CancellationToken cancel) =>
        await people.FindAsync(by, cancel) is { } found && MediaRights.MayEdit(found.Person, item) ? await TakeAsync(item, file, fileName, found.Person, upload, cancel) : MediaRefusals.NotAllowed;

    private async Task<Outcome<MediaItem>> TakeAsync(MediaItem item, Stream file, string fileName, Person by, Guid? upload, CancellationToken cancel)
    {
        if (item.DeletedAt is not null) return MediaRefusals.InBin;
        if (await RefuseShownAsync(item, by, cancel) is { } shown) return shown;
        var prepared = await media.PrepareItemAsync(file, fileName, item.Kind, cancel);
        if (!prepared.Succeeded) return Outcome<MediaItem>.Refused(prepared.Refusals);

        using var coming = prepared.Value;
        var cutting = coming is PreparedPhoto photo ? await media.PrepareCutAsync(photo, FocalPoint.Middle, cancel) : null;
        if (cutting is { Succeeded: false } && cutting.Refusals[0].Reason != PictureRefusals.TooSmallReason) return Outcome<MediaItem>.Refused(cutting.Refusals);

        using var cut = cutting?.Value;
        return await db.InTransactionAsync<MediaItem>(async () =>
        {
            if (await RefuseShownAsync(item, by, cancel) is { } shownMeanwhile) return shownMeanwhile;
            if (upload is { } sent) await db.MediaUploads.Where(row => row.Id == sent).ExecuteDeleteAsync(cancel);
            var before = item.Key;
            item.Replace(coming.Key, coming.Facts, MediaWords.FileName(fileName, coming.Facts));
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "MediaFileReplaced", item.ChangeSubject, before, item.Key));
            if (!await db.TrySaveAsync(cancel)) return MediaRefusals.Stale;
            await coming.KeepAsync(cancel);
            return cut is null ? item : await uses.FollowAsync(db, item, cut, cancel);
        }, cancel);
    }

    // Pages keep the item's number alone, so its new file is public at once wherever it stands: past everybody who approved the old one.
    private async Task<Refusal?> RefuseShownAsync(MediaItem item, Person by, CancellationToken cancel)
    {
        if (by.May(Act.EditMedia, item.Scope)) return null;
        var places = new List<MediaPlace>();
        foreach (var use in uses) places.AddRange(await use.PlacesAsync(item.Id, cancel));
        return places.Count == 0 ? null : MediaRefusals.Shown(places);
    }
}

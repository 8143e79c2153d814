using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Bundles;

/// <summary>A picture of a bundle with what its taking in needs, made before the transaction.</summary>
/// <param name="Facts">Of its file, where the item here does not show that file yet.</param>
/// <param name="Item">Its files, where none here has them yet.</param>
internal sealed record ComingPicture(BundlePicture Sent, Refusal? Refusal = null, MediaFacts? Facts = null, PreparedItem? Item = null, PreparedPicture? Cut = null) : IDisposable
{
    public void Dispose()
    {
        Item?.Dispose();
        Cut?.Dispose();
    }
}

internal sealed class ComingPictures : List<ComingPicture>, IDisposable
{
    public void Dispose() => ForEach(picture => picture.Dispose());
}

/// <summary>
/// Takes a bundle's pictures and documents into the library by their ids. Of a photo's files only the master is believed to be a picture, and only after
/// libvips made all sizes of it anew; a document is looked at like one that somebody sends, and must have the key that it says; what is stored under a key already is never written over.
/// </summary>
public sealed class BundlePictures(ICmsDb db, MediaStore media, IEnumerable<IMediaUse> uses, TimeProvider clock)
{
    private static readonly Refusal FileMissing = new("PictureFileMissing", "file", "Bản sao không kèm tệp của ảnh này.", "The bundle does not hold the file of this picture.");
    internal static readonly Refusal IsShown = new("PictureIsShown", "file", "Ảnh này ở đây đã khác và có thể đang hiển thị; chọn đăng luôn để thay.", "This picture differs here and may be on show; choose to publish to replace it.");

    internal async Task<ComingPictures> PrepareAsync(Person by, BundleFile file, bool publish, CancellationToken cancel)
    {
        var coming = new ComingPictures();
        try
        {
            foreach (var sent in file.Content.Pictures) coming.Add(await PrepareAsync(by, file, sent, publish, cancel));
            return coming;
        }
        catch
        {
            coming.Dispose();
            throw;
        }
    }

    internal async Task<BundleLine> TakeAsync(Person by, ComingPicture coming, string actor, bool publish, bool isDryRun, CancellationToken cancel)
    {
        var sent = coming.Sent;
        if (coming.Refusal is { } refusal) return Refused(refusal);
        var now = clock.UtcNow();
        var item = await db.MediaItems.SingleOrDefaultAsync(row => row.Id == sent.Id, cancel);
        var isNew = item is null;
        // Somebody changed it while its files were made.
        if (isNew && coming.Facts is null || item?.DeletedAt is not null || item is not null && item.Key != sent.Key && coming.Facts is null) return Refused(MediaRefusals.Stale);
        if (item is null) db.MediaItems.Add(item = new MediaItem(sent.Key, coming.Facts!, sent.FileName, Scope.Parse(sent.Scope), "", by.Id, now, sent.Id));

        var (key, before) = (item.Key, EditMedia.Told(item));
        var wanted = (FileName: MediaWords.FileName(sent.FileName, coming.Facts ?? item.Facts), Folder: MediaWords.Folder(sent.Folder).Value!, AltVi: VietnameseText.Normalize(sent.AltVi), AltEn: VietnameseText.Normalize(sent.AltEn), Credit: VietnameseText.Normalize(sent.Credit), Focus: new FocalPoint(sent.FocalX, sent.FocalY));
        if (!isNew && key == sent.Key && wanted == (item.FileName, item.Folder, item.AltVi, item.AltEn, item.Credit, item.Focus)) return new BundleLine("picture", sent.FileName, BundleResult.Same);
        if (!isNew && !publish) return Refused(IsShown);

        if (key != sent.Key) item.Replace(sent.Key, coming.Facts!, wanted.FileName);
        item.Describe(wanted.FileName, wanted.Folder, wanted.AltVi, wanted.AltEn, wanted.Credit, wanted.Focus);
        if (isNew) db.AuditEntries.Add(new AuditEntry(now, actor, "MediaAdded", item.ChangeSubject, after: $"{item.FileName} ({item.Key})"));
        else if (key != item.Key) db.AuditEntries.Add(new AuditEntry(now, actor, "MediaFileReplaced", item.ChangeSubject, key, item.Key));
        else db.AuditEntries.Add(new AuditEntry(now, actor, "MediaEdited", item.ChangeSubject, before, EditMedia.Told(item)));
        await db.SaveChangesAsync(cancel);
        // A dry run leaves no file behind.
        if (!isDryRun && coming.Item is not null) await coming.Item.KeepAsync(cancel);
        if (!isDryRun && coming.Cut is not null) await uses.FollowAsync(db, item, coming.Cut, cancel);
        return new BundleLine("picture", sent.FileName, isNew ? BundleResult.Made : BundleResult.Changed);

        BundleLine Refused(Refusal why) => new("picture", sent.FileName, BundleResult.Refused, why);
    }

    private async Task<ComingPicture> PrepareAsync(Person by, BundleFile file, BundlePicture sent, bool publish, CancellationToken cancel)
    {
        if (!MediaKeys.IsKey(sent.Key) || !Scope.TryParse(sent.Scope, out var scope)) return new ComingPicture(sent, BundleFile.Broken);
        if (EditMedia.Refusals(new MediaEdit(sent.Id, 0, sent.FileName, sent.Folder, sent.AltVi, sent.AltEn, sent.Credit, sent.FocalX, sent.FocalY)) is [var wrong, ..]) return new ComingPicture(sent, wrong);
        var here = await db.MediaItems.AsNoTracking().SingleOrDefaultAsync(item => item.Id == sent.Id, cancel);
        if (!by.May(here is null ? Act.AddMedia : Act.EditMedia, here?.Scope ?? scope)) return new ComingPicture(sent, MediaRefusals.NotAllowed);
        if (here?.DeletedAt is not null) return new ComingPicture(sent, MediaRefusals.InBin);
        if (sent.Mime is not null && sent.Document is null) return new ComingPicture(sent, BundleFile.Broken);
        if (here is not null && (here.Kind == MediaKind.Document) != (sent.Document is not null)) return new ComingPicture(sent, FileRefusals.OtherKind);

        var coming = await FilesAsync(file, sent, here, publish, cancel);
        var focus = new FocalPoint(sent.FocalX, sent.FocalY);
        if (coming.Refusal is not null || here is null || !publish || sent.Document is not null || (here.Key == sent.Key && here.Focus == focus)) return coming;

        // Who shows a cut of it takes the new one. Too small for a card: no card shows it.
        var cut = coming.Item is PreparedPhoto photo ? await media.PrepareCutAsync(photo, focus, cancel) : await media.PrepareCutAsync(sent.Key, focus, cancel);
        if (cut.Succeeded || cut.Refusals[0].Reason == PictureRefusals.TooSmallReason) return coming with { Cut = cut.Value };
        coming.Dispose();
        return new ComingPicture(sent, cut.Refusals[0]);
    }

    private async Task<ComingPicture> FilesAsync(BundleFile file, BundlePicture sent, MediaItem? here, bool publish, CancellationToken cancel)
    {
        if (here?.Key == sent.Key) return new ComingPicture(sent);
        if (here is not null && !publish) return new ComingPicture(sent, IsShown);
        if (await db.MediaItems.AsNoTracking().FirstOrDefaultAsync(item => item.Key == sent.Key && item.Kind == (sent.Mime == null ? MediaKind.Photo : MediaKind.Document), cancel) is { } other) return new ComingPicture(sent, Facts: other.Facts);
        await using var master = await file.OpenAsync(sent, cancel);
        if (master is null) return new ComingPicture(sent, FileMissing);
        return sent.Document is null ? Coming(await media.PrepareMasterAsync(master, sent.Key, cancel)) : Coming(await media.PrepareItemAsync(master, sent.FileName, MediaKind.Document, cancel));

        ComingPicture Coming<T>(Outcome<T> prepared) where T : PreparedItem
        {
            if (!prepared.Succeeded) return new ComingPicture(sent, prepared.Refusals[0]);
            if (prepared.Value.Key == sent.Key) return new ComingPicture(sent, Facts: prepared.Value.Facts, Item: prepared.Value);
            prepared.Value.Dispose();
            return new ComingPicture(sent, BundleFile.Broken);
        }
    }
}

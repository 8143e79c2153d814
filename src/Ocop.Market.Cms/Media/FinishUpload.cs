using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// Makes an item of an upload that is whole. One process at a time works on it, by a lease; a process that is killed leaves it to the next,
/// because row and pieces go only with the commit that writes the item.
/// </summary>
public sealed class FinishUpload(ICmsDb db, IMediaFiles files, MediaDisk disk, AddMedia addMedia, ReplaceMediaFile replaceFile, PictureLimits limits, TimeProvider clock)
{
    /// <summary>Longer than the work may take. A sender who was killed in it waits no longer than that.</summary>
    private TimeSpan Lease => limits.Time * 2;

    public async Task<Outcome<MediaItem>> HandleAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.MediaUploads.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OpenedBy == person.Id, cancel) is not { } upload) return MediaRefusals.UploadUnknown;
        if (upload.Refusal is { } refusal) return refusal;
        if (!upload.IsWhole) return MediaRefusals.UploadNotWhole;

        var outcome = await WorkAsync(upload, cancel);
        if (!outcome.Succeeded && IsFinal(outcome.Refusals[0])) await DropAsync(id);
        return outcome;
    }

    /// <summary>Uploads whose sender never said the last word, or whose process was killed after it.</summary>
    internal async Task<bool> ResumeAsync(Guid id, CancellationToken cancel)
    {
        var upload = await db.MediaUploads.AsNoTracking().SingleAsync(row => row.Id == id, cancel);
        var outcome = await WorkAsync(upload, cancel);
        if (outcome.Succeeded) return true;
        if (!IsFinal(outcome.Refusals[0])) return false;

        // Nobody waits for the answer: it is kept for whoever comes back, the file is not.
        db.ChangeTracker.Clear();
        (await db.MediaUploads.SingleAsync(row => row.Id == id, cancel)).Refuse(outcome.Refusals[0]);
        await db.SaveChangesAsync(cancel);
        await DeletePiecesAsync(id);
        return false;
    }

    /// <summary>The upload, with all that came of it.</summary>
    public async Task DropAsync(Guid id)
    {
        await db.MediaUploads.Where(row => row.Id == id).ExecuteDeleteAsync(CancellationToken.None);
        await DeletePiecesAsync(id);
    }

    internal async Task DeletePiecesAsync(Guid id)
    {
        await foreach (var piece in files.ListAsync(MediaUpload.PiecesOf(id), CancellationToken.None)) await files.DeleteAsync(piece, CancellationToken.None);
    }

    private async Task<Outcome<MediaItem>> WorkAsync(MediaUpload upload, CancellationToken cancel)
    {
        var (id, now) = (upload.Id, clock.UtcNow());
        var until = now + Lease;
        var leased = await db.MediaUploads.Where(row => row.Id == id && (row.LeasedUntil == null || row.LeasedUntil < now || row.LeasedUntil > until))
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.LeasedUntil, until), cancel);
        if (leased == 0) return MediaRefusals.UploadInWork;
        try
        {
            FaultPoint.Pass("media.received");
            var outcome = await TakeAsync(upload, cancel);
            if (outcome.Succeeded) await DeletePiecesAsync(id);
            return outcome;
        }
        finally
        {
            await db.MediaUploads.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.LeasedUntil, (DateTime?)null), CancellationToken.None);
        }
    }

    private async Task<Outcome<MediaItem>> TakeAsync(MediaUpload upload, CancellationToken cancel)
    {
        using var workshop = Workshop.Open(disk, clock);
        await using var whole = new FileStream(workshop.File("whole"), FileMode.Create, FileAccess.ReadWrite);
        await foreach (var piece in PiecesAsync(upload, cancel))
            await using (var file = await files.OpenAsync(piece, cancel) ?? throw new FileNotFoundException($"The piece {piece} of an upload is gone.")) await file.Content.CopyToAsync(whole, cancel);
        whole.Position = 0;

        if (upload.Replaces is not { } replaced)
            return await addMedia.TakeAsync(new NewMedia(whole, upload.FileName, Scope.Parse(upload.ScopePath), upload.Folder, upload.Only), upload.OpenedBy, upload.Id, cancel);
        return await db.MediaItems.FindAsync([replaced], cancel) is { } item
            ? await replaceFile.TakeAsync(item, whole, upload.FileName, upload.OpenedBy, upload.Id, cancel)
            : MediaRefusals.Unknown;
    }

    /// <summary>One chain from the first byte to the last. Of two lines that sent the same piece in different lengths both may lie there.</summary>
    private async IAsyncEnumerable<string> PiecesAsync(MediaUpload upload, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pieces = new List<(long From, long Length, string Name)>();
        await foreach (var name in files.ListAsync(upload.Pieces, cancel))
        {
            var numbers = name[upload.Pieces.Length..].Split('-');
            pieces.Add((long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture), name));
        }

        for (long at = 0; at < upload.Length;)
        {
            var next = pieces.Where(piece => piece.From == at).OrderByDescending(piece => piece.Length).FirstOrDefault();
            if (next.Length == 0) throw new FileNotFoundException(FormattableString.Invariant($"The upload {upload.Id} has no piece at {at}."));
            yield return next.Name;
            at += next.Length;
        }
    }

    // The tool may be installed tomorrow, and another's work ends; everything else is the file's own fault.
    private static bool IsFinal(Refusal refusal) => refusal != MediaRefusals.UploadInWork && refusal != PictureRefusals.ToolMissing && refusal != MediaRefusals.Stale;
}

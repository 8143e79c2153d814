using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>Takes away what nobody will ask for again: uploads given up, pieces without an upload, and what has lain in the bin for a month.</summary>
public sealed class SweepMedia(ICmsDb db, IMediaFiles files, MediaStore media, FinishUpload uploads, IEnumerable<IMediaUse> uses, TimeProvider clock)
{
    public static readonly TimeSpan UploadsAfter = TimeSpan.FromDays(1), BinAfter = TimeSpan.FromDays(30);

    /// <summary>How many uploads and pictures went.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel) =>
        await SweepUploadsAsync(cancel) + await SweepPiecesAsync(cancel) + await EmptyBinAsync(cancel);

    private async Task<int> SweepUploadsAsync(CancellationToken cancel)
    {
        var last = clock.UtcNow() - UploadsAfter;
        var left = await db.MediaUploads.Where(upload => upload.LastAt < last).Select(upload => upload.Id).ToListAsync(cancel);
        foreach (var id in left) await uploads.DropAsync(id);
        return left.Count;
    }

    private async Task<int> SweepPiecesAsync(CancellationToken cancel)
    {
        var found = new HashSet<Guid>();
        await foreach (var name in files.ListAsync(MediaUpload.AllPieces, cancel))
            if (Guid.TryParseExact(name.Split('/')[1], "n", out var id)) found.Add(id);
        // A row is there before its first piece, so these are nobody's.
        foreach (var known in await db.MediaUploads.Select(upload => upload.Id).ToListAsync(cancel)) found.Remove(known);
        foreach (var id in found) await uploads.DeletePiecesAsync(id);
        return found.Count;
    }

    private async Task<int> EmptyBinAsync(CancellationToken cancel)
    {
        var last = clock.UtcNow() - BinAfter;
        var old = await db.MediaItems.Where(item => item.DeletedAt < last).ToListAsync(cancel);
        var gone = 0;
        foreach (var item in old)
        {
            if (await IsNamedAsync(item.Id, cancel)) continue;
            db.MediaItems.Remove(item);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "job:sweep-media", "MediaDeleted", item.ChangeSubject, before: $"{item.FileName} ({item.Key})"));
            await db.SaveChangesAsync(cancel);
            // Files go after the row: a kill in between leaves bytes, never a row without its picture.
            if (!await db.MediaItems.AnyAsync(other => other.Key == item.Key, cancel)) await media.DeleteAsync(item.Key, cancel);
            gone++;
        }

        return gone;
    }

    /// <summary>By a product, or by a document that may itself lie in the bin and come back.</summary>
    private async Task<bool> IsNamedAsync(Guid id, CancellationToken cancel)
    {
        foreach (var use in uses)
            if ((await use.PlacesAsync(id, cancel)).Count > 0) return true;
        var key = id.ToString();
        return await db.DocumentReferences.AnyAsync(line => line.Kind == Reference.MediaKind && line.Key == key, cancel);
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// What is still to be done for pictures that are there: uploads whose process was killed, and AVIF, one picture after the other. All of it
/// stands in the database, so it goes on wherever it stopped.
/// </summary>
public sealed class WorkThroughMedia(ICmsDb db, MediaStore media, FinishUpload finishUpload, PictureTool tool, TimeProvider clock)
{
    /// <summary>Its sender still has time to say the last word.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int Portion = 20;

    /// <summary>How many pictures got further.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        if (!tool.IsAvailable) return 0;
        var done = 0;
        foreach (var upload in await WaitingUploadsAsync(cancel))
            if (await finishUpload.ResumeAsync(upload, cancel)) done++;
        for (; done < Portion && await NextAsync(cancel) is { } item; done++) await CompleteAsync(item, cancel);
        return done;
    }

    private Task<List<Guid>> WaitingUploadsAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var last = now - Patience;
        return db.MediaUploads.Where(upload => upload.Received == upload.Length && upload.RefusalReason == null && upload.LastAt < last && (upload.LeasedUntil == null || upload.LeasedUntil < now))
            .OrderBy(upload => upload.LastAt).Select(upload => upload.Id).Take(Portion).ToListAsync(cancel);
    }

    private Task<MediaItem?> NextAsync(CancellationToken cancel) =>
        db.MediaItems.AsNoTracking().Where(item => item.State == MediaState.Usable && item.DeletedAt == null).OrderBy(item => item.At).FirstOrDefaultAsync(cancel);

    private async Task CompleteAsync(MediaItem item, CancellationToken cancel)
    {
        var made = await media.AddAvifAsync(item.Key, new PictureSize(item.Width, item.Height), cancel);
        var (state, failure) = made.Succeeded ? (MediaState.Complete, null) : (MediaState.Failed, made.Refusals[0].Message.Vi);
        await db.InTransactionAsync<int>(async () =>
        {
            // Somebody may have replaced the file in the meantime; then the new one is next.
            var written = await db.MediaItems.Where(row => row.Id == item.Id && row.Key == item.Key && row.State == MediaState.Usable)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.State, state).SetProperty(row => row.Failure, failure), cancel);
            if (written == 1) db.Changes.Add(new Change(clock.UtcNow(), item.ChangeSubject));
            return await db.SaveChangesAsync(cancel);
        }, cancel);
    }
}

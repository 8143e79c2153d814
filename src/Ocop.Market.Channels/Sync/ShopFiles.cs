using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Each photo and each paper goes to a shop once: its key changes when the file does.</summary>
public sealed class ShopFiles(IChannelsDb db, MediaStore media, OpenLibraryFile library, TimeProvider clock)
{
    /// <returns>The draft with the platform's references instead of our keys.</returns>
    public async Task<ChannelResult<ListingDraft>> SendAsync(ShopCalls calls, ListingPlan plan, CancellationToken cancel)
    {
        await calls.Uploading.WaitAsync(cancel);
        try
        {
            var (shopId, draft, known) = (calls.Shop.Id, plan.Draft, await KnownAsync(calls.Shop.Id, [.. plan.Draft.Images, .. plan.Draft.Papers.Select(paper => paper.File)], cancel));
            foreach (var (key, width) in plan.Photos.Where(photo => !known.ContainsKey(photo.Key)))
            {
                await using var file = await media.OpenAsync(key, width, "jpg", cancel) ?? throw new FileNotFoundException($"A product names the picture {key}, but its JPEG of {width} is not in the media store.");
                if (await UploadAsync(key, file, (platform, shop, bytes, stop) => platform.UploadImageAsync(shop, bytes, $"{key}.jpg", stop)) is { } failure) return failure;
            }

            foreach (var paper in draft.Papers.Where(paper => !known.ContainsKey(paper.File)).DistinctBy(paper => paper.File))
            {
                // Asked for like a stranger: what nobody may open here goes nowhere else.
                await using var file = (await library.HandleAsync(null, paper.File, FileKinds.Pdf.Ending, cancel))?.Bytes ?? throw new FileNotFoundException($"A paper names the file {paper.File}, but strangers may not open it, or it is not in the media store.");
                if (await UploadAsync(paper.File, file, (platform, shop, bytes, stop) => ((ITakesPapers)platform).UploadFileAsync(shop, bytes, paper.Name, stop)) is { } failure) return failure;
            }

            return draft with { Images = [.. draft.Images.Select(key => known[key])], Papers = [.. draft.Papers.Select(paper => paper with { File = known[paper.File] })] };

            async Task<ChannelFailure?> UploadAsync(string key, MediaFile file, Func<IChannelConnector, ShopAccess, Stream, CancellationToken, Task<ChannelResult<MediaReference>>> upload)
            {
                var bytes = new byte[file.Length];
                await file.Content.ReadExactlyAsync(bytes, cancel);
                // A token that ended in between asks for the same bytes again, and whoever sent the first closed it.
                var sent = await calls.AskAsync((platform, shop, stop) => upload(platform, shop, new MemoryStream(bytes), stop), cancel);
                if (sent.Value is not { } reference) return sent.Failure!;
                db.ChannelMedia.Add(new ChannelMedia(shopId, key, reference.Text, clock.UtcNow()));
                await db.SaveChangesAsync(CancellationToken.None);
                known.Add(key, reference.Text);
                return null;
            }
        }
        finally
        {
            calls.Uploading.Release();
        }
    }

    private Task<Dictionary<string, string>> KnownAsync(Guid shopId, List<string> keys, CancellationToken cancel) =>
        db.ChannelMedia.AsNoTracking().Where(it => it.ShopId == shopId && keys.Contains(it.Key)).ToDictionaryAsync(it => it.Key, it => it.Reference, cancel);
}

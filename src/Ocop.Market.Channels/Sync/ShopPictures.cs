using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Sync;

/// <summary>Each photo goes to a shop once: its key changes when the photo does.</summary>
public sealed class ShopPictures(IChannelsDb db, MediaStore media, TimeProvider clock)
{
    public async Task<ChannelResult<IReadOnlyList<string>>> ReferencesAsync(ShopCalls calls, IReadOnlyList<(string Key, int Width)> photos, CancellationToken cancel)
    {
        await calls.Pictures.WaitAsync(cancel);
        try
        {
            return await SendAsync(calls, photos, cancel);
        }
        finally
        {
            calls.Pictures.Release();
        }
    }

    private async Task<ChannelResult<IReadOnlyList<string>>> SendAsync(ShopCalls calls, IReadOnlyList<(string Key, int Width)> photos, CancellationToken cancel)
    {
        var (shopId, keys) = (calls.Shop.Id, photos.Select(photo => photo.Key).ToList());
        var known = await db.ChannelMedia.AsNoTracking().Where(it => it.ShopId == shopId && keys.Contains(it.Key)).ToDictionaryAsync(it => it.Key, it => it.Reference, cancel);
        foreach (var (key, width) in photos.Where(photo => !known.ContainsKey(photo.Key)))
        {
            await using var file = await media.OpenAsync(key, width, "jpg", cancel) ?? throw new FileNotFoundException($"A product names the picture {key}, but its JPEG of {width} is not in the media store.");
            var bytes = new byte[file.Length];
            await file.Content.ReadExactlyAsync(bytes, cancel);
            // A token that ended in between asks for the same bytes again, and whoever sent the first closed it.
            var sent = await calls.AskAsync((platform, shop, stop) => platform.UploadImageAsync(shop, new MemoryStream(bytes), $"{key}.jpg", stop), cancel);
            if (sent.Value is not { } reference) return sent.Failure!;
            db.ChannelMedia.Add(new ChannelMedia(shopId, key, reference.Text, clock.UtcNow()));
            await db.SaveChangesAsync(CancellationToken.None);
            known.Add(key, reference.Text);
        }

        return keys.Select(key => known[key]).ToList();
    }
}

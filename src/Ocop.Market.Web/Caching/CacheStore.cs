using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Memory;

namespace Ocop.Market.Web.Caching;

/// <summary>Keeps pages in memory, up to a number of bytes, and hands out only those that are still fresh.</summary>
public sealed class CacheStore(CacheFreshness freshness) : IOutputCacheStore, IDisposable
{
    private const long MostBytes = 64L * 1024 * 1024;
    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancel)
    {
        if (!_pages.TryGetValue(key, out Page? page)) return ValueTask.FromResult<byte[]?>(null);
        if (freshness.IsFresh(page!.Began, page.Subjects)) return ValueTask.FromResult<byte[]?>(page.Bytes);

        _pages.Remove(key);
        return ValueTask.FromResult<byte[]?>(null);
    }

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancel)
    {
        var (began, subjects) = freshness.Read(tags ?? []);
        if (freshness.IsFresh(began, subjects))
        {
            _pages.Set(key, new Page(value, began, subjects), new MemoryCacheEntryOptions
            {
                Size = value.Length + 2 * key.Length + 64,
                AbsoluteExpirationRelativeToNow = validFor,
            });
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancel)
    {
        freshness.Evict([tag]);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _pages.Dispose();

    private sealed record Page(byte[] Bytes, long Began, string[] Subjects);
}

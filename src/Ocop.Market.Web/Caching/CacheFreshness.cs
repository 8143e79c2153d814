using System.Collections.Concurrent;
using System.Globalization;

namespace Ocop.Market.Web.Caching;

/// <summary>
/// Decides whether a kept page still tells the truth. Each eviction takes the next number; each page remembers the number that stood
/// when its rendering began. A page is good while none of its tags was evicted later than that. So a page that was read from
/// old rows and stored after the eviction is dead on arrival, without any lock between the two.
/// </summary>
public sealed class CacheFreshness
{
    private const string BeginPrefix = "began:";
    private readonly ConcurrentDictionary<string, long> _evicted = new(StringComparer.Ordinal);
    private long _number;
    private long _everythingEvicted;

    /// <summary>Of the last eviction.</summary>
    public long Number => Interlocked.Read(ref _number);

    public string BeginTag() => BeginPrefix + Number.ToString(CultureInfo.InvariantCulture);

    public void Evict(IEnumerable<string> tags)
    {
        foreach (var tag in tags)
        {
            // The number is taken before it is noted: a page that begins in between is thrown away needlessly, never kept wrongly.
            var number = Interlocked.Increment(ref _number);
            _evicted.AddOrUpdate(tag, number, (_, earlier) => Math.Max(earlier, number));
        }
    }

    public void EvictEverything() => Interlocked.Exchange(ref _everythingEvicted, Interlocked.Increment(ref _number));

    /// <param name="tags">With the tag of <see cref="BeginTag"/> among them.</param>
    public (long Began, string[] Subjects) Read(IReadOnlyList<string> tags)
    {
        var begin = tags.FirstOrDefault(tag => tag.StartsWith(BeginPrefix, StringComparison.Ordinal))
            ?? throw new ArgumentException("A cached page must say when its rendering began.", nameof(tags));
        return (long.Parse(begin.AsSpan(BeginPrefix.Length), CultureInfo.InvariantCulture), [.. tags.Where(tag => tag != begin)]);
    }

    public bool IsFresh(long began, string[] subjects)
    {
        if (Interlocked.Read(ref _everythingEvicted) > began) return false;
        foreach (var subject in subjects)
            if (_evicted.TryGetValue(subject, out var evicted) && evicted > began) return false;
        return true;
    }
}

using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Channels.Categories;

/// <summary>The map that holds for a set on a day; that of its group where the set has none. Read once for a job.</summary>
public sealed class CategoryMaps(IChannelsDb db)
{
    private readonly Dictionary<string, List<CategoryMap>> _read = [];

    public async Task<CategoryMap?> OfAsync(string channel, string? groupSlug, string? setCode, DateOnly day, CancellationToken cancel)
    {
        if (!_read.TryGetValue(channel, out var maps))
            _read.Add(channel, maps = await db.CategoryMaps.AsNoTracking().Include(map => map.Attributes).Where(map => map.Channel == channel && map.From <= day && (map.Until == null || map.Until >= day)).OrderByDescending(map => map.Number).ToListAsync(cancel));
        return maps.FirstOrDefault(map => map.GroupSlug == groupSlug && map.SetCode == setCode) ?? maps.FirstOrDefault(map => map.GroupSlug == groupSlug && map.SetCode == null);
    }
}

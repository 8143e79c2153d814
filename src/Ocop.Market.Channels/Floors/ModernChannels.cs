using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Sync;

namespace Ocop.Market.Channels.Floors;

/// <param name="Province">Null where the place is not known.</param>
public sealed record ProvinceShare(Province? Province, int Producers, int OnAFloor)
{
    /// <summary>In per cent with one decimal, rounded down: a target is not met by rounding.</summary>
    public decimal Share => Producers == 0 ? 0 : Math.Floor(OnAFloor * 1000m / Producers) / 10;
}

/// <summary>
/// The share of producers who sell on at least one modern channel: a listing of theirs has an address on an outside floor, or is on sale in a shop of theirs on a platform. Counted are producers with a name and
/// something on offer here.
/// </summary>
public sealed class ModernChannels(IChannelsDb db, PlaceDirectory places)
{
    public async Task<IReadOnlyList<ProvinceShare>> ByProvinceAsync(Person person, CancellationToken cancel)
    {
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadFloors)).Where(producer => producer.Name != Producer.Unnamed
            && db.Products.Any(product => product.ProducerId == producer.Id && product.IsListed && product.GroupSlug != Product.TourismGroup));
        var carried = from listing in db.FloorListings where listing.OutsideLink != null && listing.State != ListingState.Removed join product in db.Products on listing.ProductId equals product.Id select product.ProducerId;
        var synced = from listing in db.ChannelListings where listing.State == SyncState.Live join product in db.Products on listing.ProductId equals product.Id select product.ProducerId;
        var all = await CountAsync(producers, cancel);
        var onAFloor = await CountAsync(producers.Where(producer => carried.Contains(producer.Id) || synced.Contains(producer.Id)), cancel);
        return [.. all.Select(row => new ProvinceShare(places.Province(row.Key), row.Value, onAFloor.GetValueOrDefault(row.Key))).OrderBy(row => row.Province is null).ThenBy(row => row.Province?.Slug, StringComparer.Ordinal)];
    }

    private static async Task<Dictionary<string, int>> CountAsync(IQueryable<Producer> producers, CancellationToken cancel) =>
        (await producers.GroupBy(producer => producer.Place.ProvinceCode).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel)).ToDictionary(group => group.Key ?? "", group => group.Count);
}

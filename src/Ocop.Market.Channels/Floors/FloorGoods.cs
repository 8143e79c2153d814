using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <param name="IsNew">Never chosen for this floor.</param>
public sealed record FloorFilter(string? Text = null, string? ProvinceCode = null, string? GroupSlug = null, int? Stars = null, ListingState? State = null, bool IsNew = false);

public sealed record FloorGoodRow(Guid Id, string Name, string Producer, string? ProvinceCode, string? CommuneCode, bool IsListed, ListingState? State, string? OutsideLink, DateTime? ChangedAt);

/// <summary>Products of a person's places, and how each stands on one floor.</summary>
public sealed class FloorGoods(IChannelsDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    public Task<ListPage<FloorGoodRow>> PageAsync(Person person, Guid floorId, FloorFilter filter, int page, CancellationToken cancel) =>
        Rows(floorId, Found(person, Act.ReadFloors, floorId, filter)).PageAsync(page, PageSize, cancel);

    /// <summary>Null where there is no such product, or it lies elsewhere.</summary>
    public async Task<(FloorGoodRow Row, FloorListing? Listing)?> FindAsync(Person person, Guid floorId, Guid productId, CancellationToken cancel) =>
        await Rows(floorId, Found(person, Act.ReadFloors, floorId, new()).Where(product => product.Id == productId)).FirstOrDefaultAsync(cancel) is { } row
            ? (row, await db.FloorListings.AsNoTracking().FirstOrDefaultAsync(listing => listing.FloorId == floorId && listing.ProductId == productId, cancel))
            : null;

    internal IQueryable<Product> Found(Person person, Act act, Guid floorId, FloorFilter filter)
    {
        var (today, producers) = (clock.Today(), db.Producers.Within(person.ScopesFor(act)));
        if (filter.ProvinceCode is { } province) producers = producers.Where(producer => producer.Place.ProvinceCode == province);
        var makers = producers.Select(producer => producer.Id);
        var listings = db.FloorListings.Where(listing => listing.FloorId == floorId);
        var products = db.Products.AsNoTracking().Where(product => makers.Contains(product.ProducerId) && product.GroupSlug != Product.TourismGroup
            && (product.IsListed || listings.Any(listing => listing.ProductId == product.Id)));
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) products = products.Where(product => product.FoldedName.Contains(word));
        if (filter.GroupSlug is { } group) products = products.Where(product => product.GroupSlug == group);
        if (filter.Stars is { } stars) products = products.Where(product => db.SearchRows.Any(row => row.ProductId == product.Id && row.Stars == stars && row.StarsFrom <= today && row.StarsUntil >= today));
        if (filter.State is { } state) products = products.Where(product => listings.Any(listing => listing.ProductId == product.Id && listing.State == state));
        return filter.IsNew ? products.Where(product => !listings.Any(listing => listing.ProductId == product.Id)) : products;
    }

    private IQueryable<FloorGoodRow> Rows(Guid floorId, IQueryable<Product> products) =>
        from product in products
        join producer in db.Producers on product.ProducerId equals producer.Id
        join found in db.FloorListings.Where(listing => listing.FloorId == floorId) on product.Id equals found.ProductId into listings
        from listing in listings.DefaultIfEmpty()
        orderby product.FoldedName, product.Id
        select new FloorGoodRow(product.Id, product.Name, producer.Name, producer.Place.ProvinceCode, producer.Place.CommuneCode, product.IsListed,
            listing == null ? null : listing.State, listing == null ? null : listing.OutsideLink, listing == null ? null : listing.ChangedAt);
}

/// <summary>The floors a person may carry goods to, and what was packed for them.</summary>
public sealed class DeskFloors(IChannelsDb db)
{
    private const int PackagesShown = 20;

    public async Task<IReadOnlyList<(Floor Floor, int Live, int OutOfDate)>> ListAsync(Person person, CancellationToken cancel)
    {
        var mine = db.Producers.Within(person.ScopesFor(Act.ReadFloors)).Select(producer => producer.Id);
        var counts = await db.FloorListings.Where(listing => db.Products.Any(product => product.Id == listing.ProductId && mine.Contains(product.ProducerId)))
            .GroupBy(listing => new { listing.FloorId, listing.State }).Select(group => new { group.Key.FloorId, group.Key.State, Count = group.Count() }).ToListAsync(cancel);
        int Of(Guid floor, ListingState state) => counts.Find(count => count.FloorId == floor && count.State == state)?.Count ?? 0;
        return [.. (await db.Floors.AsNoTracking().OrderBy(floor => floor.Name).ToListAsync(cancel)).Where(floor => floor.IsFor(person, Act.ReadFloors))
            .Select(floor => (floor, Of(floor.Id, ListingState.Live), Of(floor.Id, ListingState.OutOfDate)))];
    }

    public async Task<Floor?> FindAsync(Person person, Guid id, CancellationToken cancel) =>
        await db.Floors.AsNoTracking().FirstOrDefaultAsync(floor => floor.Id == id, cancel) is { } floor && floor.IsFor(person, Act.ReadFloors) ? floor : null;

    public async Task<IReadOnlyList<FloorPackage>> PackagesAsync(Person person, Guid floorId, CancellationToken cancel) =>
        [.. (await db.FloorPackages.AsNoTracking().Where(package => package.FloorId == floorId).OrderByDescending(package => package.Number).ToListAsync(cancel)).Where(package => package.IsFor(person, Act.ReadFloors)).Take(PackagesShown)];

    public async Task<FloorPackage?> PackageAsync(Person person, Guid floorId, Guid id, CancellationToken cancel) =>
        await db.FloorPackages.AsNoTracking().FirstOrDefaultAsync(package => package.Id == id && package.FloorId == floorId, cancel) is { } package && package.IsFor(person, Act.ReadFloors) ? package : null;

    /// <summary>What lies in it, by name.</summary>
    public Task<ListPage<(string Name, int Rows)>> ItemsAsync(Guid packageId, int page, CancellationToken cancel) =>
        (from item in db.FloorPackageItems where item.PackageId == packageId && item.Hash != null join product in db.Products on item.ProductId equals product.Id orderby product.FoldedName, product.Id
            select new ValueTuple<string, int>(product.Name, item.Rows)).PageAsync(page, FloorGoods.PageSize, cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Board;

/// <summary>How a shop does, at a glance.</summary>
/// <param name="Failed">Steps of the last day that failed, of <paramref name="Steps"/>.</param>
/// <param name="Waiting">Listings with something to be sent.</param>
public sealed record ShopHealth(ChannelShop Shop, string Maker, int Live, int InReview, int Stuck, int Waiting, int Drifts, int Steps, int Failed)
{
    public int FailedPercent => Steps == 0 ? 0 : (Failed * 100 + Steps - 1) / Steps;
}

/// <summary>What a list is sifted by.</summary>
public enum ListingSift { All, Live, Waiting, Stuck, Hidden }

/// <param name="State">Null where the producer never chose it for this shop.</param>
public sealed record ListingRow(Guid ProductId, string Name, Guid? ListingId, SyncState? State, bool IsWanted, string? Address, string? Reason, FailureClass? ErrorClass, string? ErrorCode, string? ErrorMessage, string? ErrorField, DateTime? PushedAt, DateTime? SeenAt);

public sealed record DriftRow(Guid Id, string Product, string Field, string Ours, string Theirs, DateTime FoundAt);

public sealed record StepRow(DateTime At, string? Product, ChannelDeed Deed, string? Detail, FailureClass? Class, string? Code, string? Message);

/// <summary>What came of the look for a shop's brand, by the platform's categories that its goods stand in.</summary>
/// <param name="Waiting">Not looked for there yet.</param>
public sealed record BrandOutlook(string Name, int Found, int Missing, int Waiting);

public sealed record OutsideOrderRow(Guid Id, string OutsideId, OutsideOrderState State, DateTime PlacedAt, IReadOnlyList<OutsideOrderLineRow> Lines, DateTime? HandedOverAt);

public sealed record OutsideOrderLineRow(string Sku, int Quantity, long Price, OutsideOrderState State, LineStock Stock);

/// <summary>Shops and listings on outside platforms, as far as a person's scopes reach: a producer its own, an officer those of the places, an auditor to read.</summary>
public sealed class ChannelBoard(IChannelsDb db, OutsideCatalogue outside, ConnectorShelf shelf, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Nothing goes on by itself.</summary>
    internal static readonly SyncState[] Stuck = [SyncState.NeedsPerson, SyncState.Invalid, SyncState.Rejected, SyncState.Suspended];
    private static readonly SyncState[] UnderWay = [SyncState.Queued, SyncState.Submitting, SyncState.OutcomeUnknown, SyncState.InReview];

    public async Task<IReadOnlyList<ShopHealth>> ShopsAsync(Person person, Act act, CancellationToken cancel)
    {
        var shops = await Within(person, act).OrderBy(it => it.Maker.Name).ThenBy(it => it.Shop.Channel).Select(it => new { it.Shop, it.Maker.Name }).AsNoTracking().ToListAsync(cancel);
        var (ids, since) = (shops.Select(it => it.Shop.Id).ToList(), clock.UtcNow().AddDays(-1));
        var states = await db.ChannelListings.Where(listing => ids.Contains(listing.ShopId)).GroupBy(listing => new { listing.ShopId, listing.State }).Select(group => new { group.Key.ShopId, group.Key.State, Count = group.Count() }).ToListAsync(cancel);
        var waiting = await db.ChannelJobs.Where(job => ids.Contains(job.ShopId)).CountBy(job => job.ShopId, cancel);
        var drifts = await db.ChannelDrifts.Where(drift => ids.Contains(drift.ShopId) && drift.ResolvedAt == null).CountBy(drift => drift.ShopId, cancel);
        var steps = await db.ChannelSteps.Where(step => ids.Contains(step.ShopId) && step.At >= since).CountBy(step => step.ShopId, cancel);
        var failed = await db.ChannelSteps.Where(step => ids.Contains(step.ShopId) && step.At >= since && step.Class != null).CountBy(step => step.ShopId, cancel);
        int Of(Guid shop, params SyncState[] wanted) => states.Where(it => it.ShopId == shop && wanted.Contains(it.State)).Sum(it => it.Count);
        return [.. shops.Select(it => new ShopHealth(it.Shop, it.Name, Of(it.Shop.Id, SyncState.Live), Of(it.Shop.Id, SyncState.InReview), Of(it.Shop.Id, Stuck),
            waiting.GetValueOrDefault(it.Shop.Id), drifts.GetValueOrDefault(it.Shop.Id), steps.GetValueOrDefault(it.Shop.Id), failed.GetValueOrDefault(it.Shop.Id)))];
    }

    /// <summary>Null where there is none, or it lies elsewhere.</summary>
    public async Task<(ChannelShop Shop, Producer Maker)?> FindAsync(Person person, Act act, Guid shopId, CancellationToken cancel) =>
        await Within(person, act).Where(it => it.Shop.Id == shopId).AsNoTracking().SingleOrDefaultAsync(cancel) is { } found ? (found.Shop, found.Maker) : null;

    /// <summary>All goods of the shop's producer, and how each stands there.</summary>
    public Task<ListPage<ListingRow>> ListingsAsync(ChannelShop shop, ListingSift sift, string? text, int page, CancellationToken cancel)
    {
        var products = db.Products.AsNoTracking().Where(product => product.ProducerId == shop.ProducerId && product.GroupSlug != Product.TourismGroup);
        var error = VietnameseText.Normalize(text ?? "");
        var folded = VietnameseText.Fold(text ?? "");
        if (folded.Length > 0)
            products = products.Where(product => product.FoldedName.Contains(folded) || db.ChannelListings.Any(listing => listing.ShopId == shop.Id && listing.ProductId == product.Id && (listing.ErrorMessage!.Contains(error) || listing.ErrorCode == error || listing.ItemId == error)));
        var rows = from product in products
                   join found in db.ChannelListings.Where(listing => listing.ShopId == shop.Id) on product.Id equals found.ProductId into listings
                   from listing in listings.DefaultIfEmpty()
                   where listing != null || product.IsListed
                   select new { product, listing };
        rows = sift switch
        {
            ListingSift.Live => rows.Where(row => row.listing != null && row.listing.State == SyncState.Live),
            ListingSift.Waiting => rows.Where(row => row.listing != null && UnderWay.Contains(row.listing.State)),
            ListingSift.Stuck => rows.Where(row => row.listing != null && Stuck.Contains(row.listing.State)),
            ListingSift.Hidden => rows.Where(row => row.listing != null && (row.listing.State == SyncState.Hidden || row.listing.State == SyncState.Removed)),
            _ => rows,
        };
        return rows.OrderBy(row => row.product.FoldedName).ThenBy(row => row.product.Id).Select(row => row.listing == null
            ? new ListingRow(row.product.Id, row.product.Name, null, null, false, null, null, null, null, null, null, null, null)
            : new ListingRow(row.product.Id, row.product.Name, row.listing.Id, row.listing.State, row.listing.IsWanted, row.listing.Address, row.listing.Reason, row.listing.ErrorClass, row.listing.ErrorCode, row.listing.ErrorMessage, row.listing.ErrorField, row.listing.PushedAt, row.listing.SeenAt))
            .PageAsync(page, PageSize, cancel);
    }

    public bool TakesBrand(ChannelShop shop) => shelf.Of(shop.Channel) is IListsBrands;

    /// <summary>Null where the shop names none.</summary>
    public async Task<BrandOutlook?> BrandAsync(ChannelShop shop, CancellationToken cancel)
    {
        if (shop.Brand is not { } name) return null;
        var looked = new List<DraftBrand?>();
        foreach (var category in await OutsideCatalogue.BrandPlaces(db).Where(place => place.ShopId == shop.Id).Select(place => place.Category).Distinct().ToListAsync(cancel)) looked.Add(await outside.BrandAsync(shop, category, cancel));
        return new BrandOutlook(name, looked.Count(brand => brand?.Id is not null), looked.Count(brand => brand is { Id: null }), looked.Count(brand => brand is null));
    }

    public async Task<IReadOnlyList<DriftRow>> DriftsAsync(Guid shopId, CancellationToken cancel) =>
        await (from drift in db.ChannelDrifts join listing in db.ChannelListings on drift.ListingId equals listing.Id join product in db.Products on listing.ProductId equals product.Id
               where drift.ShopId == shopId && drift.ResolvedAt == null orderby drift.FoundAt descending select new DriftRow(drift.Id, product.Name, drift.Field, drift.Ours, drift.Theirs, drift.FoundAt)).Take(PageSize).ToListAsync(cancel);

    public async Task<IReadOnlyList<StepRow>> StepsAsync(Guid shopId, CancellationToken cancel) =>
        await (from step in db.ChannelSteps.AsNoTracking() where step.ShopId == shopId
               join found in db.ChannelListings on step.ListingId equals found.Id into listings from listing in listings.DefaultIfEmpty()
               join known in db.Products on listing.ProductId equals known.Id into products from product in products.DefaultIfEmpty()
               orderby step.At descending, step.Id descending select new StepRow(step.At, product == null ? null : product.Name, step.Deed, step.Detail, step.Class, step.Code, step.Message)).Take(PageSize).ToListAsync(cancel);

    public async Task<IReadOnlyList<OutsideOrderRow>> OrdersAsync(Guid shopId, CancellationToken cancel) =>
        [.. (await db.ChannelOrders.AsNoTracking().Include(order => order.Lines).Where(order => order.ShopId == shopId).OrderByDescending(order => order.PlacedAt).Take(PageSize).ToListAsync(cancel))
            .Select(order => new OutsideOrderRow(order.Id, order.OutsideId, order.State, order.PlacedAt, [.. order.Lines.Select(line => new OutsideOrderLineRow(line.Sku, line.Quantity, line.Price, line.State, line.Stock))], order.HandedOverAt))];

    private IQueryable<ShopOf> Within(Person person, Act act)
    {
        var makers = db.Producers.Within(person.ScopesFor(act));
        return from shop in db.ChannelShops join maker in makers on shop.ProducerId equals maker.Id select new ShopOf { Shop = shop, Maker = maker };
    }

    private sealed class ShopOf
    {
        public required ChannelShop Shop { get; init; }
        public required Producer Maker { get; init; }
    }
}

internal static class Counting
{
    public static async Task<Dictionary<Guid, int>> CountBy<T>(this IQueryable<T> rows, System.Linq.Expressions.Expression<Func<T, Guid>> key, CancellationToken cancel) =>
        (await rows.GroupBy(key).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel)).ToDictionary(group => group.Key, group => group.Count);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Board;

/// <summary>Which goods the desk looks for, over all shops of its places.</summary>
/// <param name="Error">Words of a refusal or a reason, or a code.</param>
/// <param name="NeedsPerson">Nothing goes on by itself.</param>
/// <param name="IsNew">Never chosen for the shop.</param>
public sealed record DeskListingFilter(string? Product = null, string? Maker = null, string? Error = null, string? Channel = null, Guid? ShopId = null, SyncState? State = null, bool NeedsPerson = false, bool IsNew = false);

public enum DeskListingOrder { Product, Shop, Sent }

public sealed record DeskListingRow(Guid ShopId, string Channel, string Shop, string Maker, ListingRow Listing);

/// <summary>Every product in every shop of its producer, as far as a person's scopes reach.</summary>
public sealed class DeskListings(IChannelsDb db)
{
    public const int PageSize = 50;

    /// <summary>More rows than that are no list that anybody reads.</summary>
    public const int MostRows = 20_000;

    public Task<ListPage<DeskListingRow>> PageAsync(Person person, DeskListingFilter filter, DeskListingOrder order, bool isDown, int page, CancellationToken cancel) =>
        Rows(Ordered(Found(person, filter), order, isDown)).PageAsync(page, PageSize, cancel);

    public async Task<IReadOnlyList<DeskListingRow>> AllAsync(Person person, DeskListingFilter filter, DeskListingOrder order, bool isDown, CancellationToken cancel) =>
        await Rows(Ordered(Found(person, filter), order, isDown)).Take(MostRows).ToListAsync(cancel);

    /// <summary>Shop and product of the first of them.</summary>
    public async Task<IReadOnlyList<(Guid ShopId, Guid ProductId)>> PairsAsync(Person person, DeskListingFilter filter, int most, CancellationToken cancel) =>
        [.. (await Ordered(Found(person, filter), DeskListingOrder.Product, false).Take(most).Select(row => new { ShopId = row.Shop.Id, ProductId = row.Product.Id }).ToListAsync(cancel)).Select(row => (row.ShopId, row.ProductId))];

    public async Task<IReadOnlyList<(ChannelShop Shop, string Maker)>> ShopsAsync(Person person, CancellationToken cancel) =>
        [.. (await (from shop in db.ChannelShops.AsNoTracking() join maker in db.Producers.Within(person.ScopesFor(Act.ReadFloors)) on shop.ProducerId equals maker.Id orderby maker.FoldedName, shop.Channel, shop.Name select new { Shop = shop, maker.Name }).ToListAsync(cancel)).Select(it => (it.Shop, it.Name))];

    private IQueryable<Found> Found(Person person, DeskListingFilter filter)
    {
        var (makers, shops, products) = (db.Producers.Within(person.ScopesFor(Act.ReadFloors)), db.ChannelShops.AsQueryable(), db.Products.Where(product => product.GroupSlug != Product.TourismGroup));
        foreach (var word in Folded(filter.Maker)) makers = makers.Where(maker => maker.FoldedName.Contains(word));
        foreach (var word in Folded(filter.Product)) products = products.Where(product => product.FoldedName.Contains(word));
        if (filter.Channel is { } channel) shops = shops.Where(shop => shop.Channel == channel);
        if (filter.ShopId is { } one) shops = shops.Where(shop => shop.Id == one);
        var found = from shop in shops
                    join maker in makers on shop.ProducerId equals maker.Id
                    join product in products on shop.ProducerId equals product.ProducerId
                    from listing in db.ChannelListings.Where(listing => listing.ShopId == shop.Id && listing.ProductId == product.Id).DefaultIfEmpty()
                    where listing != null || product.IsListed
                    select new Found { Shop = shop, Maker = maker, Product = product, Listing = listing };
        // Whether the answer was lost is nothing that people look for.
        if (filter.State is SyncState.Submitting) found = found.Where(row => row.Listing!.State == SyncState.Submitting || row.Listing.State == SyncState.OutcomeUnknown);
        else if (filter.State is { } state) found = found.Where(row => row.Listing!.State == state);
        if (filter.NeedsPerson) found = found.Where(row => row.Listing != null && ChannelBoard.Stuck.Contains(row.Listing.State));
        if (filter.IsNew) found = found.Where(row => row.Listing == null);
        if (VietnameseText.Normalize(filter.Error ?? "") is { Length: > 0 } words)
        {
            var small = words.ToLowerInvariant();
            // As the database makes letters small: a platform's words stand in whatever case.
#pragma warning disable RS0030, CA1304, CA1311
            found = found.Where(row => row.Listing!.ErrorCode == words || row.Listing.ErrorMessage!.Contains(words) || row.Listing.ErrorMessage.ToLower().Contains(small) || row.Listing.Reason!.Contains(words) || row.Listing.Reason.ToLower().Contains(small));
#pragma warning restore RS0030, CA1304, CA1311
        }

        return found;
    }

    private static string[] Folded(string? typed) => [.. VietnameseText.Fold(typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)];

    private static IQueryable<Found> Ordered(IQueryable<Found> found, DeskListingOrder order, bool isDown) => (order, isDown) switch
    {
        (DeskListingOrder.Shop, false) => found.OrderBy(row => row.Shop.Name).ThenBy(row => row.Shop.Id).ThenBy(row => row.Product.FoldedName).ThenBy(row => row.Product.Id),
        (DeskListingOrder.Shop, true) => found.OrderByDescending(row => row.Shop.Name).ThenBy(row => row.Shop.Id).ThenBy(row => row.Product.FoldedName).ThenBy(row => row.Product.Id),
        (DeskListingOrder.Sent, false) => found.OrderBy(row => row.Listing!.PushedAt).ThenBy(row => row.Product.Id).ThenBy(row => row.Shop.Id),
        (DeskListingOrder.Sent, true) => found.OrderByDescending(row => row.Listing!.PushedAt).ThenBy(row => row.Product.Id).ThenBy(row => row.Shop.Id),
        (_, true) => found.OrderByDescending(row => row.Product.FoldedName).ThenBy(row => row.Product.Id).ThenBy(row => row.Shop.Id),
        _ => found.OrderBy(row => row.Product.FoldedName).ThenBy(row => row.Product.Id).ThenBy(row => row.Shop.Id),
    };

    private static IQueryable<DeskListingRow> Rows(IQueryable<Found> found) => found.Select(row => new DeskListingRow(row.Shop.Id, row.Shop.Channel, row.Shop.Name, row.Maker.Name, row.Listing == null
        ? new ListingRow(row.Product.Id, row.Product.Name, null, null, false, null, null, null, null, null, null, null, null)
        : new ListingRow(row.Product.Id, row.Product.Name, row.Listing.Id, row.Listing.State, row.Listing.IsWanted, row.Listing.Address, row.Listing.Reason, row.Listing.ErrorClass, row.Listing.ErrorCode, row.Listing.ErrorMessage, row.Listing.ErrorField, row.Listing.PushedAt, row.Listing.SeenAt)));
}

internal sealed class Found
{
    public required ChannelShop Shop { get; init; }
    public required Producer Maker { get; init; }
    public required Product Product { get; init; }
    public required ChannelListing? Listing { get; init; }
}

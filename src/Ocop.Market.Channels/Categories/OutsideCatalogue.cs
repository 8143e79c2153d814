using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Categories;

/// <summary>
/// A platform's tree of goods, the fields of a leaf and its limits, kept here: they change rarely, and nothing that is worked out for a hundred thousand
/// listings may ask a platform.
/// </summary>
public sealed class OutsideCatalogue(IChannelsDb db, JobBook jobs, LeafMemory leaves, TimeProvider clock)
{
    /// <summary>Read anew by whoever next works for a shop of the platform.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    /// <summary>Where the platform would not show it.</summary>
    internal static readonly TimeSpan Unread = TimeSpan.FromDays(1);

    /// <summary>Where it did not answer.</summary>
    private static readonly TimeSpan Unanswered = TimeSpan.FromMinutes(3);

    internal const string LimitsOf = "limits:", FieldsOf = "fields:", BrandOf = "brand:", UnreadBy = "unread:";

    private readonly Dictionary<(string, string), object?> _read = [];

    public Task<List<OutsideCategory>?> TreeAsync(string channel, CancellationToken cancel) => ReadAsync<List<OutsideCategory>>(channel, "tree", cancel);

    public Task<List<OutsideField>?> AttributesAsync(string channel, string category, CancellationToken cancel) => ReadAsync<List<OutsideField>>(channel, FieldsOf + category, cancel);

    public Task<OutsideLimits?> LimitsAsync(string channel, string category, CancellationToken cancel) => ReadAsync<OutsideLimits>(channel, LimitsOf + category, cancel);

    /// <summary>What came of the look for the shop's brand; null before it, and where the shop names none.</summary>
    public async Task<DraftBrand?> BrandAsync(ChannelShop shop, string category, CancellationToken cancel) =>
        shop.Brand is { } name ? await ReadAsync<DraftBrand>(shop.Channel, $"{BrandOf}{shop.OutsideId}:{category}:{name}", cancel) : null;

    /// <summary>Where each shop's brand is to be known: in the leaves for goods of its maker. A seller may be forbidden a brand that others may use, so each shop has its own answer.</summary>
    internal static IQueryable<BrandPlace> BrandPlaces(IChannelsDb db) =>
        from shop in db.ChannelShops
        from map in db.CategoryMaps
        where shop.Brand != null && map.Channel == shop.Channel && map.Until == null
            && db.Products.Any(product => product.ProducerId == shop.ProducerId && product.IsListed && product.GroupSlug == map.GroupSlug && (map.SetCode == null || map.SetCode == product.SetCode))
        select new BrandPlace { ShopId = shop.Id, Channel = shop.Channel, Brand = shop.Brand!, Category = map.Category, Subject = BrandOf + shop.OutsideId + ":" + map.Category + ":" + shop.Brand };

    /// <summary>Reads what is missing or old: the tree, and of every mapped leaf its fields and limits.</summary>
    public async Task<ChannelFailure?> RenewAsync(ShopCalls calls, CancellationToken cancel)
    {
        var channel = calls.Shop.Channel;
        if (await IsOldAsync(channel, "tree", cancel))
        {
            var tree = await calls.AskAsync((platform, shop, stop) => platform.ListCategoriesAsync(shop, stop), cancel);
            if (tree.Value is not { } read) return tree.Failure;
            await KeepAsync(channel, "tree", read, cancel);
        }

        var isAnswered = true;
        foreach (var category in await db.CategoryMaps.Where(map => map.Channel == channel && map.Until == null).Select(map => map.Category).Distinct().ToListAsync(cancel))
        {
            if (!await IsLeafOldAsync(channel, category, cancel) || await IsLeftAsync(calls.Shop, category, cancel)) continue;
            var pause = Unanswered;
            // A platform that does not answer is not asked for one leaf after the other: pushes wait for this look.
            if (isAnswered)
            {
                if (await RenewLeafAsync(calls, category, cancel) is not { } failure) continue;
                if (failure.IsOfShop) return failure;
                isAnswered = failure.Code is not (PlatformClient.NoAnswer or PlatformClient.NoConnection);
                if (failure.Class is FailureClass.Validation or FailureClass.Gone or FailureClass.Permanent) pause = Unread;
            }

            await KeepAsync(channel, UnreadOf(calls.Shop.OutsideId, category), "", cancel, Unread - pause);
        }

        return null;
    }

    /// <summary>
    /// Looks for the shop's brand where that is not known or was known too long ago. A list of brands that cannot be read is no reason to let the shop stand still,
    /// or to read its orders more seldom: goods go as they went, and the next day looks again.
    /// </summary>
    public async Task<ChannelFailure?> RenewBrandAsync(ShopCalls calls, CancellationToken cancel)
    {
        if (calls.Shop.Brand is null || calls.Connector is not IListsBrands register) return null;
        var (shop, brand, age, isAnother, stopped, old) = (calls.Shop, (DraftBrand?)null, TimeSpan.Zero, false, (ChannelFailure?)null, new List<BrandPlace>());
        foreach (var place in await BrandPlaces(db).Where(place => place.ShopId == shop.Id).ToListAsync(cancel))
            if (await IsOldAsync(shop.Channel, place.Subject, cancel)) old.Add(place);
            else if (register.HasOneList && brand is null) (brand, age) = (await ReadAsync<DraftBrand>(shop.Channel, place.Subject, cancel), await AgeAsync(shop.Channel, place.Subject, cancel));

        foreach (var place in old)
        {
            var before = await ReadAsync<DraftBrand>(shop.Channel, place.Subject, cancel);
            if (brand is null || !register.HasOneList)
            {
                var looked = await FindBrandAsync(calls, place, cancel);
                stopped = looked.Failure is { Class: FailureClass.RateLimited or FailureClass.QuotaExceeded or FailureClass.AuthExpired or FailureClass.ShopBlocked } ? looked.Failure : null;
                if (stopped is not null) break;
                (brand, age) = looked.Value is { } found ? (found, TimeSpan.Zero) : (before ?? new DraftBrand(null, place.Brand), Fresh - Unread);
            }

            isAnother |= before is null || before.Id != brand.Id;
            await KeepAsync(shop.Channel, place.Subject, brand, cancel, age);
        }

        if (!isAnother) return stopped;
        var listings = await db.ChannelListings.Where(listing => listing.ShopId == shop.Id && listing.State != SyncState.NotListed && listing.State != SyncState.Removed).Select(listing => new { listing.Id, IsThere = listing.ItemId != null }).ToListAsync(cancel);
        await jobs.AskAsync([.. listings.Select(listing => (listing.Id, shop.Id, listing.IsThere ? JobUrgency.Content : JobUrgency.Create))], cancel);
        return stopped;
    }

    /// <summary>Page by page: one platform lists 150,000 brands. Of a category that has no list at all, none is there.</summary>
    private static async Task<ChannelResult<DraftBrand>> FindBrandAsync(ShopCalls calls, BrandPlace place, CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            var page = await calls.AskAsync((platform, shop, stop) => ((IListsBrands)platform).ListBrandsAsync(shop, place.Category, cursor, stop), cancel);
            if (page.Value is not { } read) return page.Failure!.Class is FailureClass.Validation or FailureClass.Gone or FailureClass.Permanent ? new DraftBrand(null, place.Brand) : page.Failure;
            if (read.Brands.FirstOrDefault(brand => string.Equals(VietnameseText.Normalize(brand.Name), place.Brand, StringComparison.OrdinalIgnoreCase)) is { } found) return new DraftBrand(found.Id, found.Name);
            cursor = read.Next;
            if (cursor is not null && calls.BetweenPages is { } urgent && await urgent(cancel) is { } stopped) return stopped;
        }
        while (cursor is not null);

        return new DraftBrand(null, place.Brand);
    }

    public async Task<ChannelFailure?> RenewLeafAsync(ShopCalls calls, string category, CancellationToken cancel)
    {
        var channel = calls.Shop.Channel;
        if (await IsOldAsync(channel, FieldsOf + category, cancel))
        {
            var fields = await calls.AskAsync((platform, shop, stop) => platform.ListAttributesAsync(shop, category, stop), cancel);
            if (fields.Value is not { } read) return fields.Failure;
            await KeepAsync(channel, FieldsOf + category, read.Select(field => new OutsideField(field.Id, field.Name, field.IsRequired, field.TakesOwnText, [.. field.Values.Select(value => new OutsideValue(value.Id, value.Name))], field.Paper)).ToList(), cancel);
        }

        if (await IsOldAsync(channel, LimitsOf + category, cancel))
        {
            var limits = await calls.AskAsync((platform, shop, stop) => platform.GetLimitsAsync(shop, category, stop), cancel);
            if (limits.Value is not { } read) return limits.Failure;
            await KeepAsync(channel, LimitsOf + category, read, cancel);
            // What waited for just this.
            var waiting = await db.ChannelListings.Where(listing => listing.State == SyncState.Invalid && listing.IsWanted && db.ChannelShops.Any(shop => shop.Id == listing.ShopId && shop.Channel == channel)).Select(listing => new { listing.Id, listing.ShopId }).ToListAsync(cancel);
            await jobs.AskAsync([.. waiting.Select(listing => (listing.Id, listing.ShopId, JobUrgency.Create))], cancel);
        }

        return null;
    }

    private async Task<bool> IsOldAsync(string channel, string subject, CancellationToken cancel)
    {
        var since = clock.UtcNow() - Fresh;
        return !await db.OutsideData.AnyAsync(data => data.Channel == channel && data.Subject == subject && data.ReadAt > since, cancel);
    }

    private async Task<T?> ReadAsync<T>(string channel, string subject, CancellationToken cancel) where T : class
    {
        if (_read.TryGetValue((channel, subject), out var known)) return (T?)known;
        if (leaves.Of(channel, subject) is T just) return just;
        var text = await db.OutsideData.Where(data => data.Channel == channel && data.Subject == subject).Select(data => data.Text).SingleOrDefaultAsync(cancel);
        var read = text is null ? null : JsonSerializer.Deserialize<T>(text);
        _read.Add((channel, subject), read);
        if (read is not null) leaves.Keep(channel, subject, read);
        return read;
    }

    /// <summary>Asked for in every turn, a leaf that the shop may not see would keep it busy. Another shop may see it.</summary>
    private async Task<bool> IsLeftAsync(ChannelShop shop, string category, CancellationToken cancel)
    {
        var (subject, since) = (UnreadOf(shop.OutsideId, category), clock.UtcNow() - Unread);
        return await db.OutsideData.AnyAsync(data => data.Channel == shop.Channel && data.Subject == subject && data.ReadAt > since, cancel);
    }

    private async Task<bool> IsLeafOldAsync(string channel, string category, CancellationToken cancel) => await IsOldAsync(channel, FieldsOf + category, cancel) || await IsOldAsync(channel, LimitsOf + category, cancel);

    private static string UnreadOf(string shop, string category) => $"{UnreadBy}{shop}:{category}";

    private async Task<TimeSpan> AgeAsync(string channel, string subject, CancellationToken cancel) =>
        clock.UtcNow() - await db.OutsideData.Where(data => data.Channel == channel && data.Subject == subject).Select(data => data.ReadAt).SingleAsync(cancel);

    /// <param name="age">Of what is kept: it is read anew so much earlier.</param>
    private async Task KeepAsync(string channel, string subject, object value, CancellationToken cancel, TimeSpan age = default)
    {
        var (text, now) = (JsonSerializer.Serialize(value), clock.UtcNow() - age);
        await db.InTransactionAsync<bool>(async () =>
        {
            // Several shops of a platform read the same at the same time.
            await db.TakeTurnAsync($"outside-data:{channel}:{subject}", cancel);
            if (await db.OutsideData.SingleOrDefaultAsync(data => data.Channel == channel && data.Subject == subject, cancel) is { } known) known.Renew(text, now);
            else db.OutsideData.Add(new OutsideData(channel, subject, text, now));
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        _read.Remove((channel, subject));
        leaves.Forget(channel, subject);
    }
}

/// <summary>A leaf in which a shop's brand is looked for, and under what the answer is kept.</summary>
internal sealed class BrandPlace
{
    public required Guid ShopId { get; init; }
    public required string Channel { get; init; }
    public required string Brand { get; init; }
    public required string Category { get; init; }
    public required string Subject { get; init; }
}

/// <summary>Fields and limits of leaves that were read a moment ago in this process: each listing is sent in a scope of its own, and thousands stand in the same leaf.</summary>
public sealed class LeafMemory(TimeProvider clock)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(string Channel, string Subject), (object Value, long Since)> _known = [];

    public object? Of(string channel, string subject) => _known.TryGetValue((channel, subject), out var it) && clock.GetElapsedTime(it.Since) < Moment ? it.Value : null;

    public void Keep(string channel, string subject, object value)
    {
        if (subject.StartsWith(OutsideCatalogue.FieldsOf, StringComparison.Ordinal) || subject.StartsWith(OutsideCatalogue.LimitsOf, StringComparison.Ordinal)) _known[(channel, subject)] = (value, clock.GetTimestamp());
    }

    public void Forget(string channel, string subject) => _known.TryRemove((channel, subject), out _);
}

/// <summary>A field of a leaf as it is kept; see <see cref="OutsideAttribute"/>.</summary>
public sealed record OutsideField(string Id, string Name, bool IsRequired, bool TakesOwnText, IReadOnlyList<OutsideValue> Values, PaperRule? Paper = null);

public sealed record OutsideValue(string Id, string Name);

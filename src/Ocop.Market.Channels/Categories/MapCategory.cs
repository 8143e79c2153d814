using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Categories;

/// <param name="Fact">A key of <see cref="ProductFact"/>; null for fixed words.</param>
public sealed record AttributeWish(string Attribute, string? Fact, string? Words);

/// <param name="SetCode">Null: the whole group.</param>
/// <param name="Number">Of the map that the form showed, 0 where there was none; null: whatever stands there now.</param>
public sealed record CategoryWish(string Channel, string GroupSlug, string? SetCode, string Category, IReadOnlyList<AttributeWish> Attributes, int? Number = null);

/// <summary>An officer confirms where a set's goods stand on a platform. The map before it ends the day before; all listings of the set are sent anew.</summary>
public sealed class MapCategory(IChannelsDb db, ConnectorShelf shelf, OutsideCatalogue outside, JobBook jobs, TimeProvider clock)
{
    public const int LongestWords = 200;

    public async Task<Outcome<CategoryMap>> HandleAsync(Person person, CategoryWish wish, CancellationToken cancel)
    {
        if (!person.MayAnywhere(Act.MapCategories)) return NoRight.Here;
        if (shelf.Of(wish.Channel) is null) return ShopRefusals.NoPlatform;
        if (!await db.ProductGroups.AnyAsync(group => group.Slug == wish.GroupSlug, cancel) || (wish.SetCode is { } code && !await db.ProductSets.AnyAsync(set => set.Code == code, cancel)))
            return new Refusal("SetUnknown", "set", "Không có bộ sản phẩm này.", "There is no such set of goods.");
        if (await outside.TreeAsync(wish.Channel, cancel) is not { } tree || tree.FirstOrDefault(leaf => leaf.Id == wish.Category && leaf.IsLeaf) is not { } chosen)
            return new Refusal("CategoryWrong", "category", "Chọn một ngành hàng cuối cùng trong cây của sàn.", "Choose a category at the end of the platform's tree.");
        var fields = (await outside.AttributesAsync(wish.Channel, chosen.Id, cancel))?.ToDictionary(field => field.Id) ?? [];
        if (wish.Attributes.FirstOrDefault(field => !Fits(field, fields.GetValueOrDefault(field.Attribute))) is { } wrong)
            return fields.GetValueOrDefault(wrong.Attribute)?.Paper is not null
                ? new Refusal("PaperWanted", $"field-{wrong.Attribute}", "Ô này nhận giấy tờ: chọn một loại giấy trong danh sách.", "This field takes a paper: choose a kind of the list.")
                : new Refusal("FieldWrong", $"field-{wrong.Attribute}", $"Giá trị dài nhất {LongestWords} chữ, hoặc một thông tin trong danh sách.", $"At most {LongestWords} letters, or a fact of the list.");

        var mapped = await db.InTurnAsync<CategoryMap>(async () =>
        {
            await db.TakeTurnAsync($"category-map:{wish.Channel}", cancel);
            var (today, now) = (clock.Today(), clock.UtcNow());
            var earlier = await db.CategoryMaps.Where(map => map.Channel == wish.Channel && map.GroupSlug == wish.GroupSlug && map.SetCode == wish.SetCode).OrderByDescending(map => map.Number).ToListAsync(cancel);
            if (wish.Number is { } shown && shown != (earlier.FirstOrDefault()?.Number ?? 0)) return Turns.ChangedMeanwhile;
            foreach (var map in earlier.Where(map => map.Until is null)) map.End(today.AddDays(-1));
            var made = new CategoryMap(wish.Channel, wish.GroupSlug, wish.SetCode, chosen.Id, PathOf(tree, chosen), (earlier.FirstOrDefault()?.Number ?? 0) + 1, person.Actor, today, now);
            made.Fill(wish.Attributes.Where(field => field.Fact is not null || !string.IsNullOrWhiteSpace(field.Words)).Select(field => new AttributeMap(made.Id, field.Attribute, fields.GetValueOrDefault(field.Attribute)?.Name ?? field.Attribute, field.Fact, field.Fact is null ? field.Words!.Trim() : null)));
            db.CategoryMaps.Add(made);
            db.AuditEntries.Add(new AuditEntry(now, person.Actor, "CategoryMapped", ChangeSubject.CategoryMap(made.Id), earlier.FirstOrDefault()?.CategoryName, $"{made.Channel} {made.GroupSlug}/{made.SetCode}: {made.CategoryName}"));
            await db.SaveChangesAsync(cancel);
            return made;
        }, cancel);
        if (!mapped.Succeeded) return mapped;
        var listings = await (from listing in db.ChannelListings
                              join shop in db.ChannelShops on listing.ShopId equals shop.Id
                              join product in db.Products on listing.ProductId equals product.Id
                              where shop.Channel == wish.Channel && product.GroupSlug == wish.GroupSlug && (wish.SetCode == null || product.SetCode == wish.SetCode) && listing.State != SyncState.NotListed && listing.State != SyncState.Removed
                              select new { listing.Id, listing.ShopId, IsThere = listing.ItemId != null }).ToListAsync(cancel);
        await jobs.AskAsync([.. listings.Select(listing => (listing.Id, listing.ShopId, listing.IsThere ? JobUrgency.Content : JobUrgency.Create))], cancel);
        return mapped;
    }

    /// <param name="field">Null while the leaf's fields are not read.</param>
    private static bool Fits(AttributeWish wish, OutsideField? field) =>
        wish.Fact is { } fact ? ProductFact.For(field).Any(known => known.Key == fact) : (field?.Paper is null || string.IsNullOrWhiteSpace(wish.Words)) && !(wish.Words?.Length > LongestWords);

    public static string PathOf(IReadOnlyCollection<OutsideCategory> tree, OutsideCategory leaf)
    {
        var (names, at) = (new List<string>(), (OutsideCategory?)leaf);
        while (at is not null && names.Count < 10)
        {
            names.Insert(0, at.Name);
            at = tree.FirstOrDefault(parent => parent.Id == at.ParentId);
        }

        return string.Join(" › ", names);
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

public sealed record GroupCount(string Slug, LocalText Name, int Goods);

/// <param name="Shelf">Goods of as many kinds as there are, for the drawn shelf.</param>
/// <param name="NewFiveStars">The latest recognised with five stars; how many there are in all is in <paramref name="FiveStars"/>.</param>
public sealed record FrontPage(
    IReadOnlyList<GroupCount> Groups, IReadOnlyList<ProductCard> Shelf, IReadOnlyList<ProductCard> NewFiveStars, int FiveStars,
    IReadOnlyList<ProvinceCount> Provinces, StoryCard? Story);

public sealed class FrontPages(ICatalogDb db, ProductCards cards, ProvincePages provinces, StoryCards stories, TimeProvider clock)
{
    private const int OnShelf = 10, FiveStarsShown = 4, LookedAt = 400, LongestOnShelf = 24, StoriesInTurn = 12;

    public async Task<FrontPage> ReadAsync(string language, CancellationToken cancel)
    {
        var today = clock.Today();
        var starred = db.SearchRows.AsNoTracking().Where(row => row.IsListed && row.StarsFrom <= today && row.StarsUntil >= today);
        var fiveStars = starred.Where(row => row.Stars == 5);
        var newest = await fiveStars.OrderByDescending(row => row.StarsFrom).ThenBy(row => row.Id).Take(FiveStarsShown).Select(row => row.ProductId).ToListAsync(cancel);
        var told = await stories.NewestAsync(language, 0, StoriesInTurn, cancel);
        return new FrontPage(
            await GroupsAsync(cancel),
            await cards.OfAsync(await ShelfAsync(starred, cancel), cancel),
            await cards.OfAsync(newest, cancel),
            await fiveStars.CountAsync(cancel),
            await provinces.AllAsync(cancel),
            told.Count == 0 ? null : told[today.DayNumber / 7 % told.Count]);
    }

    public async Task<IReadOnlyList<GroupCount>> GroupsAsync(CancellationToken cancel)
    {
        var counts = await db.SearchRows.Where(row => row.IsListed && row.GroupSlug != null).GroupBy(row => row.GroupSlug!)
            .Select(group => new { Slug = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Slug, group => group.Count, cancel);
        var groups = await db.ProductGroups.AsNoTracking().OrderBy(group => group.Position).ToListAsync(cancel);
        return [.. groups.Select(group => new GroupCount(group.Slug, new LocalText(group.Name, group.NameEn), counts.GetValueOrDefault(group.Slug)))];
    }

    // One of each product set, best stars first, names that fit a label: the shelf shows how much there is, not what sells.
    private static async Task<IReadOnlyList<Guid>> ShelfAsync(IQueryable<Search.SearchRow> starred, CancellationToken cancel)
    {
        var rows = await starred.Where(row => row.SetCode != null && row.Name.Length <= LongestOnShelf).OrderByDescending(row => row.Stars).ThenBy(row => row.Id)
            .Take(LookedAt).Select(row => new { row.ProductId, row.SetCode }).ToListAsync(cancel);
        return [.. rows.DistinctBy(row => row.SetCode).Take(OnShelf).Select(row => row.ProductId)];
    }
}

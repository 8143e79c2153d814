using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Places;

public sealed record ProvinceCount(string Code, string Slug, string Name, Region Region, int Goods);

public sealed record CommuneCount(string Slug, string Name, CommuneKind Kind, int Goods);

public sealed record ProvincePage(Province Province, IReadOnlyList<string> OldNames, IReadOnlyList<CommuneCount> Communes)
{
    public CardPage Goods { get; init; } = new([], 0, 1, ProductCards.PageSize);
    public int Producers { get; init; }
    public int FiveStars { get; init; }
    public StoryCard? Story { get; init; }

    /// <summary>The first of all that there are.</summary>
    public IReadOnlyList<SalesPointCard> SalesPoints { get; init; } = [];
    public int SalesPointsInAll { get; init; }
}

public sealed class ProvincePages(ICatalogDb db, ProductCards cards, StoryCards stories, SalesPointCards points, TimeProvider clock)
{
    private const int SalesPointsShown = 6;

    /// <summary>All provinces, from north to south as the state counts them.</summary>
    public async Task<IReadOnlyList<ProvinceCount>> AllAsync(CancellationToken cancel)
    {
        var counts = await db.SearchRows.Where(row => row.IsListed && row.ProvinceCode != null).GroupBy(row => row.ProvinceCode!)
            .Select(group => new { Code = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Code, group => group.Count, cancel);
        var provinces = await db.Provinces.AsNoTracking().OrderBy(province => province.Code).ToListAsync(cancel);
        return [.. provinces.Select(province => new ProvinceCount(province.Code, province.Slug, province.Name, province.Region, counts.GetValueOrDefault(province.Code)))];
    }

    public async Task<ProvincePage?> FindAsync(string slug, int page, string language, CancellationToken cancel)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(province => province.Slug == slug, cancel) is not { } province) return null;

        var today = clock.Today();
        var rows = db.SearchRows.Where(row => row.ProvinceCode == province.Code);
        var oldNames = await db.LegacyProvinces.Where(old => old.NewCode == province.Code).OrderBy(old => old.Name).Select(old => old.Name).ToListAsync(cancel);
        var found = await points.FindAsync(new(ProvinceCode: province.Code), cancel);
        return new ProvincePage(province, oldNames, await CommunesAsync(province.Code, cancel))
        {
            Goods = await cards.PageAsync(rows, page, cancel),
            Producers = await rows.Where(row => row.IsListed).Select(row => row.ProducerId).Distinct().CountAsync(cancel),
            FiveStars = await rows.CountAsync(row => row.IsListed && row.Stars == 5 && row.StarsFrom <= today && row.StarsUntil >= today, cancel),
            SalesPoints = [.. found.Points.Take(SalesPointsShown)],
            SalesPointsInAll = found.Total,
            Story = (await stories.FromProvinceAsync(province.Code, language, 1, cancel)).FirstOrDefault(),
        };
    }

    private async Task<IReadOnlyList<CommuneCount>> CommunesAsync(string provinceCode, CancellationToken cancel)
    {
        var counts = await db.SearchRows.Where(row => row.IsListed && row.ProvinceCode == provinceCode && row.CommuneCode != null).GroupBy(row => row.CommuneCode!)
            .Select(group => new { Code = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Code, group => group.Count, cancel);
        var communes = await db.Communes.AsNoTracking().Where(commune => commune.ProvinceCode == provinceCode).ToListAsync(cancel);
        return [.. communes.OrderBy(commune => VietnameseText.Fold(commune.Name), StringComparer.Ordinal)
            .Select(commune => new CommuneCount(commune.Slug, commune.Name, commune.Kind, counts.GetValueOrDefault(commune.Code)))];
    }
}

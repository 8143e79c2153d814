using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class SiftingByFacets
{
    [Theory, BothDatabases]
    public async Task Every_count_is_what_choosing_it_would_show(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        CatalogQuery[] starts =
        [
            new(), new() { Group = "do-uong" }, new() { Provinces = ["86", "19"], Stars = [4, 5] }, new() { PriceBands = ["duoi-100"], InStockOnly = true },
            new() { Certifications = ["VietGap"], Group = "do-uong" }, new() { Text = "tra", Sets = ["148-12"] },
        ];
        foreach (var start in starts)
        {
            var facets = (await scene.FindAsync(start)).Facets;
            foreach (var one in facets.Groups) Assert.Equal(one.Count, (await scene.FindAsync(start with { Group = one.Value })).Total);
            foreach (var one in facets.Sets) Assert.Equal(one.Count, (await scene.FindAsync(start with { Sets = [one.Value] })).Total);
            foreach (var one in facets.Provinces) Assert.Equal(one.Count, (await scene.FindAsync(start with { Provinces = [one.Value] })).Total);
            foreach (var one in facets.Stars) Assert.Equal(one.Count, (await scene.FindAsync(start with { Stars = [one.Value[0] - '0'] })).Total);
            foreach (var one in facets.Certifications) Assert.Equal(one.Count, (await scene.FindAsync(start with { Certifications = [one.Value] })).Total);
            foreach (var one in facets.PriceBands) Assert.Equal(one.Count, (await scene.FindAsync(start with { PriceBands = [one.Value] })).Total);
            Assert.Equal(facets.InStock, (await scene.FindAsync(start with { InStockOnly = true })).Total);
        }
    }

    [Theory, BothDatabases]
    public async Task Counts_are_those_of_the_scene(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var findings = await scene.FindAsync(new CatalogQuery());
        Assert.Equal(27, findings.Total);
        Assert.Equal(26, findings.Facets.InStock);
        Assert.Equal([new("5", 2), new("4", 2), new("3", 3)], findings.Facets.Stars);
        Assert.Equal([new("VietGap", 2), new("Haccp", 1), new("Organic", 1)], findings.Facets.Certifications);
        Assert.Equal([new("duoi-100", 17), new("100-200", 4), new("200-500", 4), new("tren-500", 1)], findings.Facets.PriceBands);
    }

    [Theory, BothDatabases]
    public async Task Sorts_by_price_stars_and_age_with_the_unpriced_last(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var up = await scene.NamesAsync(new() { Sort = CatalogSort.PriceUp, PageSize = 100 });
        Assert.Equal(("Khoai lang sơn mật", "Bánh lá dứa", "Du lịch vườn dừa"), (up[0], up[1], up[^1]));
        var down = await scene.NamesAsync(new() { Sort = CatalogSort.PriceDown, PageSize = 100 });
        Assert.Equal(("Mâm tre đan", "Trà Tân Cương đặc biệt", "Du lịch vườn dừa"), (down[0], down[1], down[^1]));
        var stars = await scene.NamesAsync(new() { Sort = CatalogSort.Stars });
        Assert.Equal(["Trà Tân Cương đặc biệt", "Kẹo dừa sầu riêng", "Cà phê rang mộc", "Thịt heo gác bếp"], stars.Take(4));
        Assert.Equal("Du lịch vườn dừa", (await scene.NamesAsync(new() { Sort = CatalogSort.Newest }))[0]);
        Assert.Equal(stars, await scene.NamesAsync(new()));
    }

    [Theory, BothDatabases]
    public async Task Pages_hold_every_product_once(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        foreach (var sort in Enum.GetValues<CatalogSort>())
            foreach (var text in new[] { null, "ben tre" })
            {
                var whole = await scene.NamesAsync(new() { Text = text, Sort = sort, PageSize = 100 });
                var paged = new List<string>();
                for (var page = 1; page <= 10; page++) paged.AddRange(await scene.NamesAsync(new() { Text = text, Sort = sort, Page = page, PageSize = 4 }));
                Assert.Equal(whole, paged);
                Assert.Equal(whole.Count, whole.Distinct().Count());
            }
    }

    [Theory, BothDatabases]
    public async Task Stars_count_until_the_last_second_of_their_last_day(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        scene.Market.Clock.SetLocal(2028, 6, 1, 23, 59, 59);
        var before = await scene.FindAsync(new CatalogQuery { Stars = [5] });
        Assert.Equal(2, before.Total);
        Assert.Contains(new FacetCount("5", 2), before.Facets.Stars);

        scene.Market.Clock.SetLocal(2028, 6, 2, 0, 0, 0);
        var after = await scene.FindAsync(new CatalogQuery { Stars = [5] });
        Assert.Equal(0, after.Total);
        Assert.Empty(after.Facets.Stars);
        Assert.Equal("Du lịch vườn dừa", (await scene.NamesAsync(new() { Sort = CatalogSort.Newest }))[0]);
    }

    [Theory, BothDatabases]
    public async Task A_paper_ends_at_midnight_begins_at_midnight_and_is_carried_on_by_the_next(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        var (last, next) = (new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1));
        await AddPapersAsync(scene, "Mận hậu", (CertificationKind.Halal, new DateOnly(2025, 1, 1), last), (CertificationKind.Gmp, next, null));
        await AddPapersAsync(scene, "Khoai lang sơn mật", (CertificationKind.Halal, next, new DateOnly(2027, 1, 1)), (CertificationKind.Halal, new DateOnly(2025, 1, 1), last));

        scene.Market.Clock.SetLocal(2026, 11, 30, 23, 59, 59);
        Assert.Equal(2, await CountAsync(scene, "Halal"));
        Assert.Equal(0, await CountAsync(scene, "Gmp"));
        scene.Market.Clock.SetLocal(2026, 12, 1, 0, 0, 0);
        Assert.Equal(1, await CountAsync(scene, "Halal"));
        Assert.Equal([scene["Khoai lang sơn mật"]], (await scene.FindAsync(new CatalogQuery { Certifications = ["Halal"] })).ProductIds);
        Assert.Equal(1, await CountAsync(scene, "Gmp"));
        scene.Market.Clock.SetLocal(2027, 1, 2, 0, 0, 0);
        Assert.Equal(0, await CountAsync(scene, "Halal"));
        Assert.Equal(2, await CountAsync(scene, "VietGap"));
    }

    private static async Task<int> CountAsync(SearchScene scene, string kind)
    {
        var counted = (await scene.FindAsync(new CatalogQuery())).Facets.Certifications.SingleOrDefault(count => count.Value == kind)?.Count ?? 0;
        Assert.Equal(counted, (await scene.FindAsync(new CatalogQuery { Certifications = [kind] })).Total);
        return counted;
    }

    private static Task AddPapersAsync(SearchScene scene, string name, params (CertificationKind Kind, DateOnly From, DateOnly? Until)[] papers) => scene.ChangeAsync(name, product =>
    {
        foreach (var (kind, from, until) in papers) product.AddCertification(new Certification(product.Id, kind, "9", "Tổ chức", from, until));
    });

    [Theory, BothDatabases]
    public async Task A_revoked_decision_counts_no_more_and_a_lower_one_replaces_a_higher(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await scene.ChangeAsync("Kẹo dừa sầu riêng", product => product.Decisions[0].Revoke(new DateOnly(2026, 11, 23)));
        await scene.ChangeAsync("Trà Tân Cương đặc biệt", product => product.AddDecision(
            new RecognitionDecision(product.Id, 3, RecognitionLevel.Province, "02/QĐ", "UBND", new DateOnly(2026, 11, 1), "148", RecognitionState.Downgraded, isDemo: true)));
        Assert.Equal([new("4", 2), new("3", 4)], (await scene.FindAsync(new CatalogQuery())).Facets.Stars);
    }

    [Theory, BothDatabases]
    public async Task What_is_sold_out_is_counted_apart(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        scene.SellOut("Mận hậu");
        await scene.ChangeAsync("Mận hậu", _ => { });
        var findings = await scene.FindAsync(new CatalogQuery { InStockOnly = true });
        Assert.Equal(25, findings.Total);
        Assert.DoesNotContain(scene["Mận hậu"], findings.ProductIds);
    }

    [Theory, BothDatabases]
    public async Task A_lapsed_paper_is_neither_counted_nor_found(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await scene.ChangeAsync("Mận hậu", product => product.AddCertification(
            new Certification(product.Id, CertificationKind.Halal, "9", "Tổ chức", new DateOnly(2024, 1, 1), new DateOnly(2026, 11, 22))));
        Assert.DoesNotContain((await scene.FindAsync(new CatalogQuery())).Facets.Certifications, count => count.Value == "Halal");
        Assert.Equal(0, (await scene.FindAsync("halal")).Total);
    }
}

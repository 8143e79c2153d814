using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Search;

public sealed class KeepingTheIndex
{
    [Theory, BothDatabases]
    public async Task A_renamed_product_is_found_by_its_new_name_only(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await RenameAsync(scene, "Mận hậu", "Quýt vàng", refuse: false);
        Assert.Equal([scene["Mận hậu"]], (await scene.FindAsync("quýt vàng")).ProductIds);
        Assert.Equal(0, (await scene.FindAsync("mận hậu")).Total);
    }

    [Theory, BothDatabases]
    public async Task A_write_that_is_rolled_back_leaves_no_trace(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await RenameAsync(scene, "Mận hậu", "Quýt vàng", refuse: true);
        Assert.Equal(0, (await scene.FindAsync("quýt vàng")).Total);
        Assert.Equal([scene["Mận hậu"]], (await scene.FindAsync("mận hậu")).ProductIds);
    }

    [Theory, BothDatabases]
    public async Task A_deleted_product_is_gone_from_lists_and_index(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await scene.Market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICatalogDb>();
            var id = scene["Du lịch vườn dừa"];
            await db.Products.Where(product => product.Id == id).ExecuteDeleteAsync();
            Assert.False(await db.SearchRows.AnyAsync(row => row.ProductId == id));
        });
        Assert.Equal(0, (await scene.FindAsync("vườn dừa")).Total);
        Assert.Equal(26, (await scene.FindAsync(new CatalogQuery())).Total);
    }

    [Theory, BothDatabases]
    public async Task A_product_deleted_after_a_look_is_gone_at_the_next(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        Assert.Equal(27, (await scene.FindAsync(new CatalogQuery())).Total);
        await scene.Market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICatalogDb>();
            db.Products.Remove(await db.Products.SingleAsync(product => product.Id == scene["Du lịch vườn dừa"]));
            await db.SaveChangesAsync();
        });
        Assert.Equal(26, (await scene.FindAsync(new CatalogQuery())).Total);
        Assert.DoesNotContain("Du lịch vườn dừa", await scene.NamesAsync(new CatalogQuery { PageSize = 100 }));
    }

    /// <summary>SQLite has one writer; there nobody can be overtaken.</summary>
    [Fact]
    public async Task A_writer_who_takes_long_hides_nobody_elses_work_and_then_his_own_is_seen()
    {
        if (TestDatabase.PostgresServer is null) Assert.Skip("OCOP_TEST_POSTGRES is not set");
        await using var scene = await SearchScene.OpenAsync(DatabaseProvider.Postgres);
        Assert.Equal(27, (await scene.FindAsync(new CatalogQuery())).Total);
        await scene.Market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICatalogDb>();
            await db.InTransactionAsync<int>(async () =>
            {
                (await db.Products.SingleAsync(product => product.Id == scene["Mận hậu"])).List(false);
                await scope.GetRequiredService<SearchRows>().RefreshAsync([scene["Mận hậu"]], CancellationToken.None);
                await scene.ChangeAsync("Mắm tép đồng", product => product.List(false));
                Assert.Equal(26, (await scene.FindAsync(new CatalogQuery())).Total);
                Assert.Equal(26, (await scene.FindAsync(new CatalogQuery())).Total);
                return 1;
            });
        });
        Assert.Equal(25, (await scene.FindAsync(new CatalogQuery())).Total);
    }

    [Theory, BothDatabases]
    public async Task An_unlisted_product_hides_and_comes_back(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await scene.ChangeAsync("Mận hậu", product => product.List(false));
        Assert.Equal(0, (await scene.FindAsync("mận hậu")).Total);
        Assert.DoesNotContain(await scene.SuggestAsync("mận"), suggestion => suggestion.Kind == SuggestionKind.Product);
        await scene.ChangeAsync("Mận hậu", product => product.List(true));
        Assert.Equal(1, (await scene.FindAsync("mận hậu")).Total);
    }

    [Theory, BothDatabases]
    public async Task Rebuilding_keeps_the_rows_numbers(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await scene.Market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ICatalogDb>();
            var before = await db.SearchRows.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.ProductId, row.FoldedName }).ToListAsync();
            await scope.GetRequiredService<SearchRows>().RefreshAsync([.. before.Select(row => row.ProductId)], CancellationToken.None);
            Assert.Equal(before, await db.SearchRows.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.ProductId, row.FoldedName }).ToListAsync());
        });
    }

    [Theory, BothDatabases]
    public async Task Rows_of_before_certifications_had_days_get_them_by_the_migration(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        await scene.ChangeAsync("Mận hậu", product => product.AddCertification(
            new Certification(product.Id, CertificationKind.Halal, "9", "Tổ chức", new DateOnly(2025, 1, 1), new DateOnly(2099, 12, 31))));
        await scene.Market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var written = await DaysAsync(db);
            Assert.Contains("Halal/2025-01-01/2099-12-31", written);
            await db.GetService<IMigrator>().MigrateAsync("20261124000000_SearchIndex");
            await db.Database.MigrateAsync();
            Assert.Equal(written, await DaysAsync(db));
        });
        Assert.Equal([scene["Mận hậu"]], (await scene.FindAsync(new CatalogQuery { Text = "mận", Certifications = ["Halal"] })).ProductIds);

        // The order of the kinds says nothing.
        static async Task<List<string>> DaysAsync(MarketDb db) =>
            [.. (await db.SearchRows.OrderBy(row => row.Id).Select(row => row.CertificationDays).ToListAsync()).Select(days => string.Join(' ', days.Split(' ').Order(StringComparer.Ordinal)))];
    }

    [Theory, BothDatabases]
    public async Task After_more_news_than_one_reads_all_rows_are_read_anew(DatabaseProvider provider)
    {
        await using var scene = await SearchScene.OpenAsync(provider);
        Assert.Equal(27, (await scene.FindAsync(new CatalogQuery())).Total);
        // Behind the shelf's back: nothing among the news is about this product.
        await HideUntoldAsync(scene, "Mận hậu", news: 2_000);
        Assert.Equal(27, (await scene.FindAsync(new CatalogQuery())).Total);
        await HideUntoldAsync(scene, "Nước mắm nhĩ", news: 2_001);
        Assert.Equal(25, (await scene.FindAsync(new CatalogQuery())).Total);
        // And by name again from there on.
        await scene.ChangeAsync("Khoai lang sơn mật", product => product.List(false));
        await HideUntoldAsync(scene, "Mắm tép đồng", news: 1);
        Assert.Equal(24, (await scene.FindAsync(new CatalogQuery())).Total);
    }

    private static Task HideUntoldAsync(SearchScene scene, string name, int news) => scene.Market.InScopeAsync(async scope =>
    {
        var (db, id, at) = (scope.GetRequiredService<MarketDb>(), scene[name], scene.Market.Clock.UtcNow());
        await db.SearchRows.Where(row => row.ProductId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsListed, false));
        db.Changes.AddRange(Enumerable.Range(0, news).Select(_ => new Change(at, ChangeSubject.Order(Guid.Empty))));
        await db.SaveChangesAsync();
    });

    private static Task RenameAsync(SearchScene scene, string from, string to, bool refuse) => scene.Market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ICatalogDb>();
        var id = scene[from];
        await db.InTransactionAsync<int>(async () =>
        {
            await db.Products.Where(product => product.Id == id).ExecuteUpdateAsync(set => set.SetProperty(product => product.Name, to));
            await scope.GetRequiredService<SearchRows>().RefreshAsync([id], CancellationToken.None);
            return refuse ? new Refusal("Test", "", "Không", "No") : 1;
        });
    });
}

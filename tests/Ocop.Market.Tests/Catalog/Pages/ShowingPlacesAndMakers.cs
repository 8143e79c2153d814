using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Pages;

public sealed class ShowingPlacesAndMakers
{
    [Theory, BothDatabases]
    public async Task A_province_counts_its_goods_makers_and_stars_and_names_what_it_was(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var page = await market.Ask<ProvincePages, ProvincePage?>(pages => pages.FindAsync("thai-nguyen", 1, "vi", default));
        Assert.NotNull(page);
        Assert.Equal((3, 2, 1), (page.Goods.Total, page.Producers, page.FiveStars));
        Assert.Equal(["Bắc Kạn", "Thái Nguyên"], page.OldNames.Order(StringComparer.Ordinal));
        Assert.Equal([("quyet-thang", 0), ("tan-cuong", 2)], page.Communes.Select(commune => (commune.Slug, commune.Goods)));
        Assert.Equal("che-dinh-tan-cuong", page.Goods.Cards[0].Slug);
        Assert.Equal("nghe-tieng-che", page.Story!.Slug);
        Assert.Null(await market.Ask<ProvincePages, ProvincePage?>(pages => pages.FindAsync("khong-co", 1, "vi", default)));
    }

    [Theory, BothDatabases]
    public async Task Every_province_is_in_the_list_with_or_without_goods(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var all = await market.Ask<ProvincePages, IReadOnlyList<ProvinceCount>>(pages => pages.AllAsync(default));
        Assert.Equal([("tuyen-quang", 0), ("thai-nguyen", 3)], all.Select(province => (province.Slug, province.Goods)));
    }

    [Theory, BothDatabases]
    public async Task A_commune_shows_its_goods_its_makers_and_its_old_names(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var page = await market.Ask<CommunePages, CommunePage?>(pages => pages.FindAsync("thai-nguyen", "tan-cuong", 1, default));
        Assert.NotNull(page);
        Assert.Equal(2, page.Goods.Total);
        Assert.Equal(["HTX chè Hảo Đạt"], page.Producers.Select(producer => producer.Name));
        Assert.Equal([("Tân Cương", false), ("Thịnh Đức", true)], page.OldNames.Select(old => (old.Name, old.IsDivided)));
        Assert.Equal("Thái Nguyên", page.OldNames[0].District);
    }

    [Theory, BothDatabases]
    public async Task A_commune_without_goods_points_to_its_neighbours(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var page = await market.Ask<CommunePages, CommunePage?>(pages => pages.FindAsync("thai-nguyen", "quyet-thang", 1, default));
        Assert.NotNull(page);
        Assert.Equal(0, page.Goods.Total);
        Assert.Equal([("tan-cuong", 2)], page.Neighbours.Select(commune => (commune.Slug, commune.Goods)));
        Assert.Null(await market.Ask<CommunePages, CommunePage?>(pages => pages.FindAsync("tuyen-quang", "tan-cuong", 1, default)));
    }

    [Theory, BothDatabases]
    public async Task Producers_are_found_without_accents_and_unnamed_ones_are_not_listed(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        Assert.Equal(["HTX chè Hảo Đạt"], await Names(null, null));
        Assert.Equal(["HTX chè Hảo Đạt"], await Names("HAO DAT", "19"));
        Assert.Empty(await Names("hao dat", "08"));
        Assert.Empty(await Names("100%_'", null));

        async Task<IEnumerable<string>> Names(string? text, string? province) =>
            (await market.Ask<ProducerCards, ProducerCardPage>(cards => cards.PageAsync(text, province, null, 1, default))).Producers.Select(producer => producer.Name);
    }

    [Theory, BothDatabases]
    public async Task A_producers_goods_are_shown_by_their_first_photo_where_they_have_one(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        await market.Change(async db =>
        {
            var tea = await db.Products.Where(product => product.Slug == "che-xanh-tan-cuong").Select(product => product.Id).SingleAsync();
            db.AddRange(new ProductImage(tea, "sau", "Lá chè", 1600, 2000, 2), new ProductImage(tea, "truoc", "Hộp chè", 1600, 2000, 1));
        });
        var makers = await market.Ask<ProducerCards, ProducerCardPage>(cards => cards.PageAsync(null, null, null, 1, default));
        Assert.Equal([("Chè Đinh Tân Cương", null), ("Chè xanh Tân Cương", "truoc")], makers.Producers.Single().Shown.Select(good => (good.Name, good.Picture?.Key)));
    }

    [Theory, BothDatabases]
    public async Task A_page_beyond_the_last_shows_the_last(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var page = await market.Ask<ProducerPages, ProducerPage?>(pages => pages.FindAsync("htx-che-hao-dat", 99, "vi", default));
        Assert.Equal((1, 2), (page!.Goods.Page, page.Goods.Cards.Count));
    }

    [Theory, BothDatabases]
    public async Task A_story_is_shown_in_vietnamese_where_there_is_no_translation(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var story = await market.Ask<StoryPages, StoryPage?>(pages => pages.FindAsync("nghe-tieng-che", "en", default));
        Assert.Equal(("vi", "che-dinh-tan-cuong"), (story!.Card.Language, story.Product!.Slug));
        Assert.Null(await market.Ask<StoryPages, StoryPage?>(pages => pages.FindAsync("khong-co", "vi", default)));
    }
}

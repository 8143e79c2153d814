using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Pages;

public sealed class ShowingAProduct
{
    [Theory, BothDatabases]
    public async Task The_page_tells_the_product_its_maker_its_place_and_its_decision(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var page = await Page(market, "che-dinh-tan-cuong");
        Assert.NotNull(page);
        Assert.Equal("HTX chè Hảo Đạt", page.Producer.Name);
        Assert.Equal(("Tân Cương", "tan-cuong", "thai-nguyen"), (page.Place.Commune, page.Place.CommuneSlug, page.Place.ProvinceSlug));
        Assert.Equal("Chè tươi, chè chế biến", page.Set);
        Assert.Equal((5, 2023), (page.Stars!.Count, page.Stars.Year));
        Assert.Equal(new DateOnly(2026, 12, 31), page.Decision!.LastDay);
        Assert.Equal([3, 7], page.Variants.Select(variant => variant.Left));
        Assert.Equal(3_900_000, page.Variants[0].PerKiloOrLitre!.Value.Amount);
        Assert.Equal("Nhất nước, nhì phân.", page.Story!.Quote!.Text);
        Assert.Equal(["che-xanh-tan-cuong"], page.Related.Select(card => card.Slug));
    }

    [Theory, BothDatabases]
    public async Task Stars_stand_until_the_last_second_of_the_last_day_and_are_gone_in_the_next(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        market.Clock.SetLocal(2026, 12, 31, 23, 59, 59);
        Assert.Equal(5, (await Page(market, "che-dinh-tan-cuong"))!.Stars!.Count);
        Assert.Equal(5, (await Card(market)).Stars!.Count);
        Assert.Equal(1, (await market.Ask<FrontPages, FrontPage>(pages => pages.ReadAsync("vi", default))).FiveStars);

        market.Clock.SetLocal(2027, 1, 1, 0, 0, 0);
        var page = (await Page(market, "che-dinh-tan-cuong"))!;
        Assert.Null(page.Stars);
        Assert.Null(page.Decision);
        Assert.Equal(new DateOnly(2026, 12, 31), page.EndedDecision!.LastDay);
        var card = await Card(market);
        Assert.Null(card.Stars);
        Assert.Equal(new DateOnly(2026, 12, 31), card.EndedOn);
        var front = await market.Ask<FrontPages, FrontPage>(pages => pages.ReadAsync("vi", default));
        Assert.Equal(0, front.FiveStars);
        Assert.Empty(front.NewFiveStars);
        Assert.Empty(front.Shelf);
    }

    [Theory, BothDatabases]
    public async Task A_revoked_decision_ends_the_day_before(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        await market.Change(db =>
        {
            db.RecognitionDecisions.Single().Revoke(new DateOnly(2026, 11, 23));
            return Task.CompletedTask;
        });
        var page = (await Page(market, "che-dinh-tan-cuong"))!;
        Assert.Null(page.Stars);
        Assert.Equal(new DateOnly(2026, 11, 22), page.EndedDecision!.LastDay);
    }

    [Theory, BothDatabases]
    public async Task A_card_offers_the_cheapest_packing_that_is_left(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        Assert.Equal(market.SmallBox, (await Card(market)).Offer!.VariantId);

        market.Stock[market.SmallBox] = 0;
        var card = await Card(market);
        Assert.Equal((market.BigBox, true), (card.Offer!.VariantId, card.IsInStock));

        market.Stock[market.BigBox] = 0;
        card = await Card(market);
        Assert.Equal((market.SmallBox, false), (card.Offer!.VariantId, card.IsInStock));
    }

    [Theory, BothDatabases]
    public async Task What_is_sold_out_tells_whether_its_maker_or_its_set_has_something_left(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        Assert.Null((await Page(market, "che-dinh-tan-cuong"))!.Elsewhere);

        (market.Stock[market.SmallBox], market.Stock[market.BigBox]) = (0, 0);
        Assert.Equal(new StockElsewhere(false, false), (await Page(market, "che-dinh-tan-cuong"))!.Elsewhere);

        await market.Change(async db =>
        {
            var green = await db.Products.Where(product => product.Slug == "che-xanh-tan-cuong").Select(product => product.Id).SingleAsync();
            (await db.SearchRows.SingleAsync(row => row.ProductId == green)).InStock = true;
        });
        Assert.Equal(new StockElsewhere(true, true), (await Page(market, "che-dinh-tan-cuong"))!.Elsewhere);
        await market.Change(db => db.SearchRows.ExecuteUpdateAsync(set => set.SetProperty(row => row.ProducerId, Guid.Empty)));
        Assert.Equal(new StockElsewhere(false, true), (await Page(market, "che-dinh-tan-cuong"))!.Elsewhere);
    }

    [Theory, BothDatabases]
    public async Task What_the_source_does_not_say_stays_unsaid(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var page = (await Page(market, "mat-ong-rung"))!;
        Assert.False(page.Producer.IsNamed);
        Assert.Null(page.Group);
        Assert.Null(page.Set);
        Assert.Null(page.Place.Commune);
        Assert.Null(page.Stars);
        Assert.Null(page.EndedDecision);
        Assert.Null(page.Story);
        Assert.Empty(page.Variants);
    }

    [Theory, BothDatabases]
    public async Task A_product_that_is_not_listed_has_no_page_and_no_card(DatabaseProvider provider)
    {
        await using var market = await PagesMarket.OpenAsync(provider);
        var id = (await Card(market)).Id;
        await market.Change(db =>
        {
            db.Products.Single(product => product.Id == id).List(false);
            return Task.CompletedTask;
        });
        Assert.Null(await Page(market, "che-dinh-tan-cuong"));
        Assert.Empty(await market.Ask<ProductCards, IReadOnlyList<ProductCard>>(cards => cards.OfAsync([id], default)));
    }

    private static Task<ProductPage?> Page(PagesMarket market, string slug) => market.Ask<ProductPages, ProductPage?>(pages => pages.FindAsync(slug, "vi", default));

    private static async Task<ProductCard> Card(PagesMarket market)
    {
        var page = await Page(market, "che-dinh-tan-cuong");
        return Assert.Single(await market.Ask<ProductCards, IReadOnlyList<ProductCard>>(cards => cards.OfAsync([page!.Id], default)));
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Catalogue;

public sealed class ShowingWhatIsLeft
{
    [Theory, BothDatabases]
    public async Task A_sold_out_page_leads_to_what_its_maker_and_its_set_have_left(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var set = await ShelveAsync(site);
        Assert.Equal(["/san-pham?con-hang=1"], await NextAsync(site, ""));
        await ReceiveAsync(site, "che-xanh");
        // A kept page hears of it, too.
        await Eventually.TrueAsync(async () => (await NextAsync(site, "")).SequenceEqual(["/chu-the/htx-che", $"/san-pham?bo={set}&con-hang=1"]));
        Assert.Equal(["/en/chu-the/htx-che", $"/en/san-pham?bo={set}&con-hang=1"], await NextAsync(site, "/en"));
        var list = await site.Visitor().GetStringAsync($"/san-pham?bo={set}&con-hang=1");
        Assert.Contains("/san-pham/che-xanh\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/san-pham/che-den\"", list, StringComparison.Ordinal);

        await ReceiveAsync(site, "che-den");
        await Eventually.TrueAsync(async () => (await NextAsync(site, "")).Count == 0);
    }

    [Theory, BothDatabases]
    public async Task A_producers_card_shows_photos_and_draws_what_has_none(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await ShelveAsync(site);
        await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            db.Add(new ProductImage(await db.Products.Where(product => product.Slug == "che-xanh").Select(product => product.Id).SingleAsync(), "hop", "Hộp chè", 1600, 2000, 1));
            await db.SaveChangesAsync();
        });
        var card = Regex.Match(WebUtility.HtmlDecode(await site.Visitor().GetStringAsync("/chu-the")), "<div class=\"producer__goods\">.*?</div>", RegexOptions.Singleline).Value;
        Assert.Equal(["Hộp chè"], Regex.Matches(card, "<img class=\"photo\"[^>]* alt=\"([^\"]*)\"").Select(photo => photo.Groups[1].Value));
        Assert.Single(Regex.Matches(card, "<span class=\"pack\""));
    }

    /// <summary>Where the page of the sold-out tea leads to instead.</summary>
    private static async Task<List<string>> NextAsync(MarketSite site, string language)
    {
        var page = WebUtility.HtmlDecode(await site.Visitor().GetStringAsync(language + "/san-pham/che-den"));
        return [.. Regex.Matches(Regex.Match(page, "<ul class=\"next.*?</ul>", RegexOptions.Singleline).Value, "<a [^>]*href=\"([^\"]*)\"").Select(link => link.Groups[1].Value)];
    }

    private static Task<string> ShelveAsync(MarketSite site) => site.InScopeAsync(async services =>
    {
        var (db, now) = (services.GetRequiredService<MarketDb>(), site.Clock.UtcNow());
        var set = await db.ProductSets.Where(set => set.GroupSlug == "do-uong").OrderBy(set => set.Number).Select(set => set.Code).FirstAsync();
        var producer = new Producer("HTX Chè", ProducerKind.Cooperative, "htx-che", PlaceAsIssued.Unknown, true, now);
        db.Add(producer);
        foreach (var (name, slug) in new[] { ("Chè đen", "che-den"), ("Chè xanh", "che-xanh") })
        {
            var product = new Product(name, producer.Id, slug, PlaceAsIssued.Unknown, "do-uong", set, true, now);
            product.AddVariant(new Variant(product.Id, slug, "hộp", 100, NetUnit.Gram, 150, new Money(100_000), 1));
            db.Add(product);
        }

        await db.SaveChangesAsync();
        await services.GetRequiredService<Catalog.Search.SearchRows>().RefreshAsync(await db.Products.Select(product => product.Id).ToListAsync(), default);
        await db.SaveChangesAsync();
        return set;
    });

    private static Task ReceiveAsync(MarketSite site, string slug) => site.InScopeAsync(async services =>
    {
        var variant = await services.GetRequiredService<MarketDb>().Variants.Where(variant => variant.Sku == slug).Select(variant => variant.Id).SingleAsync();
        Assert.True((await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(variant, 5)], "Nhập kho", "test", default)).Succeeded);
    });
}

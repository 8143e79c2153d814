using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Web.Sharing;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

public sealed class DrawingPhotosForADemo
{
    [Fact]
    public async Task Goods_of_those_who_sign_in_have_a_picture_that_says_it_is_drawn_and_a_second_start_adds_none()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Site:Demo"] = "true", ["Site:DemoPhotos"] = "true" });
        using var http = site.Visitor();
        var (makers, goods, pictures) = await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            var owners = (await db.Grants.Where(grant => grant.Role == Role.ProducerOwner).Select(grant => grant.ScopePath).ToListAsync()).ConvertAll(path => Scope.Parse(path).ProducerId);
            return (owners, await db.Products.AsNoTracking().Where(product => owners.Contains(product.ProducerId) && product.IsListed).ToListAsync(), await db.ProductImages.AsNoTracking().ToListAsync());
        });
        Assert.Equal(2, makers.Count);
        // One for each, wide enough for every floor, and nobody else's goods have any.
        Assert.Equal(goods.Select(product => product.Id).Order(), pictures.Select(picture => picture.ProductId).Order());
        Assert.All(pictures, picture => Assert.InRange(picture.Width, Goods.NarrowestPhoto, 1280));
        Assert.All(pictures, picture => Assert.Contains("hình vẽ minh hoạ", picture.Alt, StringComparison.Ordinal));
        Assert.Contains("hình vẽ minh hoạ", WebUtility.HtmlDecode(await http.GetStringAsync($"/san-pham/{goods[0].Slug}")), StringComparison.Ordinal);

        await site.InScopeAsync(services => services.GetRequiredService<DemoPhotos>().OpenAsync(default));
        Assert.Equal(pictures.Count, await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().ProductImages.CountAsync()));
    }
}

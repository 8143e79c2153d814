using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Web.Crawlers;
using Ocop.Market.Web.Start;
using Xunit;

namespace Ocop.Market.Web.Tests.Crawlers;

public sealed class TheSitemapInParts
{
    [Theory, BothDatabases]
    public async Task Names_every_address_of_the_whole_once(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        foreach (var name in new[] { "Mật ong", "Chè búp", "Gạo nếp", "Miến dong", "Nước mắm" }) await site.InScopeAsync(services => SomeGoods.AddAsync(services, name));

        var (root, whole) = await ReadAsync(site, mostProducts: 5, part: null);
        Assert.Equal("urlset", root);
        Assert.Equal(5, whole.Count(address => address.Contains("/san-pham/", StringComparison.Ordinal)));

        (root, var parts) = await ReadAsync(site, mostProducts: 2, part: null);
        Assert.Equal("sitemapindex", root);
        Assert.Equal(["0", "1", "2", "3"], parts.Select(part => part.Split("/sitemap.xml?phan=")[1]));
        var together = new List<string>();
        foreach (var number in Enumerable.Range(0, 4)) together.AddRange((await ReadAsync(site, mostProducts: 2, number)).Addresses);
        Assert.Equal(whole.Order(StringComparer.Ordinal), together.Order(StringComparer.Ordinal));

        Assert.Equal(HttpStatusCode.OK, (await site.Visitor().GetAsync("/sitemap.xml?phan=1")).StatusCode);
        foreach (var nowhere in new[] { "-1", "2147483647" }) Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor().GetAsync($"/sitemap.xml?phan={nowhere}")).StatusCode);
    }

    private static Task<(string Root, IReadOnlyList<string> Addresses)> ReadAsync(MarketSite site, int mostProducts, int? part) => site.InScopeAsync(async services =>
    {
        using var stream = new MemoryStream();
        await new Sitemap(services.GetRequiredService<MarketDb>(), services.GetRequiredService<KnownTypes>(), services.GetRequiredService<SiteOptions>(), services.GetRequiredService<TimeProvider>()) { MostProducts = mostProducts }.WriteAsync(stream, part, CancellationToken.None);
        stream.Position = 0;
        var root = XDocument.Load(stream).Root!;
        return (root.Name.LocalName, (IReadOnlyList<string>)[.. root.Elements().Select(element => element.Elements().First().Value)]);
    });
}

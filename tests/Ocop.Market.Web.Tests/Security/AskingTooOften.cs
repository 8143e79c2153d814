using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Ocop.Market.Web.Security;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

public sealed class AskingTooOften
{
    [Fact]
    public async Task Is_answered_by_a_readable_page_that_says_when_to_come_back()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["RateLimits:Network:Permits"] = "2", ["RateLimits:Network:Seconds"] = "60" });
        var visitor = site.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/robots.txt")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/robots.txt")).StatusCode);
        using var refused = await visitor.GetAsync("/en/robots.txt");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Please wait a moment", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Is_not_counted_for_pages_from_the_cache()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["RateLimits:Network:Permits"] = "1", ["RateLimits:Network:Seconds"] = "60" });
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await site.Visitor().GetAsync("/sitemap.xml")).StatusCode);
    }

    [Fact]
    public async Task Is_counted_for_reports_whatever_cart_is_invented_and_not_for_reading_their_form()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["RateLimits:Reports:Permits"] = "2" });
        using var visitor = site.Visitor();
        var answers = new List<HttpStatusCode>();
        foreach (var number in Enumerable.Range(1, 4))
        {
            var guest = new Guest();
            guest.Bring("cart", $"made-up-{number}");
            Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync(visitor, "/bao-hang-gia")).Status);
            answers.Add((await guest.PostAsync(visitor, "/bao-hang-gia", ("what", $"Mật ong {number}"), ("where", "Chợ thử"))).Status);
        }

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(2, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().FakeReports.CountAsync()));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.200", true)]
    [InlineData("203.0.113.7", "203.0.114.7", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.9", true)]
    [InlineData("2001:db8:1:1::5", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1::5", "2001:db8:2::5", false)]
    public void Is_counted_by_network(string one, string other, bool together)
    {
        static HttpContext From(string address) => new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        Assert.Equal(together, RateLimitsModule.NetworkOf(From(one)) == RateLimitsModule.NetworkOf(From(other)));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Ocop.Market.Web.Tests.Caching;

/// <summary>What the service worker relies on: it keeps what is public, and nothing else.</summary>
public sealed class KeepingPagesOnADevice
{
    private const string Page = "/san-pham/mat-ong-bac-ha";

    [Fact]
    public async Task Is_allowed_for_what_everybody_gets_and_not_for_a_visitor_with_a_cookie()
    {
        await using var site = await MarketSite.OpenAsync();
        await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Mật ong bạc hà"));
        foreach (var path in new[] { Page, Page, "/en" + Page, "/offline" }) // Fresh, and out of the cache.
            Assert.Equal((true, false), await CacheabilityAsync(site, path, null));
        foreach (var cookie in new[] { "cart=abc", "theme=dark" }) Assert.Equal((false, true), await CacheabilityAsync(site, Page, cookie));
        Assert.Equal((false, true), await CacheabilityAsync(site, Page + "?quantity=2", null));
    }

    [Fact]
    public async Task Begins_with_a_page_that_brings_its_own_style_unless_the_visitor_was_here_before()
    {
        await using var site = await MarketSite.OpenAsync();
        await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Mật ong bạc hà"));
        using var answer = await site.Visitor().GetAsync(Page);
        var style = Assert.Single(Regex.Matches(await answer.Content.ReadAsStringAsync(), "<style>(.*?)</style>", RegexOptions.Singleline)).Groups[1].Value;
        Assert.Contains("url(\"/dist/fonts/", style, StringComparison.Ordinal);
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, Page) { Headers = { { "Cookie", "cart=abc" } } };
        using var again = await site.Visitor().SendAsync(request);
        var html = await again.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<style>", html, StringComparison.Ordinal);
        Assert.Matches("<link rel=\"stylesheet\" href=\"/dist/market", html);
    }

    private static async Task<(bool Public, bool Private)> CacheabilityAsync(MarketSite site, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await site.Visitor().SendAsync(request);
        return (answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.Private);
    }
}

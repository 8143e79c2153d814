using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

public sealed class EveryAnswer
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/khong-co-trang-nay", HttpStatusCode.NotFound)]
    [InlineData("/robots.txt", HttpStatusCode.OK)]
    [InlineData("/sitemap.xml", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    public async Task Carries_the_security_headers(string path, HttpStatusCode status)
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await site.Visitor().GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Matches("^default-src 'self'; style-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'$",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("strict-origin-when-cross-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("geolocation=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("X-Robots-Tag"));
    }

    [Theory]
    [InlineData("/gio-hang")]
    [InlineData("/thanh-toan")]
    [InlineData("/don-hang")]
    [InlineData("/don-hang/K7M4-92PX?k=x")]
    [InlineData("/don-hang/xu-ly/x")]
    public async Task That_may_show_a_person_is_kept_by_nobody(string path)
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await site.Visitor().GetAsync(path);
        Assert.True(answer.Headers.CacheControl is { NoStore: true });
    }

    [Fact]
    public async Task Of_a_demo_market_stays_out_of_search_engines()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Site:Demo"] = "true" });
        foreach (var path in new[] { "/", "/feeds/google.xml", "/sitemap.xml", "/khong-co" })
        {
            using var answer = await site.Visitor().GetAsync(path);
            Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        }

        Assert.Contains("Disallow: /\n", await site.Visitor().GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_missing_page_is_a_page_in_the_language_of_the_address()
    {
        await using var site = await MarketSite.OpenAsync();
        using var vietnamese = await site.Visitor().GetAsync("/khong-co");
        using var english = await site.Visitor().GetAsync("/en/khong-co");

        Assert.Contains("Không thấy trang này", await vietnamese.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, english.StatusCode);
        Assert.Contains("Page not found", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_font_may_be_kept_for_ever_because_its_name_holds_its_hash()
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        var styles = await visitor.GetStringAsync("/dist/market.css");
        var font = System.Text.RegularExpressions.Regex.Match(styles, @"url\([""']?\.?/?([^)""']+\.woff2)").Groups[1].Value;
        using var answer = await visitor.GetAsync("/dist/" + font.Replace("dist/", "", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/feeds/google.xml", "Chợ đang trục trặc")]
    [InlineData("/en/feeds/google.xml", "Something went wrong")]
    public async Task To_a_failure_is_a_page_without_a_stack_trace(string path, string words)
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Database.ExecuteSqlRawAsync("ALTER TABLE products RENAME TO broken"));
        using var answer = await visitor.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(words, body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Promises_https_only_where_the_public_address_is_https()
    {
        await using var plain = await MarketSite.OpenAsync();
        await using var secure = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Site:PublicUrl"] = "https://cho.example" });
        using var overHttp = await plain.Visitor().GetAsync("https://cho.example/robots.txt");
        using var overHttps = await secure.Visitor().GetAsync("https://cho.example/robots.txt");

        Assert.False(overHttp.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(overHttps.Headers.GetValues("Strict-Transport-Security")));
    }
}

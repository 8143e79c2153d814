using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

/// <summary>Sent to the theme switch of the storefront, a form that stands on cached pages.</summary>
public sealed partial class SendingAForm
{
    private const string Path = "/hien-thi";

    [Theory]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task From_our_own_page_works(string header, string value)
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await PostAsync(site, (header, value));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:81")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task From_elsewhere_is_refused_with_a_readable_page(string header, string value)
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await PostAsync(site, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("Yêu cầu này không đến từ chợ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_foreign_origin_is_refused_even_when_the_fetch_header_says_same()
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await PostAsync(site, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task That_does_not_say_where_it_comes_from_is_asked_about_once_and_then_done()
    {
        await using var site = await MarketSite.OpenAsync();
        using var asked = await PostAsync(site);
        var page = await asked.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("name=\"theme\" value=\"dark\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"note\" value=\"&lt;b&gt;&quot;\"", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"{Path}\"", page, StringComparison.Ordinal);

        var token = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);
        var cookie = asked.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("form=", StringComparison.Ordinal)).Split(';')[0];
        using var confirmed = await SendAsync(site, Fields([new("__RequestVerificationToken", token)]), ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    [Fact]
    public async Task Without_origin_and_with_a_wrong_token_is_only_asked_about_again()
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await SendAsync(site, Fields([new("__RequestVerificationToken", "made-up")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("value=\"made-up\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_origin_and_too_large_is_refused()
    {
        await using var site = await MarketSite.OpenAsync();
        using var answer = await SendAsync(site, Fields([new("long", new string('x', 100_000))]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task To_an_address_for_programs_is_not_our_question()
    {
        await using var site = await MarketSite.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/nobody") { Content = Fields([]) };
        using var answer = await site.Visitor().SendAsync(request);
        // Nobody listens there yet; what matters is that it was neither refused nor asked about.
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> PostAsync(MarketSite site, params (string Name, string Value)[] headers) => SendAsync(site, Fields([]), headers);

    private static async Task<HttpResponseMessage> SendAsync(MarketSite site, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await site.Visitor().SendAsync(request);
    }

    private static FormUrlEncodedContent Fields(IEnumerable<KeyValuePair<string, string>> more) => new([new("theme", "dark"), new("note", "<b>\""), .. more]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

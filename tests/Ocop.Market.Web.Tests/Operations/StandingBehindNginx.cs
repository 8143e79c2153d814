using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Operations;

/// <summary>deploy/nginx.conf against the pages it stands before.</summary>
public sealed partial class StandingBehindNginx
{
    private const long Mega = 1L << 20;

    /// <summary>Whose form is refused by nginx gets a bare page and loses what they typed.</summary>
    [Fact]
    public async Task Forms_pass_that_are_a_little_too_large_for_their_page_and_no_others()
    {
        await using var site = await MarketSite.OpenAsync();
        _ = site.Server;
        var nginx = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "nginx.conf"));
        var locations = LargerBodies().Matches(nginx).Select(found => (Address: new Regex(found.Groups[1].Value), Largest: Megas(found.Groups[2]))).ToList();
        var elsewhere = Megas(AllBodies().Match(nginx).Groups[1]);
        Assert.Equal(Mega, elsewhere);

        var pages = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => Samples("/" + endpoint.RoutePattern.RawText!.Trim('/')), (endpoint, path) => (path, Largest: endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Mega))
            .GroupBy(page => page.path, (path, same) => (Path: path, Largest: same.Max(page => page.Largest))).ToList();
        Assert.InRange(pages.Count(page => page.Largest > Mega), 12, int.MaxValue);
        Assert.Contains(pages, page => page is { Path: "/bao-hang-gia", Largest: > Mega });
        Assert.Empty(
            from page in pages
            from path in new[] { page.Path, "/en" + page.Path }
            let passes = locations.Where(location => location.Address.IsMatch(path)).Select(location => location.Largest).FirstOrDefault(elsewhere)
            where page.Largest > Mega ? passes <= page.Largest || passes > page.Largest * 2 : passes != Mega
            select $"{path} takes {page.Largest}, nginx lets {passes} pass");
    }

    /// <summary>ASVS 4.1.2: a redirect is for people; a gateway or a reader of the API would send its secret in the open for ever.</summary>
    [Fact]
    public async Task Over_http_people_are_led_on_and_machines_are_refused()
    {
        var nginx = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "nginx.conf"));
        var open = nginx[nginx.IndexOf("listen 80;", StringComparison.Ordinal)..nginx.IndexOf("listen 443", StringComparison.Ordinal)];
        var refused = new Regex(Refused().Match(open).Groups[1].Value);
        await using var site = await MarketSite.OpenAsync();
        _ = site.Server;
        var machines = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint => Samples("/" + endpoint.RoutePattern.RawText!.Trim('/')))
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/webhooks/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(machines);
        Assert.All(machines, path => Assert.Matches(refused, path));
        Assert.DoesNotMatch(refused, "/san-pham/che-dinh");
        Assert.Contains("return 301 https://", open, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"location ~ (\S+) \{\s+return 403;")]
    private static partial Regex Refused();

    private static long Megas(Group number) => long.Parse(number.Value, CultureInfo.InvariantCulture) * Mega;

    private static IEnumerable<string> Samples(string route)
    {
        const string id = "0199d3b0-7c1e-7a52-9d0a-3f6c2b1e4d5f";
        yield return Parameter().Replace(route, id);
        if (OptionalEnd().IsMatch(route)) yield return Parameter().Replace(OptionalEnd().Replace(route, ""), id);
    }

    [GeneratedRegex(@"location ~ (\S+) \{\s+client_max_body_size (\d+)m;\s+proxy_pass")]
    private static partial Regex LargerBodies();

    [GeneratedRegex(@"^    client_max_body_size (\d+)m;", RegexOptions.Multiline)]
    private static partial Regex AllBodies();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/\{[^{}/]*\?\}$")]
    private static partial Regex OptionalEnd();
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

/// <summary>Each request comes from 10.1.2.3 and says that it was sent on for somebody else.</summary>
public sealed class BelievingAProxy
{
    [Theory]
    [InlineData(null, "10.1.2.3 http localhost")]
    [InlineData("192.168.0.0/16", "10.1.2.3 http localhost")]
    [InlineData("10.0.0.0/8", "198.51.100.9 https cho.example")]
    public async Task Happens_only_for_known_networks(string? known, string seen)
    {
        var witness = new Witness();
        await using var site = await MarketSite.OpenAsync(settings: Known(known), configure: services => services.AddSingleton<IStartupFilter>(witness));
        using var answer = await AskAsync(site, "198.51.100.9");

        Assert.Equal(seen, witness.Seen);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData("10.0.0.0/8", HttpStatusCode.OK)]
    public async Task Decides_whose_requests_are_counted_together(string? known, HttpStatusCode another)
    {
        var settings = new Dictionary<string, string>(Known(known)) { ["RateLimits:Network:Permits"] = "1", ["RateLimits:Network:Seconds"] = "3600" };
        await using var site = await MarketSite.OpenAsync(settings: settings, configure: services => services.AddSingleton<IStartupFilter>(new Witness()));
        using var first = await AskAsync(site, "198.51.100.9");
        using var second = await AskAsync(site, "203.0.113.9");
        // Who writes a longer list of addresses is still the one whom the proxy names last.
        using var third = await AskAsync(site, "192.0.2.1, 203.0.113.9");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(another, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    private static Dictionary<string, string> Known(string? network) => network is null ? [] : new() { ["Proxy:KnownNetworks:0"] = network };

    private static async Task<HttpResponseMessage> AskAsync(MarketSite site, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/robots.txt");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "cho.example");
        return await site.Visitor().SendAsync(request);
    }

    /// <summary>Plays the proxy's address before the pipeline and looks at what it became after it.</summary>
    private sealed class Witness : IStartupFilter
    {
        public string Seen { get; private set; } = "";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext context, RequestDelegate rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("10.1.2.3");
                await rest(context);
                Seen = $"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {context.Request.Host}";
            });
            next(app);
        };
    }
}

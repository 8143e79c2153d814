using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Ocop.Market.Web.Tests.Security;

public sealed class BelievingAProxy
{
    [Theory]
    [InlineData(null, "10.1.2.3")]
    [InlineData("192.168.0.0/16", "10.1.2.3")]
    [InlineData("10.0.0.0/8", "198.51.100.9")]
    public async Task Happens_only_for_known_networks(string? known, string seen)
    {
        var settings = known is null ? null : new Dictionary<string, string> { ["Proxy:KnownNetworks:0"] = known };
        var address = new Witness();
        await using var site = await MarketSite.OpenAsync(settings: settings, configure: services => services.AddSingleton<IStartupFilter>(address));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/robots.txt");
        request.Headers.Add("X-Forwarded-For", "198.51.100.9");
        using var answer = await site.Visitor().SendAsync(request);

        Assert.Equal(seen, address.Seen?.ToString());
    }

    /// <summary>Plays the proxy's address before the pipeline and looks at what it became after it.</summary>
    private sealed class Witness : IStartupFilter
    {
        public IPAddress? Seen { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext context, RequestDelegate rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("10.1.2.3");
                await rest(context);
                Seen = context.Connection.RemoteIpAddress;
            });
            next(app);
        };
    }
}

using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Ocop.Market.Web.Security;

/// <summary>Configuration section "Proxy". Anybody can send X-Forwarded-For; it is believed only from these networks, and from none by default.</summary>
public sealed class TrustedProxies
{
    /// <summary>"10.0.0.0/8", "::1/128" …</summary>
    public IReadOnlyList<string> KnownNetworks { get; init; } = [];

    public bool AreNetworks => KnownNetworks.All(network => IPNetwork.TryParse(network, out _));
}

public static class TrustedProxiesModule
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<TrustedProxies>().BindConfiguration("Proxy")
            .Validate(proxies => proxies.AreNetworks, "Proxy:KnownNetworks holds something that is not a network such as 10.0.0.0/8.").ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<TrustedProxies>>((forwarded, proxies) =>
        {
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var network in proxies.Value.KnownNetworks) forwarded.KnownIPNetworks.Add(IPNetwork.Parse(network));
            // With no known network the middleware would believe everybody, so then it reads nothing.
            if (proxies.Value.KnownNetworks.Count > 0)
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        });
        return services;
    }
}

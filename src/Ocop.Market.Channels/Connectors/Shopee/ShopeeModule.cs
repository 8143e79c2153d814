using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Channels.Connectors.Shopee;

public static class ShopeeModule
{
    /// <summary>The host binds <see cref="ShopeeOptions"/> to its configuration and has an <see cref="ICallJournal"/>.</summary>
    public static IServiceCollection AddShopee(this IServiceCollection services)
    {
        services.AddOptions<ShopeeOptions>().ValidateDataAnnotations().ValidateOnStart();
        // Tokens stand in the addresses: no redirect takes them elsewhere, and no log of the client repeats them.
        services.AddHttpClient<ShopeeConnector>(client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(30), 16 * 1024 * 1024))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        services.AddTransient<IChannelConnector>(scope => scope.GetRequiredService<ShopeeConnector>());
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

public static class TikTokShopModule
{
    /// <summary>Pictures go up through the same client; no answer comes near it.</summary>
    private const int LongestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The host binds <see cref="TikTokShopOptions"/> and says where calls are noted (<see cref="ICallJournal"/>).</summary>
    public static IServiceCollection AddTikTokShop(this IServiceCollection services)
    {
        services.AddOptions<TikTokShopOptions>().ValidateDataAnnotations().ValidateOnStart();
        // No redirect: signed requests go where the settings say. No logger: the app's secret stands in the query of calls for tokens, and hiding it must not hang on a switch.
        services.AddHttpClient<TikTokShopConnector>(client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, LongestAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services.AddTransient<IChannelConnector>(scope => scope.GetRequiredService<TikTokShopConnector>());
    }
}

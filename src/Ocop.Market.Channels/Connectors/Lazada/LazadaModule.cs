using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Channels.Connectors.Lazada;

public static class LazadaModule
{
    /// <summary>The host binds <see cref="LazadaOptions"/> to its configuration and says where calls are noted.</summary>
    public static IServiceCollection AddLazada(this IServiceCollection services)
    {
        services.AddOptions<LazadaOptions>().ValidateDataAnnotations().ValidateOnStart();
        // No redirect: signed requests go where the settings say and nowhere else. No loggers: tokens stand in the queries.
        services.AddHttpClient<LazadaConnector>(client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(30), 16 * 1024 * 1024))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services.AddTransient<IChannelConnector>(scope => scope.GetRequiredService<LazadaConnector>());
    }
}

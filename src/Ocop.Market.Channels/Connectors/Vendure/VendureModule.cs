using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Channels.Connectors.Vendure;

public static class VendureModule
{
    /// <summary>The host binds <see cref="VendureOptions"/> to its configuration and says where calls are noted.</summary>
    public static IServiceCollection AddVendure(this IServiceCollection services)
    {
        services.AddOptions<VendureOptions>().ValidateDataAnnotations().ValidateOnStart();
        // No redirect: keys go where the settings say and nowhere else. No loggers: keys stand in the headers.
        services.AddHttpClient<VendureConnector>(client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(30), 16 * 1024 * 1024))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services.AddTransient<IChannelConnector>(scope => scope.GetRequiredService<VendureConnector>());
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Ordering.Payments.Stripe;

public static class StripeModule
{
    /// <summary>The host binds <see cref="StripeOptions"/> to its configuration.</summary>
    public static IServiceCollection AddStripePayments(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>().ValidateDataAnnotations().ValidateOnStart();
        // No redirect: Stripe sends none, and the key would go with it.
        services.AddHttpClient<StripeClient>((scope, client) =>
            {
                client.BaseAddress = scope.GetRequiredService<IOptions<StripeOptions>>().Value.BaseAddress;
                client.Timeout = TimeSpan.FromSeconds(80);
                client.MaxResponseContentBufferSize = 4 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RedactLoggedHeaders(["Authorization"]);
        services.AddScoped<StripePayments>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Shipping.Ghn;
using Ocop.Market.Ordering.Shipping.Ghtk;

namespace Ocop.Market.Ordering.Shipping;

public static class CarriersModule
{
    /// <summary>The host binds <see cref="GhnOptions"/>.</summary>
    public static IServiceCollection AddGhn(this IServiceCollection services)
    {
        services.AddOptions<GhnOptions>();
        return services.AddGatewayClient<GhnCarrier>().AddTransient<ICarrier>(scope => scope.GetRequiredService<GhnCarrier>());
    }

    /// <summary>The host binds <see cref="GhtkOptions"/>.</summary>
    public static IServiceCollection AddGhtk(this IServiceCollection services)
    {
        services.AddOptions<GhtkOptions>();
        return services.AddGatewayClient<GhtkCarrier>().AddTransient<ICarrier>(scope => scope.GetRequiredService<GhtkCarrier>());
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Data.Seeding;

public static class SeedingModule
{
    public static IServiceCollection AddSeeding(this IServiceCollection services)
    {
        services.AddScoped<UnitsLoader>();
        services.AddScoped<TaxonomyLoader>();
        services.AddScoped<PagesLoader>();
        services.AddScoped<DemoMarket>();
        services.AddScoped<DemoSalesPoints>();
        services.AddScoped<DemoAccounts>();
        services.AddScoped<DemoFairs>();
        services.AddScoped<DemoNeeds>();
        services.AddScoped<DemoMarks>();
        services.AddScoped<DemoLivestreams>();
        services.AddScoped<DemoBoxes>();
        services.AddScoped<DemoAllergens>();
        services.AddScoped<DemoOffers>();
        services.AddScoped<FirstAdministrator>();
        return services;
    }
}

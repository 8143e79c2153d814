namespace Ocop.Market.Web.Backups;

public static class BackupsModule
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services.AddScoped<BackUpMarket>().AddScoped<RestoreMarket>();
}

namespace Ocop.Market.Web.Accounts;

public static class AccountPagesModule
{
    public static IServiceCollection AddAccountPages(this IServiceCollection services) => services
        .AddScoped<Landing>()
        .AddScoped<ScopeNames>()
        .AddScoped<ScopeChoice>()
        .AddScoped<SignInWithPasskey>()
        .AddScoped<SignInWithPassword>()
        .AddScoped<SignInWithCode>();
}

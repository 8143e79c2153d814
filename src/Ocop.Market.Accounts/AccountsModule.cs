using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Audit;
using Ocop.Market.Accounts.Filters;

namespace Ocop.Market.Accounts;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddScoped<SavedFilters>()
        .AddScoped<SaveFilter>()
        .AddScoped<DeleteFilter>()
        .AddScoped<AuditLog>();
}

using Microsoft.AspNetCore.Mvc.Razor;
using Ocop.Market.Web.BackOffice.Audit;
using Ocop.Market.Web.BackOffice.Imports;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice;

public static class BackOfficeModule
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddScoped<CurrentPerson>()
        .AddScoped<JobBoard>()
        .AddScoped<ActorWords>()
        .AddSingleton<ListWork>()
        .AddHostedService(scope => scope.GetRequiredService<ListWork>())
        .Configure<RazorViewEngineOptions>(views => views.PageViewLocationFormats.Add("/BackOffice/Shared/{0}.cshtml"));
}

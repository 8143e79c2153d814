using Microsoft.AspNetCore.Mvc.Razor;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice;

public static class BackOfficeModule
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddScoped<CurrentPerson>()
        .Configure<RazorViewEngineOptions>(views => views.PageViewLocationFormats.Add("/BackOffice/Shared/{0}.cshtml"));
}

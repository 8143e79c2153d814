using Microsoft.AspNetCore.Mvc.Razor;

namespace Ocop.Market.Web.BackOffice;

public static class BackOfficeModule
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .Configure<RazorViewEngineOptions>(views => views.PageViewLocationFormats.Add("/BackOffice/Shared/{0}.cshtml"));
}

using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Web.BackOffice.Audit;
using Ocop.Market.Web.BackOffice.Documents;
using Ocop.Market.Web.BackOffice.Imports;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.ProducerPortal;

namespace Ocop.Market.Web.BackOffice;

public static class BackOfficeModule
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddScoped<NamedReferences>()
        .AddScoped<Documents.OpenSets>()
        .AddScoped<WritersGoods>()
        .AddScoped<JobBoard>()
        .AddScoped<ActorWords>()
        .AddSingleton<ListWork>()
        .AddHostedService(scope => scope.GetRequiredService<ListWork>())
        .Configure<RazorViewEngineOptions>(views => views.PageViewLocationFormats.Add("/BackOffice/Shared/{0}.cshtml"))
        // Post: as in the storefront's module. One editor, under two roofs.
        .PostConfigure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AddPageRoute("/BackOffice/Documents/EditDocument", PortalRooms.Path + "/cau-chuyen/{id:guid}");
            pages.Conventions.AddPageRoute("/BackOffice/Documents/History", PortalRooms.Path + "/cau-chuyen/{id:guid}/cac-ban");
            pages.Conventions.AddPageRoute("/BackOffice/Documents/NewDocument", PortalRooms.Path + "/cau-chuyen/moi");
        });
}

using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.WebEncoders;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront.Companies;
using Ocop.Market.Web.Storefront.Needs;

namespace Ocop.Market.Web.Storefront;

public static class StorefrontModule
{
    public static IServiceCollection AddStorefront(this IServiceCollection services)
    {
        services.AddScoped<PageHead>();
        services.AddSingleton<InlineStyle>();
        services.AddSingleton<SiteMenus>();
        services.AddSingleton<NeedLinks>().AddSingleton<INeedLinks>(scope => scope.GetRequiredService<NeedLinks>());
        services.AddSingleton<QuoteLinks>().AddSingleton<IQuoteLinks>(scope => scope.GetRequiredService<QuoteLinks>());
        // Vietnamese letters go out as they are; otherwise each costs six bytes and the source cannot be read.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // Post: the framework's own set-up replaces the conventions, and it comes after this module.
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AddPageRoute("/Storefront/Products", "/nhom/{group}");
            pages.Conventions.AddPageRoute("/Storefront/Products", ProductsModel.SearchPath);
            foreach (var slug in DocModel.Slugs.Skip(1)) pages.Conventions.AddPageRoute("/Storefront/Doc", "/" + slug);
            // Pages that editors add. Every address of the program's own is named letter by letter and comes before this one.
            pages.Conventions.AddPageRoute("/Storefront/Doc", "/{slug:regex(^[[a-z]][[a-z0-9-]]+$)}");
        });
        return services;
    }
}

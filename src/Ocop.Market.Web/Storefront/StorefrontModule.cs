using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

public static class StorefrontModule
{
    public static IServiceCollection AddStorefront(this IServiceCollection services)
    {
        services.AddScoped<PageHead>();
        // Vietnamese letters go out as they are; otherwise each costs six bytes and the source cannot be read.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }
}

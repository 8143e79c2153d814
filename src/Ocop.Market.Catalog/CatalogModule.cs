using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddScoped<AddProductPicture>();
        services.AddScoped<ImportPictures>();
        return services;
    }
}

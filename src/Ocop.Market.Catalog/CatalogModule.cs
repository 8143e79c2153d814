using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;

namespace Ocop.Market.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => Synonyms.Known());
        services.AddSingleton<PlaceNames>();
        services.AddScoped<SearchRows>();
        services.AddSingleton<PlaceDirectory>();
        services.AddScoped<ImportProducts>();
        services.AddScoped<ScanRecognitions>();
        services.AddScoped<RecognitionsEndingSoon>();
        return services;
    }
}

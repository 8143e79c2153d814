using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Cms.Publishing;

namespace Ocop.Market.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddScoped<LiveDocuments>()
        .AddScoped<CatalogNames>()
        .AddScoped<ProductCards>()
        .AddScoped<ProductPages>()
        .AddScoped<FrontPages>()
        .AddScoped<ProducerCards>()
        .AddScoped<ProducerPages>()
        .AddScoped<ProvincePages>()
        .AddScoped<CommunePages>()
        .AddScoped<StoryCards>()
        .AddScoped<StoryPages>();
}

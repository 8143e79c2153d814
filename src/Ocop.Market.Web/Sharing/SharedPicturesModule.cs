using Microsoft.Net.Http.Headers;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Sharing;

/// <summary>Shared pictures at /chia-se/{kind}/{slug}-{hash}.png, drawn when first asked for.</summary>
public static class SharedPicturesModule
{
    private const string Plain = "/icons/icon-512.png";
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string ForAWhile = "public, max-age=300";
    private const string ForAMoment = "public, max-age=60";

    public static IServiceCollection AddSharedPictures(this IServiceCollection services, string folder) => services
        .AddSingleton(_ => new DrawnPictureFolder(folder, [.. Lettering.Bold.Fonts, .. Lettering.Medium.Fonts]))
        .AddSingleton<DrawnPictures>()
        .AddScoped<DemoPhotos>();

    public static void MapSharedPictures(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/chia-se/{kind}/{slug}-{hash}.png", [HttpMethods.Get, HttpMethods.Head], AnswerAsync);

    private static async Task<IResult> AnswerAsync(string kind, string slug, string hash, HttpContext context, DrawnPictures drawn, CancellationToken cancel)
    {
        if (await FindAsync(kind, slug, context.RequestServices, cancel) is not { } picture) return Results.NotFound();
        if (hash != picture.Hash) return Elsewhere(context, context.Link(picture.Path), ForAWhile);
        if (await drawn.FindOrDrawAsync(picture.Hash, picture.Svg, cancel) is not { } file) return Elsewhere(context, Plain, ForAMoment);
        context.Response.Headers.CacheControl = ForEver;
        return Results.File(file, "image/png", entityTag: new EntityTagHeaderValue($"\"{picture.Hash}\""));
    }

    private static IResult Elsewhere(HttpContext context, string path, string howLong)
    {
        context.Response.Headers.CacheControl = howLong;
        return Results.LocalRedirect(path);
    }

    // As the page itself finds it: only so do both come to the same hash.
    private static async Task<SharedPicture?> FindAsync(string kind, string slug, IServiceProvider services, CancellationToken cancel)
    {
        var (words, site) = (services.GetRequiredService<Words>(), services.GetRequiredService<SiteOptions>());
        return kind switch
        {
            SharedPicture.Products => await services.GetRequiredService<ProductPages>().FindAsync(slug, words.Language, cancel) is { } product ? SharedPicture.Of(product, words, site) : null,
            SharedPicture.Producers => await services.GetRequiredService<ProducerPages>().FindAsync(slug, 1, words.Language, cancel) is { } producer ? SharedPicture.Of(producer, words, site) : null,
            SharedPicture.Stories => await services.GetRequiredService<StoryPages>().FindAsync(slug, words.Language, cancel) is { } story ? SharedPicture.Of(story.Card, words, site) : null,
            SharedPicture.News => await services.GetRequiredService<LiveDocuments>().FindAsync(OwnTypes.Article, slug, words.Language, cancel) is { } article ? SharedPicture.OfText(kind, article, words, site) : null,
            SharedPicture.Campaigns => await services.GetRequiredService<LiveDocuments>().FindAsync(DocumentTypes.Campaign, slug, words.Language, cancel) is { } campaign ? SharedPicture.OfText(kind, campaign, words, site) : null,
            _ => null,
        };
    }
}

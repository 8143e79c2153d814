using System.Globalization;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Web.Media;

/// <summary>Pictures at /media/{key}-{width}.{ending}. The key is the picture's hash, so an address never shows anything else.</summary>
public static class MediaEndpoint
{
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{key:length(32)}-{width:int:range(1,9999)}.{ending}", [HttpMethods.Get, HttpMethods.Head],
            async (string key, int width, string ending, MediaStore media, HttpResponse response, CancellationToken cancel) =>
            {
                if (await media.OpenAsync(key, width, ending, cancel) is not { } file) return Results.NotFound();
                response.Headers.CacheControl = Immutable;
                // A bucket's stream does not know its own length.
                if (!file.Content.CanSeek) response.ContentLength = file.Length;
                var tag = string.Create(CultureInfo.InvariantCulture, $"\"{key}-{width}-{ending}\"");
                return Results.Stream(file.Content, MediaTypes.Of("." + ending), entityTag: new EntityTagHeaderValue(tag));
            });
}

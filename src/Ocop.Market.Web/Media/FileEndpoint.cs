using System.Globalization;
using Microsoft.Net.Http.Headers;
using Ocop.Market.Cms.Media;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Media;

/// <summary>
/// Documents at /media/{key}.{ending}: always to be saved, never shown by us, so that nothing in them runs under our name. Whether somebody may
/// have one can change, so browsers ask each time; an unchanged file costs them an answer without a body.
/// </summary>
public static class FileEndpoint
{
    public static void MapLibraryFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{key:length(32)}.{ending}", [HttpMethods.Get, HttpMethods.Head],
            async (string key, string ending, OpenLibraryFile open, CurrentPerson current, HttpResponse response, CancellationToken cancel) =>
            {
                if (await open.HandleAsync(current.MustEnrol ? null : current.Person, key, ending, cancel) is not var (file, bytes)) return Results.NotFound();
                response.Headers.CacheControl = "private, no-cache";
                response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
                // A bucket's stream does not know its own length.
                if (!bytes.Content.CanSeek) response.ContentLength = bytes.Length;
                var tag = string.Create(CultureInfo.InvariantCulture, $"\"{file.Key}\"");
                return Results.Stream(bytes.Content, file.Kind.Mime, file.FileName, entityTag: new EntityTagHeaderValue(tag), enableRangeProcessing: bytes.Content.CanSeek);
            });
}

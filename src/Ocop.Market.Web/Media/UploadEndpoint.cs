using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Media;

/// <summary>
/// Photos and documents over a line that breaks, at /tai-anh: of the tus protocol (1.0.0) its core, creation and termination. POST opens (Upload-Length,
/// Upload-Metadata: filename, scope, folder, kind, replaces), HEAD tells the offset, PATCH sends the next piece, DELETE gives up. What tus does not know:
/// POST …/xong makes the item and answers for it, so that a refusal stands beside the file it is about.
/// </summary>
public static class UploadEndpoint
{
    public const string Path = "/tai-anh";

    private const string Version = "1.0.0", PieceType = "application/offset+octet-stream";

    // The largest file in one piece; how large it may be as a whole is asked where it is opened.
    private const long LargestPiece = 26L * 1024 * 1024;

    /// <summary>Methods that no page answers to are this address's business.</summary>
    public static bool IsHere(PathString path) =>
        path.StartsWithSegments(Path, StringComparison.Ordinal) || path.StartsWithSegments("/en" + Path, StringComparison.Ordinal);

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("").WithMetadata(new RequiresAttribute(Act.AddMedia)).AddEndpointFilter(SpeakPlainly);
        uploads.MapPost(Path, OpenAsync);
        // A script asks by HEAD, as tus has it; GET says the same.
        uploads.MapMethods(Path + "/{id:guid}", [HttpMethods.Get, HttpMethods.Head], TellAsync);
        uploads.MapPatch(Path + "/{id:guid}", ContinueAsync).WithMetadata(new RequestSizeLimitAttribute(LargestPiece));
        uploads.MapDelete(Path + "/{id:guid}", GiveUpAsync);
        uploads.MapPost(Path + "/{id:guid}/xong", FinishAsync);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, OpenUpload open, CurrentPerson current, Words words, CancellationToken cancel)
    {
        var told = Metadata(http.Request.Headers["Upload-Metadata"].ToString());
        if (!long.TryParse(http.Request.Headers["Upload-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || !Scope.TryParse(told.GetValueOrDefault("scope", "/"), out var scope)
            || (told.TryGetValue("replaces", out var item) & !Guid.TryParse(item, out var replaced))
            || (told.TryGetValue("kind", out var kind) & !Enum.TryParse<MediaKind>(kind, ignoreCase: true, out var only))) return Results.StatusCode(StatusCodes.Status400BadRequest);

        var opened = await open.HandleAsync(current.Somebody,
            new NewUpload(told.GetValueOrDefault("filename", ""), length, scope, told.GetValueOrDefault("folder", ""), item is null ? null : replaced, kind is null ? null : only), cancel);
        if (!opened.Succeeded) return Refused(opened.Refusals[0], words);
        Tell(http.Response, opened.Value);
        return Results.Created(http.Request.PathBase + FormattableString.Invariant($"{Path}/{opened.Value.Id}"), null);
    }

    private static async Task<IResult> TellAsync(Guid id, HttpContext http, Uploads uploads, CurrentPerson current, CancellationToken cancel)
    {
        if (await uploads.FindAsync(current.Somebody, id, cancel) is not { } upload) return Results.NotFound();
        Tell(http.Response, upload);
        return Results.Ok();
    }

    private static async Task<IResult> ContinueAsync(Guid id, HttpContext http, ContinueUpload proceed, CurrentPerson current, Words words)
    {
        if (!string.Equals(http.Request.ContentType, PieceType, StringComparison.OrdinalIgnoreCase)) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (!long.TryParse(http.Request.Headers["Upload-Offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return Results.StatusCode(StatusCodes.Status400BadRequest);

        var got = await proceed.HandleAsync(current.Somebody, id, offset, http.Request.Body, http.RequestAborted);
        if (!got.Succeeded) return Refused(got.Refusals[0], words);
        Tell(http.Response, got.Value);
        return Results.NoContent();
    }

    private static async Task<IResult> GiveUpAsync(Guid id, Uploads uploads, FinishUpload finish, CurrentPerson current, CancellationToken cancel)
    {
        if (await uploads.FindAsync(current.Somebody, id, cancel) is null) return Results.NotFound();
        await finish.DropAsync(id);
        return Results.NoContent();
    }

    private static async Task<IResult> FinishAsync(Guid id, HttpContext http, FinishUpload finish, CurrentPerson current, Words words)
    {
        // Not the sender's line to cancel: what was sent with so much patience is made a picture even when its sender has just gone.
        var done = await finish.HandleAsync(current.Somebody, id, CancellationToken.None);
        if (!done.Succeeded) return Refused(done.Refusals[0], words);
        var item = done.Value;
        var isPhoto = item.Kind == MediaKind.Photo;
        return Results.Json(new
        {
            item.Id, Page = http.Link(FormattableString.Invariant($"/quan-tri/thu-vien/{item.Id}")), item.FileName, item.Placeholder,
            Picture = isPhoto ? Renditions.Path(item.Key, PhotoSizes.WidthsOf(item.Width)[0], "webp") : null, File = isPhoto ? null : $"{item.FileName} ({item.AsFile().Kind.Name}, {words.Size(item.Bytes)})",
            AltVi = item.AltVi, Warning = isPhoto && AltText.Warning(item.AltVi) is { } warning ? words[warning] : null,
        });
    }

    private static void Tell(HttpResponse response, MediaUpload upload)
    {
        response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
    }

    private static IResult Refused(Refusal refusal, Words words) => Results.Json(new { refusal.Reason, Message = words[refusal.Message] }, statusCode: refusal.Reason switch
    {
        "not-allowed" => StatusCodes.Status403Forbidden,
        "upload-unknown" => StatusCodes.Status404NotFound,
        "upload-offset" or "upload-in-work" or "upload-not-whole" => StatusCodes.Status409Conflict,
        "picture-file-too-large" or "document-too-large" or "upload-too-long" => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    });

    /// <summary>"filename 4bqjLmpwZw==,folder Y2jDqA==": names and base64 of UTF-8.</summary>
    private static Dictionary<string, string> Metadata(string header)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split(' ', 2);
            var bytes = new byte[parts[^1].Length];
            if (parts.Length == 2 && Convert.TryFromBase64String(parts[1], bytes, out var length)) told[parts[0]] = Encoding.UTF8.GetString(bytes, 0, length);
        }

        return told;
    }

    // Programs read a status, not a page about it.
    private static ValueTask<object?> SpeakPlainly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        http.Response.Headers["Tus-Resumable"] = Version;
        http.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Security;

/// <summary>A form that was not acted upon: the page shows it to the person, who sends it again with a token.</summary>
public sealed record FormToSend(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public static FormToSend Of(HttpRequest request, PathString path, IFormCollection form, string tokenField) =>
        new($"{request.PathBase}{path}{request.QueryString}", [.. form.SelectMany(Repeated).Where(field => field.Key != tokenField)]);

    private static IEnumerable<KeyValuePair<string, string>> Repeated(KeyValuePair<string, StringValues> field) =>
        field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""));
}

/// <summary>
/// Forms may be sent from our own pages only. Browsers say where a request comes from and no script can change what they say;
/// the few that say nothing get a page that asks once more. Other programs' addresses (webhooks, API) bring their own proof.
/// </summary>
public sealed class SameSiteForms(RequestDelegate next, SiteOptions site, IAntiforgery antiforgery)
{
    public const string ConfirmPage = "/xac-nhan-bieu-mau";

    private const int LargestForm = 64 * 1024;
    private const int MostFields = 200;
    private static readonly string[] ForPrograms = ["/webhooks", "/api"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || IsForPrograms(context.Request.Path) || IsErrorPage(context))
        {
            await next(context);
            return;
        }

        switch (CameFrom(context.Request))
        {
            case Source.OurPage: await next(context); break;
            case Source.Elsewhere: context.Response.StatusCode = StatusCodes.Status403Forbidden; break;
            case Source.Untold: await AskAsync(context); break;
        }
    }

    private async Task AskAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (context.Request.ContentLength is null or > LargestForm)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (await FormOfAsync(context) is not { } form)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
            return;
        }

        var request = context.Request;
        context.Features.Set(FormToSend.Of(request, request.Path, form, antiforgery.GetTokens(context).FormFieldName));
        request.Path = ConfirmPage;
        await next(context);
    }

    /// <summary>Null where the body is no form, whatever it says of itself.</summary>
    public static async Task<IFormCollection?> FormOfAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(new FormOptions { ValueCountLimit = MostFields }, context.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private Source CameFrom(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOurs(origin, request)) return Source.Elsewhere;

        // "none" is the person: a bookmark, a reload, the address bar.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none" ? Source.OurPage : Source.Elsewhere;
        return origin.Length > 0 ? Source.OurPage : Source.Untold;
    }

    // Host and port only: behind a proxy that ends TLS the scheme seen here may be http.
    private bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (SameHost(from, $"{from.Scheme}://{request.Host}") || SameHost(from, site.PublicUrl));

    private static bool SameHost(Uri from, string ours) =>
        Uri.TryCreate(ours, UriKind.Absolute, out var own) && from.Host == own.Host && from.Port == own.Port;

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    public static bool IsForPrograms(PathString path) => ForPrograms.Any(prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal));

    // The page that tells of a failure runs under the failed request's method.
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private enum Source { OurPage, Elsewhere, Untold }
}

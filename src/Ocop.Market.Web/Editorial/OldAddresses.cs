using Microsoft.AspNetCore.Diagnostics;
using Ocop.Market.Cms.Redirects;

namespace Ocop.Market.Web.Editorial;

/// <summary>
/// Where nothing is found, an address may have moved. Asked last, so that a live page is never hidden by an old address; the language and the
/// question mark's part come along.
/// </summary>
public sealed class OldAddresses(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        var (request, response) = (context.Request, context.Response);
        if (response.StatusCode != StatusCodes.Status404NotFound || response.HasStarted || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))) return;
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || request.Path.Value is not { Length: > 1 and <= 300 } path) return;
        var table = context.RequestServices.GetRequiredService<RedirectTable>();
        if (await table.FindAsync(path.TrimEnd('/'), context.RequestAborted) is not { } moved) return;
        response.StatusCode = StatusCodes.Status301MovedPermanently;
        response.Headers.Location = request.PathBase.Add(moved).ToUriComponent() + request.QueryString.ToUriComponent();
    }
}

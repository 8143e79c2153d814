using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Errors;

/// <summary>
/// Tells of a failure, under the failed request's method. Where the database is away for the moment (503) waiting helps: what was
/// asked for is a link, and a form that was sent stands ready to be sent again. It asks no database itself.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class ServerErrorModel(IAntiforgery antiforgery) : PageModel
{
    private const string WaitSeconds = "30";

    public bool IsOutage => Response.StatusCode == StatusCodes.Status503ServiceUnavailable;

    public string AskedFor { get; private set; } = "";

    public FormToSend? Unsent { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (IsOutage && HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } failed)
        {
            Response.Headers.RetryAfter = WaitSeconds;
            AskedFor = $"{Request.PathBase}{failed.Path}{Request.QueryString}";
            if (HttpMethods.IsPost(Request.Method) && await SameSiteForms.FormOfAsync(HttpContext) is { } form)
                Unsent = FormToSend.Of(Request, failed.Path, form, antiforgery.GetTokens(HttpContext).FormFieldName);
        }

        await next();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>A page of a signed-in buyer; a guest is led to the page that mails a code, and back.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public abstract class BuyerPageModel(CurrentBuyer current) : PageModel
{
    public const string Home = "/nguoi-mua", SignInPath = "/nguoi-mua/vao", AddressesPath = "/nguoi-mua/dia-chi", DataPath = "/nguoi-mua/du-lieu", ReturnField = "tiep";

    public Buyer Buyer { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refusals { get; protected set; } = [];

    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await current.FindAsync(Request, HttpContext.RequestAborted) is not { } buyer)
        {
            context.Result = LocalRedirect($"~{SignInPath}" + (HttpMethods.IsGet(Request.Method) ? $"?{ReturnField}={Uri.EscapeDataString(Request.Path + Request.QueryString)}" : ""));
            return;
        }

        Buyer = buyer;
        await next();
    }

    protected PageResult Refuse(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Cart;

/// <summary>Tells the layout how many goods lie in the cart. Visitors without a cart cost nothing. The page that tells of a failure asks no database.</summary>
public sealed class CartBadgeFilter(CartCookie cookie, CartContents carts) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.Result is PageResult && http.Features.Get<IExceptionHandlerFeature>() is null && cookie.Read(http.Request) is { } cartId)
            http.Features.Set(new CartBadge(await carts.CountAsync(cartId, http.RequestAborted)));
        await next();
    }
}

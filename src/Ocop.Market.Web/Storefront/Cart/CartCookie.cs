using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Cart;

/// <summary>The cart's id, signed and sealed. Whoever could guess one would see what a stranger is about to buy.</summary>
public sealed class CartCookie(IDataProtectionProvider keys, SiteOptions site)
{
    public string Name { get; } = site.CookieName("cart");

    private readonly IDataProtector _seal = keys.CreateProtector("cart.v1");

    /// <summary>Null where there is none, or one that we did not write.</summary>
    public Guid? Read(HttpRequest request)
    {
        if (!request.Cookies.TryGetValue(Name, out var value) || value.Length is 0 or > 512) return null;
        try
        {
            return Guid.TryParseExact(_seal.Unprotect(value), "n", out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            // Tampered with, or sealed by a key that is gone: such a visitor simply has no cart.
            return null;
        }
    }

    public void Write(HttpContext context, Guid cartId) => context.Response.Cookies.Append(Name, _seal.Protect(cartId.ToString("n")), new CookieOptions
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", MaxAge = Ordering.Carts.Cart.Lasts, IsEssential = true,
    });
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Checkout;

/// <param name="IsSent">The buyer pressed the last button with it, and there is no order yet.</param>
public sealed record DraftedForm(CheckoutForm Form, bool IsSent);

/// <summary>
/// What a buyer has typed so far, sealed in a cookie of the checkout alone: it lets a form be answered by a redirect, so that the way
/// back never asks whether to send it again. The market itself keeps nothing of a person who has not ordered.
/// </summary>
public sealed class CheckoutDraft(IDataProtectionProvider keys, SiteOptions site)
{
    /// <summary>Browsers drop a cookie of more than 4,096 bytes, name and attributes included.</summary>
    private const int Longest = 3_800;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Of the checkout alone, so that no other page carries its kilobytes: a __Host- cookie would belong to every path.
    private readonly string _name = site.IsHttps ? "__Secure-checkout" : "checkout";
    private readonly IDataProtector _seal = keys.CreateProtector("checkout.v1");

    /// <summary>Null where there is none, or one of another cart.</summary>
    public DraftedForm? Read(HttpRequest request, Guid cartId)
    {
        if (!request.Cookies.TryGetValue(_name, out var value) || value.Length is 0 or > Longest) return null;
        try
        {
            return JsonSerializer.Deserialize<Content>(_seal.Unprotect(value), Json) is { } content && content.CartId == cartId ? content.Draft : null;
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException)
        {
            // Tampered with, sealed by a key that is gone, or written by an older version: the form starts empty.
            return null;
        }
    }

    /// <returns>False where the words are too many for a cookie: then the answer must carry them itself.</returns>
    public bool TryWrite(HttpContext context, Guid cartId, DraftedForm draft)
    {
        var value = _seal.Protect(JsonSerializer.Serialize(new Content(cartId, draft), Json));
        if (value.Length > Longest)
        {
            // Older words must not come back in the place of these.
            Forget(context);
            return false;
        }

        context.Response.Cookies.Append(_name, value, Of(context));
        return true;
    }

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(_name, Of(context));

    private static CookieOptions Of(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = context.Request.PathBase + CheckoutModel.Address, IsEssential = true,
    };

    private sealed record Content(Guid CartId, DraftedForm Draft);
}

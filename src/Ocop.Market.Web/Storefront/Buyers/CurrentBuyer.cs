using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>
/// Who is signed in as a buyer. A cookie of its own that the sign-in of people with rights never reads, so no right can come of it: it names the account, the
/// stamp it was made under, and since when.
/// </summary>
public sealed class CurrentBuyer(IDataProtectionProvider keys, SiteOptions site, IOrderingDb db, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);
    private const int GuidBytes = 16, Bytes = GuidBytes + GuidBytes + sizeof(long), Longest = 512;

    private readonly string _name = site.CookieName("buyer");
    private readonly IDataProtector _seal = keys.CreateProtector("buyer.v1");

    /// <summary>Null for a guest, after the last day, and after a sign-out everywhere.</summary>
    public async Task<Buyer?> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.Cookies.TryGetValue(_name, out var value) || Open(value) is not { } content) return null;
        var (id, stamp, since) = (new Guid(content.AsSpan(0, GuidBytes)), new Guid(content.AsSpan(GuidBytes, GuidBytes)), BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(GuidBytes * 2)));
        return clock.UtcNow().Ticks - since < Lasts.Ticks ? await db.Buyers.AsNoTracking().FirstOrDefaultAsync(buyer => buyer.Id == id && buyer.Stamp == stamp, cancel) : null;
    }

    public void SignIn(HttpContext context, Buyer buyer)
    {
        var content = new byte[Bytes];
        buyer.Id.TryWriteBytes(content);
        buyer.Stamp.TryWriteBytes(content.AsSpan(GuidBytes));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(GuidBytes * 2), clock.UtcNow().Ticks);
        context.Response.Cookies.Append(_name, WebEncoders.Base64UrlEncode(_seal.Protect(content)), Of(context));
    }

    public void SignOut(HttpContext context) => context.Response.Cookies.Delete(_name, Of(context));

    private byte[]? Open(string value)
    {
        if (value.Length is 0 or > Longest) return null;
        try
        {
            return _seal.Unprotect(WebEncoders.Base64UrlDecode(value)) is { Length: Bytes } content ? content : null;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Of(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", MaxAge = Lasts, IsEssential = true };
}

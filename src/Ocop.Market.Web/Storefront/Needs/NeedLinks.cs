using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Needs;

/// <summary>A buyer's link that we wrote.</summary>
public readonly record struct AnswersLink(Guid NeedId, bool IsExpired);

/// <summary>Links that open the answers to one need to whoever holds them. The expiry is inside the seal and asked of the market's clock.</summary>
public sealed class NeedLinks(IDataProtectionProvider keys, SiteOptions site, TimeProvider clock) : INeedLinks
{
    private const int GuidBytes = 16, MostLetters = 400;

    private readonly IDataProtector _answers = keys.CreateProtector("need.answers.v1");

    public string Answers(Guid needId, string language, DateTime expiresAt)
    {
        var content = new byte[GuidBytes + sizeof(long)];
        needId.TryWriteBytes(content);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(GuidBytes), expiresAt.Ticks);
        return $"{site.PublicUrl}{(language == "en" ? "/en" : "")}/can-hang/tra-loi/{WebEncoders.Base64UrlEncode(_answers.Protect(content))}";
    }

    public AnswersLink? Read(string? seal)
    {
        if (seal is null or { Length: 0 or > MostLetters }) return null;
        try
        {
            return _answers.Unprotect(WebEncoders.Base64UrlDecode(seal)) is { Length: GuidBytes + sizeof(long) } content
                ? new AnswersLink(new Guid(content.AsSpan(0, GuidBytes)), clock.UtcNow().Ticks >= BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(GuidBytes)))
                : null;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            // A link cut by a mail program or changed by a visitor opens nothing.
            return null;
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>A producer's link that we wrote.</summary>
public readonly record struct AnswerLink(Guid OrderId, bool IsExpired);

/// <summary>
/// Links that open one order to whoever holds them. The expiry is inside the seal and asked of the market's clock; the framework's
/// own time-limited seal asks the machine's.
/// </summary>
public sealed class OrderLinks(IDataProtectionProvider keys, SiteOptions site, TimeProvider clock) : IOrderLinks
{
    private const int GuidBytes = 16, MostLetters = 400;

    private readonly IDataProtector _tracking = keys.CreateProtector("order.tracking.v1");
    private readonly IDataProtector _payment = keys.CreateProtector("order.payment.v1");
    private readonly IDataProtector _answer = keys.CreateProtector("order.answer.v1");

    public string Tracking(Guid groupId, string number, string language) => site.PublicUrl + (language == "en" ? "/en" : "") + TrackingPath(groupId, number);

    public string Asking(string number, string language) => $"{site.PublicUrl}{(language == "en" ? "/en" : "")}/don-hang/{number}";

    public string TrackingPath(Guid groupId, string number) => $"/don-hang/{number}?k={Seal(_tracking, groupId.ToByteArray())}";

    public string PaymentPath(Guid groupId, string number) => $"/don-hang/{number}/tra-tien?k={Seal(_tracking, groupId.ToByteArray())}";

    public string Payment(Guid groupId, string number, string language) => site.PublicUrl + (language == "en" ? "/en" : "") + PaymentPath(groupId, number);

    public string PaymentReturn(Guid groupId, string number, string language) =>
        $"{site.PublicUrl}{(language == "en" ? "/en" : "")}/don-hang/{number}/tra-tien?k={Seal(_payment, groupId.ToByteArray())}";

    /// <summary>Opens the pay page alone: it has been at a gateway.</summary>
    public Guid? ReadPayment(string? seal) => Open(_payment, seal) is { Length: GuidBytes } content ? new Guid(content) : null;

    public string Notifications(string source) => $"{site.PublicUrl}/webhooks/{source}";

    public string Answer(Guid orderId, DateTime expiresAt)
    {
        var content = new byte[GuidBytes + sizeof(long)];
        orderId.TryWriteBytes(content);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(GuidBytes), expiresAt.Ticks);
        return $"{site.PublicUrl}/don-hang/xu-ly/{Seal(_answer, content)}";
    }

    public string Claim(Guid claimId) => $"{site.PublicUrl}/cong-chu-the/bao-loi/{claimId}";

    public string Goods() => site.PublicUrl + "/cong-chu-the/hang-hoa";

    public string ClaimPath(Guid groupId, string number) => $"/don-hang/{number}/bao-loi?k={Seal(_tracking, groupId.ToByteArray())}";

    public string ReviewPath(Guid groupId, string number) => $"/don-hang/{number}/danh-gia?k={Seal(_tracking, groupId.ToByteArray())}";

    public string ComplaintPath(Guid groupId, string number) => $"/don-hang/{number}/khieu-nai?k={Seal(_tracking, groupId.ToByteArray())}";

    public Guid? ReadTracking(string? seal) => Open(_tracking, seal) is { Length: GuidBytes } content ? new Guid(content) : null;

    public AnswerLink? ReadAnswer(string? seal) => Open(_answer, seal) is { Length: GuidBytes + sizeof(long) } content
        ? new AnswerLink(new Guid(content.AsSpan(0, GuidBytes)), clock.UtcNow().Ticks >= BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(GuidBytes)))
        : null;

    private static string Seal(IDataProtector protector, byte[] content) => WebEncoders.Base64UrlEncode(protector.Protect(content));

    private static byte[]? Open(IDataProtector protector, string? seal)
    {
        if (seal is null or { Length: 0 or > MostLetters }) return null;
        try
        {
            return protector.Unprotect(WebEncoders.Base64UrlDecode(seal));
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            // A link cut by a mail program or changed by a visitor opens nothing.
            return null;
        }
    }
}

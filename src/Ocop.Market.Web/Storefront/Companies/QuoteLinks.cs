using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>Links that open one quote to its company, and one parcel to its recipient. A seal of the one opens nothing of the other.</summary>
public sealed class QuoteLinks(IDataProtectionProvider keys, SiteOptions site) : IQuoteLinks
{
    private const int GuidBytes = 16, MostLetters = 400;

    private readonly IDataProtector _quote = keys.CreateProtector("quote.company.v1");
    private readonly IDataProtector _parcel = keys.CreateProtector("quote.parcel.v1");

    public string Quote(Guid quoteId, string language) => site.PublicUrl + (language == "en" ? "/en" : "") + QuotePath(quoteId);

    public string QuotePath(Guid quoteId) => $"/bao-gia/{Seal(_quote, quoteId)}";

    public string Parcel(Guid orderId) => $"{site.PublicUrl}/qua-cua-ban/{Seal(_parcel, orderId)}";

    public Guid? ReadQuote(string? seal) => Open(_quote, seal);

    public Guid? ReadParcel(string? seal) => Open(_parcel, seal);

    private static string Seal(IDataProtector protector, Guid id) => WebEncoders.Base64UrlEncode(protector.Protect(id.ToByteArray()));

    private static Guid? Open(IDataProtector protector, string? seal)
    {
        if (seal is null or { Length: 0 or > MostLetters }) return null;
        try
        {
            return protector.Unprotect(WebEncoders.Base64UrlDecode(seal)) is { Length: GuidBytes } content ? new Guid(content) : null;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            // A link cut by a mail program or changed by a visitor opens nothing.
            return null;
        }
    }
}

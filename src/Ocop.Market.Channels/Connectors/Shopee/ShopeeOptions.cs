using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Channels.Connectors.Shopee;

/// <summary>Configuration section "Channels:Shopee".</summary>
public sealed class ShopeeOptions : IValidatableObject
{
    public long PartnerId { get; init; }

    /// <summary>Text, although it looks like hex.</summary>
    public string PartnerKey { get; init; } = "";

    /// <summary>Where the console gives notifications a key of their own; else they are signed with the partner key.</summary>
    public string? PushKey { get; init; }

    /// <summary>By where this server stands, not by the shop's country. Of the sandbox: https://openplatform.sandbox.test-stable.shopee.sg, which has moved before.</summary>
    public Uri Address { get; init; } = new("https://partner.shopeemobile.com");

    /// <summary>Of the sandbox: https://open.sandbox.test-stable.shopee.com/auth.</summary>
    public Uri ConsentAddress { get; init; } = new("https://open.shopee.com/auth");

    /// <summary>Where a seller comes back to with a code; one of the domains that are registered with Shopee.</summary>
    public Uri? ReturnAddress { get; init; }

    /// <summary>What the numbers of shop and listing are put behind for buyers: Shopee's answers name no page.</summary>
    public Uri ListingAddress { get; init; } = new("https://shopee.vn/product/");

    /// <summary>Shopee asks for five seconds between a new listing and its variants.</summary>
    public TimeSpan PauseBeforeVariants { get; init; } = TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (PartnerId <= 0) yield return new ValidationResult("Channels:Shopee:PartnerId must be the number of the app at Shopee.");
        if (string.IsNullOrWhiteSpace(PartnerKey)) yield return new ValidationResult("Channels:Shopee:PartnerKey is empty.");
        if (PushKey is not null && string.IsNullOrWhiteSpace(PushKey)) yield return new ValidationResult("Channels:Shopee:PushKey is empty; leave it out where notifications are signed with the partner key.");
        if (PauseBeforeVariants < TimeSpan.Zero) yield return new ValidationResult("Channels:Shopee:PauseBeforeVariants cannot be negative.");
        foreach (var (name, address) in new[] { (nameof(Address), Address), (nameof(ConsentAddress), ConsentAddress), (nameof(ReturnAddress), ReturnAddress), (nameof(ListingAddress), ListingAddress) })
            if (!GatewayCall.IsSafe(address)) yield return new ValidationResult($"Channels:Shopee:{name} must be an https address (http only on this machine); it is \"{address}\".");
    }
}

using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

/// <summary>Configuration section "Channels:TikTokShop". Where sellers are sent back to is set in the platform's Partner Center, nowhere here.</summary>
public sealed class TikTokShopOptions : IValidatableObject
{
    public string AppKey { get; init; } = "";
    public string AppSecret { get; init; } = "";

    /// <summary>Names the app on the page where sellers allow us in.</summary>
    public string ServiceId { get; init; } = "";

    public Uri Address { get; init; } = new("https://open-api.tiktokglobalshop.com");

    /// <summary>Where tokens come from.</summary>
    public Uri SignInAddress { get; init; } = new("https://auth.tiktok-shops.com");

    /// <summary>Where sellers allow us in.</summary>
    public Uri ConsentAddress { get; init; } = new("https://services.tiktokshop.com");

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (string.IsNullOrWhiteSpace(AppKey)) yield return new ValidationResult("Channels:TikTokShop:AppKey is empty.");
        if (string.IsNullOrWhiteSpace(AppSecret)) yield return new ValidationResult("Channels:TikTokShop:AppSecret is empty.");
        if (string.IsNullOrWhiteSpace(ServiceId)) yield return new ValidationResult("Channels:TikTokShop:ServiceId is empty: no seller can be sent to the page of consent without it.");
        foreach (var (name, address) in new[] { (nameof(Address), Address), (nameof(SignInAddress), SignInAddress), (nameof(ConsentAddress), ConsentAddress) })
            if (!GatewayCall.IsSafe(address)) yield return new ValidationResult($"Channels:TikTokShop:{name} must be an https address (http only on this machine); it is \"{address}\".");
    }
}

using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping.Ghtk;

/// <summary>Configuration section "Shipping:Ghtk".</summary>
public sealed class GhtkOptions : IValidatableObject
{
    public string Token { get; init; } = "";
    public string PartnerCode { get; init; } = "";

    /// <summary>Stands in the address that GHTK posts to: /webhooks/ghtk?hash=…</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>Of the trial system: https://services-staging.ghtklab.com.</summary>
    public Uri Address { get; init; } = new("https://services.giaohangtietkiem.vn");

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (string.IsNullOrWhiteSpace(Token)) yield return new ValidationResult("Shipping:Ghtk:Token is empty.");
        if (string.IsNullOrWhiteSpace(PartnerCode)) yield return new ValidationResult("Shipping:Ghtk:PartnerCode is empty.");
        if (WebhookSecret.Length < 20) yield return new ValidationResult("Shipping:Ghtk:WebhookSecret must have at least 20 characters: nothing else shows who posts.");
        if (!GatewayCall.IsSafe(Address)) yield return new ValidationResult($"Shipping:Ghtk:Address must be an https address (http only on this machine); it is \"{Address}\".");
    }
}

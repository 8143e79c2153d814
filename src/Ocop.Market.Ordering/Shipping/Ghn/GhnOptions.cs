using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping.Ghn;

/// <summary>Configuration section "Shipping:Ghn".</summary>
public sealed class GhnOptions : IValidatableObject
{
    public string Token { get; init; } = "";
    public int ShopId { get; init; }

    /// <summary>Stands in the address that GHN posts to: /webhooks/ghn?hash=…</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>Of the trial system: https://dev-online-gateway.ghn.vn.</summary>
    public Uri Address { get; init; } = new("https://online-gateway.ghn.vn");

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (string.IsNullOrWhiteSpace(Token)) yield return new ValidationResult("Shipping:Ghn:Token is empty.");
        if (ShopId <= 0) yield return new ValidationResult("Shipping:Ghn:ShopId must be the number of the shop at GHN.");
        if (WebhookSecret.Length < 20) yield return new ValidationResult("Shipping:Ghn:WebhookSecret must have at least 20 characters: nothing else shows who posts.");
        if (!GatewayCall.IsSafe(Address)) yield return new ValidationResult($"Shipping:Ghn:Address must be an https address (http only on this machine); it is \"{Address}\".");
    }
}

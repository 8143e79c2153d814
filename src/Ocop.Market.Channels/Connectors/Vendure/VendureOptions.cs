using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Channels.Connectors.Vendure;

/// <summary>Configuration section "Channels:Vendure": one server, with as many shops as it has channels. It must take API keys (tokenMethod "api-key").</summary>
public sealed class VendureOptions : IValidatableObject
{
    /// <summary>Its Admin API.</summary>
    public Uri? Address { get; init; }

    /// <summary>Where buyers see a product, before its slug; null: their shop window is unknown to us.</summary>
    public Uri? ListingAddress { get; init; }

    /// <summary>Our own page on which a seller gives us a key.</summary>
    public Uri? KeyAddress { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        foreach (var (name, address) in new[] { (nameof(Address), Address), (nameof(KeyAddress), KeyAddress) })
            if (!GatewayCall.IsSafe(address)) yield return new ValidationResult($"Channels:Vendure:{name} must be an https address (http only on this machine); it is \"{address}\".");
        if (ListingAddress is not null && !GatewayCall.IsSafe(ListingAddress)) yield return new ValidationResult($"Channels:Vendure:ListingAddress must be an https address (http only on this machine); it is \"{ListingAddress}\".");
    }
}

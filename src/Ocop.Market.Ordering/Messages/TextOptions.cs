using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Messages;

/// <summary>Configuration section "Texts": the gateway that brings short texts to phones, by Zalo or SMS (ADR 0014). Without an address none is written.</summary>
public sealed class TextOptions : IValidatableObject
{
    public Uri? Address { get; set; }

    /// <summary>Shows the gateway who posts.</summary>
    public string Token { get; set; } = "";

    /// <summary>An SMS holds 160 letters without marks and 70 with them; Zalo takes both.</summary>
    public bool WithoutMarks { get; set; }

    /// <summary>By our name of a step ("order_accepted", "order_accepted_en") the number that the provider gave its approved template.</summary>
    public Dictionary<string, string> Templates { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsOn => Address is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Address is null) yield break;
        if (!GatewayCall.IsSafe(Address)) yield return new ValidationResult($"Texts:Address must be an https address (http only on this machine); it is \"{Address}\".");
        if (Token.Length < 20 || Token.Any(letter => letter is <= ' ' or > '~')) yield return new ValidationResult("Texts:Token must have at least 20 characters in ASCII: nothing else shows the gateway who posts.");
    }
}

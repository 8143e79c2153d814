using System.ComponentModel.DataAnnotations;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Channels.Connectors.Lazada;

/// <summary>Configuration section "Channels:Lazada". There is no trial system: an app in testing calls the same hosts with test sellers.</summary>
public sealed class LazadaOptions : IValidatableObject
{
    public string AppKey { get; init; } = "";
    public string AppSecret { get; init; } = "";

    /// <summary>A token is good at the host of its country alone.</summary>
    public Uri Address { get; init; } = new("https://api.lazada.vn/rest");

    /// <summary>Where tokens are given out, for all countries.</summary>
    public Uri SignInAddress { get; init; } = new("https://auth.lazada.com/rest");

    public Uri ConsentAddress { get; init; } = new("https://auth.lazada.com/oauth/authorize");

    /// <summary>Where sellers come back to; to the letter as it is registered with the app.</summary>
    public Uri? ReturnAddress { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (string.IsNullOrWhiteSpace(AppKey)) yield return new ValidationResult("Channels:Lazada:AppKey is empty.");
        if (string.IsNullOrWhiteSpace(AppSecret)) yield return new ValidationResult("Channels:Lazada:AppSecret is empty.");
        foreach (var (name, address) in new[] { (nameof(Address), Address), (nameof(SignInAddress), SignInAddress), (nameof(ConsentAddress), ConsentAddress), (nameof(ReturnAddress), ReturnAddress) })
            if (!GatewayCall.IsSafe(address)) yield return new ValidationResult($"Channels:Lazada:{name} must be an https address (http only on this machine); it is \"{address}\".");
    }
}

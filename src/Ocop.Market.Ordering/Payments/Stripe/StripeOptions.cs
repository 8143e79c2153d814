using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Payments.Stripe;

/// <summary>Configuration section "Payments:Stripe". Without a key nobody is offered this way of paying.</summary>
public sealed class StripeOptions : IValidatableObject
{
    private static readonly string[] TestKeys = ["sk_test_", "rk_test_"], LiveKeys = ["sk_live_", "rk_live_"];

    public string? SecretKey { get; init; }

    /// <summary>Of our endpoint, "whsec_…". While one is rolled over both stand here.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>Stripe's floor is a sum in the currency the account is paid out in, about 13.000 ₫; this stays above it.</summary>
    public long MinAmountVnd { get; init; } = 20_000;

    public Uri BaseAddress { get; init; } = new("https://api.stripe.com");

    /// <summary>How old a notification may be. Stripe signs each repetition anew.</summary>
    public int ToleranceSeconds { get; init; } = 300;

    public bool IsOffered => !string.IsNullOrEmpty(SecretKey);

    /// <summary>Told by the key alone: a second setting could say otherwise.</summary>
    public bool IsLive => LiveKeys.Any(kind => SecretKey?.StartsWith(kind, StringComparison.Ordinal) == true);

    // No sentence repeats a secret: it ends in a log.
    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (!IsOffered) yield break;
        if (SecretKey!.Any(char.IsWhiteSpace)) yield return new ValidationResult("Payments:Stripe:SecretKey holds white space.");
        else if (!TestKeys.Concat(LiveKeys).Any(kind => SecretKey!.StartsWith(kind, StringComparison.Ordinal)) || !SecretKey!.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_'))
            yield return new ValidationResult("Payments:Stripe:SecretKey is not a secret key: those begin with sk_test_, sk_live_, rk_test_ or rk_live_.");
        if (WebhookSecrets.Count == 0 || WebhookSecrets.Any(string.IsNullOrEmpty)) yield return new ValidationResult("Payments:Stripe:WebhookSecrets is missing beside Payments:Stripe:SecretKey: nobody would hear of the money.");
        else if (WebhookSecrets.Any(secret => secret.Any(char.IsWhiteSpace))) yield return new ValidationResult("Payments:Stripe:WebhookSecrets holds white space.");
        if (!BaseAddress.IsAbsoluteUri || (BaseAddress.Scheme != Uri.UriSchemeHttps && !(BaseAddress.Scheme == Uri.UriSchemeHttp && BaseAddress.IsLoopback)))
            yield return new ValidationResult("Payments:Stripe:BaseAddress must be https, or http on this machine.");
        if (MinAmountVnd is < 1 or > StripePayments.MostVnd) yield return new ValidationResult("Payments:Stripe:MinAmountVnd must lie between 1 and 99999999.");
        if (ToleranceSeconds is < 1 or > 3_600) yield return new ValidationResult("Payments:Stripe:ToleranceSeconds must lie between 1 and 3600.");
    }
}

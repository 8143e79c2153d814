using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Web.Telemetry;

/// <summary>Configuration section "Telemetry".</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Where a collector takes OTLP over HTTP, such as http://127.0.0.1:4318. Empty: nothing is sent.</summary>
    public string? Endpoint { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (!string.IsNullOrEmpty(Endpoint) && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"Telemetry:Endpoint must be an http or https address, such as http://127.0.0.1:4318; it is \"{Endpoint}\".");
    }
}

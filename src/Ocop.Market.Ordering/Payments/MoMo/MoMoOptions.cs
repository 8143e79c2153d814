using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Payments.MoMo;

/// <summary>Configuration section "Payments:MoMo".</summary>
public sealed class MoMoOptions : IValidatableObject
{
    public string PartnerCode { get; init; } = "";
    public string AccessKey { get; init; } = "";
    public string SecretKey { get; init; } = "";

    /// <summary>Of the sandbox: https://test-payment.momo.vn.</summary>
    public Uri Address { get; init; } = new("https://payment.momo.vn");

    /// <summary>captureWallet (wallet and QR code), payWithATM, payWithCC, payWithMethod (the buyer chooses there).</summary>
    public string RequestType { get; init; } = "captureWallet";

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        foreach (var (name, value) in new[] { (nameof(PartnerCode), PartnerCode), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey) })
            if (string.IsNullOrWhiteSpace(value)) yield return new ValidationResult($"Payments:MoMo:{name} is empty.");
        if (!GatewayCall.IsSafe(Address)) yield return new ValidationResult($"Payments:MoMo:Address must be an https address (http only on this machine); it is \"{Address}\".");
        if (RequestType is not ("captureWallet" or "payWithATM" or "payWithCC" or "payWithMethod"))
            yield return new ValidationResult($"Payments:MoMo:RequestType must be captureWallet, payWithATM, payWithCC or payWithMethod; it is \"{RequestType}\".");
    }
}

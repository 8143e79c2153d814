using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Ordering.Payments.VnPay;

/// <summary>Configuration section "Payments:VnPay". The addresses of production come with the contract, so none is built in.</summary>
public sealed class VnPayOptions : IValidatableObject
{
    /// <summary>Eight letters and digits.</summary>
    public string TmnCode { get; init; } = "";
    public string HashSecret { get; init; } = "";

    /// <summary>Where buyers are sent; of the sandbox: https://sandbox.vnpayment.vn/paymentv2/vpcpay.html.</summary>
    public Uri? PayPage { get; init; }

    /// <summary>For questions and refunds; of the sandbox: https://sandbox.vnpayment.vn/merchant_webapi/api/transaction.</summary>
    public Uri? Api { get; init; }

    /// <summary>VNPay's code for the kind of goods.</summary>
    public string OrderType { get; init; } = "other";

    /// <summary>Our own IP, which calls of the interface must name.</summary>
    public string ServerAddress { get; init; } = "127.0.0.1";

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (TmnCode.Length != 8 || !TmnCode.All(char.IsAsciiLetterOrDigit)) yield return new ValidationResult("Payments:VnPay:TmnCode must be the eight letters and digits that VNPay gave to this shop.");
        if (string.IsNullOrWhiteSpace(HashSecret)) yield return new ValidationResult("Payments:VnPay:HashSecret is empty.");
        foreach (var (name, address) in new[] { (nameof(PayPage), PayPage), (nameof(Api), Api) })
            if (!GatewayCall.IsSafe(address)) yield return new ValidationResult($"Payments:VnPay:{name} must be an https address (http only on this machine); it is \"{address}\".");
        if (!System.Net.IPAddress.TryParse(ServerAddress, out _)) yield return new ValidationResult($"Payments:VnPay:ServerAddress must be an IP address; it is \"{ServerAddress}\".");
    }
}

using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

/// <summary>The account that buyers pay into, and who tells us of its entries. Nothing set: nobody is offered to pay by transfer.</summary>
public sealed class BankTransferOptions : IValidatableObject
{
    public string? AccountNumber { get; set; }

    public string? AccountHolder { get; set; }

    /// <summary>Of the bank: see <see cref="Banks"/>.</summary>
    public string? Bin { get; set; }

    public SePayOptions SePay { get; set; } = new();

    public CassoOptions Casso { get; set; } = new();

    public PayOsOptions PayOs { get; set; } = new();

    /// <summary>Account, holder and a known bank are there.</summary>
    public bool IsOffered => Fault is null && !string.IsNullOrEmpty(AccountNumber);

    public Bank? Bank => Banks.WithBin(Bin);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Fault is { } fault ? [new ValidationResult(fault)] : [];

    /// <summary>One sentence for whoever set it; null where it is right or nothing is set.</summary>
    public string? Fault =>
        IsEmpty ? null
        : !IsSet(AccountNumber) || !IsSet(AccountHolder) || !IsSet(Bin) ? "Bank transfer needs AccountNumber, AccountHolder and Bin; one of them is missing."
        : Bank is null ? $"Bank transfer: Bin “{Bin}” is not in data/vn-bank-bins.csv."
        : AccountNumber.Length > 19 || !AccountNumber.All(char.IsAsciiLetterOrDigit) ? "Bank transfer: AccountNumber has 1 to 19 letters or digits, without spaces."
        : IsSet(SePay.ApiKey) && IsSet(SePay.HmacSecret) ? "Bank transfer: SePay signs by ApiKey or by HmacSecret; set the one that is chosen there."
        : IsSet(Casso.ChecksumKey) && IsSet(Casso.SecureToken) ? "Bank transfer: Casso signs by ChecksumKey (v2) or by SecureToken (v1); set the one that is chosen there."
        : null;

    private bool IsEmpty => new[] { AccountNumber, AccountHolder, Bin, SePay.ApiKey, SePay.HmacSecret, Casso.ChecksumKey, Casso.SecureToken, PayOs.ChecksumKey }.All(string.IsNullOrEmpty);

    private static bool IsSet([NotNullWhen(true)] string? value) => !string.IsNullOrWhiteSpace(value);
}

/// <summary>One of both, as chosen at SePay.</summary>
public sealed class SePayOptions
{
    public string? ApiKey { get; set; }

    public string? HmacSecret { get; set; }
}

/// <summary>One of both, as chosen at Casso.</summary>
public sealed class CassoOptions
{
    /// <summary>Webhook v2.</summary>
    public string? ChecksumKey { get; set; }

    /// <summary>Webhook v1.</summary>
    public string? SecureToken { get; set; }
}

public sealed class PayOsOptions
{
    public string? ChecksumKey { get; set; }
}

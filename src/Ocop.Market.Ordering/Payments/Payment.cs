using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

public enum PaymentState { Open, Paid, Failed, Lapsed }

/// <summary>
/// One try to pay all that is missing of an order group, or the deposit of a company's. A buyer whose card is refused makes another; if both come through in the end, the second is given
/// back. A bank transfer has one payment for each group, for its reference is the order's number.
/// </summary>
public sealed class Payment : ITellsChange
{
    private Payment() { }

    /// <param name="amount">What is asked for when it is opened.</param>
    internal Payment(OrderGroup group, string reference, PaymentMethod method, string provider, Money amount, string returnTo, DateTime now, DateTime expiresAt)
    {
        (Id, GroupId, Reference, Method, Provider, Amount) = (Guid.CreateVersion7(), group.Id, reference, method, provider, amount);
        (ReturnTo, CreatedAt, ExpiresAt) = (returnTo, now, expiresAt);
    }

    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }

    /// <summary>What the gateway and the bank know it by; unique.</summary>
    public string Reference { get; private set; } = "";
    public PaymentMethod Method { get; private set; }
    public string Provider { get; private set; } = "";

    /// <summary>The gateway's name for it; unique with the provider.</summary>
    public string? GatewayId { get; private set; }

    /// <summary>Where the buyer is sent back to: kept, because a gateway that is asked twice must hear the same, and a seal is never the same twice.</summary>
    public string ReturnTo { get; private set; } = "";

    /// <summary>The gateway's page.</summary>
    public string? SendTo { get; private set; }
    public Money Amount { get; private set; }
    public PaymentState State { get; private set; }

    /// <summary>The gateway's last word on it.</summary>
    public string? Code { get; private set; }
    public string? WhyVi { get; private set; }
    public string? WhyEn { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? PaidAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>Why it failed, for the buyer.</summary>
    public LocalText? Why => WhyVi is null ? null : new LocalText(WhyVi, WhyEn!);

    public ChangeSubject ChangeSubject => ChangeSubject.Payment(Id);

    internal void Start(PaymentStart start) => (GatewayId, SendTo) = (start.GatewayId, start.SendTo?.AbsoluteUri);

    internal void Extend(DateTime until) => ExpiresAt = until > ExpiresAt ? until : ExpiresAt;

    internal void Pay(DateTime now) => (State, PaidAt) = (PaymentState.Paid, now);

    internal void Fail(string code, LocalText why) => (State, Code, WhyVi, WhyEn) = (PaymentState.Failed, Short(code), why.Vi, why.En);

    internal void Note(string code) => Code = Short(code);

    internal void Lapse() => State = PaymentState.Lapsed;

    private static string Short(string code) => code.Length <= 100 ? code : code[..100];
}

/// <summary>"OCK7M492PX": two letters that a bank's memo keeps apart from what it adds, and the order's number without its hyphen.</summary>
public static class PaymentReference
{
    public const string Prefix = "OC";

    public static string Of(string groupNumber) => Prefix + groupNumber.Replace("-", "", StringComparison.Ordinal);

    public static string Of(string groupNumber, int attempt) => FormattableString.Invariant($"{Of(groupNumber)}-{attempt}");

    /// <summary>The group's number in a reference of ours; null where it is none.</summary>
    public static string? ReadGroup(string? reference) =>
        reference?.StartsWith(Prefix, StringComparison.Ordinal) == true ? OrderNumber.ReadGroup(reference[Prefix.Length..].Split('-')[0]) : null;
}

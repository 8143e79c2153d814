using System.Text.Json.Nodes;

namespace Ocop.Market.Ordering.Payments.Stripe;

/// <summary>Names under which our own words travel with Stripe's objects.</summary>
internal static class StripeMetadata
{
    public const string Reference = "reference", RefundId = "refund_id", RefundReference = "refund_reference";
}

/// <param name="SuccessUrl">May hold the words {CHECKOUT_SESSION_ID}, which Stripe fills in.</param>
public sealed record NewStripeSession(string Reference, long Amount, string OrderNumber, string Title, string Locale, string? Email, string SuccessUrl, string CancelUrl, DateTime ExpiresAt)
{
    internal JsonObject Parameters => new()
    {
        ["mode"] = "payment",
        ["client_reference_id"] = Reference,
        ["customer_email"] = Email,
        ["locale"] = Locale,
        ["expires_at"] = new DateTimeOffset(ExpiresAt, TimeSpan.Zero).ToUnixTimeSeconds(),
        ["success_url"] = SuccessUrl,
        ["cancel_url"] = CancelUrl,
        ["line_items"] = new JsonArray(new JsonObject
        {
            ["quantity"] = 1,
            ["price_data"] = new JsonObject { ["currency"] = StripePayments.Currency, ["unit_amount"] = Amount, ["product_data"] = new JsonObject { ["name"] = Title } },
        }),
        ["metadata"] = new JsonObject { [StripeMetadata.Reference] = Reference },
        // Copied to the intent and its charge: their events know nothing of the session.
        ["payment_intent_data"] = new JsonObject { ["description"] = OrderNumber, ["metadata"] = new JsonObject { [StripeMetadata.Reference] = Reference } },
    };
}

/// <param name="Status">open, complete, expired.</param>
/// <param name="PaymentStatus">paid, unpaid, no_payment_required.</param>
/// <param name="PaymentIntent">Null until the buyer has tried.</param>
public sealed record StripeSession(string Id, string? Url, string? Status, string? PaymentStatus, long? AmountTotal, string? Currency, string? PaymentIntent, string? Reference)
{
    internal static StripeSession? Read(StripeObject it) => it.Text("id") is { } id
        ? new(id, it.Text("url"), it.Text("status"), it.Text("payment_status"), it.Number("amount_total"), it.Text("currency"), it.Id("payment_intent"),
            it.Text("client_reference_id") ?? it.Part("metadata")?.Text(StripeMetadata.Reference))
        : null;
}

/// <param name="FailureCode">Of the last try that failed; another may still succeed.</param>
public sealed record StripeIntent(string Id, string? Status, string? Reference, string? FailureCode)
{
    internal static StripeIntent? Read(StripeObject it) => it.Text("id") is { } id
        ? new(id, it.Text("status"), it.Part("metadata")?.Text(StripeMetadata.Reference), it.Part("last_payment_error") is { } error ? error.Text("decline_code") ?? error.Text("code") : null)
        : null;
}

public sealed record NewStripeRefund(string PaymentIntent, long Amount, Guid RefundId, string Reference, string PaymentReference)
{
    // Not the words of people: they may name a buyer, and Stripe need not know.
    internal JsonObject Parameters => new()
    {
        ["payment_intent"] = PaymentIntent,
        ["amount"] = Amount,
        ["reason"] = "requested_by_customer",
        ["metadata"] = new JsonObject { [StripeMetadata.RefundId] = RefundId.ToString(), [StripeMetadata.RefundReference] = Reference, [StripeMetadata.Reference] = PaymentReference },
    };
}

/// <param name="Status">pending, requires_action, succeeded, failed, canceled.</param>
/// <param name="RefundId">Ours; null for one made in Stripe's Dashboard.</param>
public sealed record StripeRefund(string Id, string? Status, string? FailureReason, long? Amount, string? PaymentIntent, Guid? RefundId, string? Reference)
{
    internal static StripeRefund? Read(StripeObject it) => it.Text("id") is { } id
        ? new(id, it.Text("status"), it.Text("failure_reason"), it.Number("amount"), it.Id("payment_intent"),
            Guid.TryParse(it.Part("metadata")?.Text(StripeMetadata.RefundId), out var refund) ? refund : null, it.Part("metadata")?.Text(StripeMetadata.Reference))
        : null;
}

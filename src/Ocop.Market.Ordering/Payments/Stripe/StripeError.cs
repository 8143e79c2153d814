using System.Globalization;

namespace Ocop.Market.Ordering.Payments.Stripe;

public enum StripeProblem
{
    /// <summary>No answer, or one that does not say whether it was done.</summary>
    Unreachable,

    /// <summary>Too much was asked at once; nothing was done.</summary>
    Busy,
    KeyRefused, NotFound, Declined, AmountTooSmall, AmountTooLarge, AlreadyRefunded,

    /// <summary>The idempotency key was used before, with other parameters.</summary>
    KeyReused,
    Wrong,
}

/// <summary>A "no" of Stripe. Its message is for developers and may repeat what was sent, so it goes no further; only what a card_error says is meant for buyers.</summary>
/// <param name="Code">Stripe's word for it.</param>
/// <param name="Parameter">The one that was wrong.</param>
public sealed record StripeError(StripeProblem Problem, string Code, int? Status, string? Parameter, string? RequestId, string? ForBuyers)
{
    private const int LongestName = 100;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Stripe: {(Status is { } status ? $"HTTP {status} " : "")}{Code}{(RequestId is null ? "" : $" ({RequestId})")}");

    internal static StripeError NoAnswer(string code, int? status = null, string? requestId = null) => new(StripeProblem.Unreachable, code, status, null, requestId, null);

    internal static StripeError Read(int status, string? requestId, string body)
    {
        // Whatever answered without Stripe's error object was not Stripe: a proxy, a page of somebody's firewall.
        if (StripeObject.Parse(body)?.Part("error") is not { } error) return NoAnswer("no_error_object", status, requestId);
        var (type, code) = (NameOf(error.Text("type")), NameOf(error.Text("code")));
        return new StripeError(ProblemOf(status, type, code), code ?? type ?? "unknown", status, NameOf(error.Text("param")), requestId, type == "card_error" ? error.Text("message") : null);
    }

    private static StripeProblem ProblemOf(int status, string? type, string? code) => (status, type, code) switch
    {
        (429, _, _) or (_, _, "rate_limit") => StripeProblem.Busy,
        (>= 500 or 409, _, _) => StripeProblem.Unreachable,
        (401 or 403, _, _) => StripeProblem.KeyRefused,
        (_, "idempotency_error", _) => StripeProblem.KeyReused,
        (_, _, "amount_too_small") => StripeProblem.AmountTooSmall,
        (_, _, "amount_too_large") => StripeProblem.AmountTooLarge,
        (_, _, "charge_already_refunded") => StripeProblem.AlreadyRefunded,
        (_, "card_error", _) => StripeProblem.Declined,
        (404, _, _) => StripeProblem.NotFound,
        _ => StripeProblem.Wrong,
    };

    // Names only: these are kept and logged.
    private static string? NameOf(string? text) => text is { Length: > 0 and <= LongestName } && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '[' or ']') ? text : null;
}

/// <summary>What was asked for, or the reason why not.</summary>
public sealed record StripeAnswer<T>(T? Value, StripeError? Error) where T : class;

using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// One way to be paid before goods are sent. Everything that differs between gateways is behind this; what is done with the money is not.
/// <see cref="StartAsync"/>, <see cref="ConfirmAsync"/> and <see cref="RefundAsync"/> talk to the gateway, so they are never called inside a
/// transaction, and each may be repeated: the same payment or refund is one thing at the gateway, however often it is sent.
/// </summary>
public interface IPaymentProvider : INotificationSource
{
    PaymentMethod Method { get; }

    /// <summary>Opens the payment at the gateway.</summary>
    /// <returns>Where to send the buyer; or a refusal in words for the buyer, with nothing opened.</returns>
    Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel);

    /// <summary>Asks the gateway what became of a payment: for the page the buyer comes back to, and for payments of which nothing was heard.</summary>
    Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel);

    /// <summary>Takes the gateway's page away, where it has one that can be, so that nobody pays for an order that is over.</summary>
    /// <returns>How the payment stood then: money may have been faster.</returns>
    Task<PaymentNews> CloseAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel) => ConfirmAsync(request, gatewayId, cancel);

    /// <summary>Gives money back.</summary>
    Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel);
}

/// <summary>Whoever posts us news of money: a gateway, or a service that watches our bank account.</summary>
public interface INotificationSource : IMessageSource
{
    /// <summary>Under whose name references and transactions are unique: a gateway's own, but "bank" for all that tell of entries of the bank account.</summary>
    string Provider => Name;

    /// <summary>Reads a notification as it came. No network, no database: it can be repeated on the kept message.</summary>
    /// <returns>What it tells, once its signature, age and account were found right; otherwise the reason, for the log and the inbox.</returns>
    Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message);
}

/// <summary>Whoever posts us messages: of money, or of parcels.</summary>
public interface IMessageSource
{
    /// <summary>In addresses, /webhooks/{name}: "stripe", "sepay", "ghn".</summary>
    string Name { get; }

    /// <summary>What the sender wants to hear, so that it stops or repeats. The worst of several notices counts.</summary>
    GatewayReply Reply(NoticeResult result);
}

/// <summary>One try to pay one order group.</summary>
/// <param name="Id">The idempotency key.</param>
/// <param name="Reference">Ours, unique, letters and digits with at most one hyphen: "OCK7M492PX" (bank memo), "OCK7M492PX-2" (second try).</param>
/// <param name="OrderNumber">As people read it: "K7M4-92PX".</param>
/// <param name="Language">"vi" or "en".</param>
/// <param name="Return">Where the gateway sends the buyer afterwards, whatever happened. Absolute.</param>
/// <param name="Notify">Where the gateway posts its notifications. Absolute.</param>
/// <param name="BuyerAddress">IP of the buyer.</param>
/// <param name="CreatedAt">UTC; the same for every repetition.</param>
/// <param name="ExpiresAt">UTC; after it the gateway should take no money any more.</param>
public sealed record PaymentRequest(
    Guid Id, string Reference, Money Amount, string OrderNumber, string Language, string? Email, Uri Return, Uri Notify, string BuyerAddress, DateTime CreatedAt, DateTime ExpiresAt);

/// <param name="GatewayId">The gateway's own name for it, where it has one before the money: a Checkout Session's id.</param>
/// <param name="SendTo">The gateway's page; null where our own page shows what to do.</param>
public sealed record PaymentStart(string? GatewayId, Uri? SendTo);

/// <summary>What is known about a payment. Gateways add states without a warning: what is not understood is <see cref="Waiting"/>, with its name kept.</summary>
public abstract record PaymentNews
{
    private PaymentNews() { }

    /// <summary>Money came in.</summary>
    /// <param name="TransactionId">The gateway's or bank's name of this money, unique for the provider; refunds are made against it.</param>
    /// <param name="Currency">ISO 4217 in upper case: compared, never assumed.</param>
    /// <param name="At">UTC, by the gateway's clock; null where it does not say.</param>
    public sealed record Paid(string TransactionId, Money Amount, string Currency, DateTime? At) : PaymentNews;

    public sealed record Waiting(string Code) : PaymentNews;

    /// <summary>This try is over without money. The buyer may try again.</summary>
    /// <param name="Code">The gateway's, kept for officers.</param>
    /// <param name="Words">Why, for the buyer.</param>
    public sealed record Failed(string Code, LocalText Words) : PaymentNews;

    /// <summary>Money went back, or did not: <see cref="RefundNews"/> of the refund with this id.</summary>
    public sealed record Refund(Guid? RefundId, string GatewayRefundId, RefundNews News) : PaymentNews
    {
        /// <summary>How much of which money, where none of ours is named: somebody gave it back at the gateway itself.</summary>
        public (string TransactionId, Money Amount)? Outside { get; init; }
    }

    /// <summary>Nothing for us: an event nobody asked for, a test call, money that left the account.</summary>
    public sealed record Irrelevant(string Code) : PaymentNews;

    /// <summary>The gateway could not be asked: nothing is known, ask again later.</summary>
    public sealed record Unreachable(string Problem) : PaymentNews;
}

/// <summary>One thing that a notification tells.</summary>
/// <param name="EventId">The gateway's name for this notice, the same when it is repeated.</param>
/// <param name="Reference">Ours, as found in it; null where there is none: money that nobody can assign by itself.</param>
/// <param name="GatewayId">As in <see cref="PaymentStart.GatewayId"/>, where it tells it.</param>
/// <param name="Memo">What the payer wrote, for the officer who assigns it by hand.</param>
public sealed record PaymentNotice(string EventId, string? Reference, string? GatewayId, string? Memo, PaymentNews News);

/// <param name="Id">Of the refund: the idempotency key.</param>
/// <param name="Reference">Ours, of the refund: the payment's with "R" and a number, "OCK7M492PX-2R1".</param>
/// <param name="TransactionId">Of the money it is taken from: <see cref="PaymentNews.Paid.TransactionId"/>.</param>
/// <param name="Paid">All the money of that transaction: a gateway may ask whether this is all of it.</param>
/// <param name="Reason">Words of people, Vietnamese.</param>
/// <param name="Actor">Who decided it.</param>
/// <param name="GatewayRefundId">What <see cref="RefundNews.UnderWay"/> named: a gateway that forgets requests is only asked from then on.</param>
public sealed record RefundRequest(
    Guid Id, string Reference, string PaymentReference, string TransactionId, Money Amount, Money Paid, string Reason, string Actor, DateTime PaymentCreatedAt, DateTime CreatedAt,
    string? GatewayRefundId = null);

/// <summary>What is known about a refund.</summary>
public abstract record RefundNews
{
    private RefundNews() { }

    public sealed record Done(string GatewayRefundId) : RefundNews;

    /// <summary>Taken on; the bank is still at it.</summary>
    public sealed record UnderWay(string GatewayRefundId) : RefundNews;

    /// <summary>The gateway says no for good; a person has to see to it.</summary>
    public sealed record Refused(string Code, string Words) : RefundNews;

    /// <summary>This way of paying cannot give back by itself: a person transfers the money and says so.</summary>
    public sealed record ByHand : RefundNews;

    /// <summary>Nobody knows whether it was done: send the same again later.</summary>
    public sealed record Unreachable(string Problem) : RefundNews;
}

/// <summary>A notification as it came over the wire, before anything is believed.</summary>
/// <param name="Query">With its question mark, undecoded; "" where there is none.</param>
/// <param name="Headers">Only those that a signature may stand in; names compare without case.</param>
/// <param name="ReceivedAt">UTC.</param>
public sealed record GatewayMessage(string Method, string Query, IReadOnlyDictionary<string, string> Headers, string Body, DateTime ReceivedAt);

/// <summary>What became of a notice, from good to bad.</summary>
public enum NoticeResult { Booked, BookedBefore, Irrelevant, UnknownReference, WrongAmount, Forged, Failed }

/// <param name="ContentType">Null for an empty body.</param>
public sealed record GatewayReply(int Status, string? ContentType, string Body)
{
    public static GatewayReply Empty(int status) => new(status, null, "");

    public static GatewayReply Json(int status, string body) => new(status, "application/json", body);
}

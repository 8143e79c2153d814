using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.Stripe;

/// <summary>Cards, on Stripe's own page: one Checkout Session for each payment. No card number ever comes near us.</summary>
public sealed class StripePayments(StripeClient client, IOptions<StripeOptions> options, TimeProvider clock) : IPaymentProvider
{
    internal const string Currency = "vnd";

    /// <summary>Eight digits: the bound on which Stripe's papers agree.</summary>
    internal const long MostVnd = 99_999_999;

    private const int LongestBody = 256 * 1024;

    // Stripe takes 30 minutes to 24 hours from when it hears of it. Counted from when the payment was made, so that a repetition says the same;
    // the rest is for the time until the last repetition.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(35), LongestLife = TimeSpan.FromHours(24);

    public PaymentMethod Method => PaymentMethod.Card;

    public string Name => "stripe";

    public async Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel)
    {
        if (AmountTrouble(request.Amount) is { } trouble) return trouble;
        var session = new NewStripeSession(
            request.Reference, request.Amount.Amount, request.OrderNumber, request.Language == "en" ? $"Order {request.OrderNumber}" : $"Đơn hàng {request.OrderNumber}",
            request.Language == "en" ? "en" : "vi", IsPlainAddress(request.Email) ? request.Email : null,
            $"{request.Return.AbsoluteUri}{(request.Return.Query.Length == 0 ? '?' : '&')}session_id={{CHECKOUT_SESSION_ID}}", request.Return.AbsoluteUri, ExpiryOf(request));
        var answer = await client.CreateSessionAsync(session, $"checkout-{request.Id:N}", cancel);
        if (answer.Value is not { } made) return RefusalOf(answer.Error!);
        return Uri.TryCreate(made.Url, UriKind.Absolute, out var page) ? new PaymentStart(made.Id, page) : Unreachable;
    }

    public async Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel)
    {
        // Without a session's id we never knew its page either, and sent nobody there.
        if (gatewayId is null) return clock.UtcNow() < ExpiryOf(request) ? new PaymentNews.Waiting("not_started") : Expired;
        var answer = await client.RetrieveSessionAsync(gatewayId, cancel);
        if (answer.Value is not { } session) return NewsOf(answer.Error!);
        if (session.Reference != request.Reference) return new PaymentNews.Waiting("other_reference");
        var news = Judge(session, at: null);
        // The event that a slow payment failed may be lost; the session would say "complete, unpaid" for ever.
        return news is PaymentNews.Waiting && session is { Status: "complete", PaymentIntent: { } intent } ? await AskIntentAsync(intent, news, cancel) : news;
    }

    public async Task<PaymentNews> CloseAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel)
    {
        if (gatewayId is not null) await client.ExpireSessionAsync(gatewayId, $"expire-{request.Id:N}", cancel);
        return await ConfirmAsync(request, gatewayId, cancel);
    }

    /// <summary>
    /// Looks among the refunds of the payment before one is made and again when Stripe said no or nothing. The key alone would not do: Stripe forgets it
    /// after a day, and until then repeats its first answer, even when the refund went on since or that answer was a failure of its own.
    /// </summary>
    public async Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel)
    {
        var known = await FindAsync(request, cancel);
        if (known is not null) return known;
        var made = await client.CreateRefundAsync(new(request.TransactionId, request.Amount.Amount, request.Id, request.Reference, request.PaymentReference), $"refund-{request.Id:N}", cancel);
        if (made.Value is { } refund) return Judge(refund);
        return made.Error!.Problem is not (StripeProblem.KeyRefused or StripeProblem.Busy) && await FindAsync(request, cancel) is { } found ? found : RefundNewsOf(made.Error);
    }

    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message)
    {
        if (!options.Value.IsOffered || options.Value.WebhookSecrets.Count == 0) return Unbelieved("NotConfigured", "Stripe chưa được thiết lập.", "Stripe is not set up.");
        if (message.Body.Length == 0) return Unbelieved("BodyEmpty", "Thông báo trống.", "The notification is empty.");
        if (Encoding.UTF8.GetByteCount(message.Body) > LongestBody) return Unbelieved("BodyTooLarge", "Thông báo dài hơn 256 KiB.", "The notification is longer than 256 KiB.");

        switch (StripeSignature.Check(HeaderOf(message), message.Body, options.Value.WebhookSecrets, message.ReceivedAt, TimeSpan.FromSeconds(options.Value.ToleranceSeconds)))
        {
            case SignatureCheck.Missing: return Unbelieved("SignatureMissing", "Thông báo không có chữ ký v1.", "The notification bears no v1 signature.");
            case SignatureCheck.Wrong: return Unbelieved("SignatureWrong", "Chữ ký không khớp.", "The signature does not match.");
            case SignatureCheck.OutOfTime: return Unbelieved("OutOfTime", "Thông báo được ký quá lâu trước hoặc sau giờ nhận.", "The notification was signed too long before or after it came.");
        }

        if (StripeObject.Parse(message.Body) is not { } told || told.Text("object") != "event" || told.Text("id") is not { } id || told.Text("type") is not { } type || told.Part("data")?.Part("object") is not { } about)
            return Unbelieved("NotAnEvent", "Thông báo không phải là một sự kiện của Stripe.", "The notification is not an event of Stripe.");
        if (told.Truth("livemode") != options.Value.IsLive) return Unbelieved("OtherMode", "Thông báo thử đến nơi thật, hoặc ngược lại.", "A test notification came to the live market, or the other way round.");
        return new[] { NoticeOf(id, type, about, told.Time("created")) };
    }

    public GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(result switch
    {
        NoticeResult.Booked or NoticeResult.BookedBefore or NoticeResult.Irrelevant or NoticeResult.UnknownReference or NoticeResult.WrongAmount => 200,
        NoticeResult.Forged => 400,
        NoticeResult.Failed => 500,
    });

    private static PaymentNotice NoticeOf(string id, string type, StripeObject about, DateTime? at) => type switch
    {
        "checkout.session.completed" or "checkout.session.async_payment_succeeded" => OfSession(id, type, about, session => Judge(session, at)),
        "checkout.session.async_payment_failed" => OfSession(id, type, about, _ => BankFailed("async_payment_failed")),
        "checkout.session.expired" => OfSession(id, type, about, _ => Expired),
        // One card did not work; on the same page another still may.
        "payment_intent.payment_failed" => StripeIntent.Read(about) is { } intent ? new(id, intent.Reference, null, null, new PaymentNews.Waiting(intent.FailureCode ?? type)) : Nothing(id, type),
        "refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated" => OfRefund(id, type, about),
        // Says how much went back in all; which refund it was is told by the refund's own events.
        "charge.refunded" => Nothing(id, type) with { Reference = about.Part("metadata")?.Text(StripeMetadata.Reference) },
        _ => Nothing(id, type),
    };

    private static PaymentNotice OfSession(string id, string type, StripeObject about, Func<StripeSession, PaymentNews> judge) =>
        StripeSession.Read(about) is { } session ? new(id, session.Reference, session.Id, null, judge(session)) : Nothing(id, type);

    // One that an officer made in Stripe's Dashboard bears none of our names; the intent tells the payment.
    private static PaymentNotice OfRefund(string id, string type, StripeObject about) =>
        StripeRefund.Read(about) is { } refund
            ? new(id, refund.Reference, null, refund.RefundId is null ? refund.PaymentIntent : null, new PaymentNews.Refund(refund.RefundId, refund.Id, Judge(refund))
            {
                Outside = refund is { RefundId: null, PaymentIntent: { } intent, Amount: { } amount } ? (intent, new Money(amount)) : null,
            })
            : Nothing(id, type);

    private static PaymentNotice Nothing(string id, string type) => new(id, null, null, null, new PaymentNews.Irrelevant(type));

    private static PaymentNews Judge(StripeSession session, DateTime? at) => session switch
    {
        { PaymentStatus: "paid" or "no_payment_required", AmountTotal: { } amount, Currency: { } currency } =>
            new PaymentNews.Paid(session.PaymentIntent ?? session.Id, new Money(amount), currency.ToUpperInvariant(), at),
        { Status: "expired" } => Expired,
        _ => new PaymentNews.Waiting($"{session.Status ?? "?"}:{session.PaymentStatus ?? "?"}"),
    };

    private async Task<PaymentNews> AskIntentAsync(string id, PaymentNews otherwise, CancellationToken cancel)
    {
        var answer = await client.RetrieveIntentAsync(id, cancel);
        if (answer.Value is not { } intent) return NewsOf(answer.Error!);
        return intent.Status is "requires_payment_method" or "canceled" ? BankFailed(intent.FailureCode ?? intent.Status) : otherwise;
    }

    /// <returns>Null: there is none yet.</returns>
    private async Task<RefundNews?> FindAsync(RefundRequest request, CancellationToken cancel)
    {
        var refunds = await client.ListRefundsAsync(request.TransactionId, cancel);
        if (refunds.Value is not { } all) return RefundNewsOf(refunds.Error!);
        return all.FirstOrDefault(refund => refund.RefundId == request.Id) is { } mine ? Judge(mine) : null;
    }

    private static RefundNews Judge(StripeRefund refund) => refund.Status switch
    {
        "succeeded" => new RefundNews.Done(refund.Id),
        "failed" => new RefundNews.Refused(refund.FailureReason ?? "failed", "Ngân hàng không nhận lại tiền; hãy hoàn bằng cách khác."),
        "canceled" => new RefundNews.Refused("canceled", "Lệnh hoàn tiền đã bị hủy tại Stripe."),
        _ => new RefundNews.UnderWay(refund.Id),
    };

    private static RefundNews RefundNewsOf(StripeError error) => error.Problem switch
    {
        StripeProblem.Unreachable or StripeProblem.Busy or StripeProblem.KeyRefused => new RefundNews.Unreachable(error.ToString()),
        StripeProblem.AlreadyRefunded => new RefundNews.Refused(error.Code, "Khoản tiền này đã được hoàn hết tại Stripe."),
        StripeProblem.NotFound => new RefundNews.Refused(error.Code, "Stripe không tìm thấy khoản tiền này trong tài khoản đang dùng."),
        _ when error.Parameter == "amount" => new RefundNews.Refused(error.Code, "Stripe không nhận số tiền hoàn này: có thể lớn hơn phần còn lại của khoản đã thu."),
        _ => new RefundNews.Refused(error.Code, $"Stripe từ chối lệnh hoàn tiền ({error.Code})."),
    };

    private static PaymentNews NewsOf(StripeError error) =>
        error.Problem is StripeProblem.Unreachable or StripeProblem.Busy or StripeProblem.KeyRefused ? new PaymentNews.Unreachable(error.ToString()) : new PaymentNews.Waiting(error.Code);

    private static Refusal RefusalOf(StripeError error) => error switch
    {
        { ForBuyers: { } said } => new Refusal("Declined", "", $"Stripe trả lời: {said}", said),
        { Problem: StripeProblem.AmountTooSmall } => new Refusal("AmountTooSmall", "", "Số tiền này quá nhỏ để trả bằng thẻ. Hãy chọn cách thanh toán khác.", "This amount is too small for a card. Please choose another way to pay."),
        { Problem: StripeProblem.AmountTooLarge } => new Refusal("AmountTooLarge", "", "Số tiền này quá lớn để trả bằng thẻ. Hãy chọn cách thanh toán khác.", "This amount is too large for a card. Please choose another way to pay."),
        { Problem: StripeProblem.Unreachable or StripeProblem.Busy } => Unreachable,
        _ => new Refusal("GatewayRefused", "", "Hiện chưa trả được bằng thẻ. Hãy chọn cách thanh toán khác.", "Cards cannot be taken at the moment. Please choose another way to pay."),
    };

    private static Refusal Unreachable =>
        new("GatewayUnreachable", "", "Trang thanh toán thẻ chưa trả lời. Hãy thử lại sau ít phút hoặc chọn cách thanh toán khác.", "The card payment page does not answer. Please try again in some minutes, or choose another way to pay.");

    private Refusal? AmountTrouble(Money amount)
    {
        var (least, most) = (new Money(options.Value.MinAmountVnd), new Money(MostVnd));
        return amount < least ? new Refusal("AmountTooSmall", "", $"Chỉ trả được bằng thẻ từ {least} trở lên. Hãy chọn cách thanh toán khác.", $"Cards can be used from {least} upwards. Please choose another way to pay.")
            : amount > most ? new Refusal("AmountTooLarge", "", $"Chỉ trả được bằng thẻ đến {most}. Hãy chọn cách thanh toán khác.", $"Cards can be used up to {most}. Please choose another way to pay.")
            : null;
    }

    private static PaymentNews Expired =>
        new PaymentNews.Failed("expired", new LocalText("Trang thanh toán đã hết hạn mà chưa thu tiền. Bạn có thể thanh toán lại.", "The payment page expired before any money was taken. You can pay again."));

    private static PaymentNews BankFailed(string code) =>
        new PaymentNews.Failed(code, new LocalText("Ngân hàng không thực hiện khoản thanh toán này. Bạn có thể thử lại hoặc chọn cách thanh toán khác.", "The bank did not make this payment. You can try again or choose another way to pay."));

    private static Refusal Unbelieved(string reason, string vi, string en) => new(reason, "", vi, en);

    private static DateTime ExpiryOf(PaymentRequest request)
    {
        var (soonest, latest) = (request.CreatedAt + ShortestLife, request.CreatedAt + LongestLife);
        return request.ExpiresAt < soonest ? soonest : request.ExpiresAt > latest ? latest : request.ExpiresAt;
    }

    // Stripe refuses the whole payment for an address it does not like; it is only there to save the buyer some typing.
    private static bool IsPlainAddress(string? address) => address is not null && Ascii.IsValid(address) && MailAddress.TryCreate(address, out var read) && read.Address == address;

    private static string? HeaderOf(GatewayMessage message) =>
        message.Headers.FirstOrDefault(header => header.Key.Equals(StripeSignature.Header, StringComparison.OrdinalIgnoreCase)).Value;
}

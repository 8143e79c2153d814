using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.VnPay;

/// <summary>
/// VNPay 2.1.0: the buyer is sent to a signed address of its pay page, and VNPay calls back by GET. Nothing is opened beforehand, so a payment
/// that it does not know is one whose buyer never arrived there.
/// </summary>
public sealed class VnPayPayments(HttpClient http, IOptions<VnPayOptions> options, TimeProvider clock) : IPaymentProvider
{
    public static readonly Money Least = new(5_000);
    public static readonly Money Below = new(1_000_000_000);

    private const string Version = "2.1.0";

    /// <summary>A part of the same amount may be an earlier one: whoever guesses gives back twice, or not at all.</summary>
    private static readonly RefundNews Unclear =
        new RefundNews.Refused("Unclear", "Không rõ VNPay đã nhận yêu cầu hoàn này chưa. Hãy xem giao dịch trên trang quản lý của VNPay trước khi hoàn lại.");

    private VnPayOptions Options => options.Value;

    public PaymentMethod Method => PaymentMethod.VnPay;

    public string Name => "vnpay";

    public Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel) => Task.FromResult(Start(request));

    public async Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel)
    {
        var answer = await AskAsync(request.Reference, null, request.CreatedAt, cancel);
        if (answer.Fields is null) return new PaymentNews.Unreachable(answer.Problem);

        return answer["vnp_ResponseCode"] switch
        {
            "00" => VnPayCodes.Answer(answer["vnp_TransactionType"], answer["vnp_TransactionStatus"], Paid(answer.Fields)) ?? new PaymentNews.Unreachable("querydr: paid, but without a number or an amount"),
            // Its address has run out too: nobody can pay it any more.
            "91" when clock.UtcNow() > request.ExpiresAt => new PaymentNews.Failed("91", VnPayCodes.TimeRanOut),
            "91" => new PaymentNews.Waiting("91"),
            var code => new PaymentNews.Unreachable($"querydr: {code} {answer["vnp_Message"]}"),
        };
    }

    public async Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel)
    {
        if (request.Amount <= Money.Zero || request.Amount > request.Paid) return new RefundNews.Refused("Amount", "Số tiền hoàn phải lớn hơn 0 và không quá số tiền đã trả.");
        if (request.GatewayRefundId is { } taken) return await AskRefundAsync(request, taken, cancel) ?? new RefundNews.Unreachable($"querydr: no refund {taken}");
        // VNPay knows what was sent twice by its request's number, and numbers hold for a day: after that it is asked before it is told again.
        if (clock.Today() != VietnamTime.DayOf(request.CreatedAt) && await AskRefundAsync(request, null, cancel) is { } known)
            return request.Amount == request.Paid || known is RefundNews.Unreachable ? known : Unclear;

        var answer = await CallAsync(new()
        {
            ["vnp_RequestId"] = request.Id.ToString("N"),
            ["vnp_Command"] = "refund",
            ["vnp_TransactionType"] = request.Amount == request.Paid ? "02" : "03",
            ["vnp_TxnRef"] = request.PaymentReference,
            ["vnp_Amount"] = Hundredfold(request.Amount),
            ["vnp_TransactionNo"] = request.TransactionId,
            ["vnp_TransactionDate"] = VnPayText.Date(request.PaymentCreatedAt),
            ["vnp_CreateBy"] = VnPayText.Plain(request.Actor) is { Length: > 0 } actor ? actor : "system",
            ["vnp_OrderInfo"] = VnPayText.Plain($"Hoan tien {request.PaymentReference} {request.Reason}"),
        }, cancel);
        if (answer.Fields is null) return new RefundNews.Unreachable(answer.Problem);

        return answer["vnp_ResponseCode"] switch
        {
            "00" => VnPayCodes.Refund(answer["vnp_TransactionStatus"], answer["vnp_TransactionNo"]),
            "94" => await AskRefundAsync(request, null, cancel) ?? new RefundNews.Unreachable("refund: 94, and querydr shows no refund yet"),
            var code => VnPayCodes.RefundRefusal(code) ?? new RefundNews.Unreachable($"refund: {code} {answer["vnp_Message"]}"),
        };
    }

    /// <summary>Of a call behind the scenes, and of the page that buyers come back to: both bring the same signed query.</summary>
    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message)
    {
        if (message.Method != "GET" || GatewayText.ReadQuery(message.Query) is not { } query) return Malformed();
        if (!VnPaySignature.IsGenuine(query, Options.HashSecret)) return new Refusal("SignatureWrong", "", "Chữ ký của VNPay không đúng.", "VNPay's signature is wrong.");
        if (query.GetValueOrDefault("vnp_TmnCode") != Options.TmnCode) return new Refusal("OtherTerminal", "", "Thông báo thuộc về mã website khác.", "The notice belongs to another terminal.");

        var (reference, response, status) = (query.GetValueOrDefault("vnp_TxnRef", ""), query.GetValueOrDefault("vnp_ResponseCode", ""), query.GetValueOrDefault("vnp_TransactionStatus", ""));
        if (reference.Length is 0 or > 100 || response.Length is 0 or > 10 || status.Length > 10) return Malformed();
        if (VnPayCodes.Notice(response, status, Paid(query)) is not { } news) return Malformed();

        // The number alone would do for money, but everything that failed has number 0; and a state that goes on must not pass for a repetition.
        var id = $"{reference}-{query.GetValueOrDefault("vnp_TransactionNo", "0")}-{response}-{status}";
        return new[] { new PaymentNotice(id, reference, null, null, news) };
    }

    /// <summary>VNPay stops at 00 and 02 and repeats at everything else, ten times in five minutes' distance.</summary>
    public GatewayReply Reply(NoticeResult result) => result switch
    {
        NoticeResult.Booked or NoticeResult.Irrelevant => Said("00", "Confirm Success"),
        NoticeResult.BookedBefore => Said("02", "Order already confirmed"),
        NoticeResult.UnknownReference => Said("01", "Order not found"),
        NoticeResult.WrongAmount => Said("04", "Invalid amount"),
        NoticeResult.Forged => Said("97", "Invalid signature"),
        NoticeResult.Failed => Said("99", "Unknown error"),
    };

    private Outcome<PaymentStart> Start(PaymentRequest request)
    {
        if (request.Amount < Least || request.Amount >= Below)
            return new Refusal("AmountOutOfRange", "", $"VNPay nhận từ {Least} đến dưới {Below}. Hãy chọn cách trả tiền khác.", $"VNPay takes from {Least} to below {Below}. Please choose another way to pay.");
        if (clock.UtcNow() >= request.ExpiresAt) return new Refusal("PaymentExpired", "", VnPayCodes.TimeRanOut.Vi, VnPayCodes.TimeRanOut.En);

        var english = request.Language == "en";
        var text = VnPaySignature.TextOf(new Dictionary<string, string>
        {
            ["vnp_Version"] = Version,
            ["vnp_Command"] = "pay",
            ["vnp_TmnCode"] = Options.TmnCode,
            ["vnp_Amount"] = Hundredfold(request.Amount),
            ["vnp_CurrCode"] = "VND",
            ["vnp_CreateDate"] = VnPayText.Date(request.CreatedAt),
            ["vnp_ExpireDate"] = VnPayText.Date(request.ExpiresAt),
            ["vnp_IpAddr"] = VnPayText.Address(request.BuyerAddress, Options.ServerAddress),
            ["vnp_Locale"] = english ? "en" : "vn",
            ["vnp_OrderInfo"] = VnPayText.Plain((english ? "Payment for order " : "Thanh toan don hang ") + request.OrderNumber.Replace("-", "", StringComparison.Ordinal)),
            ["vnp_OrderType"] = Options.OrderType,
            ["vnp_ReturnUrl"] = request.Return.AbsoluteUri,
            ["vnp_TxnRef"] = request.Reference,
        });
        return new PaymentStart(null, new Uri($"{Options.PayPage!.AbsoluteUri}?{text}&{VnPaySignature.Field}={VnPaySignature.Of(text, Options.HashSecret)}"));
    }

    /// <param name="number">VNPay's, of the refund; without it the latest one of the payment is told, which is ours where the amount is.</param>
    /// <returns>Null where VNPay shows no such refund.</returns>
    private async Task<RefundNews?> AskRefundAsync(RefundRequest request, string? number, CancellationToken cancel)
    {
        var answer = await AskAsync(request.PaymentReference, number, request.PaymentCreatedAt, cancel);
        if (answer.Fields is null) return new RefundNews.Unreachable(answer.Problem);
        if (answer["vnp_ResponseCode"] != "00") return new RefundNews.Unreachable($"querydr: {answer["vnp_ResponseCode"]} {answer["vnp_Message"]}");
        if (answer["vnp_TransactionType"] is not ("02" or "03") || (number is null && answer["vnp_Amount"] != Hundredfold(request.Amount))) return null;
        return VnPayCodes.Refund(answer["vnp_TransactionStatus"], answer["vnp_TransactionNo"]);
    }

    private Task<GatewayAnswer> AskAsync(string reference, string? number, DateTime createdAt, CancellationToken cancel)
    {
        var fields = new Dictionary<string, string>
        {
            ["vnp_RequestId"] = Guid.CreateVersion7().ToString("N"),
            ["vnp_Command"] = "querydr",
            ["vnp_TxnRef"] = reference,
            ["vnp_TransactionDate"] = VnPayText.Date(createdAt),
            ["vnp_OrderInfo"] = VnPayText.Plain($"Truy van {reference}"),
        };
        if (number is not null) fields["vnp_TransactionNo"] = number;
        return CallAsync(fields, cancel);
    }

    private async Task<GatewayAnswer> CallAsync(Dictionary<string, string> fields, CancellationToken cancel)
    {
        fields["vnp_Version"] = Version;
        fields["vnp_TmnCode"] = Options.TmnCode;
        fields["vnp_CreateDate"] = VnPayText.Date(clock.UtcNow());
        fields["vnp_IpAddr"] = Options.ServerAddress;
        fields[VnPaySignature.Field] = VnPaySignature.OfRequest(fields, Options.HashSecret);

        var answer = await http.PostJsonAsync(Options.Api!, JsonSerializer.Serialize(fields), cancel);
        if (answer.Fields is null) return answer;
        if (!VnPaySignature.IsGenuineAnswer(answer.Fields, fields["vnp_Command"], Options.HashSecret))
            return new GatewayAnswer(null, $"{fields["vnp_Command"]}: {answer["vnp_ResponseCode"]} {answer["vnp_Message"]} (not signed as it should be)");
        if (answer["vnp_TmnCode"] != Options.TmnCode || answer["vnp_TxnRef"] != fields["vnp_TxnRef"]) return new GatewayAnswer(null, $"{fields["vnp_Command"]}: the answer is about another payment");
        return answer;
    }

    private static PaymentNews.Paid? Paid(IReadOnlyDictionary<string, string> fields) =>
        Digits.TryRead(fields.GetValueOrDefault("vnp_TransactionNo"), out var number) && number > 0
        && Digits.TryRead(fields.GetValueOrDefault("vnp_Amount"), out var amount) && amount > 0 && amount % 100 == 0
            ? new PaymentNews.Paid(fields["vnp_TransactionNo"], new Money(amount / 100), "VND", VnPayText.ReadDate(fields.GetValueOrDefault("vnp_PayDate", "")))
            : null;

    private static string Hundredfold(Money amount) => Digits.Write(checked(amount.Amount * 100));

    private static Refusal Malformed() => new("Malformed", "", "Không đọc được thông báo của VNPay.", "VNPay's notice cannot be read.");

    private static GatewayReply Said(string code, string message) => GatewayReply.Json(200, $$"""{"RspCode":"{{code}}","Message":"{{message}}"}""");
}

public static class VnPayModule
{
    /// <summary>The host binds <see cref="VnPayOptions"/>.</summary>
    public static IServiceCollection AddVnPayPayments(this IServiceCollection services)
    {
        services.AddOptions<VnPayOptions>();
        return services.AddGatewayClient<VnPayPayments>();
    }
}

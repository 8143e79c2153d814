using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.MoMo;

/// <summary>
/// MoMo's gateway, version 2: a payment is opened by a call that is known by its requestId (the same again gives the same, or 40), pays one orderId
/// for ever, and is told by a POST that wants an empty 204.
/// </summary>
public sealed class MoMoPayments(HttpClient http, IOptions<MoMoOptions> options, TimeProvider clock) : IPaymentProvider
{
    public static readonly Money Least = new(1_000);
    public static readonly Money Most = new(50_000_000);

    private const int LongestText = 255;

    private MoMoOptions Options => options.Value;

    public PaymentMethod Method => PaymentMethod.MoMo;

    public string Name => "momo";

    public async Task<Outcome<PaymentStart>> StartAsync(PaymentRequest request, CancellationToken cancel)
    {
        if (request.Amount < Least || request.Amount > Most)
            return new Refusal("AmountOutOfRange", "", $"MoMo nhận từ {Least} đến {Most}. Hãy chọn cách trả tiền khác.", $"MoMo takes from {Least} to {Most}. Please choose another way to pay.");
        var left = (request.ExpiresAt - clock.UtcNow()).Ticks / TimeSpan.TicksPerMinute;
        if (left < 1) return new Refusal("PaymentExpired", "", MoMoCodes.TimeRanOut.Vi, MoMoCodes.TimeRanOut.En);

        var answer = await CallAsync("create", MoMoSignature.Create, new()
        {
            ["requestId"] = request.Id.ToString(),
            ["amount"] = Digits.Write(request.Amount.Amount),
            ["orderId"] = request.Reference,
            ["orderInfo"] = Cut((request.Language == "en" ? "Payment for order " : "Thanh toán đơn hàng ") + request.OrderNumber),
            ["redirectUrl"] = request.Return.AbsoluteUri,
            ["ipnUrl"] = request.Notify.AbsoluteUri,
            ["requestType"] = Options.RequestType,
            ["extraData"] = "",
            ["lang"] = request.Language == "en" ? "en" : "vi",
            ["orderExpireTime"] = Digits.Write(left),
        }, cancel);
        if (answer.Fields is null) return NotReached();

        return answer["resultCode"] switch
        {
            "0" when Uri.TryCreate(answer["payUrl"], UriKind.Absolute, out var page) && GatewayCall.IsSafe(page) => new PaymentStart(null, page),
            var code when MoMoCodes.IsTheSameAgain(code) => await StartAgainAsync(request, cancel),
            var code => MoMoCodes.StartRefusal(code),
        };
    }

    public async Task<PaymentNews> ConfirmAsync(PaymentRequest request, string? gatewayId, CancellationToken cancel)
    {
        var answer = await AskAsync(request.Reference, request.Language, cancel);
        if (answer.Fields is null) return new PaymentNews.Unreachable(answer.Problem);

        return answer["resultCode"] switch
        {
            // Its link has run out too: nobody can pay it any more.
            "42" when clock.UtcNow() > request.ExpiresAt => new PaymentNews.Failed("42", MoMoCodes.TimeRanOut),
            var code when MoMoCodes.IsOfTheCall(code) => new PaymentNews.Unreachable($"query: {code} {answer["message"]}"),
            // The answer's time is that of the answer, not of the payment.
            var code => MoMoCodes.Payment(code, Paid(answer.Fields, null)) ?? new PaymentNews.Unreachable("query: paid, but without a number or an amount"),
        };
    }

    public async Task<RefundNews> RefundAsync(RefundRequest request, CancellationToken cancel)
    {
        if (request.Amount < Least || request.Amount > Most || request.Amount > request.Paid)
            return new RefundNews.Refused("Amount", $"MoMo hoàn từ {Least} đến {Most} và không quá số tiền đã trả. Khoản khác phải chuyển tay.");
        if (!Digits.TryRead(request.TransactionId, out _)) return new RefundNews.Refused("TransId", "Giao dịch này không có số của MoMo.");

        var answer = await CallAsync("refund", MoMoSignature.Refund, new()
        {
            ["requestId"] = request.Id.ToString(),
            ["amount"] = Digits.Write(request.Amount.Amount),
            ["orderId"] = request.Reference,
            ["transId"] = request.TransactionId,
            ["lang"] = "vi",
            ["description"] = Cut(request.Reason),
        }, cancel);
        if (answer.Fields is null) return new RefundNews.Unreachable(answer.Problem);

        var code = answer["resultCode"];
        var news = MoMoCodes.Refund(code, Digits.TryRead(answer["transId"], out var number) && number > 0 ? answer["transId"] : request.Reference);
        if (news is RefundNews.Done or RefundNews.UnderWay) return news;
        // It may have been done at an earlier try: the list of the payment's refunds knows.
        if (code is "40" or "41" or "99" or "1081" && await FindRefundAsync(request, cancel) is { } found) return found;
        return news ?? new RefundNews.Unreachable($"refund: {code} {answer["message"]}");
    }

    /// <summary>Of a call behind the scenes (POST of JSON), and of the page that buyers come back to (GET): both are signed alike.</summary>
    public Outcome<IReadOnlyList<PaymentNotice>> Verify(GatewayMessage message)
    {
        var fields = message.Method switch
        {
            "POST" => GatewayText.ReadJson(message.Body),
            "GET" => GatewayText.ReadQuery(message.Query),
            _ => null,
        };
        if (fields is null) return Malformed();
        if (!MoMoSignature.IsGenuine(fields, Options)) return new Refusal("SignatureWrong", "", "Chữ ký của MoMo không đúng.", "MoMo's signature is wrong.");
        if (fields.GetValueOrDefault("partnerCode") != Options.PartnerCode) return new Refusal("OtherPartner", "", "Thông báo thuộc về đối tác khác.", "The notice belongs to another partner.");

        var (reference, code) = (fields.GetValueOrDefault("orderId", ""), fields.GetValueOrDefault("resultCode", ""));
        if (reference.Length is 0 or > 200 || !Digits.TryRead(code, out _)) return Malformed();
        if (MoMoCodes.Payment(code, Paid(fields, TimeOf(fields.GetValueOrDefault("responseTime")))) is not { } news) return Malformed();
        return new[] { new PaymentNotice($"{reference}-{fields.GetValueOrDefault("transId", "0")}-{code}", reference, null, null, news) };
    }

    public GatewayReply Reply(NoticeResult result) => result switch
    {
        NoticeResult.Forged => GatewayReply.Empty(400),
        NoticeResult.Failed => GatewayReply.Empty(500),
        NoticeResult.Booked or NoticeResult.BookedBefore or NoticeResult.Irrelevant or NoticeResult.UnknownReference or NoticeResult.WrongAmount => GatewayReply.Empty(204),
    };

    /// <summary>MoMo has this payment, but does not tell its page a second time.</summary>
    private async Task<Outcome<PaymentStart>> StartAgainAsync(PaymentRequest request, CancellationToken cancel) => await ConfirmAsync(request, null, cancel) switch
    {
        // Paid, or on its way: our own page tells how it stands.
        PaymentNews.Paid or PaymentNews.Waiting { Code: "7000" or "7002" or "8000" or "9000" } => new PaymentStart(null, request.Return),
        PaymentNews.Failed failed => new Refusal($"MoMo{failed.Code}", "", failed.Words.Vi, failed.Words.En),
        PaymentNews.Waiting => new Refusal("OpenedAlready", "", "Thanh toán này đã mở ở MoMo. Hãy hoàn tất ở đó, hoặc chờ hết giờ rồi chọn lại.", "This payment is already open at MoMo. Finish it there, or choose again when its time has run out."),
        _ => NotReached(),
    };

    /// <returns>Null where MoMo does not list this refund.</returns>
    private async Task<RefundNews?> FindRefundAsync(RefundRequest request, CancellationToken cancel)
    {
        var answer = await AskAsync(request.PaymentReference, "vi", cancel);
        if (answer.Fields is null) return new RefundNews.Unreachable(answer.Problem);
        if (MoMoCodes.IsOfTheCall(answer["resultCode"])) return new RefundNews.Unreachable($"query: {answer["resultCode"]} {answer["message"]}");
        var listed = GatewayText.ReadJsonList(answer["refundTrans"]).FirstOrDefault(refund => refund.GetValueOrDefault("orderId") == request.Reference);
        if (listed is null) return null;
        var code = listed.GetValueOrDefault("resultCode", "");
        return MoMoCodes.Refund(code, listed.GetValueOrDefault("transId", request.Reference)) ?? new RefundNews.Unreachable($"query: refund {code}");
    }

    private Task<GatewayAnswer> AskAsync(string reference, string language, CancellationToken cancel) => CallAsync("query", MoMoSignature.Query, new()
    {
        ["requestId"] = Guid.CreateVersion7().ToString(),
        ["orderId"] = reference,
        ["lang"] = language == "en" ? "en" : "vi",
    }, cancel);

    private async Task<GatewayAnswer> CallAsync(string call, IReadOnlyList<string> signed, Dictionary<string, string> fields, CancellationToken cancel)
    {
        fields["partnerCode"] = Options.PartnerCode;
        fields[MoMoSignature.Field] = MoMoSignature.Of(MoMoSignature.TextOf(signed, fields, Options.AccessKey), Options.SecretKey);

        var answer = await http.PostJsonAsync(new Uri(Options.Address, $"/v2/gateway/api/{call}"), Written(fields), cancel);
        if (answer.Fields is null || MoMoCodes.IsOfTheCall(answer["resultCode"])) return answer;
        return answer["partnerCode"] == Options.PartnerCode && answer["orderId"] == fields["orderId"] ? answer : new GatewayAnswer(null, $"{call}: the answer is about another payment");
    }

    private static string Written(Dictionary<string, string> fields) => JsonSerializer.Serialize(fields.ToDictionary(
        field => field.Key,
        field => field.Key is "amount" or "transId" or "orderExpireTime" && Digits.TryRead(field.Value, out var number) ? (object)number : field.Value));

    private static PaymentNews.Paid? Paid(IReadOnlyDictionary<string, string> fields, DateTime? at) =>
        Digits.TryRead(fields.GetValueOrDefault("transId"), out var number) && number > 0
        && Digits.TryRead(fields.GetValueOrDefault("amount"), out var amount) && amount > 0
            ? new PaymentNews.Paid(fields["transId"], new Money(amount), "VND", at)
            : null;

    private static DateTime? TimeOf(string? milliseconds) =>
        Digits.TryRead(milliseconds, out var value) && value < 10_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(value).UtcDateTime : null;

    private static string Cut(string text)
    {
        var normal = VietnameseText.Normalize(text);
        return normal[..Math.Min(normal.Length, LongestText)];
    }

    private static Refusal NotReached() => new("GatewayUnreachable", "", "Chưa liên lạc được với MoMo. Hãy thử lại hoặc chọn cách khác.", "MoMo cannot be reached just now. Try again or choose another way.");

    private static Refusal Malformed() => new("Malformed", "", "Không đọc được thông báo của MoMo.", "MoMo's notice cannot be read.");
}

public static class MoMoModule
{
    /// <summary>The host binds <see cref="MoMoOptions"/>.</summary>
    public static IServiceCollection AddMoMoPayments(this IServiceCollection services)
    {
        services.AddOptions<MoMoOptions>();
        return services.AddGatewayClient<MoMoPayments>();
    }
}

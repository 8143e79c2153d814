using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.MoMo;

/// <summary>What MoMo's result codes mean for us.</summary>
public static class MoMoCodes
{
    public static readonly LocalText TimeRanOut = new("Đã hết thời gian thanh toán.", "The time to pay has run out.");

    private static readonly LocalText NotPaid = new("Thanh toán không thành công.", "The payment did not go through.");

    private static readonly Dictionary<string, LocalText> Failures = new()
    {
        ["98"] = new("MoMo chưa tạo được mã QR, hãy thử lại.", "MoMo could not make the QR code: please try again."),
        ["99"] = NotPaid,
        ["1001"] = new("Tài khoản không đủ số dư.", "There is not enough money in the account."),
        ["1002"] = new("Ngân hàng hoặc đơn vị phát hành thẻ từ chối thanh toán.", "The bank or card issuer refused the payment."),
        ["1003"] = new("Thanh toán đã bị huỷ.", "The payment was cancelled."),
        ["1004"] = new("Tài khoản đã vượt hạn mức thanh toán trong ngày hoặc trong tháng.", "The account is over its limit for the day or month."),
        ["1005"] = TimeRanOut,
        ["1006"] = new("Bạn đã huỷ thanh toán.", "You cancelled the payment."),
        ["1007"] = new("Tài khoản MoMo không tồn tại hoặc chưa hoạt động.", "The MoMo account does not exist or is not active."),
        ["1017"] = new("Thanh toán đã bị huỷ.", "The payment was cancelled."),
        ["1026"] = new("MoMo không nhận thanh toán này vì quy định khuyến mãi.", "MoMo does not take this payment because of its promotion rules."),
        ["2019"] = NotPaid,
        ["4001"] = new("Tài khoản MoMo đang bị hạn chế hoặc khoá.", "The MoMo account is restricted or locked."),
        ["4002"] = new("Tài khoản MoMo chưa xác thực sinh trắc học.", "The MoMo account still has to be verified."),
        ["4100"] = new("Bạn chưa đăng nhập được vào MoMo.", "Signing in to MoMo failed."),
    };

    private static readonly Dictionary<string, string> RefundRefusals = new()
    {
        ["20"] = "MoMo báo yêu cầu hoàn tiền sai định dạng.",
        ["21"] = "MoMo không nhận số tiền hoàn này.",
        ["22"] = "Số tiền hoàn ngoài giới hạn của MoMo.",
        ["42"] = "MoMo không tìm thấy giao dịch cần hoàn.",
        ["99"] = "MoMo chưa hoàn được tiền và không nói vì sao.",
        ["1080"] = "MoMo chưa hoàn được tiền. Sau khoảng một giờ hãy tạo yêu cầu hoàn mới.",
        ["1081"] = "MoMo từ chối: giao dịch gốc có thể đã hoàn, hoặc số tiền vượt phần còn lại.",
        ["1088"] = "MoMo không cho hoàn giao dịch này.",
    };

    /// <summary>
    /// 0 is money, the table is none; 9000 (held, not yet taken), everything under way and whatever nobody told us of waits, with its code.
    /// </summary>
    public static PaymentNews? Payment(string code, PaymentNews.Paid? paid) =>
        code == "0" ? paid
        : Failures.TryGetValue(code, out var words) ? new PaymentNews.Failed(code, words)
        : new PaymentNews.Waiting(code);

    /// <summary>Codes that speak of the call and not of the payment: maintenance, our keys, our format, the same again.</summary>
    public static bool IsOfTheCall(string code) => code is "10" or "11" or "12" or "13" or "20" or "21" or "22" or "40" or "41" or "43" or "45" or "47" or "";

    /// <summary>This very request is there already, or still being worked on.</summary>
    public static bool IsTheSameAgain(string code) => code is "40" or "41" or "7000" or "7002";

    public static Refusal StartRefusal(string code) => code switch
    {
        "10" => new Refusal("MoMo10", "", "MoMo đang bảo trì, hãy thử lại sau hoặc chọn cách khác.", "MoMo is under maintenance: try again later or choose another way."),
        "21" or "22" => new Refusal($"MoMo{code}", "", "MoMo không nhận số tiền này. Hãy chọn cách trả tiền khác.", "MoMo does not take this amount. Please choose another way to pay."),
        _ when Failures.TryGetValue(code, out var words) => new Refusal($"MoMo{code}", "", words.Vi, words.En),
        _ => new Refusal($"MoMo{code}", "", "Chưa mở được thanh toán MoMo. Hãy thử lại hoặc chọn cách khác.", "The payment could not be opened at MoMo. Try again or choose another way."),
    };

    /// <returns>Null where the code does not say what became of it.</returns>
    public static RefundNews? Refund(string code, string transId) => code switch
    {
        "0" => new RefundNews.Done(transId),
        "7000" or "7002" or "1000" => new RefundNews.UnderWay(transId),
        _ when RefundRefusals.TryGetValue(code, out var words) => new RefundNews.Refused(code, words),
        _ => null,
    };
}

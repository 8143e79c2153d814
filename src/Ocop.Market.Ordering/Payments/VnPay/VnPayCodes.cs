using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.VnPay;

/// <summary>What VNPay's codes mean for us.</summary>
public static class VnPayCodes
{
    public static readonly LocalText TimeRanOut = new("Đã hết thời gian thanh toán.", "The time to pay has run out.");

    private static readonly LocalText NotPaid = new("Thanh toán không thành công.", "The payment did not go through.");

    private static readonly Dictionary<string, LocalText> Failures = new()
    {
        ["09"] = new("Thẻ hoặc tài khoản chưa đăng ký thanh toán trực tuyến.", "This card or account is not registered for online payments."),
        ["10"] = new("Thông tin thẻ hoặc tài khoản bị nhập sai quá 3 lần.", "The card or account details were entered wrongly more than three times."),
        ["11"] = TimeRanOut,
        ["12"] = new("Thẻ hoặc tài khoản đang bị khoá.", "This card or account is locked."),
        ["13"] = new("Mã xác thực (OTP) không đúng.", "The one-time password (OTP) was wrong."),
        ["24"] = new("Bạn đã huỷ thanh toán.", "You cancelled the payment."),
        ["51"] = new("Tài khoản không đủ số dư.", "There is not enough money in the account."),
        ["65"] = new("Tài khoản đã vượt hạn mức giao dịch trong ngày.", "The account is over its limit for today."),
        ["75"] = new("Ngân hàng đang bảo trì, hãy thử lại sau hoặc chọn cách khác.", "The bank is under maintenance: try again later or choose another way."),
        ["79"] = new("Mật khẩu thanh toán bị nhập sai quá số lần cho phép.", "The payment password was entered wrongly too often."),
        ["99"] = NotPaid,
    };

    private static readonly Dictionary<string, string> RefundRefusals = new()
    {
        ["02"] = "VNPay không nhận mã website (TmnCode) hoặc số tiền này.",
        ["03"] = "VNPay báo yêu cầu hoàn tiền sai định dạng.",
        ["04"] = "Đã hoàn một phần nên VNPay không cho hoàn toàn bộ.",
        ["13"] = "VNPay chỉ cho hoàn một phần giao dịch này.",
        ["91"] = "VNPay không tìm thấy giao dịch cần hoàn.",
        ["93"] = "Số tiền hoàn lớn hơn số tiền còn lại của giao dịch.",
        ["95"] = "Giao dịch gốc không thành công ở VNPay nên không hoàn được.",
    };

    /// <summary>
    /// Of a notice: money only when both codes say so. 07 (taken, but suspected of fraud) and a debit that VNPay did not take (04) wait for a person
    /// or a later notice; so does everything that the two tables do not hold or that contradicts itself.
    /// </summary>
    /// <returns>Null where it is paid and <paramref name="paid"/> could not be read.</returns>
    public static PaymentNews? Notice(string response, string status, PaymentNews.Paid? paid) => (response, status) switch
    {
        ("00", "00") => paid,
        ("07", _) or (_, "07") => new PaymentNews.Waiting("07"),
        (_, "02" or "") when Failures.TryGetValue(response, out var words) => new PaymentNews.Failed(response, words),
        (_, "02") => new PaymentNews.Failed($"{response}/02", NotPaid),
        _ => new PaymentNews.Waiting($"{response}/{status}"),
    };

    /// <summary>Of a question that worked. A type other than 01 speaks of a refund and tells nothing of what was paid.</summary>
    /// <returns>Null where it is paid and <paramref name="paid"/> could not be read.</returns>
    public static PaymentNews? Answer(string type, string status, PaymentNews.Paid? paid) => (type, status) switch
    {
        ("02" or "03", _) => new PaymentNews.Waiting($"{type}/{status}"),
        (_, "00") => paid,
        (_, "02") => new PaymentNews.Failed("02", NotPaid),
        _ => new PaymentNews.Waiting(status),
    };

    /// <summary>Of a refund whose request was taken. 05 and 06 are VNPay's and the bank's work on it; what nobody told us of is work too.</summary>
    public static RefundNews Refund(string status, string transactionNo) => status switch
    {
        "00" => new RefundNews.Done(transactionNo),
        "02" or "09" => new RefundNews.Refused(status, "Ngân hàng hoặc VNPay từ chối hoàn tiền giao dịch này."),
        _ => new RefundNews.UnderWay(transactionNo),
    };

    /// <returns>Null where the code does not say no for good.</returns>
    public static RefundNews? RefundRefusal(string response) => RefundRefusals.TryGetValue(response, out var words) ? new RefundNews.Refused(response, words) : null;
}

using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Web.Storefront.Payments;

/// <summary>Ways of paying and the states of money in words for buyers.</summary>
public static class PaymentWords
{
    public static LocalText Words(this PaymentMethod method) => method switch
    {
        PaymentMethod.CashOnDelivery => new("Trả khi nhận hàng", "Pay on delivery"),
        PaymentMethod.BankTransfer => new("Chuyển khoản VietQR", "Bank transfer by VietQR"),
        PaymentMethod.Card => new("Thẻ quốc tế", "International card"),
        PaymentMethod.VnPay => new("VNPay", "VNPay"),
        PaymentMethod.MoMo => new("Ví MoMo", "MoMo wallet"),
        PaymentMethod.OnAccount => new("Công ty trả sau", "On account"),
        PaymentMethod.Test => new("Trả tiền thử", "Test payment"),
    };

    public static LocalText Hint(this PaymentMethod method) => method switch
    {
        PaymentMethod.CashOnDelivery => new("Tiền mặt, trả riêng từng gói. Bạn được mở xem trước khi trả.", "Cash, for each parcel. You may open it before you pay."),
        PaymentMethod.BankTransfer => new("Mở ứng dụng ngân hàng, quét là đủ số tiền.", "Open your bank’s app and scan; the amount is filled in."),
        PaymentMethod.Card => new("Visa, Mastercard, JCB. Bạn nhập thẻ ở trang của Stripe; chợ không thấy số thẻ.", "Visa, Mastercard, JCB. You enter the card at Stripe; we never see its number."),
        PaymentMethod.VnPay => new("Thẻ ATM, ứng dụng ngân hàng hay VNPAY-QR, ở trang của VNPay.", "Domestic card, bank app or VNPAY-QR, at VNPay."),
        PaymentMethod.MoMo => new("Trả trong ứng dụng MoMo.", "Pay in the MoMo app."),
        PaymentMethod.OnAccount => new("Công ty chuyển khoản theo hạn trong báo giá.", "The company transfers by the day of its quote."),
        PaymentMethod.Test => new("Chỉ có ở chợ trình diễn: không có tiền thật nào được chuyển.", "In a demo market only: no real money moves."),
    };

    public static string Icon(this PaymentMethod method) => method switch
    {
        PaymentMethod.CashOnDelivery => "i-cash",
        PaymentMethod.BankTransfer or PaymentMethod.MoMo or PaymentMethod.OnAccount => "i-qr",
        PaymentMethod.Card or PaymentMethod.VnPay => "i-card",
        PaymentMethod.Test => "i-info",
    };

    /// <summary>What stands before the total where a parcel is handed over.</summary>
    public static LocalText Collected(this Order order) => (order.PaymentStatus, order.PaymentMethod.IsPrepaid()) switch
    {
        (PaymentStatus.Refunded, _) => new("Đã hoàn hết tiền, không giao nữa", "All money went back, do not deliver"),
        (_, true) when order.PaymentMethod == PaymentMethod.OnAccount => new("Công ty trả sau, không thu", "On account, collect nothing"),
        (PaymentStatus.Paid, true) => new("Khách đã trả trước, không thu", "Paid before, collect nothing"),
        (_, true) => new("Chưa trả", "Not paid"),
        (_, false) => new("Thu khi giao", "Collect on delivery"),
    };

    /// <summary>Whose money it is, as receipts name it.</summary>
    public static LocalText ProviderWords(string provider) => provider switch
    {
        PaymentOptions.Bank => new("chuyển khoản", "bank transfer"),
        PaymentOptions.Cash => new("tiền mặt khi giao", "cash on delivery"),
        "stripe" => new("thẻ", "card"),
        "vnpay" => new("VNPay", "VNPay"),
        "momo" => new("MoMo", "MoMo"),
        "test" => new("trả thử", "test payment"),
        _ => new(provider, provider),
    };

    public static LocalText Words(this RefundState state) => state switch
    {
        RefundState.Asked or RefundState.UnderWay => new("đang hoàn", "on its way"),
        RefundState.ByHand or RefundState.Refused => new("chờ chợ chuyển trả", "to be transferred by us"),
        RefundState.Done => new("đã hoàn", "given back"),
    };
}

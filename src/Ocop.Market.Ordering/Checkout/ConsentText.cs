using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Checkout;

/// <summary>
/// What a buyer is told and agrees to about personal data by placing an order. A version's words are never edited: other words are another version, added at
/// the end. An order keeps the version, so that years later it can be told what was agreed to.
/// </summary>
public sealed record ConsentText(string Version, LocalText Words)
{
    public static readonly IReadOnlyList<ConsentText> Versions =
    [
        new("2026-11-29", new(
            "Chợ và người bán dùng tên, số điện thoại, địa chỉ và thư điện tử của bạn để giao đơn này, thu tiền và báo tin về đơn; không dùng để quảng cáo, không bán cho ai. Xong đơn một thời gian, chợ xoá những điều đó; số tiền và mã đơn ở lại trong sổ kế toán. Bạn có thể xin xem hoặc xin xoá bất cứ lúc nào.",
            "The market and the producers use your name, phone, address and e-mail to deliver this order, take the money and tell you about it; not for advertising, and they are sold to nobody. Some time after the order they are erased; amounts and order numbers stay in the books. You may ask to see or to erase them at any time.")),
    ];

    public static ConsentText Current => Versions[^1];

    public static ConsentText? Find(string? version) => Versions.FirstOrDefault(text => text.Version == version);
}

using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Shared;

/// <summary>What several of the desk's pages say alike.</summary>
public static class DeskWords
{
    /// <summary>"xã Tân Cương, Thái Nguyên"; what is not known is said so.</summary>
    public static string Place(this Words words, PlaceDirectory places, string? provinceCode, string? communeCode) =>
        (places.Commune(communeCode), places.Province(provinceCode)) switch
        {
            ({ } commune, { } province) => $"{words.Commune(commune.Name, commune.Kind)}, {province.Name}",
            (_, { } province) => province.Name,
            _ => words["chưa rõ nơi", "place not known"],
        };

    public static LocalText Words(this RecognitionLevel level) => level switch
    {
        RecognitionLevel.District => new("cấp huyện", "district"),
        RecognitionLevel.Province => new("cấp tỉnh", "province"),
        RecognitionLevel.Ministry => new("cấp trung ương", "ministry"),
    };

    public static LocalText Words(this RecognitionState state) => state switch
    {
        RecognitionState.New => new("cấp mới", "new"),
        RecognitionState.Renewed => new("cấp lại", "renewed"),
        RecognitionState.Upgraded => new("nâng hạng", "upgraded"),
        RecognitionState.Downgraded => new("hạ hạng", "downgraded"),
        RecognitionState.Lapsed => new("hết hạn", "lapsed"),
        RecognitionState.Revoked => new("thu hồi", "revoked"),
    };

    public static LocalText Words(this OrderStatus status) => status switch
    {
        OrderStatus.AwaitingPayment => new("chờ trả tiền", "waiting for payment"),
        OrderStatus.Unpaid => new("chưa trả, đã huỷ", "not paid, cancelled"),
        OrderStatus.Placed => new("chờ trả lời", "waiting for an answer"),
        OrderStatus.Accepted => new("đã nhận, đang gói", "accepted, being packed"),
        OrderStatus.Shipped => new("đang giao", "on its way"),
        OrderStatus.Failed => new("chưa giao được", "not delivered"),
        OrderStatus.Returned => new("hàng đã về", "went back"),
        OrderStatus.Cancelled => new("đã huỷ", "cancelled"),
        OrderStatus.Refused => new("bị từ chối", "refused"),
        OrderStatus.Expired => new("quá 48 giờ, đã huỷ", "48 hours passed, cancelled"),
        OrderStatus.Delivered => new("đã giao", "delivered"),
    };

    /// <summary>The look of the tag that says it.</summary>
    public static string Look(this OrderStatus status) => status switch
    {
        OrderStatus.Placed or OrderStatus.Failed => "tag tag--warn",
        OrderStatus.Delivered => "tag tag--good",
        OrderStatus.Refused or OrderStatus.Expired or OrderStatus.Unpaid or OrderStatus.Returned or OrderStatus.Cancelled => "tag tag--error",
        OrderStatus.Accepted or OrderStatus.Shipped or OrderStatus.AwaitingPayment => "tag",
    };
}

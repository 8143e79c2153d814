using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Platforms;

/// <summary>States and failures of outside platforms in words that a producer reads on a phone, with what to do next.</summary>
public static class PlatformWords
{
    public static string Name(string channel) => channel switch { "tiktok" => "TikTok Shop", "shopee" => "Shopee", "lazada" => "Lazada", "vendure" => "Vendure", _ => channel };

    public static LocalText Words(this ListingRow row) => (row.State ?? SyncState.NotListed).Words();

    public static LocalText Words(this SyncState state) => state switch
    {
        SyncState.NotListed => new("Chưa đưa lên", "Not listed"),
        SyncState.Queued => new("Chờ gửi", "Waiting to be sent"),
        SyncState.Submitting or SyncState.OutcomeUnknown => new("Đang gửi", "Being sent"),
        SyncState.Invalid => new("Chưa gửi được", "Cannot be sent yet"),
        SyncState.InReview => new("Chờ duyệt", "In review"),
        SyncState.Live => new("Đang bán", "On sale"),
        SyncState.Hidden => new("Đang ẩn", "Hidden"),
        SyncState.Rejected => new("Bị từ chối", "Rejected"),
        SyncState.Suspended => new("Sàn tạm gỡ", "Suspended"),
        SyncState.NeedsPerson => new("Cần người xem", "Needs a person"),
        SyncState.Removed => new("Đã xoá trên sàn", "Deleted there"),
    };

    public static LocalText Words(this ManyAct act) => act switch
    {
        ManyAct.List => new("đưa lên sàn", "list"),
        ManyAct.Hide => new("ẩn trên sàn", "hide"),
        ManyAct.Again => new("gửi lại", "send again"),
        ManyAct.Pause => new("tạm dừng gian hàng", "pause the shop"),
    };

    public static LocalText Words(this ManyFate fate) => fate switch
    {
        ManyFate.Goes => new("làm ngay", "done at once"),
        ManyFate.Waits => new("nhận, nhưng còn vướng", "taken, but something is in the way"),
        ManyFate.Stays => new("không đổi", "unchanged"),
        ManyFate.Refused => new("không nhận", "refused"),
    };

    public static string Look(this ManyFate fate) => fate switch
    {
        ManyFate.Goes => "tag tag--good",
        ManyFate.Waits => "tag tag--warn",
        ManyFate.Refused => "tag tag--error",
        _ => "tag",
    };

    public static LocalText Words(this BrandOutlook brand) => brand switch
    {
        { Waiting: > 0 } or { Found: 0, Missing: 0 } => new("Chưa tìm trên sàn", "Not looked for yet"),
        { Missing: 0 } => new("Đã khớp", "Matched"),
        { Found: 0 } => new("Không khớp", "Not matched"),
        _ => new("Khớp một phần", "Matched in part"),
    };

    public static LocalText MissingWords(this BrandOutlook brand) => brand.Found == 0
        ? new($"Sàn chưa có thương hiệu “{brand.Name}”: hàng lên sàn không kèm thương hiệu.", $"The platform has no brand “{brand.Name}”: goods go there without one.")
        : new("Ở ngành hàng còn lại sàn chưa có thương hiệu này: hàng lên đó không kèm thương hiệu.", "In the other categories the platform has no such brand: goods go there without one.");

    public static string Look(this BrandOutlook brand) => brand switch
    {
        { Waiting: > 0 } or { Found: 0, Missing: 0 } => "tag",
        { Missing: 0 } => "tag tag--good",
        _ => "tag tag--warn",
    };

    public static string Look(this ListingRow row) => row.State switch
    {
        SyncState.Live => "tag tag--good",
        SyncState.InReview or SyncState.Queued or SyncState.Submitting or SyncState.OutcomeUnknown => "tag tag--warn",
        SyncState.Invalid or SyncState.Rejected or SyncState.Suspended or SyncState.NeedsPerson => "tag tag--error",
        _ => "tag",
    };

    /// <summary>Why it stands as it does, in the platform's words or ours; null where there is nothing to say.</summary>
    public static string? Why(this ListingRow row) => row.State is SyncState.Rejected or SyncState.Suspended && row.Reason is { Length: > 0 } reason ? reason : row.ErrorMessage;

    /// <summary>What to do about it; null where nobody need do anything.</summary>
    public static LocalText? Next(this ListingRow row) => row switch
    {
        // New words of what stands there wait for the same as what is not there yet.
        { IsWanted: true, State: SyncState.Invalid or SyncState.Live or SyncState.InReview or SyncState.Hidden, ErrorClass: FailureClass.Validation } => row.ErrorField switch
        {
            "photo" => new("Thêm ảnh chụp ở trang Hàng hoá, ảnh sẽ tự gửi.", "Add a photo on the goods page; it will be sent by itself."),
            "category" or "limits" => new("Chờ cán bộ xếp ngành hàng; xếp xong hàng tự gửi.", "Wait for an officer to map the category; it will be sent by itself."),
            "product" => new("Mở bán lại sản phẩm ở chợ thì hàng lên sàn.", "Put it on sale here again and it will be listed there."),
            _ => new("Sửa thông tin sản phẩm ở trang Hàng hoá, hàng sẽ tự gửi lại.", "Mend the product on the goods page; it will be sent again by itself."),
        },
        { State: SyncState.Rejected } => new("Sửa theo lý do của sàn, rồi bấm “Gửi lại”.", "Mend what the platform names, then press “Send again”."),
        { State: SyncState.Suspended } => new("Mở trang người bán của sàn để giải trình; chợ không gỡ thay được.", "Answer in the platform’s seller centre; the market cannot do it for you."),
        { State: SyncState.NeedsPerson, ErrorClass: FailureClass.Permanent } => new("Sàn không cho bán như vậy. Hỏi cán bộ, rồi bấm “Gửi lại”.", "The platform does not allow it. Ask an officer, then press “Send again”."),
        { State: SyncState.NeedsPerson } => new("Đã thử nhiều lần. Xem lý do, rồi bấm “Gửi lại”.", "It was tried many times. Read why, then press “Send again”."),
        { State: SyncState.Removed } => new("Muốn bán lại thì bấm “Gửi lại”: sàn sẽ có một trang hàng mới.", "Press “Send again” to sell it anew: it becomes a new listing."),
        _ => null,
    };

    public static LocalText Words(this ShopPause pause) => pause switch
    {
        ShopPause.None => new("Đang chạy", "Running"),
        ShopPause.ByHand => new("Tạm dừng", "Paused"),
        ShopPause.SignedOut => new("Cần nối lại", "Connect again"),
        ShopPause.Blocked => new("Sàn khoá gian hàng", "Blocked by the platform"),
        ShopPause.TooFast => new("Nghỉ vài giây", "Resting a few seconds"),
        ShopPause.Quota => new("Hết lượt hôm nay", "No calls left today"),
        ShopPause.Misconfigured => new("Chợ cấu hình sai", "Misconfigured here"),
    };

    public static string Look(this ShopPause pause) => pause switch
    {
        ShopPause.None => "tag tag--good",
        ShopPause.ByHand or ShopPause.TooFast or ShopPause.Quota => "tag tag--warn",
        _ => "tag tag--error",
    };

    /// <summary>Why a call failed.</summary>
    public static LocalText Words(this FailureClass failure) => failure switch
    {
        FailureClass.Retryable => new("Lỗi tạm thời, tự gọi lại", "A passing fault, tried again"),
        FailureClass.OutcomeUnknown => new("Mất trả lời, tự xem lại trước", "The answer was lost, looked up first"),
        FailureClass.RateLimited => new("Gọi nhanh quá, nghỉ vài giây", "Too fast, rests a few seconds"),
        FailureClass.QuotaExceeded => new("Hết lượt gọi hôm nay", "No calls left today"),
        FailureClass.UploadsExceeded => new("Hết lượt đăng món mới hôm nay", "No new listings left today"),
        FailureClass.Deferred => new("Món đang trong khuyến mãi của sàn", "Held by a promotion over there"),
        FailureClass.AuthExpired => new("Quyền vào gian hàng đã hết", "The access has ended"),
        FailureClass.AppMisconfigured => new("Chợ cấu hình sai", "Misconfigured here"),
        FailureClass.ShopBlocked => new("Sàn khoá gian hàng", "Shop blocked by the platform"),
        FailureClass.Validation => new("Sàn không nhận nội dung gửi", "What was sent is refused"),
        FailureClass.Permanent => new("Sàn không cho, cần người xem", "Not allowed, needs a person"),
        FailureClass.Gone => new("Sàn không còn món này", "Not known there any more"),
        FailureClass.Duplicate => new("SKU đã có trên sàn", "The SKU is there already"),
    };

    public static LocalText Words(this CallKind kind) => kind == CallKind.Read ? new("đọc", "read") : new("ghi", "write");

    public static LocalText Words(this StepRow step) => step.Deed switch
    {
        ChannelDeed.Created => new("Đưa lên sàn", "Listed"),
        ChannelDeed.Adopted => new("Tìm thấy trên sàn sau lần gửi mất trả lời", "Found there after a lost answer"),
        ChannelDeed.ContentSent => new("Gửi tên, mô tả, ảnh", "Sent words and photos"),
        ChannelDeed.PriceSent => new("Gửi giá", "Sent the price"),
        ChannelDeed.StockSent => new("Gửi số tồn", "Sent the stock"),
        ChannelDeed.Hidden => new("Ẩn trên sàn", "Hidden"),
        ChannelDeed.Shown => new("Hiện lại trên sàn", "Shown again"),
        ChannelDeed.StateSeen => new("Sàn báo trạng thái mới", "A new state there"),
        ChannelDeed.Looked => new("Đọc lại gian hàng", "Read the shop"),
        ChannelDeed.TokensRefreshed => new("Gia hạn quyền vào gian hàng", "Renewed the access"),
        ChannelDeed.OrdersRead => new("Đọc đơn", "Read orders"),
        ChannelDeed.Paused => new("Dừng cả gian hàng", "Stopped for the whole shop"),
        ChannelDeed.Checked => new("Không gửi được", "Could not be sent"),
    };

    public static LocalText DetailWords(this StepRow step) => step switch
    {
        { Deed: ChannelDeed.Looked } => new($"thấy {step.Detail} món", $"{step.Detail} listings seen"),
        { Deed: ChannelDeed.Hidden, Detail: PushListing.UntrueStars } => new("lời trên sàn còn ghi sao OCOP đã hết hạn mà chưa sửa được", "its words there still tell of OCOP stars that have ended, and cannot be changed yet"),
        _ => new(step.Detail ?? "", step.Detail ?? ""),
    };

    /// <summary>It was held back before any platform was asked: there is no code of theirs to look up.</summary>
    public static bool IsOurs(this StepRow step) => step.Code is null or "missing";

    public static LocalText Words(this OutsideOrderState state) => state switch
    {
        OutsideOrderState.Unpaid => new("Chờ trả tiền", "Unpaid"),
        OutsideOrderState.ToShip => new("Chờ gửi hàng", "To be sent"),
        OutsideOrderState.Shipped => new("Đang giao", "On its way"),
        OutsideOrderState.Delivered => new("Đã giao", "Delivered"),
        OutsideOrderState.Cancelled => new("Đã huỷ", "Cancelled"),
        OutsideOrderState.Returned => new("Đã trả lại", "Returned"),
    };

    public static LocalText? Words(this LineStock stock) => stock switch
    {
        LineStock.Short => new("Kho không đủ: gọi khách hoặc sàn", "Too few left: call the buyer or the platform"),
        LineStock.Returned or LineStock.Released => new("đã cộng lại kho", "back in stock"),
        _ => null,
    };

    public static LocalText DriftField(string field) => field.Split(':')[0] switch
    {
        "price" => new($"Giá ({field[6..]})", $"Price ({field[6..]})"),
        _ => new("Tên hàng", "Title"),
    };
}

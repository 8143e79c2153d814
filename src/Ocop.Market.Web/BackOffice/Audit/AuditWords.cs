using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Audit;

/// <summary>The acts and subjects of audit entries in words. One that nobody put into words yet shows as it is written.</summary>
public static class AuditWords
{
    private static readonly Dictionary<string, LocalText> Acts = new(StringComparer.Ordinal)
    {
        ["OrderPlaced"] = new("Đặt đơn", "Order placed"),
        ["OrderAccepted"] = new("Nhận đơn", "Order accepted"),
        ["OrderRefused"] = new("Từ chối đơn", "Order refused"),
        ["OrderExpired"] = new("Đơn quá hạn, tự huỷ", "Order expired"),
        ["OrderDelivered"] = new("Đã giao đơn", "Order delivered"),
        ["StockReceived"] = new("Nhập kho", "Stock received"),
        ["StockAdjusted"] = new("Kiểm kho", "Stock adjusted"),
        ["ProductEdited"] = new("Sửa sản phẩm", "Product edited"),
        ["ProductShown"] = new("Hiện sản phẩm", "Product shown"),
        ["ProductHidden"] = new("Ẩn sản phẩm", "Product hidden"),
        ["ProductClassified"] = new("Xếp nhóm sản phẩm", "Product grouped"),
        ["ProductImported"] = new("Cập nhật từ danh sách", "Product updated by a list"),
        ["ProductsImported"] = new("Nhập danh sách", "List imported"),
        ["ProductPictureAdded"] = new("Thêm ảnh", "Picture added"),
        ["ProductPictureDescribed"] = new("Mô tả ảnh", "Picture described"),
        ["RecognitionRecorded"] = new("Ghi quyết định công nhận", "Recognition recorded"),
        ["RecognitionRevoked"] = new("Thu hồi công nhận", "Recognition revoked"),
        ["RecognitionLapsed"] = new("Công nhận hết hạn", "Recognition lapsed"),
        ["ProducerContactEdited"] = new("Sửa liên hệ chủ thể", "Producer’s contact edited"),
        ["ProducerMoved"] = new("Chuyển chủ thể sang xã khác", "Producer moved"),
        ["ServiceAskedAbout"] = new("Lời hỏi dịch vụ", "Service asked about"),
        ["EnquiryForgotten"] = new("Quên lời hỏi cũ", "Enquiry forgotten"),
        ["MailsResent"] = new("Gửi lại thư", "Mails sent again"),
        ["JobStarted"] = new("Chạy việc ngay", "Job started"),
        ["JobPaused"] = new("Tạm dừng việc", "Job paused"),
        ["JobResumed"] = new("Cho việc chạy tiếp", "Job resumed"),
        ["DemoMarketOpened"] = new("Mở chợ trình diễn", "Demo market opened"),
    };

    private static readonly Dictionary<string, LocalText> Kinds = new(StringComparer.Ordinal)
    {
        ["product"] = new("Sản phẩm", "Product"),
        ["producer"] = new("Chủ thể", "Producer"),
        ["order"] = new("Đơn hàng", "Order"),
        ["enquiry"] = new("Lời hỏi", "Enquiry"),
        ["document"] = new("Bài viết", "Document"),
        ["import"] = new("Lần nhập danh sách", "Import"),
        ["job"] = new("Việc tự chạy", "Job"),
        ["user"] = new("Tài khoản", "Account"),
        ["invitation"] = new("Lời mời", "Invitation"),
        ["market"] = new("Chợ", "The market"),
    };

    public static IEnumerable<(string Act, LocalText Words)> KnownActs => Acts.Select(act => (act.Key, act.Value));

    public static IEnumerable<(string Kind, LocalText Words)> KnownKinds => Kinds.Select(kind => (kind.Key, kind.Value));

    public static LocalText Act(string act) => Acts.GetValueOrDefault(act) ?? new(act, act);

    public static LocalText Kind(string kind) => Kinds.GetValueOrDefault(kind) ?? new(kind, kind);

    /// <summary>Where the desk shows the thing itself.</summary>
    public static string? PathOf(AuditEntry entry, string? name) => entry.SubjectKind switch
    {
        "product" => $"/quan-tri/san-pham/{entry.SubjectId}",
        "producer" => $"/quan-tri/chu-the/{entry.SubjectId}",
        "order" when name is not null => $"/quan-tri/don-hang/{name}",
        _ => null,
    };

    /// <summary>The lines of before and after side by side, without those that did not change.</summary>
    public static IReadOnlyList<(string? Before, string? After)> Compare(AuditEntry entry)
    {
        var (before, after) = (Lines(entry.Before), Lines(entry.After));
        var (gone, come) = (before.Except(after).ToList(), after.Except(before).ToList());
        return [.. gone.Select(line => ((string?)line, come.Find(other => Key(other) == Key(line)))), .. come.Where(line => gone.TrueForAll(other => Key(other) != Key(line))).Select(line => ((string?)null, (string?)line))];
    }

    private static List<string> Lines(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    // "price SKU-1: 90000" is about "price SKU-1"; a line without a name is about the whole.
    private static string Key(string line) => line.IndexOf(": ", StringComparison.Ordinal) is var end and > 0 ? line[..end] : "";
}

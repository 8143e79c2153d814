using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Audit;

/// <summary>The acts and subjects of audit entries in words. One that nobody put into words yet shows as it is written.</summary>
public static partial class AuditWords
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
        ["StockCounted"] = new("Đếm lại hàng", "Stock counted"),
        ["ProductRepriced"] = new("Đổi giá", "Price changed"),
        ["ProductPicturesMoved"] = new("Đổi ảnh đầu", "Cover picture changed"),
        ["ProductPictureRemoved"] = new("Bỏ ảnh khỏi sản phẩm", "Picture taken off"),
        ["FactsProposed"] = new("Đề nghị sửa thông tin", "Words proposed"),
        ["FactsAccepted"] = new("Nhận đề nghị sửa", "Proposal accepted"),
        ["FactsReturned"] = new("Trả lại đề nghị sửa", "Proposal returned"),
        ["ProducerProfileEdited"] = new("Đổi lời giới thiệu chủ thể", "Producer’s profile changed"),
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
        ["PaperRecorded"] = new("Ghi giấy tờ", "Paper recorded"),
        ["PaperEdited"] = new("Sửa giấy tờ", "Paper edited"),
        ["PaperRemoved"] = new("Xoá giấy tờ", "Paper removed"),
        ["PaperProposed"] = new("Chủ thể gửi giấy tờ", "Paper sent by its producer"),
        ["PaperTakenBack"] = new("Chủ thể rút giấy đã gửi", "Sent paper taken back"),
        ["PaperAccepted"] = new("Nhận giấy tờ", "Paper accepted"),
        ["PaperReturned"] = new("Trả lại giấy tờ", "Paper returned"),
        ["MarkRecorded"] = new("Ghi nhãn hiệu", "Mark recorded"),
        ["MarkEdited"] = new("Sửa nhãn hiệu", "Mark edited"),
        ["MarkUseAllowed"] = new("Cho dùng nhãn hiệu", "Use of a mark allowed"),
        ["MarkUseWithdrawn"] = new("Thôi cho dùng nhãn hiệu", "Use of a mark withdrawn"),
        ["FakeReported"] = new("Báo hàng giả", "Fake reported"),
        ["FakeReportTakenUp"] = new("Nhận kiểm tra lời báo", "Report taken up"),
        ["FakeReportClosed"] = new("Khép lời báo", "Report closed"),
        ["FakeReportForgotten"] = new("Quên người báo", "Reporter forgotten"),
        ["NeedPosted"] = new("Gửi nhu cầu mua", "Need posted"),
        ["NeedCodeSent"] = new("Gửi lại mã kiểm tra", "Code sent again"),
        ["NeedChecked"] = new("Kiểm tra nhu cầu mua", "Need checked"),
        ["NeedAnswered"] = new("Chào hàng cho nhu cầu", "Need answered"),
        ["NeedAnswerWithdrawn"] = new("Rút lời chào hàng", "Answer withdrawn"),
        ["NeedProducersTold"] = new("Báo chủ thể về nhu cầu", "Producers told of a need"),
        ["NeedClosed"] = new("Khép nhu cầu mua", "Need closed"),
        ["NeedForgotten"] = new("Quên bên mua", "Buyer forgotten"),
        ["ProductWholesaleSet"] = new("Ghi bán số lượng lớn", "Wholesale facts set"),
        ["ProducerContactEdited"] = new("Sửa liên hệ chủ thể", "Producer’s contact edited"),
        ["ProducerMoved"] = new("Chuyển chủ thể sang xã khác", "Producer moved"),
        ["ServiceAskedAbout"] = new("Lời hỏi dịch vụ", "Service asked about"),
        ["EnquiryForgotten"] = new("Quên lời hỏi cũ", "Enquiry forgotten"),
        ["MailsResent"] = new("Gửi lại thư", "Mails sent again"),
        ["JobStarted"] = new("Chạy việc ngay", "Job started"),
        ["JobPaused"] = new("Tạm dừng việc", "Job paused"),
        ["JobResumed"] = new("Cho việc chạy tiếp", "Job resumed"),
        ["DocumentCreated"] = new("Tạo bài", "Document created"),
        ["RevisionSaved"] = new("Lưu một bản", "Revision saved"),
        ["RevisionRestored"] = new("Lấy lại bản cũ", "Revision restored"),
        ["DocumentSubmitted"] = new("Gửi duyệt", "Submitted"),
        ["DocumentApproved"] = new("Duyệt", "Approved"),
        ["DocumentReturned"] = new("Trả lại để sửa", "Returned"),
        ["DocumentCorrected"] = new("Sửa nhỏ trên trang đang đăng", "Small correction"),
        ["DocumentPublished"] = new("Đăng bài", "Published"),
        ["DocumentUnpublished"] = new("Gỡ bài", "Taken down"),
        ["DocumentScheduled"] = new("Hẹn giờ đăng", "Scheduled"),
        ["ScheduleCancelled"] = new("Bỏ hẹn giờ", "Schedule cancelled"),
        ["DocumentMoved"] = new("Đổi đường dẫn", "Address changed"),
        ["DocumentMovedInTree"] = new("Chuyển chỗ trong cây", "Moved in the tree"),
        ["DocumentMovedToBin"] = new("Bỏ bài vào thùng rác", "Document put into the bin"),
        ["DocumentTakenFromBin"] = new("Lấy bài từ thùng rác", "Document taken from the bin"),
        ["DocumentDeleted"] = new("Xoá hẳn bài", "Document deleted for good"),
        ["DocumentTranslated"] = new("Thêm bản tiếng khác", "Translation added"),
        ["RedirectAdded"] = new("Thêm chuyển hướng", "Redirect added"),
        ["RedirectDeleted"] = new("Xoá chuyển hướng", "Redirect deleted"),
        ["SetCreated"] = new("Lập đợt đăng", "Publishing set made"),
        ["SetPlanned"] = new("Hẹn giờ đợt đăng", "Publishing set planned"),
        ["SetPublished"] = new("Đăng cả đợt", "Publishing set published"),
        ["SetCancelled"] = new("Huỷ đợt đăng", "Publishing set cancelled"),
        ["AddedToSet"] = new("Thêm vào đợt đăng", "Added to a set"),
        ["RemovedFromSet"] = new("Bỏ khỏi đợt đăng", "Removed from a set"),
        ["MediaAdded"] = new("Thêm ảnh vào thư viện", "Picture added to the library"),
        ["MediaEdited"] = new("Sửa thông tin ảnh", "Picture described"),
        ["MediaFileReplaced"] = new("Thay tệp ảnh", "Picture file replaced"),
        ["MediaMovedToBin"] = new("Bỏ ảnh vào thùng rác", "Picture put into the bin"),
        ["MediaRestored"] = new("Lấy ảnh từ thùng rác", "Picture restored"),
        ["AccountOpened"] = new("Mở tài khoản", "Account opened"),
        ["PersonInvited"] = new("Mời người", "Person invited"),
        ["InvitationAccepted"] = new("Nhận lời mời", "Invitation accepted"),
        ["InvitationWithdrawn"] = new("Rút lời mời", "Invitation withdrawn"),
        ["RightGranted"] = new("Giao quyền", "Right granted"),
        ["RightWithdrawn"] = new("Thu quyền", "Right withdrawn"),
        ["ContactChanged"] = new("Đổi liên hệ tài khoản", "Account’s contact changed"),
        ["PasswordChanged"] = new("Đổi mật khẩu", "Password changed"),
        ["PasswordReset"] = new("Đặt lại mật khẩu", "Password reset"),
        ["ResetCodePrinted"] = new("In mã đặt lại mật khẩu", "Reset code printed"),
        ["PasskeyAdded"] = new("Thêm khoá đăng nhập", "Passkey added"),
        ["PasskeyRemoved"] = new("Bỏ khoá đăng nhập", "Passkey removed"),
        ["SecondFactorRemoved"] = new("Bỏ bước hai", "Second factor removed"),
        ["RecoveryCodesRenewed"] = new("Làm lại mã dự phòng", "Recovery codes renewed"),
        ["SignedInWithPasskey"] = new("Đăng nhập bằng khoá", "Signed in with a passkey"),
        ["SignedOut"] = new("Đăng xuất", "Signed out"),
        ["SignedOutEverywhere"] = new("Đăng xuất mọi nơi", "Signed out everywhere"),
        ["DocumentApprovedFirst"] = new("Duyệt bước một", "Document approved, first step"),
        ["MediaDeleted"] = new("Xoá hẳn ảnh", "Picture deleted"),
        ["PreviewLinkMade"] = new("Cho mượn bản xem trước", "Preview lent"),
        ["PreviewLinkRevoked"] = new("Thu lại bản xem trước", "Preview taken back"),
        ["WebhookSubscribed"] = new("Nối chương trình ngoài", "Webhook connected"),
        ["WebhookDeleted"] = new("Bỏ nối chương trình ngoài", "Webhook deleted"),
        ["WebhookReplayed"] = new("Gửi lại cho chương trình ngoài", "Webhook sent again"),
        ["WebhookSwitchedOn"] = new("Gửi tiếp cho chương trình ngoài", "Webhook resumed"),
        ["WebhookSwitchedOff"] = new("Tạm dừng chương trình ngoài", "Webhook paused"),
        ["ContentExported"] = new("Xuất nội dung", "Content exported"),
        ["ContentImported"] = new("Nhập nội dung", "Content imported"),
        ["SignedIn"] = new("Đăng nhập", "Signed in"),
        ["SignedInWithRecoveryCode"] = new("Đăng nhập bằng mã dự phòng", "Signed in with a recovery code"),
        ["SignInFailed"] = new("Đăng nhập sai", "Sign-in failed"),
        ["LockedOut"] = new("Bị khoá vì sai nhiều lần", "Locked out"),
        ["SecondFactorEnrolled"] = new("Bật bước đăng nhập thứ hai", "Second factor enrolled"),
        ["SecondFactorFailed"] = new("Sai mã bước hai", "Second factor failed"),
        ["ResetCodeMailed"] = new("Gửi thư đặt lại mật khẩu", "Reset code mailed"),
        ["FairOpened"] = new("Lập hội chợ", "Fair planned"),
        ["FairEdited"] = new("Sửa hội chợ", "Fair edited"),
        ["FairDaysSet"] = new("Đặt ngày hội chợ", "Fair’s days set"),
        ["FairProgrammeSet"] = new("Đặt chương trình hội chợ", "Fair’s programme set"),
        ["BoothsSet"] = new("Đặt gian hàng", "Booths set"),
        ["FairAnnounced"] = new("Công bố hội chợ", "Fair announced"),
        ["FairCancelled"] = new("Huỷ hội chợ", "Fair cancelled"),
        ["FairResultsTold"] = new("Ghi kết quả hội chợ", "Fair’s results told"),
        ["MarketDayChanged"] = new("Đổi một phiên chợ", "Market day changed"),
        ["BoothAskedFor"] = new("Đăng ký gian", "Booth asked for"),
        ["BoothWithdrawn"] = new("Rút đăng ký gian", "Booth application withdrawn"),
        ["BoothAllotted"] = new("Giao gian", "Booth given"),
        ["BoothWaitedFor"] = new("Đưa vào danh sách chờ", "Put on the waiting list"),
        ["BoothRefused"] = new("Không nhận đăng ký gian", "Booth application refused"),
        ["FloorOpened"] = new("Thêm sàn ngoài", "Outside floor added"),
        ["FloorColumnsMapped"] = new("Nối cột của sàn", "Floor’s columns mapped"),
        ["FloorPackageOrdered"] = new("Đặt gói hàng cho sàn", "Package for a floor asked for"),
        ["FloorPackageMade"] = new("Đóng xong gói hàng", "Package made"),
        ["FloorPackageHandedOver"] = new("Bàn giao gói hàng", "Package handed over"),
        ["ListingLinkTold"] = new("Ghi đường dẫn trên sàn", "Address on a floor noted"),
        ["ListingRemovalAsked"] = new("Xin gỡ khỏi sàn", "Removal from a floor asked for"),
        ["ListingRemoved"] = new("Sàn đã gỡ", "Removed from a floor"),
        ["SalesPointAdded"] = new("Thêm điểm bán", "Sales point added"),
        ["SalesPointEdited"] = new("Sửa điểm bán", "Sales point edited"),
        ["SalesPointChecked"] = new("Chấm tiêu chí điểm bán", "Sales point checked"),
        ["SalesPointPhotosChosen"] = new("Chọn ảnh điểm bán", "Sales point’s photos chosen"),
        ["SalesPointHoursKept"] = new("Sửa giờ mở cửa", "Opening hours changed"),
        ["SalesPointClosedEarly"] = new("Đóng cửa sớm", "Closed early"),
        ["SalesPointReopened"] = new("Mở lại như thường", "Open as usual again"),
        ["SalesPointShelfKept"] = new("Cập nhật kệ hàng", "Shelf kept"),
        ["ProducerToldSoldOut"] = new("Báo chủ thể hết hàng", "Producer told of a sold-out product"),
        ["DemoSalesPointsOpened"] = new("Mở điểm bán trình diễn", "Demo sales points opened"),
        ["DemoMarketOpened"] = new("Mở chợ trình diễn", "Demo market opened"),
    };

    private static readonly Dictionary<string, LocalText> Kinds = new(StringComparer.Ordinal)
    {
        ["product"] = new("Sản phẩm", "Product"),
        ["producer"] = new("Chủ thể", "Producer"),
        ["salespoint"] = new("Điểm bán", "Sales point"),
        ["order"] = new("Đơn hàng", "Order"),
        ["enquiry"] = new("Lời hỏi", "Enquiry"),
        ["document"] = new("Bài viết", "Document"),
        ["media"] = new("Ảnh", "Picture"),
        ["fair"] = new("Hội chợ", "Fair"),
        ["floor"] = new("Sàn ngoài", "Outside floor"),
        ["mark"] = new("Nhãn hiệu", "Mark"),
        ["fake-report"] = new("Lời báo hàng giả", "Report of a fake"),
        ["need"] = new("Nhu cầu mua", "Buyer’s need"),
        ["redirect"] = new("Chuyển hướng", "Redirect"),
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
        "salespoint" => $"/quan-tri/diem-ban/{entry.SubjectId}",
        "document" => $"/quan-tri/noi-dung/{entry.SubjectId}",
        "fair" => $"/quan-tri/hoi-cho/{entry.SubjectId}",
        "floor" => $"/quan-tri/san-ngoai/{entry.SubjectId}",
        "mark" => $"/quan-tri/nhan-hieu/{entry.SubjectId}",
        "fake-report" => $"/quan-tri/bao-hang-gia/{entry.SubjectId}",
        "need" => $"/quan-tri/can-hang/{entry.SubjectId}",
        "media" => $"/quan-tri/thu-vien/{entry.SubjectId}",
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

    // An id tells people nothing; the line's subject has its name beside it.
    private static List<string> Lines(string? text) => [.. Ids().Replace(text ?? "", "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    // "price SKU-1: 90000" is about "price SKU-1"; a line without a name is about the whole.
    private static string Key(string line) => line.IndexOf(": ", StringComparison.Ordinal) is var end and > 0 ? line[..end] : "";
}

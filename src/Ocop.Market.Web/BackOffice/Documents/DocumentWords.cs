using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>How far a document is, in a word or two, with the colour of its tag.</summary>
public sealed record DocumentTag(LocalText Words, string? Tone);

public static class DocumentWords
{
    public static DocumentTag TagOf(DocumentLine line) => TagOf(line.DeletedAt is not null, line.LastFailure is not null, line.State, line.GoLiveAt, line.IsLive, line.HasNews);

    public static DocumentTag TagOf(Document document) =>
        TagOf(document.DeletedAt is not null, document.LastFailure is not null, document.State, document.GoLiveAt, document.IsLive, document.HasNews);

    public static LocalText Of(DocumentFilter filter) => filter switch
    {
        DocumentFilter.All => new("Tất cả", "All"),
        DocumentFilter.Live => new("Đang đăng", "Live"),
        DocumentFilter.NotLive => new("Chưa đăng", "Not live"),
        DocumentFilter.HasNews => new("Có bản mới hơn", "With newer drafts"),
        DocumentFilter.Waiting => new("Chờ duyệt", "To approve"),
        DocumentFilter.Returned => new("Trả lại", "Returned"),
        DocumentFilter.Approved => new("Đã duyệt, chưa lên", "Approved, not up"),
        DocumentFilter.Scheduled => new("Đã hẹn giờ", "Scheduled"),
        DocumentFilter.Failed => new("Không đăng được", "Failed"),
        DocumentFilter.Bin => new("Thùng rác", "Bin"),
    };

    /// <summary>As the filter stands in an address.</summary>
    public static string WordOf(DocumentFilter filter) => filter switch
    {
        DocumentFilter.All => "",
        DocumentFilter.Live => "dang-dang",
        DocumentFilter.NotLive => "chua-dang",
        DocumentFilter.HasNews => "ban-moi",
        DocumentFilter.Waiting => "cho-duyet",
        DocumentFilter.Returned => "tra-lai",
        DocumentFilter.Approved => "da-duyet",
        DocumentFilter.Scheduled => "hen-gio",
        DocumentFilter.Failed => "loi",
        DocumentFilter.Bin => "thung-rac",
    };

    public static LocalText Of(CommentKind kind) => kind switch
    {
        CommentKind.Remark => new("nhắn", "wrote"),
        CommentKind.Submitted => new("gửi duyệt", "submitted"),
        CommentKind.ApprovedFirst => new("duyệt bước một", "approved, first step"),
        CommentKind.Approved => new("duyệt", "approved"),
        CommentKind.Returned => new("trả lại để sửa", "returned for changes"),
        CommentKind.Corrected => new("sửa nhỏ trên trang", "corrected the live page"),
    };

    private static DocumentTag TagOf(bool isInBin, bool hasFailed, ReviewState state, DateTime? goLiveAt, bool isLive, bool hasNews) =>
        isInBin ? new(new("Trong thùng rác", "In the bin"), null)
        : hasFailed ? new(new("Không đăng được", "Could not go live"), "error")
        : state switch
        {
            ReviewState.Submitted => new(new("Chờ duyệt", "Waits for approval"), "warn"),
            ReviewState.FirstApproved => new(new("Chờ duyệt bước hai", "Waits for the second step"), "warn"),
            ReviewState.Returned => new(new("Trả lại để sửa", "Returned"), "error"),
            _ when goLiveAt is { } at => new(new($"Lên trang {DocumentTurn.Moment(at)}", $"Goes live {DocumentTurn.Moment(at)}"), "good"),
            ReviewState.Approved when !isLive => new(new("Đã duyệt, chưa đăng", "Approved, not live"), "warn"),
            _ when isLive && hasNews => new(new("Đang đăng, có bản nháp mới", "Live, newer draft"), "good"),
            _ when isLive => new(new("Đang đăng", "Live"), "good"),
            _ => new(new("Bản nháp", "Draft"), null),
        };
}

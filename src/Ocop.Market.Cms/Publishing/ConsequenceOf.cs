using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Publishing;

/// <summary>The one sentence that says what will happen, read before anybody confirms.</summary>
public static class ConsequenceOf
{
    public static LocalText Submitting(Document document, DocumentType type) => type.StepsIn(document.Scope) == 1
        ? new("Bài được gửi cho cán bộ phụ trách duyệt; sửa tiếp sẽ rút bài về bản nháp.", "It goes to the officer in charge; writing on takes it back to a draft.")
        : new("Bài được gửi duyệt qua hai bước, hai người khác nhau; sửa tiếp sẽ rút bài về bản nháp.", "It goes through two steps by two people; writing on takes it back to a draft.");

    /// <param name="written">When the revision that goes live was written.</param>
    public static LocalText Publishing(Document document, DateTime written)
    {
        var (vi, en) = (document.IsLive, document.GoLiveAt) switch
        {
            (false, null) => ("Trang hiện ra với mọi người ngay bây giờ", "The page is shown to everybody now"),
            (true, null) => ("Bản này thay bản đang hiển thị ngay bây giờ", "This revision replaces the live one now"),
            (_, { } at) => ($"Bản này hiện ra ngay bây giờ, và lịch hẹn lúc {DocumentTurn.Moment(at)} bị huỷ", $"This revision is shown now, and the schedule for {DocumentTurn.Moment(at)} is cancelled"),
        };
        if (document.GoLiveAt is not null && document.ExpireAt is { } end) (vi, en) = ($"{vi}, cả giờ gỡ xuống {DocumentTurn.Moment(end)}", $"{en}, with its end at {DocumentTurn.Moment(end)}");
        return WithCorrection(document, written, vi, en);
    }

    /// <param name="written">When the approved revision was written.</param>
    public static LocalText Scheduling(Document document, DateTime written, DateTime? goLiveAt, DateTime? expireAt)
    {
        if (goLiveAt is not { } at)
            return new($"Trang đang hiển thị tự gỡ xuống lúc {Moment(expireAt)}.", $"The page now live goes down by itself at {Moment(expireAt)}.");
        var (vi, en) = document.IsLive
            ? ($"Bản đã duyệt thay bản đang hiển thị lúc {Moment(at)}; đến lúc đó trang vẫn như bây giờ", $"The approved revision replaces the live one at {Moment(at)}; until then the page stays as it is")
            : ($"Trang hiện ra lúc {Moment(at)}", $"The page is shown from {Moment(at)}");
        if (document.LatestRevisionId != document.ApprovedRevisionId) (vi, en) = (vi + "; bản nháp mới hơn không đi cùng", en + "; the newer draft does not come along");
        if (expireAt is not null) (vi, en) = ($"{vi}; tự gỡ xuống lúc {Moment(expireAt)}", $"{en}; it goes down at {Moment(expireAt)}");
        return WithCorrection(document, written, vi, en);
    }

    public static LocalText CancellingTheSchedule(Document document) => document.IsLive
        ? new("Lịch hẹn bị bỏ; trang đang hiển thị giữ nguyên.", "The schedule is dropped; the live page stays.")
        : new("Lịch hẹn bị bỏ; trang chưa hiện ra cho đến khi có người xuất bản.", "The schedule is dropped; the page is not shown until somebody publishes it.");

    public static LocalText Unpublishing(Document document) => document.GoLiveAt is { } at
        ? new($"Trang bị gỡ ngay; ai mở địa chỉ này sẽ thấy “không tìm thấy” đến {Moment(at)}, khi bản đã hẹn hiện ra.", $"The page goes down now; its address answers “not found” until {Moment(at)}, when the scheduled revision is shown.")
        : new("Trang bị gỡ ngay; ai mở địa chỉ này sẽ thấy “không tìm thấy”. Bài và mọi bản cũ vẫn còn.", "The page goes down now; its address answers “not found”. The text and all revisions stay.");

    public static LocalText Correcting(Document document)
    {
        var (vi, en) = ("Chỗ sửa hiện ra ngay, không qua duyệt, và được ghi vào nhật ký từng chữ", "The change is shown at once, without approval, and is logged word for word");
        if (document.GoLiveAt is { } at) (vi, en) = ($"{vi}; bản đã hẹn lúc {DocumentTurn.Moment(at)} không có chỗ sửa này", $"{en}; the revision scheduled for {DocumentTurn.Moment(at)} does not have it");
        if (document.HasNews) (vi, en) = (vi + "; bản nháp mới hơn cũng chưa có, nhớ sửa cả ở đó", en + "; nor does the newer draft: mend it there, too");
        return new(vi + ".", en + ".");
    }

    public static LocalText Restoring(Revision revision) =>
        new($"Nội dung bản {Moment(revision.CreatedAt)} thành bản nháp mới nhất; trang đang hiển thị không đổi.", $"The text of {Moment(revision.CreatedAt)} becomes the latest draft; the live page does not change.");

    public static LocalText MovingToBin(Document document, int uses)
    {
        var (vi, en) = document.IsLive ? ("Trang bị gỡ ngay và bài vào thùng rác; có thể lấy lại", "The page goes down now and the document goes to the bin; it can be taken back") : ("Bài vào thùng rác; có thể lấy lại", "The document goes to the bin; it can be taken back");
        if (document.GoLiveAt is not null || document.ExpireAt is not null) (vi, en) = (vi + "; lịch hẹn bị huỷ", en + "; its schedule is cancelled");
        return uses == 0 ? new(vi + ".", en + ".") : new($"{vi}. {uses} bài khác đang dùng đến nó.", $"{en}. {uses} other documents use it.");
    }

    public static LocalText Deleting => new("Bài, mọi bản và mọi lời nhắn mất hẳn, không lấy lại được.", "The document, all revisions and comments are gone for good.");

    public static LocalText Moving(string from, string to) =>
        new($"Địa chỉ đổi từ {from} sang {to}; ai giữ liên kết cũ được đưa sang địa chỉ mới.", $"The address changes from {from} to {to}; old links lead to the new one.");

    public static LocalText GoingLiveTogether(PublishingSet set, int documents, DateTime? at) => at is { } moment
        ? new($"{documents} trang của “{set.Name}” hiện ra cùng một lúc, {Moment(moment)}: hoặc tất cả, hoặc không trang nào.", $"{documents} pages of “{set.Name}” are shown together at {Moment(moment)}: all of them or none.")
        : new($"{documents} trang của “{set.Name}” hiện ra cùng một lúc ngay bây giờ: hoặc tất cả, hoặc không trang nào.", $"{documents} pages of “{set.Name}” are shown together now: all of them or none.");

    internal static LocalText WithCorrection(Document document, DateTime written, string vi, string en) => !document.LacksCorrection(written) ? new(vi + ".", en + ".")
        : new($"{vi}. Chú ý: trang đang hiển thị có chỗ sửa nhỏ lúc {Moment(document.CorrectedAt)} mà bản này chưa có.", $"{en}. Mind: the live page was corrected at {Moment(document.CorrectedAt)}, and this revision lacks that.");

    private static string Moment(DateTime? utc) => utc is { } at ? DocumentTurn.Moment(at) : "";
}

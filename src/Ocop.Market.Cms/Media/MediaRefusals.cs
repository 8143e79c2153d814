using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

internal static class MediaRefusals
{
    public static readonly Refusal NotAllowed = new("not-allowed", "",
        "Bạn không có quyền làm việc này với ảnh và tệp của nơi đó.", "You may not do this with pictures and files of that place.");

    public static readonly Refusal Unknown = new("media-unknown", "", "Không có mục này trong thư viện.", "There is no such thing in the library.");

    public static readonly Refusal Stale = new("media-stale", "",
        "Người khác vừa sửa mục này. Bạn hãy xem lại bản mới rồi lưu lần nữa.", "Somebody else has just changed this. Please look at it again and save once more.");

    public static readonly Refusal InBin = new("media-in-bin", "", "Mục này đang ở thùng rác. Hãy lấy lại trước.", "It lies in the bin. Take it out first.");

    public static readonly Refusal FocusOutside = new("focus-outside", "focus", "Điểm chính phải nằm trong ảnh.", "The focal point must lie within the picture.");

    public static readonly Refusal UploadUnknown = new("upload-unknown", PictureRefusals.Field,
        "Lần tải lên này không còn. Bạn hãy chọn tệp và gửi lại.", "This upload is no longer there. Please choose the file and send it again.");

    public static readonly Refusal UploadElsewhere = new("upload-offset", PictureRefusals.Field,
        "Phần gửi không nối tiếp phần đã nhận.", "This part does not follow what has been received.");

    public static readonly Refusal UploadTooLong = new("upload-too-long", PictureRefusals.Field,
        "Tệp gửi lên dài hơn đã báo.", "The file is longer than it was said to be.");

    public static readonly Refusal UploadNotWhole = new("upload-not-whole", PictureRefusals.Field, "Tệp chưa được gửi hết.", "The file has not been sent whole yet.");

    public static readonly Refusal UploadInWork = new("upload-in-work", PictureRefusals.Field, "Tệp này đang được xử lý.", "This file is being worked on.");

    public static readonly Refusal TooManyUploads = new("too-many-uploads", PictureRefusals.Field,
        "Bạn đang gửi quá nhiều tệp cùng lúc. Hãy đợi các tệp trước xong.", "Too many of your files are on their way. Please wait for the earlier ones.");

    public static readonly Refusal Empty = new("picture-empty", PictureRefusals.Field, "Bạn chưa chọn tệp, hoặc tệp trống.", "No file was chosen, or it is empty.");

    public static Refusal TooLong(string field, int most) => new("too-long", field,
        FormattableString.Invariant($"Nhiều nhất {most} ký tự."), FormattableString.Invariant($"{most} characters at most."));

    public static Refusal InUse(IReadOnlyList<MediaPlace> places) => new("media-in-use", "",
        $"Đang được dùng ở: {Named(places)}. Hãy thay ở đó trước.", $"It is shown in: {Named(places)}. Change it there first.");

    public static Refusal Shown(IReadOnlyList<MediaPlace> places) => new("media-shown", "",
        $"Ảnh đang ở: {Named(places)}. Hãy tải ảnh mới lên và chọn ảnh ấy trong bài, để bài được đọc lại.", $"The picture stands in: {Named(places)}. Upload a new one and choose it in the text, so that the text is read again.");

    private static string Named(IReadOnlyList<MediaPlace> places) =>
        string.Join("; ", places.Take(5).Select(place => place.Name)) + (places.Count > 5 ? FormattableString.Invariant($" (+{places.Count - 5})") : "");
}

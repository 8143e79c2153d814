using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

internal static class PictureRefusals
{
    public const string Field = "file";
    public const string TooSmallReason = "picture-too-small";

    public static readonly Refusal ToolMissing = new("picture-tool-missing", Field,
        "Máy chủ chưa có công cụ ảnh (libvips-tools), nên chưa nhận được ảnh.",
        "The server has no picture tool (libvips-tools) yet, so it cannot take pictures.");

    public static readonly Refusal NotAPicture = new("not-a-picture", Field,
        "Tệp này không phải ảnh JPEG, PNG, WebP, HEIC hay AVIF.",
        "This file is not a JPEG, PNG, WebP, HEIC or AVIF picture.");

    public static readonly Refusal Unreadable = new("picture-unreadable", Field,
        "Ảnh bị hỏng hoặc thiếu một phần. Bạn hãy gửi lại từ ảnh gốc.",
        "The picture is damaged or incomplete. Please send the original again.");

    public static readonly Refusal TooSlow = new("picture-too-slow", Field,
        "Xử lý ảnh này mất quá nhiều thời gian nên đã dừng lại. Bạn hãy thử một ảnh khác hoặc nhỏ hơn.",
        "Working on this picture took too long and was stopped. Please try another or a smaller one.");

    public static Refusal FileTooLarge(long limit) => new("picture-file-too-large", Field,
        FormattableString.Invariant($"Tệp ảnh lớn hơn {limit >> 20} MB. Bạn hãy chọn ảnh nhẹ hơn."),
        FormattableString.Invariant($"The file is larger than {limit >> 20} MB. Please choose a lighter picture."));

    public static Refusal TooManyPixels(int width, int height, long limit) => new("picture-too-many-pixels", Field,
        FormattableString.Invariant($"Ảnh {width} × {height} điểm ảnh là quá lớn; nhiều nhất {limit / 1_000_000} triệu điểm ảnh."),
        FormattableString.Invariant($"At {width} × {height} the picture is too large; {limit / 1_000_000} million pixels at most."));

    public static Refusal TooSmall(int width, int height, int limit) => new(TooSmallReason, Field,
        FormattableString.Invariant($"Ảnh {width} × {height} điểm ảnh là quá nhỏ; mỗi cạnh cần ít nhất {limit}."),
        FormattableString.Invariant($"At {width} × {height} the picture is too small; each side needs at least {limit} pixels."));
}

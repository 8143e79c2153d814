using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

internal static class FileRefusals
{
    /// <summary>A photo of a paper is a document, too (<see cref="PhotographedPaper"/>).</summary>
    public static readonly Refusal NotADocument = new("not-a-document", PictureRefusals.Field,
        "Tệp này không phải ảnh chụp, cũng không phải PDF, DOCX, XLSX, ODT, ODS hay CSV.", "This file is neither a photo nor a PDF, DOCX, XLSX, ODT, ODS or CSV document.");

    /// <summary>Where photos and documents are both welcome.</summary>
    public static readonly Refusal Neither = new("not-a-picture", PictureRefusals.Field,
        "Tệp này không phải ảnh JPEG, PNG, WebP, HEIC hay AVIF, cũng không phải tài liệu PDF, DOCX, XLSX, ODT, ODS hay CSV.",
        "This file is not a JPEG, PNG, WebP, HEIC or AVIF picture, nor a PDF, DOCX, XLSX, ODT, ODS or CSV document.");

    public static readonly Refusal TooLarge = new("document-too-large", PictureRefusals.Field,
        FormattableString.Invariant($"Tài liệu lớn hơn {FileKinds.LargestFile >> 20} MB. Bạn hãy chia nhỏ hoặc nén ảnh trong đó."),
        FormattableString.Invariant($"The document is larger than {FileKinds.LargestFile >> 20} MB. Please divide it or make its pictures smaller."));

    public static readonly Refusal Damaged = new("document-damaged", PictureRefusals.Field,
        "Tài liệu bị hỏng hoặc thiếu một phần. Bạn hãy mở nó trên máy, lưu lại rồi gửi lần nữa.",
        "The document is damaged or incomplete. Please open it, save it anew and send it again.");

    public static readonly Refusal Macros = new("document-has-macros", PictureRefusals.Field,
        "Tài liệu có chứa macro (chương trình), nên không nhận. Bạn hãy lưu lại dạng không có macro.",
        "The document holds macros (programs) and is not taken. Please save it without them.");

    public static readonly Refusal Unfolds = new("document-unfolds", PictureRefusals.Field,
        "Tài liệu này mở ra quá lớn, nên không nhận.", "This document unfolds to too much and is not taken.");

    public static readonly Refusal OldOffice = new("document-old", PictureRefusals.Field,
        "Tệp .doc, .xls kiểu cũ hoặc có mật khẩu thì không nhận. Bạn hãy lưu lại dạng .docx, .xlsx hoặc PDF, không đặt mật khẩu.",
        "Old .doc and .xls files and those with a password are not taken. Please save it as .docx, .xlsx or PDF without a password.");

    public static readonly Refusal NotUtf8 = new("document-not-utf8", PictureRefusals.Field,
        "Tệp CSV phải là chữ UTF-8. Trong Excel, chọn Lưu dạng “CSV UTF-8”.", "A CSV file must be UTF-8. In Excel, save it as “CSV UTF-8”.");

    public static readonly Refusal OtherKind = new("media-other-kind", PictureRefusals.Field,
        "Ảnh chỉ thay được bằng ảnh, tài liệu chỉ thay được bằng tài liệu.", "A picture is replaced by a picture only, a document by a document.");
}

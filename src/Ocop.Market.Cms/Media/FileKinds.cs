namespace Ocop.Market.Cms.Media;

/// <summary>A kind of document that the library takes.</summary>
/// <param name="Ending">Of the stored file, its address and the name under which it is saved.</param>
/// <param name="Name">As people call it.</param>
public sealed record FileKind(string Mime, string Ending, string Name);

public static class FileKinds
{
    public const long LargestFile = 20L << 20;

    public static readonly FileKind Pdf = new("application/pdf", "pdf", "PDF");
    public static readonly FileKind Word = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "DOCX");
    public static readonly FileKind Excel = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "XLSX");
    public static readonly FileKind OpenText = new("application/vnd.oasis.opendocument.text", "odt", "ODT");
    public static readonly FileKind OpenSheet = new("application/vnd.oasis.opendocument.spreadsheet", "ods", "ODS");
    public static readonly FileKind Csv = new("text/csv", "csv", "CSV");

    public static readonly IReadOnlyList<FileKind> All = [Pdf, Word, Excel, OpenText, OpenSheet, Csv];

    /// <summary>For a file field of a form.</summary>
    public static string Accepted => string.Join(',', All.Select(kind => "." + kind.Ending));

    /// <summary>The same where a photo of the paper will do: it becomes a PDF.</summary>
    public static string AcceptedOrPhotographed => "image/jpeg,image/png,image/webp,image/heic,image/avif," + Accepted;

    public static FileKind? Find(string mime) => All.FirstOrDefault(kind => kind.Mime == mime);

    public static FileKind? FindByEnding(string? ending) => All.FirstOrDefault(kind => kind.Ending == ending);
}

using System.IO.Compression;
using System.Text;

namespace Ocop.Market.Testing;

/// <summary>Documents as people send them, as small as their formats allow, and files that only say that they are.</summary>
public static class TestDocuments
{
    public static byte[] Pdf(string words = "Quyết định") => Encoding.UTF8.GetBytes($"%PDF-1.7\n% {words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Docx() => Zip(("[Content_Types].xml", Types("wordprocessingml.document.main+xml")), ("word/document.xml", "<w:document/>"));

    public static byte[] Xlsx() => Zip(("[Content_Types].xml", Types("spreadsheetml.sheet.main+xml")), ("xl/workbook.xml", "<workbook/>"));

    public static byte[] Odt() => OpenDocument("application/vnd.oasis.opendocument.text");

    public static byte[] Ods() => OpenDocument("application/vnd.oasis.opendocument.spreadsheet");

    public static byte[] Csv() => Encoding.UTF8.GetBytes("\uFEFFTên;Giá\nChè đinh;350000\n");

    public static byte[] MacroWorkbook() => Zip(("[Content_Types].xml", Types("spreadsheetml.sheet.main+xml")), ("xl/workbook.xml", "<workbook/>"), ("xl/vbaProject.bin", "Sub Auto_Open()"));

    /// <summary>Its macros bear another name, but must have their type.</summary>
    public static byte[] DisguisedMacros() => Zip(("[Content_Types].xml", Types("spreadsheetml.sheet.main+xml").Replace("</Types>", "<Override PartName=\"/xl/data.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>", StringComparison.Ordinal)), ("xl/workbook.xml", "<workbook/>"), ("xl/data.bin", "Sub Auto_Open()"));

    /// <summary>Some hundred bytes that say they unfold to four gigabytes.</summary>
    public static byte[] Bomb()
    {
        var bomb = Docx();
        var entry = bomb.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(bomb.AsSpan(entry + 24), 0xFFFFFFF0u);
        return bomb;
    }

    public static byte[] Zip(params (string Name, string Words)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, words) in entries)
                Add(zip, name, CompressionLevel.Fastest, Encoding.UTF8.GetBytes(words));

        return bytes.ToArray();
    }

    /// <summary>The same bytes at any hour.</summary>
    private static void Add(ZipArchive zip, string name, CompressionLevel level, ReadOnlySpan<byte> words)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        using var content = entry.Open();
        content.Write(words);
    }

    private static string Types(string main) => $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/main.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.{main}\"/></Types>";

    // The first entry stored as it is, as the standard wants it.
    private static byte[] OpenDocument(string mime)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "mimetype", CompressionLevel.NoCompression, Encoding.ASCII.GetBytes(mime));
            Add(zip, "content.xml", CompressionLevel.Fastest, "<office:document-content/>"u8);
        }

        return bytes.ToArray();
    }
}

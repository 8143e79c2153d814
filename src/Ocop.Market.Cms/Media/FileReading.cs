using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// Tells a document by its bytes: a name can lie, and nothing here opens more of a file than it must. What carries programs is refused,
/// for whoever downloads it from a public office trusts it.
/// </summary>
internal static class FileReading
{
    private const int MostEntries = 5000;
    private const long MostUnpacked = 512L << 20, MostContentTypes = 1L << 20;

    // "End of central directory" is 22 bytes and a comment of at most 65,535.
    private const int LongestTail = 22 + 65_535;

    /// <param name="name">Only a CSV file, which nothing marks, must be called one as well.</param>
    public static async Task<Outcome<FileKind>> KindOfAsync(string path, string name, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        if (file.Length > FileKinds.LargestFile) return FileRefusals.TooLarge;
        var start = new byte[128];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        var begun = start.AsMemory(0, read);
        if (begun.Span.StartsWith("%PDF-"u8)) return await EndsAsPdfAsync(file, cancel) ? FileKinds.Pdf : FileRefusals.Damaged;
        if (begun.Span.StartsWith("PK\x03\x04"u8)) return await OfZipAsync(file, begun, cancel);
        if (begun.Span.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 })) return FileRefusals.OldOffice;
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && read > 0 ? await OfTextAsync(file, cancel) : FileRefusals.NotADocument;
    }

    private static async Task<bool> EndsAsPdfAsync(FileStream file, CancellationToken cancel) => (await TailAsync(file, 2048, cancel)).AsSpan().IndexOf("%%EOF"u8) >= 0;

    private static async Task<Outcome<FileKind>> OfZipAsync(FileStream file, ReadOnlyMemory<byte> start, CancellationToken cancel)
    {
        if (EntriesTold(await TailAsync(file, LongestTail, cancel)) is not (> 0 and <= MostEntries)) return FileRefusals.Damaged;
        try
        {
            await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
            // A file of some kilobytes that says it unfolds to gigabytes would choke whoever opens it.
            if (zip.Entries.Any(entry => entry.Length > MostUnpacked) || zip.Entries.Sum(entry => entry.Length) > MostUnpacked) return FileRefusals.Unfolds;
            var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToList();
            if (names.Exists(IsProgram)) return FileRefusals.Macros;
            if (OpenDocument(start.Span) is { } open) return open;
            if (zip.GetEntry("[Content_Types].xml") is not { } types) return FileRefusals.NotADocument;
            // A macro's part may bear any name; its type may not.
            if (types.Length > MostContentTypes || await TellsOfProgramsAsync(types, cancel)) return FileRefusals.Macros;
            if (names.Exists(name => name.StartsWith("word/", StringComparison.Ordinal))) return FileKinds.Word;
            return names.Exists(name => name.StartsWith("xl/", StringComparison.Ordinal)) ? FileKinds.Excel : FileRefusals.NotADocument;
        }
        catch (InvalidDataException)
        {
            return FileRefusals.Damaged;
        }
    }

    private static bool IsProgram(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase) || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> TellsOfProgramsAsync(ZipArchiveEntry types, CancellationToken cancel)
    {
        using var reader = new StreamReader(await types.OpenAsync(cancel));
        var words = await reader.ReadToEndAsync(cancel);
        return words.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || words.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || words.Contains("macrosheet", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>OpenDocument 1.3, part 2, 3.3: the first entry is called "mimetype", is stored as it is, and has no extra field.</summary>
    private static FileKind? OpenDocument(ReadOnlySpan<byte> start)
    {
        const int name = 30, words = name + 8;
        if (start.Length < words || BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) != 0 || BinaryPrimitives.ReadUInt32LittleEndian(start[26..]) != 8 || !start[name..].StartsWith("mimetype"u8)) return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(start[22..]);
        if (length > start.Length - words) return null;
        var mime = Encoding.ASCII.GetString(start.Slice(words, (int)length));
        return new[] { FileKinds.OpenText, FileKinds.OpenSheet }.FirstOrDefault(kind => kind.Mime == mime);
    }

    private static int EntriesTold(ReadOnlySpan<byte> tail)
    {
        var at = tail.LastIndexOf("PK\x05\x06"u8);
        return at >= 0 && at + 12 <= tail.Length ? BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 10)..]) : 0;
    }

    private static async Task<Outcome<FileKind>> OfTextAsync(FileStream file, CancellationToken cancel)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var (letters, isFirst) = (new char[8192], true);
        try
        {
            for (int read; (read = await reader.ReadAsync(letters, cancel)) > 0;)
            {
                if (letters.AsSpan(0, read).ContainsAnyExcept(Printable)) return FileRefusals.NotADocument;
                // A page of the web is text as well.
                if (isFirst && letters.AsSpan(0, read).TrimStart("\uFEFF \t\r\n").StartsWith("<")) return FileRefusals.NotADocument;
                isFirst = false;
            }
        }
        catch (DecoderFallbackException)
        {
            return FileRefusals.NotUtf8;
        }

        return FileKinds.Csv;
    }

    private static readonly System.Buffers.SearchValues<char> Printable =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(number => (char)number).Where(letter => letter is '\t' or '\r' or '\n' || !char.IsControl(letter))]);

    private static async Task<byte[]> TailAsync(FileStream file, int most, CancellationToken cancel)
    {
        var tail = new byte[(int)Math.Min(most, file.Length)];
        file.Position = file.Length - tail.Length;
        await file.ReadExactlyAsync(tail, cancel);
        file.Position = 0;
        return tail;
    }
}

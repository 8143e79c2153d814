using System.Runtime.CompilerServices;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>UTF-8 with or without BOM, comma or semicolon, quotes as in RFC 4180.</summary>
internal sealed class CsvSheet(Stream file) : ProductSheet
{
    private char _delimiter = ',';

    public override ImportReportFile Report(Stream file) => new CsvReportFile(file, Header, _delimiter);

    protected override async IAsyncEnumerable<CsvRow> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var bytes = new CheckedStream(file, MostBytes);
        var start = await bytes.PeekAsync(cancel);
        if (KindMistaken(start.Span) is { } mistaken) throw new UnreadableSheet(mistaken);

        _delimiter = DelimiterOf(start.Span);
        // Detection would answer a BOM with a decoder that forgives wrong bytes; this one skips the BOM and forgives nothing.
        using var text = new StreamReader(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        await foreach (var row in CsvText.ReadAsync(text, _delimiter, LongestCell).WithCancellation(cancel)) yield return row;
    }

    protected override LocalText? WordsFor(Exception broken) => broken switch
    {
        DecoderFallbackException => new("Tệp không phải mã UTF-8. Trong Excel hãy chọn “CSV UTF-8”.", "The file is not UTF-8. In Excel choose “CSV UTF-8”."),
        InvalidDataException => new("Có ô quá dài, thường do thiếu dấu ngoặc kép đóng.", "A cell is too long, usually because a closing quote is missing."),
        _ => null,
    };

    private static LocalText? KindMistaken(ReadOnlySpan<byte> start) => start switch
    {
        [] => new("Tệp rỗng.", "The file is empty."),
        // The container of Office before 2007, and of every workbook locked by a password since.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => new("Tệp Excel có mật khẩu hoặc kiểu cũ (.xls). Hãy bỏ mật khẩu và lưu thành “.xlsx” rồi nhập lại.",
            "The workbook is locked by a password or of the old kind (.xls). Remove the password and save it as “.xlsx” first."),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => new("Tệp là mã UTF-16. Hãy lưu thành “CSV UTF-8”.", "The file is UTF-16. Save it as “CSV UTF-8”."),
        _ => null,
    };

    private static char DelimiterOf(ReadOnlySpan<byte> start)
    {
        var lineEnd = start.IndexOf((byte)'\n');
        var header = lineEnd < 0 ? start : start[..lineEnd];
        return header.Count((byte)';') > header.Count((byte)',') ? ';' : ',';
    }
}

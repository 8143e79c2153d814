using System.Runtime.CompilerServices;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>A CSV file as a stream of rows: UTF-8 with or without BOM, comma or semicolon, quotes as in RFC 4180.</summary>
internal sealed class ProductSheet(Stream file)
{
    public const long MostBytes = 50L * 1024 * 1024;
    public const int MostRows = 200_000;
    private const int LongestCell = 20_000;

    private readonly List<ImportError> _failures = [];

    /// <summary>What makes the file as a whole unreadable. Complete only after the last row was read.</summary>
    public IReadOnlyList<ImportError> Failures => _failures;

    public char Delimiter { get; private set; } = ',';

    /// <summary>As written in the file.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Ends early when the file proves unreadable: see <see cref="Failures"/>.</summary>
    public async IAsyncEnumerable<CsvRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var bytes = new CheckedStream(file, MostBytes);
        var start = await bytes.PeekAsync(cancel);
        if (KindMistaken(start.Span) is { } mistaken)
        {
            Fail(0, mistaken);
            yield break;
        }

        Delimiter = DelimiterOf(start.Span);
        // Detection would answer a BOM with a decoder that forgives wrong bytes; this one skips the BOM and forgives nothing.
        using var text = new StreamReader(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        await using var rows = CsvText.ReadAsync(text, Delimiter, LongestCell).GetAsyncEnumerator(cancel);

        if (!await NextAsync(rows) || !TakeHeader(rows.Current.Cells)) yield break;
        for (var count = 1; await NextAsync(rows); count++)
        {
            cancel.ThrowIfCancellationRequested();
            if (count > MostRows)
            {
                Fail(rows.Current.Line, new($"Tệp có quá nhiều dòng: tối đa {MostRows} dòng.", $"Too many rows: {MostRows} at most."));
                yield break;
            }

            yield return rows.Current;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<CsvRow> rows)
    {
        var line = rows.Current?.Line ?? 0;
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (UnreadableSheet unreadable)
        {
            Fail(line, unreadable.Reason);
        }
        catch (DecoderFallbackException)
        {
            Fail(line, new("Tệp không phải mã UTF-8. Trong Excel hãy chọn “CSV UTF-8”.", "The file is not UTF-8. In Excel choose “CSV UTF-8”."));
        }
        catch (InvalidDataException)
        {
            Fail(line, new("Có ô quá dài, thường do thiếu dấu ngoặc kép đóng.", "A cell is too long, usually because a closing quote is missing."));
        }

        return false;
    }

    private bool TakeHeader(string[] cells)
    {
        Header = cells;
        var words = cells.Select(ColumnOf).ToList();
        foreach (var missing in ProductColumns.Required.Except(words))
            Fail(1, new($"Thiếu cột “{missing}”.", $"Column “{missing}” is missing."), missing);
        foreach (var unknown in words.Except(ProductColumns.Required).Except(ProductColumns.Optional).Except(ProductColumns.OfReport))
            Fail(1, new($"Không có cột nào tên “{unknown}”.", $"There is no column “{unknown}”."), unknown);
        foreach (var twice in words.GroupBy(word => word).Where(word => word.Count() > 1))
            Fail(1, new($"Cột “{twice.Key}” có hai lần.", $"Column “{twice.Key}” stands twice."), twice.Key);
        return _failures.Count == 0;
    }

    public static string ColumnOf(string cell) => VietnameseText.Normalize(cell).ToLowerInvariant();

    private void Fail(int line, LocalText reason, string column = "") => _failures.Add(new ImportError(line, column, "", reason));

    private static LocalText? KindMistaken(ReadOnlySpan<byte> start) => start switch
    {
        [] => new("Tệp rỗng.", "The file is empty."),
        [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => new("Đây là tệp Excel hoặc tệp nén. Hãy lưu thành “CSV UTF-8” rồi nhập lại.", "This is an Excel or zip file. Save it as “CSV UTF-8” first."),
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

using System.Runtime.CompilerServices;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>A product list as a stream of rows, whatever kind of file it came in.</summary>
internal abstract class ProductSheet
{
    public const long MostBytes = 50L * 1024 * 1024;
    public const int MostRows = 200_000;
    protected const int LongestCell = 20_000;

    private readonly List<ImportError> _failures = [];

    /// <summary>What makes the file as a whole unreadable. Complete only after the last row was read.</summary>
    public IReadOnlyList<ImportError> Failures => _failures;

    /// <summary>As written in the file.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>By the first bytes, not by the name: people rename files.</summary>
    /// <param name="file">Must be able to seek: a workbook's table of contents stands at its end.</param>
    /// <param name="mostUnpacked">What a workbook may unfold to; null is what a list of the desk may.</param>
    public static async Task<ProductSheet> OpenAsync(Stream file, CancellationToken cancel, long? mostUnpacked = null)
    {
        var start = new byte[4];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        file.Seek(-read, SeekOrigin.Current);
        return start is [0x50, 0x4B, 0x03, 0x04] ? new WorkbookSheet(file, mostUnpacked ?? WorkbookSheet.MostUnpacked) : new CsvSheet(file);
    }

    /// <summary>Ends early when the file proves unreadable: see <see cref="Failures"/>.</summary>
    public async IAsyncEnumerable<CsvRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var rows = RowsAsync(cancel).GetAsyncEnumerator(cancel);
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

    /// <summary>Of a sheet that is no product list; null where it has none.</summary>
    internal async Task<IReadOnlyList<string>?> FirstRowAsync(CancellationToken cancel) => await FirstRowsAsync(1, cancel) is [var first] ? first.Cells : null;

    internal async Task<IReadOnlyList<CsvRow>> FirstRowsAsync(int most, CancellationToken cancel)
    {
        var read = new List<CsvRow>();
        await using var rows = RowsAsync(cancel).GetAsyncEnumerator(cancel);
        while (read.Count < most && await NextAsync(rows)) read.Add(rows.Current);
        return read;
    }

    public static string ColumnOf(string cell) => VietnameseText.Normalize(cell).ToLowerInvariant();

    /// <summary>The rows again in the same kind of file, each with what is wrong with it.</summary>
    public abstract ImportReportFile Report(Stream file);

    protected abstract IAsyncEnumerable<CsvRow> RowsAsync(CancellationToken cancel);

    /// <summary>Null where the exception is a mistake of ours, not of the file.</summary>
    protected abstract LocalText? WordsFor(Exception broken);

    private async Task<bool> NextAsync(IAsyncEnumerator<CsvRow> rows)
    {
        var line = rows.Current?.Line ?? 0;
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception broken) when ((broken is UnreadableSheet unreadable ? unreadable.Reason : WordsFor(broken)) is { } words)
        {
            Fail(line, words);
            return false;
        }
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

    private void Fail(int line, LocalText reason, string column = "") => _failures.Add(new ImportError(line, column, "", reason));
}

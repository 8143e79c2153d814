namespace Ocop.Market.Ordering.Companies;

/// <param name="Line">In the file, for people.</param>
/// <param name="Cells">As many as the sheet has headings.</param>
public sealed record RecipientCells(int Line, IReadOnlyList<string> Cells);

/// <summary>
/// What a company sent of its recipients, cell by cell. Whether a row is right is asked anew each time: days pass, offers change. Lives until the order is
/// placed, for the parcels hold all of it, or until the quote has ended.
/// </summary>
public sealed class RecipientSheet
{
    public const int MostRows = 1000;

    private RecipientSheet() { }

    internal RecipientSheet(Guid quoteId) => QuoteId = quoteId;

    public Guid QuoteId { get; private set; }
    public string FileName { get; private set; } = "";
    public bool IsWorkbook { get; private set; }
    public DateTime SentAt { get; private set; }
    public IReadOnlyList<string> Headings { get; private set; } = [];
    public IReadOnlyList<RecipientCells> Rows { get; private set; } = [];
    public long Version { get; private set; }

    internal void Replace(string fileName, bool isWorkbook, IReadOnlyList<string> headings, IReadOnlyList<RecipientCells> rows, DateTime now) =>
        (FileName, IsWorkbook, Headings, Rows, SentAt) = (fileName, isWorkbook, headings, rows, now);

    internal void Correct(int line, IReadOnlyList<string>? cells) =>
        Rows = [.. Rows.Where(row => row.Line != line || cells is not null).Select(row => row.Line == line ? row with { Cells = cells! } : row)];
}

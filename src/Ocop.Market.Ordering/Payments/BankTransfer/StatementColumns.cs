using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.BankTransfer;

internal enum StatementColumn { Booked, Effective, Reference, Credit, Debit, Amount, Direction, Currency, Memo }

/// <summary>Which cell is what, by what Vietnamese banks write over it, in one language or both: "Số tiền ghi có / Credit amount".</summary>
internal sealed class StatementColumns
{
    // Asked in this order: "số dư có" is no credit, "số tham chiếu ngày" no date, "số tiền ghi có" not just some amount. Null = of no use here.
    private static readonly (StatementColumn? Column, string[] Words)[] Names =
    [
        (null, ["so du", "balance", "luy ke"]),
        (null, ["so tai khoan", "tai khoan doi ung", "ten tai khoan", "so tk", "account no", "account number", "account name"]),
        (StatementColumn.Direction, ["no co", "ghi no ghi co", "debit credit", "dr cr", "d c"]),
        (StatementColumn.Credit, ["ghi co", "phat sinh co", "ps co", "tien co", "tien vao", "credit", "credits"]),
        (StatementColumn.Debit, ["ghi no", "phat sinh no", "ps no", "tien no", "tien ra", "debit", "debits"]),
        (StatementColumn.Memo, ["noi dung", "dien giai", "mo ta", "chi tiet", "description", "details", "detail", "remark", "remarks", "narrative", "content"]),
        (StatementColumn.Reference, ["so tham chieu", "tham chieu", "ma giao dich", "ma gd", "so giao dich", "so gd", "so chung tu", "so ct", "so but toan", "reference", "ref", "transaction id", "transaction no", "transaction number", "doc no"]),
        (StatementColumn.Effective, ["ngay hieu luc", "value date", "effective date"]),
        (StatementColumn.Booked, ["ngay", "thoi gian", "date", "time"]),
        (StatementColumn.Currency, ["loai tien", "tien te", "currency", "ccy"]),
        (StatementColumn.Amount, ["so tien", "amount"]),
    ];

    private readonly Dictionary<StatementColumn, int> _places = [];

    private StatementColumns(string[] headings)
    {
        Width = headings.Length;
        foreach (var (place, heading) in headings.Index())
            if (ColumnOf(heading) is { } column) _places.TryAdd(column, place);
    }

    public int Width { get; }

    public int Known => _places.Count;

    /// <summary>Null where the row is not the heading of a statement.</summary>
    public static StatementColumns? Of(string[] cells)
    {
        var columns = new StatementColumns(cells);
        return columns.Has(StatementColumn.Memo) && (columns.Has(StatementColumn.Booked) || columns.Has(StatementColumn.Effective))
            && (columns.Has(StatementColumn.Credit) || columns.Has(StatementColumn.Amount)) ? columns : null;
    }

    public bool Has(StatementColumn column) => _places.ContainsKey(column);

    /// <summary>"" where the column or the cell is missing. What spreadsheets put around digits to keep them as text is taken off.</summary>
    public string Cell(CsvRow row, StatementColumn column)
    {
        if (!_places.TryGetValue(column, out var place) || place >= row.Cells.Length) return "";
        var cell = VietnameseText.Normalize(row.Cells[place]);
        return cell is ['\'', .. var kept] ? kept : cell;
    }

    private static StatementColumn? ColumnOf(string heading)
    {
        // Only with their marks: "No." numbers the rows.
        if (VietnameseText.Normalize(heading).ToLowerInvariant() is "nợ" or "có") return VietnameseText.Fold(heading) == "co" ? StatementColumn.Credit : StatementColumn.Debit;
        var words = $" {VietnameseText.Slug(heading).Replace('-', ' ')} ";
        var (column, _) = Names.FirstOrDefault(name => name.Words.Any(word => words.Contains($" {word} ", StringComparison.Ordinal)));
        // One amount for both ways is headed "Số tiền ghi nợ/ghi có" as well.
        return column == StatementColumn.Direction && words.Contains(" tien ", StringComparison.Ordinal) ? StatementColumn.Amount : column;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>One row's cells by column, and what was found wrong with them.</summary>
internal sealed partial class RowCells
{
    private readonly Dictionary<string, string> _cells;
    private readonly List<ImportError> _errors = [];

    public RowCells(IReadOnlyList<string> columns, CsvRow row)
    {
        Line = row.Line;
        _cells = columns.Zip(row.Cells).ToDictionary(pair => pair.First, pair => VietnameseText.Normalize(pair.Second));
        if (row.HasBadQuotes)
            Refuse("", "Dấu ngoặc kép đặt sai; ô có dấu ngoặc kép phải nằm trong ngoặc kép.", "Quotes are misplaced; a cell with quotes must be quoted.");
        if (row.Cells.Length != columns.Count)
            Refuse("", $"Dòng có {row.Cells.Length} ô, cần {columns.Count} ô.", $"The row has {row.Cells.Length} cells instead of {columns.Count}.");
        foreach (var (column, value) in _cells)
        {
            RefuseFormula(column, value);
            if (BrokenFormula().IsMatch(value)) Refuse(column, "Công thức trong bảng tính bị lỗi.", "The spreadsheet's formula is broken.");
        }
    }

    public int Line { get; }

    public IReadOnlyList<ImportError> Errors => _errors;

    public bool Has(string column) => Text(column) is not null;

    /// <summary>Null where the cell is empty or the column absent.</summary>
    public string? Text(string column, int longest = 200)
    {
        if (_cells.GetValueOrDefault(column) is not { Length: > 0 } text) return null;
        if (text.Length > longest) Refuse(column, $"Quá dài: tối đa {longest} ký tự.", $"Too long: {longest} characters at most.");
        return text;
    }

    /// <summary>Whole and positive; "145.000" is read as people write it.</summary>
    public int? Number(string column, int most)
    {
        if (Text(column) is not { } text) return null;
        var digits = Thousands().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal) : text;
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Refused(column, "Phải là số nguyên, ví dụ 145000.", "Must be a whole number, such as 145000.");
        if (number <= 0) return Refused(column, "Phải lớn hơn 0.", "Must be greater than 0.");
        if (number > most) return Refused(column, $"Quá lớn: tối đa {most}.", $"Too large: {most} at most.");
        return (int)number;
    }

    /// <summary>Day, month and year, or yyyy-MM-dd.</summary>
    public DateOnly? Date(string column)
    {
        if (Text(column) is not { } text) return null;
        if (Typed.Day(text) is { } day) return day;
        Refuse(column, "Không có ngày này. Viết ngày/tháng/năm, ví dụ 24/02/2023.", "There is no such date. Write day/month/year, such as 24/02/2023.");
        return null;
    }

    public void Refuse(string column, string vi, string en) =>
        _errors.Add(new ImportError(Line, column, _cells.GetValueOrDefault(column, ""), new LocalText(vi, en)));

    private int? Refused(string column, string vi, string en)
    {
        Refuse(column, vi, en);
        return null;
    }

    // A spreadsheet runs such a cell when somebody opens an export of ours. A plain number is told of by its own check.
    private void RefuseFormula(string column, string value)
    {
        if (value.Length == 0 || !"=+@-".Contains(value[0], StringComparison.Ordinal)) return;
        if (ProductColumns.Numeric.Contains(column) && PlainNumber().IsMatch(value)) return;
        Refuse(column, "Ô bắt đầu bằng =, +, - hoặc @ sẽ bị bảng tính hiểu là công thức. Hãy bỏ dấu này.",
            "A cell that begins with =, +, - or @ is a formula to a spreadsheet. Please remove the sign.");
    }

    [GeneratedRegex(@"^#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)$")]
    private static partial Regex BrokenFormula();

    [GeneratedRegex(@"^\d{1,3}(\.\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[+-]?[\d.,]+$")]
    private static partial Regex PlainNumber();
}

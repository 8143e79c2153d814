using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>What a person sees in a cell, in the words a CSV would have: "24/02/2023" for a day's serial number, "0123" for a padded one.</summary>
internal sealed partial class WorkbookCells
{
    private const double LastSerial = 2_958_465; // 31/12/9999

    private readonly List<string> _shared = [];
    private readonly List<string> _formats = [];
    private readonly int _longestCell;
    private readonly bool _countsFrom1904;

    public WorkbookCells(WorkbookPart workbook, int longestCell, long mostText)
    {
        _longestCell = longestCell;
        _countsFrom1904 = CountsFrom1904(workbook);
        ReadSharedStrings(workbook.SharedStringTablePart, mostText);
        ReadFormats(workbook.WorkbookStylesPart);
    }

    public string Text(Cell cell)
    {
        var value = cell.CellValue?.InnerText;
        // Some programs write a formula without what it comes to. The row is refused for the sign, as in a CSV.
        if (value is null && cell.CellFormula is { } formula) return "=" + formula.InnerText;
        return Checked(cell.DataType?.Value switch
        {
            CellValues.InlineString => cell.InlineString is { } inline ? Words(inline) : "",
            _ when value is null => "",
            CellValues.SharedString => _shared[int.Parse(value, CultureInfo.InvariantCulture)],
            CellValues.String or CellValues.Error => Plain(value),
            CellValues.Boolean => value == "0" ? "FALSE" : "TRUE",
            CellValues.Date => value.Split('T')[0],
            _ => Number(value, FormatOf(cell)),
        });
    }

    private string FormatOf(Cell cell) => cell.StyleIndex?.Value is { } style && style < _formats.Count ? _formats[(int)style] : "";

    private string Number(string value, string format)
    {
        var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (IsDate(format) && number is >= 1 and <= LastSerial)
            return DateTime.FromOADate(number + (_countsFrom1904 ? 1462 : 0)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        if (!double.IsFinite(number) || Math.Abs(number) > 1e27) return value;
        if (Percent().IsMatch(format)) return Decimal(number * 100) + "%";
        return PaddedCode().IsMatch(format) && number >= 0 ? Decimal(number).PadLeft(format.Length, '0') : Decimal(number);
    }

    /// <summary>
    /// Fifteen digits, as a spreadsheet shows them; the decimal sign is the Vietnamese comma, for "145.125" would be read on as a
    /// hundred and forty-five thousand.
    /// </summary>
    private static string Decimal(double number) =>
        ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture).Replace('.', ',');

    private string Checked(string text) => text.Length <= _longestCell ? text
        : throw new UnreadableSheet(new($"Có ô quá dài: tối đa {_longestCell} ký tự.", $"A cell is too long: {_longestCell} characters at most."));

    private void ReadSharedStrings(SharedStringTablePart? part, long mostText)
    {
        if (part is null) return;
        using var reader = OpenXmlReader.Create(part);
        for (long read = 0; reader.Read();)
        {
            if (!reader.IsStartElement || reader.ElementType != typeof(SharedStringItem)) continue;
            var text = Words((SharedStringItem)reader.LoadCurrentElement()!);
            // The list's overhead counts too: a hundred million empty strings are no small table.
            read += text.Length * sizeof(char) + 32;
            if (read > mostText * 4) throw new UnreadableSheet(new("Tệp Excel có quá nhiều chữ. Hãy chia thành nhiều tệp.", "The workbook holds too much text. Please split it."));
            _shared.Add(text);
        }
    }

    private void ReadFormats(WorkbookStylesPart? part)
    {
        if (part is null) return;
        var own = new Dictionary<uint, string>();
        var isOfCells = false;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(CellFormats)) isOfCells = reader.IsStartElement;
            if (!reader.IsStartElement) continue;
            if (reader.ElementType == typeof(NumberingFormat) && reader.LoadCurrentElement() is NumberingFormat { NumberFormatId.Value: var id, FormatCode.Value: { } code })
                own[id] = Unquoted().Replace(code, "");
            else if (isOfCells && reader.ElementType == typeof(CellFormat) && reader.LoadCurrentElement() is CellFormat format)
                _formats.Add(format.NumberFormatId?.Value is { } number ? own.GetValueOrDefault(number) ?? BuiltIn(number) : "");
        }
    }

    // ECMA-376 part 1, 18.8.30: numbers that stand for formats without being written in the file.
    private static string BuiltIn(uint number) => number switch
    {
        9 or 10 => "0%",
        (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58) => "dd/mm/yyyy",
        _ => "",
    };

    private static bool CountsFrom1904(WorkbookPart part)
    {
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
            if (reader.IsStartElement && reader.ElementType == typeof(WorkbookProperties))
                return ((WorkbookProperties)reader.LoadCurrentElement()!).Date1904?.Value == true;
        return false;
    }

    /// <summary>Runs of letters together, without the readings that East Asian texts carry above them.</summary>
    private static string Words(OpenXmlElement rich) =>
        Plain(string.Concat(rich.Descendants<Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text)));

    private static string Plain(string text) => text.Replace("_x000D_", "", StringComparison.Ordinal);

    private static bool IsDate(string format) => format.AsSpan().ContainsAny("dDyY");

    /// <summary>Words in quotes, colours and countries in brackets, single letters behind a sign: none of it says what the number is.</summary>
    [GeneratedRegex("""
        "[^"]*"|\[[^\]]*\]|[\\_*].
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Unquoted();

    [GeneratedRegex(@"^[0#.,]+%")]
    private static partial Regex Percent();

    [GeneratedRegex("^00+$")]
    private static partial Regex PaddedCode();
}

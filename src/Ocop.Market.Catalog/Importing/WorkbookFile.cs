using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Ocop.Market.Catalog.Importing;

/// <summary>Words, a number that can be added up, or a day.</summary>
public readonly record struct WorkbookCell
{
    private WorkbookCell(string value, bool isText, string style) => (Value, IsText, Style) = (value, isText, style);

    public string Value { get; }
    internal bool IsText { get; }
    internal string Style { get; }

    public static WorkbookCell Words(string text) => new(text, true, WorkbookFile.Ordinary);

    public static WorkbookCell Strong(string text) => new(text, true, WorkbookFile.Heading);

    /// <param name="number">Null stays empty: a zero would be an answer.</param>
    public static WorkbookCell Number(long? number, bool isStrong = false) =>
        new(number?.ToString(CultureInfo.InvariantCulture) ?? "", false, isStrong ? WorkbookFile.StrongNumber : WorkbookFile.PlainNumber);

    public static WorkbookCell Day(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), false, WorkbookFile.DayNumber);

    /// <summary>Coloured: somebody is to look at it.</summary>
    public static WorkbookCell Refused(string text) => new(text, true, WorkbookFile.Refused);
}

/// <summary>
/// A workbook of one sheet. Written part by part into the zip: the library would hold the whole sheet in memory until the end. Words are text and
/// formatted as text, so nothing in it runs, not even after somebody edits it. The headings stay in sight.
/// </summary>
public sealed class WorkbookFile : IAsyncDisposable
{
    internal const string Ordinary = "0", Heading = "1", Refused = "2", PlainNumber = "3", StrongNumber = "4", DayNumber = "5";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string SheetName = "{name}";
    private static readonly (string Name, string Xml)[] Parts =
    [
        ("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="{Kind}worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Kind}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Kind}styles+xml"/></Types>
            """),
        ("_rels/.rels", $"""
            <Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relation}/styles" Target="styles.xml"/></Relationships>
            """),
        ("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relation}"><sheets><sheet name="{SheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        // Format 49 is "text", 3 is "#,##0".
        ("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFBE3DE"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fillId="2" applyNumberFormat="1" applyFill="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="3" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>
            """),
    ];

    private readonly ZipArchive _zip;
    private readonly XmlWriter _sheet;

    /// <param name="file">Stays open.</param>
    public WorkbookFile(Stream file, string sheetName)
    {
        _zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, xml) in Parts)
        {
            using var part = new StreamWriter(_zip.CreateEntry(name).Open());
            part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml.Replace(SheetName, sheetName, StringComparison.Ordinal));
        }

        _sheet = XmlWriter.Create(_zip.CreateEntry("xl/worksheets/sheet1.xml").Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true, CloseOutput = true });
    }

    /// <param name="widths">Of the columns, in letters.</param>
    public Task BeginAsync(IReadOnlyList<int> widths, IReadOnlyList<string> headings) => BeginAsync(widths, [], headings);

    /// <param name="above">Rows that tell what the sheet is about.</param>
    public async Task BeginAsync(IReadOnlyList<int> widths, IReadOnlyList<IReadOnlyList<WorkbookCell>> above, IReadOnlyList<string> headings)
    {
        await _sheet.WriteStartElementAsync(null, "worksheet", Main);
        await _sheet.WriteRawAsync(FormattableString.Invariant($"""<sheetViews><sheetView workbookViewId="0"><pane ySplit="{above.Count + 1}" topLeftCell="A{above.Count + 2}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>"""));
        await _sheet.WriteRawAsync($"<cols>{string.Concat(widths.Select((width, index) => FormattableString.Invariant($"""<col min="{index + 1}" max="{index + 1}" width="{width}" customWidth="1"/>""")))}</cols>");
        await _sheet.WriteStartElementAsync(null, "sheetData", Main);
        foreach (var row in above) await WriteRowAsync(row);
        await WriteRowAsync([.. headings.Select(WorkbookCell.Strong)]);
    }

    public Task WriteRowAsync(IEnumerable<string> cells) => WriteRowAsync([.. cells.Select(WorkbookCell.Words)]);

    public async Task WriteRowAsync(IReadOnlyList<WorkbookCell> cells)
    {
        await _sheet.WriteStartElementAsync(null, "row", Main);
        foreach (var cell in cells)
        {
            await _sheet.WriteStartElementAsync(null, "c", Main);
            await _sheet.WriteAttributeStringAsync(null, "s", null, cell.Style);
            if (cell.Value.Length > 0 && !cell.IsText)
            {
                await _sheet.WriteElementStringAsync(null, "v", Main, cell.Value);
            }
            else if (cell.Value.Length > 0)
            {
                await _sheet.WriteAttributeStringAsync(null, "t", null, "inlineStr");
                await _sheet.WriteStartElementAsync(null, "is", Main);
                await _sheet.WriteStartElementAsync(null, "t", Main);
                await _sheet.WriteAttributeStringAsync("xml", "space", null, "preserve");
                await _sheet.WriteStringAsync(cell.Value);
                await _sheet.WriteEndElementAsync();
                await _sheet.WriteEndElementAsync();
            }

            await _sheet.WriteEndElementAsync();
        }

        await _sheet.WriteEndElementAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _sheet.WriteEndDocumentAsync();
        await _sheet.DisposeAsync();
        await _zip.DisposeAsync();
    }
}

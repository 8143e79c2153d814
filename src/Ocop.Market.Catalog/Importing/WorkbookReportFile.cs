using System.IO.Compression;
using System.Text;
using System.Xml;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>
/// A workbook of one sheet, the cells in question coloured. Written part by part into the zip: the library would hold the whole sheet in
/// memory until the end. Every cell is text and formatted as text, so nothing in it runs, not even after somebody edits it.
/// </summary>
internal sealed class WorkbookReportFile : ImportReportFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Heading = "1";
    private const string Refused = "2";

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
            <workbook xmlns="{Main}" xmlns:r="{Relation}"><sheets><sheet name="Sản phẩm" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        // Format 49 is "text".
        ("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFBE3DE"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fillId="2" applyNumberFormat="1" applyFill="1"/></cellXfs></styleSheet>
            """),
    ];

    private readonly ZipArchive _zip;
    private readonly XmlWriter _sheet;

    public WorkbookReportFile(Stream file, IReadOnlyList<string> header) : base(header)
    {
        _zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, xml) in Parts)
        {
            using var part = new StreamWriter(_zip.CreateEntry(name).Open());
            part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml);
        }

        _sheet = XmlWriter.Create(_zip.CreateEntry("xl/worksheets/sheet1.xml").Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true, CloseOutput = true });
    }

    public override async Task BeginAsync()
    {
        await _sheet.WriteStartElementAsync(null, "worksheet", Main);
        await _sheet.WriteRawAsync("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>""");
        await _sheet.WriteRawAsync(FormattableString.Invariant($"""<cols><col min="1" max="{Columns.Count}" width="18" customWidth="1"/><col min="{Columns.Count + 1}" max="{Columns.Count + 2}" width="60" customWidth="1"/></cols>"""));
        await _sheet.WriteStartElementAsync(null, "sheetData", Main);
        await WriteRowAsync([.. Columns.Select(column => (column, Heading)), ("Lỗi", Heading), ("Error", Heading)]);
    }

    public override async ValueTask DisposeAsync()
    {
        await _sheet.WriteEndDocumentAsync();
        await _sheet.DisposeAsync();
        await _zip.DisposeAsync();
    }

    protected override Task WriteAsync(IReadOnlyList<string> cells, IReadOnlyList<ImportError> errors)
    {
        var refused = errors.Select(error => error.Column).ToHashSet();
        return WriteRowAsync([
            .. cells.Select((cell, index) => (cell, refused.Contains(ProductSheet.ColumnOf(Columns[index])) ? Refused : "0")),
            (Joined(errors, reason => reason.Vi), "0"), (Joined(errors, reason => reason.En), "0"),
        ]);
    }

    private async Task WriteRowAsync(IReadOnlyList<(string Text, string Style)> cells)
    {
        await _sheet.WriteStartElementAsync(null, "row", Main);
        foreach (var (text, style) in cells)
        {
            await _sheet.WriteStartElementAsync(null, "c", Main);
            await _sheet.WriteAttributeStringAsync(null, "s", null, style);
            if (text.Length > 0)
            {
                await _sheet.WriteAttributeStringAsync(null, "t", null, "inlineStr");
                await _sheet.WriteStartElementAsync(null, "is", Main);
                await _sheet.WriteStartElementAsync(null, "t", Main);
                await _sheet.WriteAttributeStringAsync("xml", "space", null, "preserve");
                await _sheet.WriteStringAsync(text);
                await _sheet.WriteEndElementAsync();
                await _sheet.WriteEndElementAsync();
            }

            await _sheet.WriteEndElementAsync();
        }

        await _sheet.WriteEndElementAsync();
    }
}

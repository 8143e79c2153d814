using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class ImportingAWorkbook
{
    private const uint Day = 1, LongDay = 2, Padded = 3, PerCent = 4;

    private static readonly string[] Header =
    [
        "name_vi", "producer_vi", "producer_kind", "commune", "district", "province", "group", "subgroup", "stars", "recognised_year", "source",
        "decision_date", "decision_number", "sku", "gtin", "pack", "net_content", "net_unit", "weight_g", "price",
    ];

    [Theory, BothDatabases]
    public async Task A_workbook_goes_in_as_the_same_list_in_csv_does(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var report = await market.ImportAsync(Workbook([.. Header.Select(Shared)], Tea(), Bare("Mật ong", "Bến Tre")));
        Assert.Equal(("", true, 2, 2), (string.Join(";", report.Errors), report.IsApplied, report.Rows, report.Created));

        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var tea = await db.Products.Include(product => product.Decisions).Include(product => product.Variants).SingleAsync(product => product.Slug == "che-dinh");
            var decision = Assert.Single(tea.Decisions);
            Assert.Equal((5, new DateOnly(2024, 2, 24), "0123"), (decision.Stars, decision.DecidedOn, decision.Number));
            var variant = Assert.Single(tea.Variants);
            Assert.Equal(("007", "2000000000008", 390_000L, 160), (variant.Sku, variant.Gtin, variant.Price.Amount, variant.WeightGrams));
        });

        var same = await market.ImportAsync($"{string.Join(",", Header)}\nChè Đinh,HTX Hảo Đạt,Hợp tác xã,Tân Cương,Thành phố Thái Nguyên,Thái Nguyên,Thực phẩm,\"Chè tươi, chè chế biến\",5,2024,nguồn,24/02/2024,0123,007,2000000000008,hộp,100,g,160,390.000\n");
        Assert.Equal(("", 1), (string.Join(";", same.Errors), same.Unchanged));
    }

    [Theory, BothDatabases]
    public async Task What_is_refused_comes_back_in_the_sheet_and_goes_in_when_mended(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        using var written = new MemoryStream();
        var first = await market.ImportAsync(
            Workbook([.. Header.Select(Inline)], Tea(), Bare("Mật ong", "Atlantis"), [], Bare("=HYPERLINK(\"x\")", "Bến Tre")), request => request with { ReportFile = written });
        Assert.Equal((false, 3, 2), (first.IsApplied, first.Rows, first.BadRows));
        Assert.Equal([3, 5], first.Errors.Select(error => error.Line).Distinct());

        var rows = Read(written, out var validity);
        Assert.Empty(validity);
        Assert.Equal([.. Header, "Lỗi", "Error"], rows[0].Select(cell => cell.InnerText));
        Assert.Equal("", rows[1][^1].InnerText);
        Assert.StartsWith("province: Không có tỉnh", rows[2][^2].InnerText, StringComparison.Ordinal);
        Assert.StartsWith("province: There is no such province", rows[2][^1].InnerText, StringComparison.Ordinal);
        Assert.NotEqual(rows[2][5].StyleIndex!.Value, rows[2][0].StyleIndex!.Value);
        // What looks like a formula is a text, and nothing else in the sheet is a formula either.
        Assert.Equal(("=HYPERLINK(\"x\")", CellValues.InlineString), (rows[3][0].InnerText, rows[3][0].DataType!.Value));
        Assert.All(rows.SelectMany(row => row), cell => Assert.Null(cell.CellFormula));

        Mend(written, (2, 5, "Bến Tre"), (3, 0, "Mứt dừa"));
        var mended = await market.ImportAsync(written.ToArray());
        Assert.Equal(("", true, 3), (string.Join(";", mended.Errors), mended.IsApplied, mended.Created));
    }

    [Fact]
    public async Task A_cell_is_read_as_a_person_sees_it()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        (Cell Cell, string Column, string Value, string Reason)[] cells =
        [
            (Number("145.125"), "price", "145,125", "số nguyên"),
            (Number("1.5E-1", PerCent), "price", "15%", "số nguyên"),
            (Number("45346.75", LongDay), "price", "24/02/2024", "số nguyên"),
            (Number("-5"), "price", "-5", "lớn hơn 0"),
            (Typed("1,5", CellValues.String), "price", "1,5", "số nguyên"),
            (new Cell { CellFormula = new CellFormula("SUM(A1:A9)") }, "price", "=SUM(A1:A9)", "công thức"),
            (Typed("#REF!", CellValues.Error), "source", "#REF!", "Công thức"),
            (Typed("1", CellValues.Boolean), "price", "TRUE", "số nguyên"),
            (Number("45346"), "decision_date", "45346", "Không có ngày này"),
            (Number("1E+300"), "price", "1E+300", "số nguyên"),
        ];
        var rows = cells.Select((odd, index) =>
        {
            var row = Tea();
            (row[0], row[13], row[Array.IndexOf(Header, odd.Column)]) = (Shared(FormattableString.Invariant($"Chè {index}")), Shared(FormattableString.Invariant($"C{index}")), odd.Cell);
            return row;
        }).ToArray();

        var report = await market.ImportAsync(Workbook([.. Header.Select(Shared)], rows));
        foreach (var ((_, column, value, reason), index) in cells.Select((cell, index) => (cell, index)))
        {
            var error = report.Errors.First(error => error.Line == index + 2);
            Assert.Equal((column, value), (error.Column, error.Value));
            Assert.Contains(reason, error.Reason.Vi, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_programs_workbook_is_read_too()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        var head = string.Concat(Header.Take(11).Select(word => $"""<c t="inlineStr"><is><t>{word}</t></is></c>"""));
        // No cell addresses, runs of differently set letters, readings above them, a hidden sheet before the visible one.
        var sheet = $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>{head}</row>
            <row><c t="inlineStr"><is><r><t>Mật </t></r><r><t>ong</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c/><c/><c/><c/><c t="inlineStr"><is><t xml:space="preserve">Bến Tre </t></is></c></row></sheetData></worksheet>
            """;
        var report = await market.ImportAsync(HandMade(sheet, hiddenFirst: true));
        Assert.Equal(("", true, 1), (string.Join(";", report.Errors), report.IsApplied, report.Created));
        Assert.Equal("Mật ong", await market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Products.Select(product => product.Name).SingleAsync()));
    }

    [Fact]
    public async Task What_is_no_workbook_of_products_is_refused_as_a_whole()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        var good = Workbook([.. Header.Select(Shared)], Tea());
        (byte[] File, string Reason)[] files =
        [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "mật khẩu"),
            ("PK\u0003\u0004xyz"u8.ToArray(), "không phải tệp Excel"),
            (good[..(good.Length / 2)], "không phải tệp Excel"),
            (Zip(("a.txt", "chữ")), "không phải tệp Excel"),
            (HandMade("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>"), "không phải tệp Excel"),
            (HandMade("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet/>"), "không phải tệp Excel"),
            (HandMade("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>"), "trống"),
            (HandMade(null), "không có trang tính"),
            (Workbook([Shared("name_vi")], [Shared("Chè")]), "Thiếu cột"),
            (Workbook([.. Header.Select(Shared), Shared("gia")], Tea()), "Không có cột nào tên “gia”"),
            (WithMacro(), "macro"),
            (Bomb(), "quá lớn"),
        ];
        foreach (var (file, reason) in files)
        {
            var report = await market.ImportAsync(file, request => request with { KeepGood = true });
            Assert.False(report.IsApplied);
            Assert.Contains(report.Errors, error => error.Reason.Vi.Contains(reason, StringComparison.Ordinal) && error.Reason.En.Length > 0);
            Assert.Equal(0, await market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Products.CountAsync()));
        }
    }

    [Fact]
    public async Task Ten_thousand_rows_pass_through_without_being_held()
    {
        await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
        using var file = new MemoryStream(TenThousandRows());
        using var report = new WatchedReport(file);
        var result = await market.ImportAsync([], request => request with { File = file, ReportFile = report });
        Assert.Equal((10_000, 10_000), (result.Rows, result.BadRows));
        // The report's first half megabyte was out before half of the file was in.
        Assert.True(report.Length > WatchedReport.Beginning);
        Assert.InRange(report.ReadByThen, 1, file.Length / 2);
    }

    private static byte[] TenThousandRows()
    {
        // Letters that do not pack well, so that the file is read in many pieces.
        var random = new Random(148);
        var words = Enumerable.Range(0, 64).Select(_ => random.GetHexString(600)).ToArray();
        var sheet = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row>");
        foreach (var word in Header.Take(11).Append("description")) sheet.Append(CultureInfo.InvariantCulture, $"""<c t="str"><v>{word}</v></c>""");
        sheet.Append("</row>");
        for (var row = 0; row < 10_000; row++) sheet.Append(CultureInfo.InvariantCulture, $"""<row><c r="L1" t="str"><v>{words[row % 64]}</v></c></row>""");
        return HandMade(sheet.Append("</sheetData></worksheet>").ToString());
    }

    private static Cell[] Tea() =>
    [
        Shared("Chè Đinh"), Shared("HTX Hảo Đạt"), Shared("Hợp tác xã"), Shared("Tân Cương"), Shared("Thành phố Thái Nguyên"), Shared("Thái Nguyên"), Shared("Thực phẩm"),
        Shared("Chè tươi, chè chế biến"), Number("5"), Number("2024"), Inline("nguồn"), Number("45346", Day), Number("123", Padded), Inline("007"),
        Number("2.000000000008E12"), Shared("hộp"), Number("100"), Shared("g"), Number("160"), Shared("390.000"),
    ];

    private static Cell[] Bare(string name, string province) => [Shared(name), new(), new(), new(), new(), Shared(province)];

    private static Cell Shared(string text) => Typed(text, CellValues.SharedString);

    private static Cell Inline(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static Cell Typed(string text, CellValues type) => new() { DataType = type, CellValue = new CellValue(text) };

    private static Cell Number(string text, uint style = 0) => new() { CellValue = new CellValue(text), StyleIndex = style };

    /// <summary>As a spreadsheet program saves it: cells with addresses, empty ones left out, words in the shared table.</summary>
    private static byte[] Workbook(Cell[] header, params Cell[][] rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook)) Fill(document, header, rows);
        return file.ToArray();
    }

    private static void Fill(SpreadsheetDocument document, Cell[] header, Cell[][] rows)
    {
        var workbook = document.AddWorkbookPart();
        var words = new List<string>();
        var data = new SheetData();
        foreach (var (cells, line) in rows.Prepend(header).Select((cells, index) => (cells, index + 1)))
        {
            var row = new Row { RowIndex = (uint)line };
            foreach (var (cell, column) in cells.Select((cell, index) => (cell, index)))
            {
                if (!cell.HasChildren) continue;
                cell.CellReference = FormattableString.Invariant($"{(char)('A' + column)}{line}");
                if (cell.DataType?.Value == CellValues.SharedString)
                {
                    words.Add(cell.CellValue!.Text);
                    cell.CellValue = new CellValue(words.Count - 1);
                }

                row.Append(cell);
            }

            data.Append(row);
        }

        workbook.AddNewPart<WorksheetPart>("rId1").Worksheet = new Worksheet(data);
        workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(words.Select(word => new SharedStringItem(new Text(word))));
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = 170, FormatCode = "[$-42A]dddd\\, d \"tháng\" m yyyy" }, new NumberingFormat { NumberFormatId = 171, FormatCode = "0000" }),
            new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(), Format(14), Format(170), Format(171), Format(9)));
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "Sản phẩm", SheetId = 1, Id = "rId1" }));
    }

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, ApplyNumberFormat = true };

    private static byte[] WithMacro()
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.MacroEnabledWorkbook)) Fill(document, [.. Header.Select(Shared)], [Tea()]);
        return file.ToArray();
    }

    /// <summary>160 MB of nothing in some hundred kilobytes.</summary>
    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/workbook.xml", CompressionLevel.Fastest).Open();
            var nothing = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte <= 160; megabyte++) part.Write(nothing);
        }

        return file.ToArray();
    }

    /// <summary>The fewest parts a workbook can have. Without a sheet where it is null.</summary>
    private static byte[] HandMade(string? sheet, bool hiddenFirst = false)
    {
        const string relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var hidden = hiddenFirst ? """<sheet name="ẩn" sheetId="2" state="hidden" r:id="rId2"/>""" : "";
        var shown = sheet is null ? "" : """<sheet name="Trang" sheetId="1" r:id="rId1"/>""";
        return Zip(
            ("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>"""),
            ("_rels/.rels", $"""<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
            ("xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{hidden}{shown}</sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/worksheet" Target="a.xml"/><Relationship Id="rId2" Type="{office}/worksheet" Target="b.xml"/></Relationships>"""),
            ("xl/a.xml", sheet ?? "<worksheet/>"), ("xl/b.xml", $"<worksheet xmlns=\"{main}\"/>"));
    }

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                part.Write(text);
            }

        return file.ToArray();
    }

    private static List<List<Cell>> Read(MemoryStream file, out IEnumerable<string> validity)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        validity = [.. new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(error => error.Description)];
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToList())];
    }

    private static void Mend(MemoryStream file, params (int Row, int Column, string Text)[] cells)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: true);
        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ToList();
        foreach (var (row, column, text) in cells) rows[row].Elements<Cell>().ElementAt(column).InlineString = new InlineString(new Text(text));
    }

    /// <summary>Remembers how far the file was read when the report's beginning had been written.</summary>
    private sealed class WatchedReport(MemoryStream file) : MemoryStream
    {
        public const int Beginning = 512 * 1024;

        public long ReadByThen { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            Look();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count);
            Look();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancel = default)
        {
            await base.WriteAsync(buffer, cancel);
            Look();
        }

        private void Look()
        {
            if (ReadByThen == 0 && Length >= Beginning) ReadByThen = file.Position;
        }
    }
}

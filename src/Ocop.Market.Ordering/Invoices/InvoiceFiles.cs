using System.Globalization;
using System.Text;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Invoices;

/// <summary>Invoice data as accounting programs take it in: one row for each line, amounts as bare numbers.</summary>
public static class InvoiceFiles
{
    private static readonly string[] Headings =
    [
        "Người bán", "Mã gói", "Ngày đặt", "Tên người mua", "Mã số thuế người mua", "Địa chỉ người mua", "Thư nhận hoá đơn", "Tên hàng hoá, dịch vụ", "Đơn vị tính", "Số lượng",
        "Đơn giá đã gồm thuế", "Giảm giá", "Thuế suất", "Tiền chưa thuế", "Tiền thuế", "Thành tiền", "Số hoá đơn", "Ngày hoá đơn",
    ];

    public static async Task<MemoryStream> CsvAsync(IReadOnlyList<InvoiceLine> lines)
    {
        var file = new MemoryStream();
        // With a BOM, so that spreadsheets read the marks.
        await using (var text = new StreamWriter(file, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" })
        {
            await text.WriteLineAsync(CsvText.Write(Headings));
            foreach (var line in lines)
                await text.WriteLineAsync(CsvText.Write(Cells(line).Select(cell => cell switch
                {
                    long number => number.ToString(CultureInfo.InvariantCulture),
                    DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    _ => CsvText.Harmless(cell as string ?? ""),
                })));
        }

        file.Position = 0;
        return file;
    }

    public static async Task<MemoryStream> WorkbookAsync(IReadOnlyList<InvoiceLine> lines)
    {
        var file = new MemoryStream();
        await using (var workbook = new WorkbookFile(file, "Hoá đơn"))
        {
            await workbook.BeginAsync([.. Headings.Select(heading => Math.Max(12, heading.Length + 2))], Headings);
            foreach (var line in lines)
                await workbook.WriteRowAsync([.. Cells(line).Select(cell => cell switch { long number => WorkbookCell.Number(number), DateOnly day => WorkbookCell.Day(day), _ => WorkbookCell.Words(cell as string ?? "") })]);
        }

        file.Position = 0;
        return file;
    }

    private static object?[] Cells(InvoiceLine line) =>
    [
        line.Seller, line.Parcel, line.Ordered, line.Buyer?.Name, line.Buyer?.TaxCode, line.Buyer?.Address, line.Buyer?.Email, line.What, line.Unit, (long)line.Quantity,
        line.Price.Amount, line.Discount.Amount, line.Rate.Words().Vi, line.BeforeTax.Amount, line.Tax.Amount, line.Paid.Amount, line.Number, line.Day,
    ];
}

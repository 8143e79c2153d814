using System.Globalization;
using System.Text;
using CsvHelper;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Product">Slug or SKU.</param>
public sealed record PictureListRow(int Line, string Product, string File, string Alt, int? Position);

/// <summary>pictures.csv, the list that lies beside the pictures: columns slug or sku, file, alt and, if wanted, position; "," or ";" between them.</summary>
public static class PictureList
{
    public const string FileName = "pictures.csv";

    private const int LargestFile = 5 * 1024 * 1024;

    public static async Task<Outcome<IReadOnlyList<PictureListRow>>> ReadAsync(string path, CancellationToken cancel)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return Refused("list-missing", $"Thư mục không có tệp {FileName}.", $"The folder has no {FileName}.");
        if (file.Length > LargestFile) return Refused("list-too-large", $"{FileName} lớn hơn 5 MB.", $"{FileName} is larger than 5 MB.");
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await File.ReadAllBytesAsync(path, cancel));
            return Read(text.TrimStart('\ufeff'));
        }
        catch (DecoderFallbackException)
        {
            return Refused("list-not-utf8", $"{FileName} không ở dạng UTF-8. Trong Excel hãy chọn “CSV UTF-8” khi lưu.", $"{FileName} is not UTF-8. In Excel save it as “CSV UTF-8”.");
        }
    }

    private static Outcome<IReadOnlyList<PictureListRow>> Read(string text)
    {
        // Alt texts are full of commas, so the header decides, not a count of characters.
        var header = text.AsSpan(0, Math.Max(0, text.IndexOf('\n')));
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = header.Contains(';') ? ';' : ',', TrackLineNumbers = true });
        csv.ReadHeader();
        if (!Has(csv, "file") || !Has(csv, "alt") || !(Has(csv, "slug") || Has(csv, "sku")))
            return Refused("list-columns", $"{FileName} cần các cột: slug (hoặc sku), file, alt; có thể thêm position.", $"{FileName} needs the columns slug (or sku), file, alt, and may have position.");

        var rows = new List<PictureListRow>();
        while (csv.Read())
        {
            var slug = Cell(csv, "slug");
            rows.Add(new PictureListRow((int)csv.LineNumber, slug.Length > 0 ? slug : Cell(csv, "sku"), Cell(csv, "file"), Cell(csv, "alt"), PositionOf(Cell(csv, "position"))));
        }

        return rows;
    }

    private static bool Has(CsvReader csv, string column) => csv.TryGetFieldIndex(column, out _);

    private static string Cell(CsvReader csv, string column) => csv.TryGetFieldIndex(column, out var index) ? VietnameseText.Normalize(csv.GetString(index)) : "";

    // What is no number becomes a position that the use case refuses in its own words.
    private static int? PositionOf(string cell) =>
        cell.Length == 0 ? null : int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : 0;

    private static Refusal Refused(string reason, string vi, string en) => new(reason, "list", vi, en);
}

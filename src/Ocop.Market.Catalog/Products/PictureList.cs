using System.Globalization;
using System.Text;
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
            // Alt texts are full of commas, so the header decides, not a count of characters.
            var delimiter = text.AsSpan(0, Math.Max(0, text.IndexOf('\n'))).Contains(';') ? ';' : ',';
            return await ReadAsync(new StringReader(text.TrimStart('\ufeff')), delimiter, cancel);
        }
        catch (DecoderFallbackException)
        {
            return Refused("list-not-utf8", $"{FileName} không ở dạng UTF-8. Trong Excel hãy chọn “CSV UTF-8” khi lưu.", $"{FileName} is not UTF-8. In Excel save it as “CSV UTF-8”.");
        }
    }

    private static async Task<Outcome<IReadOnlyList<PictureListRow>>> ReadAsync(TextReader text, char delimiter, CancellationToken cancel)
    {
        var columns = Array.Empty<string>();
        var rows = new List<PictureListRow>();
        await foreach (var row in CsvText.ReadAsync(text, delimiter).WithCancellation(cancel))
        {
            string Cell(string column) => Array.IndexOf(columns, column) is var index and >= 0 && index < row.Cells.Length ? VietnameseText.Normalize(row.Cells[index]) : "";
            if (columns.Length == 0) columns = [.. row.Cells.Select(cell => cell.Trim().ToLowerInvariant())];
            else rows.Add(new PictureListRow(row.Line, Cell("slug") is { Length: > 0 } slug ? slug : Cell("sku"), Cell("file"), Cell("alt"), PositionOf(Cell("position"))));
        }

        return columns.Contains("file") && columns.Contains("alt") && (columns.Contains("slug") || columns.Contains("sku"))
            ? rows
            : Refused("list-columns", $"{FileName} cần các cột: slug (hoặc sku), file, alt; có thể thêm position.", $"{FileName} needs the columns slug (or sku), file, alt, and may have position.");
    }

    // What is no number becomes a position that the use case refuses in its own words.
    private static int? PositionOf(string cell) =>
        cell.Length == 0 ? null : int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : 0;

    private static Refusal Refused(string reason, string vi, string en) => new(reason, "list", vi, en);
}

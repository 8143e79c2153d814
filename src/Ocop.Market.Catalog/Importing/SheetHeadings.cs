using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>The first row of a sheet that somebody else made, as .xlsx or .csv: what they call their columns.</summary>
public static class SheetHeadings
{
    public const long MostBytes = 5 * 1024 * 1024;

    public static async Task<Outcome<IReadOnlyList<string>>> ReadAsync(Stream file, CancellationToken cancel)
    {
        // A workbook is read from its end, and what browsers send cannot always seek.
        using var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await file.ReadAsync(buffer, cancel) is var read and > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostBytes) return new Refusal("FileTooLarge", "file", $"Tệp mẫu tối đa {MostBytes >> 20} MB.", $"A template has {MostBytes >> 20} MB at most.");
        }

        copy.Position = 0;
        var sheet = await ProductSheet.OpenAsync(copy, cancel);
        var cells = await sheet.FirstRowAsync(cancel);
        if (sheet.Failures is [var failure, ..]) return new Refusal("FileUnreadable", "file", failure.Reason);
        string[] headings = [.. (cells ?? []).Select(VietnameseText.Normalize).Where(heading => heading.Length > 0)];
        return headings.Length > 0 ? headings : new Refusal("NoHeadings", "file", "Dòng đầu của tệp không có tên cột nào.", "The first row of the file names no columns.");
    }
}

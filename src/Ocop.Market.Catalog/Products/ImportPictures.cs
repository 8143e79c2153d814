using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>What became of one row: taken, or refused with reasons.</summary>
public sealed record PictureRowReport(PictureListRow Row, Outcome<ProductPictureTaken> Outcome);

/// <summary>
/// A folder of photos with its list. Each row stands for itself: a photo takes seconds, and one bad photo among three hundred should not
/// cost the others; running the same folder again adds only what is missing.
/// </summary>
public sealed class ImportPictures(AddProductPicture addPicture)
{
    /// <param name="told">Called after each row, because a folder can take minutes.</param>
    public async Task<Outcome<IReadOnlyList<PictureRowReport>>> HandleAsync(string folder, string actor, bool dryRun, Action<PictureRowReport> told, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            return new Refusal("folder-missing", "folder", $"Không thấy thư mục “{folder}”.", $"There is no folder “{folder}”.");

        var rows = await PictureList.ReadAsync(Path.Combine(folder, PictureList.FileName), cancel);
        if (!rows.Succeeded) return Outcome<IReadOnlyList<PictureRowReport>>.Refused(rows.Refusals);

        var files = FilesOf(folder);
        var reports = new List<PictureRowReport>();
        foreach (var row in rows.Value)
        {
            var report = new PictureRowReport(row, await TakeAsync(row, files, actor, dryRun, cancel));
            reports.Add(report);
            told(report);
        }

        return reports;
    }

    private async Task<Outcome<ProductPictureTaken>> TakeAsync(PictureListRow row, Dictionary<string, string> files, string actor, bool dryRun, CancellationToken cancel)
    {
        if (!files.TryGetValue(row.File, out var path))
            return new Refusal("file-missing", "file", $"Thư mục không có tệp “{row.File}”.", $"The folder has no file “{row.File}”.");

        await using var file = File.OpenRead(path);
        return await addPicture.HandleAsync(new NewProductPicture(row.Product, file, row.Alt, row.Position, actor, dryRun), cancel);
    }

    /// <summary>
    /// A name in the list is looked up among the folder's own files, never joined to a path: "../" and links lead nowhere.
    /// Macs write names decomposed (NFD), lists are mostly composed.
    /// </summary>
    private static Dictionary<string, string> FilesOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LinkTarget is null)
            .DistinctBy(file => VietnameseText.Normalize(file.Name))
            .ToDictionary(file => VietnameseText.Normalize(file.Name), file => file.FullName, StringComparer.Ordinal);
}

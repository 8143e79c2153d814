using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>The lists that wait at the desk: a folder for each, with the bytes as they came, what is known of them, and the rows with their mistakes.</summary>
public sealed class KeptLists(string folder, TimeProvider clock)
{
    public const long MostBytes = ProductSheet.MostBytes;
    private const int LongestName = 120;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task<Outcome<KeptList>> KeepAsync(Stream file, string fileName, string actor, CancellationToken cancel)
    {
        ForgetOld();
        Directory.CreateDirectory(folder);
        var coming = Path.Combine(folder, $"{Guid.CreateVersion7():n}.coming");
        try
        {
            var (hash, length) = await CopyAsync(file, coming, cancel);
            if (length == 0) return new Refusal("FileEmpty", "file", "Chọn một tệp .csv hoặc .xlsx có nội dung.", "Choose a .csv or .xlsx file that is not empty.");
            if (length > MostBytes) return new Refusal("FileTooLarge", "file", $"Tệp lớn hơn {MostBytes >> 20} MB.", $"The file is larger than {MostBytes >> 20} MB.");

            var name = Path.GetFileName(fileName.Replace('\\', '/'));
            var list = new KeptList(hash, name.Length <= LongestName ? name : name[^LongestName..], actor, clock.UtcNow(), ListState.Waiting);
            Directory.CreateDirectory(FolderOf(hash));
            File.Move(coming, BytesOf(hash), overwrite: true);
            File.Delete(ReportOf(hash));
            Write(list);
            return list;
        }
        finally
        {
            File.Delete(coming);
        }
    }

    public KeptList? Find(string hash) =>
        IsHash(hash) && File.Exists(FactsOf(hash)) ? JsonSerializer.Deserialize<KeptList>(File.ReadAllText(FactsOf(hash)), Json) : null;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<KeptList> All() => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateDirectories(folder).Select(path => Find(Path.GetFileName(path))).OfType<KeptList>().OrderByDescending(list => list.At)];

    /// <summary>The rows again, each with what is wrong with it, in the kind of file they came in; null where nothing is wrong.</summary>
    public FileInfo? Report(KeptList list) => list.BadRows > 0 && new FileInfo(ReportOf(list.Hash)) is { Exists: true } report ? report : null;

    public bool IsWorkbook(KeptList list) => list.FileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);

    /// <summary>A fault of ours stopped it; nothing was taken in.</summary>
    public void MarkFailed(string hash)
    {
        if (Find(hash) is { } list) Write(list with { HasFailed = true });
    }

    public void Delete(string hash)
    {
        if (IsHash(hash) && Directory.Exists(FolderOf(hash))) Directory.Delete(FolderOf(hash), recursive: true);
    }

    /// <summary>The bytes, if they are still those that the name says.</summary>
    internal async Task<FileStream?> OpenAsync(string hash, CancellationToken cancel)
    {
        if (!IsHash(hash) || !File.Exists(BytesOf(hash))) return null;
        var file = File.OpenRead(BytesOf(hash));
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)) == hash)
        {
            file.Position = 0;
            return file;
        }

        await file.DisposeAsync();
        return null;
    }

    internal FileStream CreateReport(string hash) => File.Create(ReportOf(hash));

    internal void ForgetBytes(string hash) => File.Delete(BytesOf(hash));

    // Written aside and moved: a page that reads meanwhile sees the old facts or the new.
    internal void Write(KeptList list)
    {
        var coming = FactsOf(list.Hash) + ".coming";
        File.WriteAllText(coming, JsonSerializer.Serialize(list, Json));
        File.Move(coming, FactsOf(list.Hash), overwrite: true);
    }

    private void ForgetOld()
    {
        var oldest = clock.UtcNow() - Lasts;
        foreach (var list in All().Where(list => list.At < oldest)) Delete(list.Hash);
    }

    private static async Task<(string Hash, long Length)> CopyAsync(Stream from, string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = File.Create(path);
        var buffer = new byte[64 * 1024];
        long length = 0;
        for (int read; length <= MostBytes && (read = await from.ReadAsync(buffer, cancel)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    // The hash comes back from an address: nothing else may become a path.
    private static bool IsHash(string hash) => hash.Length == 2 * SHA256.HashSizeInBytes && hash.All(char.IsAsciiHexDigitLower);

    private string FolderOf(string hash) => Path.Combine(folder, hash);
    private string BytesOf(string hash) => Path.Combine(FolderOf(hash), "list");
    private string FactsOf(string hash) => Path.Combine(FolderOf(hash), "facts.json");
    private string ReportOf(string hash) => Path.Combine(FolderOf(hash), "report");
}

using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Bundles;

/// <summary>A bundle that was read and may be believed as far as its form goes. Its entries are looked up by names of ours; those in the zip never become paths.</summary>
internal sealed class BundleFile : IDisposable
{
    public static readonly Refusal Broken = new("BundleBroken", "file", "Tệp này không phải bản sao nội dung, hoặc đã hỏng.", "This file is no bundle of content, or it is damaged.");
    private static readonly Refusal TooLarge = new("BundleTooLarge", "file", "Bản sao này quá lớn khi mở ra. Hãy chia theo loại bài.", "This bundle is too large when unpacked. Please divide it by types.");

    private readonly ZipArchive _zip;

    private BundleFile(ZipArchive zip, ContentBundle content) => (_zip, Content) = (zip, content);

    public ContentBundle Content { get; }

    /// <exception cref="InvalidDataException">The zip is damaged.</exception>
    public static async Task<Outcome<BundleFile>> OpenAsync(Stream stream, KnownTypes types, CancellationToken cancel)
    {
        var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
        var isTaken = false;
        try
        {
            // An entry never gives more bytes than its header says, so the headers can be added up before anything is unpacked.
            if (zip.Entries.Count > ContentBundle.MostPictures + 1 || zip.Entries.Sum(entry => entry.Length) > ContentBundle.MostUnpacked) return TooLarge;
            if (zip.GetEntry(ContentBundle.JsonName) is not { } json) return Broken;
            if (json.Length > ContentBundle.MostJson) return TooLarge;
            var content = await ReadAsync(json, types, cancel);
            if (!content.Succeeded) return Outcome<BundleFile>.Refused(content.Refusals);
            isTaken = true;
            return new BundleFile(zip, content.Value);
        }
        finally
        {
            if (!isTaken) zip.Dispose();
        }
    }

    /// <summary>Null where the bundle has no file for it.</summary>
    public async Task<Stream?> OpenAsync(BundlePicture picture, CancellationToken cancel) =>
        _zip.GetEntry(picture.EntryName) is { } entry ? await entry.OpenAsync(cancel) : null;

    public void Dispose() => _zip.Dispose();

    private static async Task<Outcome<ContentBundle>> ReadAsync(ZipArchiveEntry json, KnownTypes types, CancellationToken cancel)
    {
        try
        {
            await using var stream = await json.OpenAsync(cancel);
            var tree = await JsonNode.ParseAsync(stream, null, new JsonDocumentOptions { AllowDuplicateProperties = false }, cancel);
            if (tree is not JsonObject root) return Broken;
            if (root["format"] is not JsonValue format || !format.TryGetValue<int>(out var number)) return Broken;
            if (number != ContentBundle.CurrentFormat)
                return new Refusal("BundleFormat", "file", $"Bản sao có dạng {number}; chợ này chỉ đọc dạng {ContentBundle.CurrentFormat}.", $"The bundle has format {number}; this market reads {ContentBundle.CurrentFormat} only.");
            if (Strangers(root, types) is { Count: > 0 } strangers) return Outcome<ContentBundle>.Refused(strangers);

            var content = root.Deserialize<ContentBundle>(ContentBundle.Json)!;
            if (HasHoles(content)) return Broken;
            if (content.Documents.Count > ContentBundle.MostDocuments || content.Pictures.Count > ContentBundle.MostPictures) return TooLarge;
            return IsTwice(content.Documents.Select(document => document.Id)) || IsTwice(content.Pictures.Select(picture => picture.Id)) ? Broken : content;
        }
        catch (JsonException)
        {
            return Broken;
        }
    }

    /// <summary>What a newer program or another module wrote, by its name: half of such a page would be a wrong page.</summary>
    private static List<Refusal> Strangers(JsonObject root, KnownTypes types)
    {
        var documents = (root["documents"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var kinds = BlockKinds.All.Select(kind => kind.Alias).ToHashSet();
        var unknownTypes = documents.Select(document => Text(document["type"])).OfType<string>().Where(alias => types.Find(alias) is null).Distinct();
        var unknownBlocks = documents.SelectMany(document => new[] { document["live"], document["latest"] }).OfType<JsonObject>()
            .SelectMany(content => (content["blocks"] as JsonArray ?? []).OfType<JsonObject>()).Select(block => Text(block["type"]) ?? "?").Where(alias => !kinds.Contains(alias)).Distinct();
        return
        [
            .. unknownTypes.Select(alias => new Refusal("TypeUnknown", "file", $"Chợ này không biết loại bài “{Short(alias)}”.", $"This market does not know the document type “{Short(alias)}”.")),
            .. unknownBlocks.Select(alias => new Refusal("BlockUnknown", "file", $"Chợ này không biết loại khối “{Short(alias)}”.", $"This market does not know the kind of block “{Short(alias)}”.")),
        ];
    }

    // The serializer minds a null where a value belongs, but not within a list.
    private static bool HasHoles(ContentBundle content) => content.Documents.Contains(null!) || content.Redirects.Contains(null!) || content.Pictures.Contains(null!)
        || content.Documents.SelectMany(document => new[] { document.Live, document.Latest }).Any(it => it?.Blocks?.Contains(null!) == true);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Short(string words) => words.Length <= 60 ? words : words[..60] + "…";

    private static bool IsTwice(IEnumerable<Guid> ids)
    {
        var seen = new HashSet<Guid>();
        return ids.Any(id => id == Guid.Empty || !seen.Add(id));
    }
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Bundles;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class DocumentsOfTheLibrary : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, BothDatabases]
    public async Task Each_kind_is_told_by_its_bytes_and_kept_as_it_was_sent(DatabaseProvider provider)
    {
        await using var market = await MarketAsync(provider, "one");
        foreach (var (file, name, ending) in new[]
        {
            (TestDocuments.Pdf(), "quyet-dinh", "pdf"), (TestDocuments.Docx(), "don.pdf", "docx"), (TestDocuments.Xlsx(), "bieu.xlsx", "xlsx"),
            (TestDocuments.Odt(), "thu.odt", "odt"), (TestDocuments.Ods(), "bang.ods", "ods"), (TestDocuments.Csv(), "gia.CSV", "csv"),
        })
        {
            var item = Assert.Succeeded(await AddAsync(market, file, name));
            Assert.Equal((MediaKind.Document, ending, file.Length, MediaState.Complete), (item.Kind, item.AsFile().Kind.Ending, item.Bytes, item.State));
            Assert.EndsWith("." + ending, item.FileName, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(file, await File.ReadAllBytesAsync(Path.Combine(_folder, "one", item.Key[..2], item.Key, "document." + ending)));
        }

        Assert.Equal("Quyết định 1489 ‘mới’.pdf", Assert.Succeeded(await AddAsync(market, TestDocuments.Pdf("hai"), "C:\\Hồ sơ\\Quyết định\u202E 1489 ‘mới’\".pdf")).FileName);
        Assert.Equal((7, 1), (await CountAsync(market, new MediaFilter(Kind: MediaKind.Document)), await CountAsync(market, new MediaFilter(Document: FileKinds.Csv))));
        Assert.Equal(0, await CountAsync(market, new MediaFilter(Kind: MediaKind.Photo)));
        // The same file again is the same item, and it is in no photo's way.
        var known = Assert.Succeeded(await AddAsync(market, TestDocuments.Docx(), "khac.docx"));
        Assert.Equal("don.pdf.docx", known.FileName);
        Assert.Empty(await market.Run<LibraryPictures, IReadOnlyDictionary<Guid, LibraryPicture>>(pictures => pictures.FindAsync([known.Id], default)));
        Assert.Refused("picture-unreadable", await ReplaceAsync([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Equal(("ba.jpg.pdf", FileKinds.Pdf), await ReplaceAsync(TestDocuments.Pdf("ba")) is { Value: { } replaced } ? (replaced.FileName, replaced.AsFile().Kind) : default);

        Task<Outcome<MediaItem>> ReplaceAsync(byte[] file) => market.Run<ReplaceMediaFile, Outcome<MediaItem>>(replace => replace.HandleAsync(Chief, known.Id, new MemoryStream(file), "ba.jpg", default));
    }

    [Theory, BothDatabases]
    public async Task A_photo_where_a_document_is_wanted_becomes_a_page_that_does_not_tell_where_it_was_taken(DatabaseProvider provider)
    {
        await using var market = await MarketAsync(provider, "one");
        foreach (var (photo, name, box) in new[]
        {
            (TestPictures.WithGps(await TestPictures.JpegAsync(900, 1200)), "IMG_1.jpg", "[0 0 595 842]"), (await TestPictures.PngAsync(1200, 900), "giay.png", "[0 0 842 595]"),
        })
        {
            var item = Assert.Succeeded(await AddAsync(market, photo, name, only: MediaKind.Document));
            Assert.Equal((MediaKind.Document, FileKinds.Pdf, name + ".pdf"), (item.Kind, item.AsFile().Kind, item.FileName));
            var file = await File.ReadAllBytesAsync(Path.Combine(_folder, "one", item.Key[..2], item.Key, "document.pdf"));
            var words = Encoding.Latin1.GetString(file);
            Assert.Equal(item.Bytes, file.Length);
            Assert.Contains(box, words, StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", words, StringComparison.Ordinal);
            // The cross-reference table tells where each object begins.
            var table = int.Parse(words.Split("startxref\n")[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
            var places = words[table..].Split('\n').Skip(3).Take(5).Select(line => int.Parse(line[..10], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.All(places.Index(), place => Assert.StartsWith($"{place.Index + 1} 0 obj", words[place.Item..], StringComparison.Ordinal));
            Assert.Equal(item.Id, Assert.Succeeded(await AddAsync(market, photo, name, only: MediaKind.Document)).Id);
        }

        Assert.Equal(MediaKind.Photo, Assert.Succeeded(await AddAsync(market, await TestPictures.JpegAsync(900, 1200), "anh.jpg")).Kind);
        Assert.Refused("picture-unreadable", await AddAsync(market, [0xFF, 0xD8, 0xFF, 0xE0], "hong.jpg", only: MediaKind.Document));
        Assert.Equal(2, await CountAsync(market, new MediaFilter(Kind: MediaKind.Document)));
    }

    [Theory, BothDatabases]
    public async Task A_visitors_photo_comes_into_no_library_and_keeps_nothing_of_the_camera(DatabaseProvider provider)
    {
        await using var market = await MarketAsync(provider, "one");
        var made = Assert.Succeeded(await CleanAsync(TestPictures.WithGps(await TestPictures.JpegAsync(900, 1200))));
        Assert.Equal([0xFF, 0xD8, 0xFF], made[..3]);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(made), StringComparison.Ordinal);
        foreach (var photo in new[] { await TestPictures.PngAsync(600, 600), await TestPictures.WebpAsync(600, 600) }) Assert.Equal([0xFF, 0xD8, 0xFF], Assert.Succeeded(await CleanAsync(photo))[..3]);
        foreach (var wrong in new[] { await TestPictures.AvifAsync(600, 600), TestDocuments.Pdf(), "<html>"u8.ToArray(), [] }) Assert.Refused("not-a-picture", await CleanAsync(wrong));
        Assert.Refused("picture-unreadable", await CleanAsync([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Refused("picture-file-too-large", await CleanAsync(new byte[VisitorsPhotos.LargestFile + 1]));
        Assert.Empty(FilesOf("one"));
        Assert.Equal(0, await market.Read(db => db.MediaItems.CountAsync()));

        Task<Outcome<byte[]>> CleanAsync(byte[] photo) => market.Run<VisitorsPhotos, Outcome<byte[]>>(visitors => visitors.MakeAnewAsync(new MemoryStream(photo), default));
    }

    [Theory, BothDatabases]
    public async Task What_is_disguised_or_dangerous_is_refused_with_nothing_left(DatabaseProvider provider)
    {
        await using var market = await MarketAsync(provider, "one");
        foreach (var (file, name, reason) in new[]
        {
            ("<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), "quyet-dinh.pdf", "not-a-document"),
            ("\n<html>"u8.ToArray(), "gia.csv", "not-a-document"),
            ("MZ\x90\0\x03"u8.ToArray(), "don.docx", "not-a-document"),
            ([.. "Tên;Giá\n"u8, 0], "gia.csv", "not-a-document"),
            (Encoding.Latin1.GetBytes("Tên;Giá\n"), "gia.csv", "document-not-utf8"),
            ("Tên;Giá\n"u8.ToArray(), "gia.txt", "not-a-document"),
            (TestDocuments.Pdf()[..30], "mot-nua.pdf", "document-damaged"),
            (TestDocuments.MacroWorkbook(), "bieu.xlsx", "document-has-macros"),
            (TestDocuments.DisguisedMacros(), "bieu.xlsx", "document-has-macros"),
            (TestDocuments.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("Basic/Standard/Module1.xml", "")), "thu.odt", "document-has-macros"),
            (TestDocuments.Zip(("setup.exe", "MZ")), "bieu.xlsx", "not-a-document"),
            (TestDocuments.Docx()[..^30], "don.docx", "document-damaged"),
            (TestDocuments.Bomb(), "don.docx", "document-unfolds"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "bieu.xls", "document-old"),
        })
            Assert.Refused(reason, await AddAsync(market, file, name, only: MediaKind.Document));

        Assert.Refused("not-a-picture", await AddAsync(market, "<html>"u8.ToArray(), "anh.jpg"));
        Assert.Refused("not-a-picture", await AddAsync(market, TestDocuments.Pdf(), "anh.jpg", only: MediaKind.Photo));
        Assert.Refused("not-allowed", await AddAsync(market, TestDocuments.Pdf(), "quyet-dinh.pdf", by: Stranger, scope: Commune));
        Assert.Refused("document-too-large", await market.Run<OpenUpload, Outcome<MediaUpload>>(open => open.HandleAsync(Chief, new NewUpload("a.pdf", FileKinds.LargestFile + 1, Scope.Programme, Only: MediaKind.Document), default)));
        Assert.Empty(FilesOf("one"));
        Assert.Equal((0, 0, 0), await market.Read(async db => (await db.MediaItems.CountAsync(), await db.MediaUploads.CountAsync(), await db.AuditEntries.CountAsync())));
    }

    [Theory, BothDatabases]
    public async Task A_stranger_has_it_only_while_a_public_page_offers_it(DatabaseProvider provider)
    {
        await using var market = await MarketAsync(provider, "one");
        var item = Assert.Succeeded(await AddAsync(market, TestDocuments.Pdf(), "quyet-dinh.pdf", by: CommuneOfficer, scope: Commune));
        Assert.Equal((false, false, true, true), (await HasAsync(market, null, item), await HasAsync(market, Stranger, item), await HasAsync(market, CommuneOfficer, item), await HasAsync(market, Auditor, item)));

        var stand = await market.Written("Bộ tiêu chí mới");
        stand = await market.Saved(stand.Id, Words("Bộ tiêu chí mới") with { Blocks = [new FileBlock(item.Id.ToString(), "Quyết định 1489") { Id = new Guid(2, 0, 0, new byte[8]) }] });
        Assert.False(await HasAsync(market, null, item));
        stand = Assert.Succeeded(await market.Publish(stand));
        Assert.True(await HasAsync(market, null, item));
        Assert.Equal(1, (await market.Run<MediaList, IReadOnlyDictionary<Guid, int>>(list => list.UsesAsync([item.Id, Guid.CreateVersion7()], default)))[item.Id]);
        Assert.Refused("media-in-use", await market.Run<MoveMediaToBin, Outcome<MediaItem>>(bin => bin.HandleAsync(Chief, item.Id, default)));

        Assert.Succeeded(await market.Run<UnpublishDocument, Outcome<DocumentStand>>(unpublish => unpublish.HandleAsync(Chief, stand.Id, stand.Version, default)));
        Assert.False(await HasAsync(market, null, item));
    }

    [Theory, BothDatabases]
    public async Task A_bundle_carries_it_and_one_whose_file_is_another_is_refused(DatabaseProvider provider)
    {
        await using var from = await MarketAsync(provider, "from");
        var item = Assert.Succeeded(await AddAsync(from, TestDocuments.Docx(), "mau-don.docx"));
        var stand = await from.Written("Mẫu đơn");
        Assert.Succeeded(await from.Publish(await from.Saved(stand.Id, Words("Mẫu đơn") with { Blocks = [new FileBlock(item.Id.ToString(), "Mẫu đơn") { Id = new Guid(2, 0, 0, new byte[8]) }] })));
        var bundle = new MemoryStream();
        Assert.Equal(0, Assert.Succeeded(await from.Run<ExportContent, Outcome<ExportedContent>>(export => export.HandleAsync(Chief, [], bundle, default))).PicturesWithoutFile);

        await using var to = await MarketAsync(provider, "to");
        Assert.Equal(2, Assert.Succeeded(await ImportAsync(to, bundle.ToArray())).Count(BundleResult.Made));
        var taken = await to.Read(db => db.MediaItems.SingleAsync());
        Assert.Equal((item.Key, "mau-don.docx", MediaKind.Document), (taken.Key, taken.FileName, taken.Kind));
        Assert.Equal(FilesOf("from"), FilesOf("to"));
        Assert.Equal(2, Assert.Succeeded(await ImportAsync(to, bundle.ToArray())).Count(BundleResult.Same));

        await using var third = await MarketAsync(provider, "third");
        var report = Assert.Succeeded(await ImportAsync(third, WithEntry(bundle.ToArray(), $"media/{item.Id:n}.docx", TestDocuments.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "khác")))));
        Assert.Equal("BundleBroken", report.Lines.Single(line => line.Kind == "picture").Why?.Reason);
        Assert.Empty(FilesOf("third"));
    }

    private Task<EditorialMarket> MarketAsync(DatabaseProvider provider, string name) => OpenAsync(provider, services => services.AddMedia(Path.Combine(_folder, name)).AddMediaLibrary());

    private static Task<Outcome<MediaItem>> AddAsync(EditorialMarket market, byte[] file, string name, MediaKind? only = null, Person? by = null, Scope? scope = null) =>
        market.Run<AddMedia, Outcome<MediaItem>>(add => add.HandleAsync(by ?? Chief, new NewMedia(new MemoryStream(file), name, scope ?? Scope.Programme, Only: only), default));

    private static async Task<int> CountAsync(EditorialMarket market, MediaFilter filter) => (await market.Run<MediaList, MediaPage>(list => list.FindAsync(Chief, filter, default))).Total;

    private static Task<bool> HasAsync(EditorialMarket market, Person? person, MediaItem item) => market.Run<OpenLibraryFile, bool>(async open =>
    {
        if (await open.HandleAsync(person, item.Key, item.AsFile().Kind.Ending, default) is not var (_, bytes)) return false;
        await bytes.DisposeAsync();
        return true;
    });

    private static Task<Outcome<BundleReport>> ImportAsync(EditorialMarket market, byte[] bundle) => market.Run<ImportContent, Outcome<BundleReport>>(import => import.HandleAsync(Chief, new ContentImport(new MemoryStream(bundle), Publish: true), default));

    private static byte[] WithEntry(byte[] bundle, string name, byte[] words)
    {
        var bytes = new MemoryStream();
        bytes.Write(bundle);
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.Delete();
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(words);
        }

        return bytes.ToArray();
    }

    private string[] FilesOf(string name) => Directory.Exists(Path.Combine(_folder, name))
        ? [.. Directory.GetFiles(Path.Combine(_folder, name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Path.Combine(_folder, name), file)).Order(StringComparer.Ordinal)] : [];
}

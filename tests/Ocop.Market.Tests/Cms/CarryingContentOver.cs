using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Bundles;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;
using static Ocop.Market.Tests.Cms.EditorialMarket;

namespace Ocop.Market.Tests.Cms;

public sealed class CarryingContentOver : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-bundle-").FullName;

    [Theory, BothDatabases]
    public async Task An_empty_market_gets_pages_drafts_pictures_and_old_addresses_and_the_same_bundle_again_changes_nothing(DatabaseProvider provider)
    {
        await using var from = await MarketAsync(provider, "from");
        var photo = Assert.Succeeded(await from.Run<AddMedia, Outcome<MediaItem>>(async add => await add.HandleAsync(Chief, new NewMedia(new MemoryStream(await TestPictures.JpegAsync(700, 500)), "doi-che.jpg", Scope.Programme, "chè"), default)));
        var made = await from.Written("Đồi chè");
        var live = Assert.Succeeded(await from.Publish(await from.Saved(made.Id, Words("Đồi chè") with { Blocks = [new PictureBlock("", "Đồi chè buổi sớm", Media: photo.Id.ToString()) { Id = new Guid(2, 0, 0, new byte[8]) }] })));
        live = Assert.Succeeded(await from.Run<ChangeSlug, Outcome<DocumentStand>>(change => change.HandleAsync(Chief, live.Id, live.Version, "doi-che-xanh", default)));
        await from.Saved(live.Id, Words("Đồi chè, viết tiếp"));
        var draft = await from.Written("Chưa đăng");
        var (bundle, told) = await ExportAsync(from);
        Assert.Equal(new ExportedContent(2, 1, 1, 0), told);
        Assert.DoesNotContain(Chief.Name, Encoding.UTF8.GetString(JsonOf(bundle)), StringComparison.Ordinal);

        await using var to = await MarketAsync(provider, "to");
        var empty = await TracesAsync(to);
        var dry = Assert.Succeeded(await ImportAsync(to, bundle, isDryRun: true, publish: true));
        Assert.Equal((empty, 4, 0), (await TracesAsync(to), dry.Count(BundleResult.Made), FilesOf("to")));

        var report = Assert.Succeeded(await ImportAsync(to, bundle, publish: true));
        Assert.Equal(dry.Lines, report.Lines);
        Assert.Equal(("Đồi chè", "doi-che-xanh", "Đồi chè, viết tiếp", ReviewState.Draft), (await to.LiveTitle(live.Id), (await to.Document(live.Id)).Slug, (await to.Document(live.Id)).Title, (await to.Document(live.Id)).State));
        Assert.Equal((null, "Chưa đăng"), (await to.LiveTitle(draft.Id), (await to.Document(draft.Id)).Title));
        Assert.Equal("/tin-tuc/doi-che-xanh", await to.Run<RedirectTable, string?>(table => table.FindAsync("/tin-tuc/doi-che", default)));
        var item = await to.Read(db => db.MediaItems.SingleAsync());
        Assert.Equal((photo.Id, photo.Key, "chè", 700, 500), (item.Id, item.Key, item.Folder, item.Width, item.Height));
        Assert.Equal(FilesOf("from"), FilesOf("to"));
        Assert.Equal(1, await to.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ContentImported")));

        var after = await TracesAsync(to);
        var again = Assert.Succeeded(await ImportAsync(to, bundle, publish: true));
        Assert.Equal((after, 4), (await TracesAsync(to), again.Count(BundleResult.Same)));
        // And back to where it came from: nothing new there, either.
        Assert.Equal(4, Assert.Succeeded(await ImportAsync(from, (await ExportAsync(to)).Bundle, publish: true)).Count(BundleResult.Same));
    }

    [Theory, BothDatabases]
    public async Task What_differs_waits_as_a_draft_until_somebody_publishes_and_a_draft_of_this_market_stays_on_top(DatabaseProvider provider)
    {
        await using var from = await MarketAsync(provider, "from");
        var live = Assert.Succeeded(await from.Publish(await from.Written("Một")));
        await using var to = await MarketAsync(provider, "to");
        Assert.Succeeded(await ImportAsync(to, (await ExportAsync(from)).Bundle, publish: true));

        live = Assert.Succeeded(await from.Publish(await from.Saved(live.Id, Words("Hai"))));
        var second = (await ExportAsync(from)).Bundle;
        Assert.Equal(1, Assert.Succeeded(await ImportAsync(to, second)).Count(BundleResult.Changed));
        Assert.Equal(("Một", "Hai", ReviewState.Draft), (await to.LiveTitle(live.Id), (await to.Document(live.Id)).Title, (await to.Document(live.Id)).State));
        Assert.Equal(1, Assert.Succeeded(await ImportAsync(to, second)).Count(BundleResult.Same));

        await to.Saved(live.Id, Words("Viết ở đây"));
        Assert.Succeeded(await from.Publish(await from.Saved(live.Id, Words("Ba"))));
        Assert.Equal(1, Assert.Succeeded(await ImportAsync(to, (await ExportAsync(from)).Bundle, publish: true)).Count(BundleResult.Changed));
        Assert.Equal(("Ba", "Viết ở đây"), (await to.LiveTitle(live.Id), (await to.Document(live.Id)).Title));
        Assert.Equal(4, await to.Read(db => db.Revisions.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_two_people_must_have_read_waits_for_the_second_unless_it_is_brought_in_at_the_machine_itself(DatabaseProvider provider)
    {
        await using var from = await MarketAsync(provider, "from");
        var submitted = Assert.Succeeded(await from.Submit(await from.Written("Tin của xã", Commune), CommuneOfficer));
        var approved = Assert.Succeeded(await from.Approve(Assert.Succeeded(await from.Approve(submitted, CommuneOfficer)), ProvinceOfficer));
        Assert.Succeeded(await from.Publish(approved));
        var bundle = (await ExportAsync(from)).Bundle;
        await using var to = await MarketAsync(provider, "to");
        Assert.Equal(1, Assert.Succeeded(await ImportAsync(to, bundle, publish: true)).Count(BundleResult.Waits));
        var here = await to.Document(approved.Id);
        Assert.Equal((null, ReviewState.FirstApproved, Chief.Actor), (here.LiveRevisionId, here.State, here.FirstApprover));
        var stand = new DocumentStand(here.Id, here.Version, here.State, here.LatestRevisionId);
        Assert.Refused("SamePerson", await to.Approve(stand, Chief));
        Assert.Succeeded(await to.Approve(stand, ProvinceOfficer));

        await using var moved = await MarketAsync(provider, "moved");
        Assert.Equal(1, Assert.Succeeded(await ImportAsync(moved, bundle, publish: true, actor: "command:content")).Count(BundleResult.Made));
        Assert.Equal("Tin của xã", await moved.LiveTitle(approved.Id));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_taken_is_refused_by_name_and_nothing_is_changed(DatabaseProvider provider)
    {
        await using var from = await MarketAsync(provider, "from");
        var live = Assert.Succeeded(await from.Publish(await from.Written("Một")));
        var bundle = (await ExportAsync(from)).Bundle;
        await using var to = await MarketAsync(provider, "to");
        var before = await TracesAsync(to);

        foreach (var person in new[] { ProvinceOfficer, Helper, Auditor })
        {
            Assert.Refused("NotAllowed", await ImportAsync(to, bundle, by: person));
            Assert.Refused("NotAllowed", await from.Run<ExportContent, Outcome<ExportedContent>>(export => export.HandleAsync(person, [], new MemoryStream(), default)));
        }

        Assert.Refused("BundleBroken", await ImportAsync(to, bundle[..(bundle.Length / 2)]));
        Assert.Refused("BundleBroken", await ImportAsync(to, "<html>"u8.ToArray()));
        Assert.Refused("BundleBroken", await ImportAsync(to, Changed(bundle, root => root["documents"]![0]!["slug"] = null)));
        Assert.Refused("BundleBroken", await ImportAsync(to, Changed(bundle, root => root["documents"]!.AsArray().Add(root["documents"]![0]!.DeepClone()))));
        Assert.Refused("BundleFormat", await ImportAsync(to, Changed(bundle, root => root["format"] = 2)));
        Assert.Refused("BundleTooLarge", await ImportAsync(to, Zip(new byte[ContentBundle.MostJson + 1])));
        var type = await ImportAsync(to, Changed(bundle, root => root["documents"]!.AsArray().Add(new JsonObject { ["id"] = Guid.CreateVersion7(), ["type"] = "landingPage" })));
        Assert.Refused("TypeUnknown", type);
        Assert.Contains("landingPage", type.Refusals[0].Message.Vi, StringComparison.Ordinal);
        Assert.Refused("BlockUnknown", await ImportAsync(to, Changed(bundle, root => root["documents"]![0]!["live"]!["blocks"]![0]!["type"] = "carousel")));
        Assert.Refused("BlockUnknown", await ImportAsync(to, Changed(bundle, root => root["documents"]![0]!["live"]!["blocks"]![0]!.AsObject().Remove("type"))));
        Assert.Refused("BundleBroken", await ImportAsync(to, Changed(bundle, root => root["documents"]![0]!["live"]!["blocks"]!.AsArray().Add(null))));
        Assert.Refused("BundleBroken", await ImportAsync(to, Changed(bundle, root => root["redirects"]!.AsArray().Add(null))));
        Assert.Equal(before, await TracesAsync(to));

        // One that is refused by itself leaves the others alone.
        Assert.Succeeded(await to.Publish(await to.Written("Một")));
        var picture = new JsonObject { ["id"] = Guid.CreateVersion7(), ["key"] = "../../../../etc/passwd", ["fileName"] = "a.jpg", ["folder"] = "", ["scope"] = "/", ["altVi"] = "", ["altEn"] = "", ["credit"] = "", ["focalX"] = 0.5, ["focalY"] = 0.5 };
        var report = Assert.Succeeded(await ImportAsync(to, Changed(bundle, root => root["pictures"]!.AsArray().Add(picture)), publish: true));
        Assert.Equal([("picture", "BundleBroken"), ("document", "SlugTaken")], report.Lines.Select(line => (line.Kind, line.Why!.Reason)));
        Assert.False(await to.Read(db => db.Documents.AnyAsync(document => document.Id == live.Id)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<EditorialMarket> MarketAsync(DatabaseProvider provider, string name) => OpenAsync(provider, services => services.AddMedia(Path.Combine(_folder, name)).AddMediaLibrary());

    private int FilesOf(string name) => Directory.Exists(Path.Combine(_folder, name)) ? Directory.GetFiles(Path.Combine(_folder, name), "*", SearchOption.AllDirectories).Length : 0;

    private static async Task<(byte[] Bundle, ExportedContent Told)> ExportAsync(EditorialMarket market)
    {
        var output = new MemoryStream();
        var told = Assert.Succeeded(await market.Run<ExportContent, Outcome<ExportedContent>>(export => export.HandleAsync(Chief, [], output, default)));
        return (output.ToArray(), told);
    }

    private static Task<Outcome<BundleReport>> ImportAsync(EditorialMarket market, byte[] bundle, bool isDryRun = false, bool publish = false, Person? by = null, string? actor = null) =>
        market.Run<ImportContent, Outcome<BundleReport>>(import => import.HandleAsync(by ?? Chief, new ContentImport(new MemoryStream(bundle), isDryRun, publish, actor), default));

    /// <summary>All that a market keeps of content; of the audit only what was done to things.</summary>
    private static Task<string> TracesAsync(EditorialMarket market) => market.Read(async db => string.Join(' ', await db.Documents.CountAsync(), await db.Revisions.CountAsync(), await db.DocumentReferences.CountAsync(),
        await db.Redirects.CountAsync(), await db.MediaItems.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.Act != "ContentImported"), await db.Documents.SumAsync(document => document.Version)));

    private static byte[] JsonOf(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        using var json = zip.GetEntry("content.json")!.Open();
        var bytes = new MemoryStream();
        json.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Changed(byte[] bundle, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(JsonOf(bundle))!;
        change(root);
        return Zip(Encoding.UTF8.GetBytes(root.ToJsonString()));
    }

    private static byte[] Zip(byte[] json)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("content.json", CompressionLevel.Fastest).Open();
            entry.Write(json);
        }

        return bytes.ToArray();
    }
}

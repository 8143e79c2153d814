using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Media;

public sealed class OfferingAFile
{
    private static readonly Person Chief = new(Guid.CreateVersion7(), "Ban chương trình", [new HeldRole(Role.Administrator, Scope.Programme)]);

    [Fact]
    public async Task On_a_page_names_its_kind_and_size_and_it_is_saved_never_shown()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var item = await AddAsync(site, TestDocuments.Pdf(), "Quyết định 1489.pdf");
        using (var early = await http.GetAsync(item.AsFile().Path)) Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        var slug = await PublishAsync(site, item);

        var page = await http.GetStringAsync("/tin-tuc/" + slug);
        Assert.Contains($"<a href=\"{item.AsFile().Path}\" download>Quyết định 1489 (PDF, 1 KB)</a>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        using var file = await http.GetAsync(item.AsFile().Path);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
        var named = file.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "Quyết định 1489.pdf"), (named.DispositionType, named.FileNameStar));
        Assert.Contains("filename*=UTF-8''Quy%E1%BA%BFt", string.Join(";", file.Content.Headers.GetValues("Content-Disposition")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("sandbox", Assert.Single(file.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(file.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal(TestDocuments.Pdf(), await file.Content.ReadAsByteArrayAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, item.AsFile().Path) { Headers = { IfNoneMatch = { file.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
        using var rest = new HttpRequestMessage(HttpMethod.Get, item.AsFile().Path) { Headers = { Range = new RangeHeaderValue(5, null) } };
        Assert.Equal(HttpStatusCode.PartialContent, (await http.SendAsync(rest)).StatusCode);
        foreach (var path in new[] { $"/media/{item.Key}.docx", $"/media/{item.Key}.html", $"/media/{new string('0', 32)}.pdf", $"/media/{item.Key}-1.pdf" })
            using (var none = await http.GetAsync(path)) Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task From_the_desk_stands_beside_photos_and_goes_to_whoever_may_read_the_library()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var item = await AddAsync(site, TestDocuments.Docx(), "mau-don.docx");
        var (officer, other) = (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme)), await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01"))));

        var list = (await officer.GetAsync(http, "/quan-tri/thu-vien?loai=tep")).Html;
        Assert.Contains("mau-don.docx", list, StringComparison.Ordinal);
        Assert.Contains("DOCX", list, StringComparison.Ordinal);
        Assert.Contains("Chưa dùng ở đâu", WebUtility.HtmlDecode(list), StringComparison.Ordinal);
        Assert.DoesNotContain("mau-don.docx", (await officer.GetAsync(http, "/quan-tri/thu-vien?loai=anh")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("mau-don.docx", (await officer.GetAsync(http, "/quan-tri/thu-vien?loai=pdf")).Html, StringComparison.Ordinal);
        Assert.Contains(item.Id.ToString(), (await officer.GetAsync(http, "/quan-tri/chon-tep?tim=mau")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(item.Id.ToString(), (await officer.GetAsync(http, "/quan-tri/chon-anh")).Html, StringComparison.Ordinal);

        var path = $"/quan-tri/thu-vien/{item.Id}";
        var sheet = await officer.GetAsync(http, path);
        Assert.Contains(item.AsFile().Path, sheet.Html, StringComparison.Ordinal);
        var saved = await officer.SubmitAsync(http, path, [("Version", sheet.Hidden("Version")), ("FileName", "Mẫu đơn đăng ký"), ("AltVi", "Mẫu đơn"), ("Folder", "Biểu mẫu"), ("FocalX", "50"), ("FocalY", "50")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Contains("Mẫu đơn đăng ký.docx", WebUtility.HtmlDecode((await officer.GetAsync(http, "/quan-tri/thu-vien?thu-muc=Bi%E1%BB%83u%20m%E1%BA%ABu")).Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(http, item.AsFile().Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(http, item.AsFile().Path)).Status);
    }

    private static Task<MediaItem> AddAsync(MarketSite site, byte[] file, string name) => site.InScopeAsync(async scope =>
        (await scope.GetRequiredService<AddMedia>().HandleAsync(Chief, new NewMedia(new MemoryStream(file), name, Scope.Programme), default)).Value!);

    private static Task<string> PublishAsync(MarketSite site, MediaItem item) => site.InScopeAsync(async scope =>
    {
        var made = (await scope.GetRequiredService<CreateDocument>().HandleAsync(Chief, new NewDocument(OwnTypes.Article, "Quyết định mới", "vi", Scope.Programme), default)).Value!;
        var content = new DocumentContent("Quyết định mới", null, "Tóm tắt.", [], [new FileBlock(item.Id.ToString(), "Quyết định 1489") { Id = Guid.CreateVersion7() }]);
        var saved = (await scope.GetRequiredService<SaveRevision>().HandleAsync(Chief, made.Id, made.RevisionId, content, null, default)).Value!.Stand;
        var live = (await scope.GetRequiredService<PublishDocument>().HandleAsync(Chief, saved.Id, saved.Version, saved.RevisionId!.Value, default)).Value!;
        return (await scope.GetRequiredService<Ocop.Market.Data.MarketDb>().Documents.SingleAsync(document => document.Id == live.Id)).Slug;
    });
}

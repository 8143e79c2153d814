using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Quality;

/// <summary>What producers, keepers and visitors photograph, by plain forms: a paper, the shop, a fake.</summary>
public sealed class SendingFromThePhone
{
    private const string Papers = "/cong-chu-the/giay-to", Report = "/bao-hang-gia";

    private static readonly HeldRole Officer = new(Role.Officer, Scope.Programme);

    [Theory, BothDatabases]
    public async Task A_producers_paper_is_on_the_public_page_only_after_an_officer_has_read_it(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè thử giấy"));
        var producer = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Producers.SingleAsync(it => it.Id == product.ProducerId));
        var (owner, officer) = (await site.SignedInAsync(new HeldRole(Role.ProducerHelper, producer.Scope)), await site.SignedInAsync(Officer));
        var stranger = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("19", "05542", Guid.CreateVersion7())));
        var page = "/san-pham/" + product.Slug;
        Assert.Contains(Papers, (await owner.GetAsync(http, "/cong-chu-the/them")).Html, StringComparison.Ordinal);
        Assert.Contains("Chưa ghi giấy tờ nào", (await owner.GetAsync(http, Papers)).Html, StringComparison.Ordinal);

        // A mistake gives everything back, the photo too.
        (string, string)[] typed = [("act", "send"), ("version", "0"), ("holder", $"p{product.Id}"), ("kind", "VietGap"), ("issuer", "Trung tâm thử"), ("issuedOn", "2026-01-01"), ("validUntil", "2026-12-31"), ("isFilePublic", "true")];
        var photo = await TestPictures.JpegAsync(900, 1200);
        var wrong = await SendAsync(http, owner, Papers + "/moi", [.. typed, ("number", "")], ("upload", "giay.jpg", photo));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("Ghi số như trên giấy.", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("giay.jpg.pdf (PDF", wrong.Html, StringComparison.Ordinal);
        var file = wrong.Hidden("fileId");
        // A last day that nobody can read is not no last day; written as people write it, it is one.
        var misread = await SendAsync(http, owner, Papers + "/moi", [.. typed.Where(field => field.Item1 != "validUntil"), ("validUntil", "cuối năm"), ("number", "VG-55"), ("fileId", file)]);
        Assert.Contains("Ngày chưa đúng, ví dụ 31/12/2026.", misread.Html, StringComparison.Ordinal);
        Assert.Equal(file, misread.Hidden("fileId"));
        typed = [.. typed.Where(field => field.Item1 != "validUntil"), ("validUntil", "31/12/2026")];
        Assert.Equal(Papers, (await SendAsync(http, owner, Papers + "/moi", [.. typed, ("number", "VG-55"), ("fileId", file)])).Location);
        var scan = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().MediaItems.SingleAsync());
        Assert.Equal(file, scan.Id.ToString());
        Assert.Contains("chờ kiểm", (await owner.GetAsync(http, Papers)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("VG-55", await http.GetStringAsync(page), StringComparison.Ordinal);
        using (var closed = await http.GetAsync(scan.AsFile().Path)) Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(http, scan.AsFile().Path)).Status);

        var id = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().ProposedPapers.Select(paper => paper.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, $"{Papers}/{id}")).Status);
        Assert.Equal(new DateOnly(2026, 12, 31), await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().ProposedPapers.Select(paper => paper.ValidUntil).SingleAsync()));
        Assert.Contains("muc=cho-kiem", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("VG-55", (await officer.GetAsync(http, "/quan-tri/chung-nhan")).Html, StringComparison.Ordinal);
        Assert.Contains("VG-55", (await officer.GetAsync(http, "/quan-tri/chung-nhan?muc=cho-kiem")).Html, StringComparison.Ordinal);
        var desk = $"/quan-tri/chung-nhan/cho-kiem/{id}";
        var read = await officer.GetAsync(http, desk);
        Assert.Contains(scan.AsFile().Path, read.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(http, scan.AsFile().Path)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, desk, [("act", "return"), ("version", read.Hidden("version")), ("words", "")])).Status);
        Assert.Equal("/quan-tri/chung-nhan?muc=cho-kiem", (await officer.SubmitAsync(http, desk, [("act", "return"), ("version", read.Hidden("version")), ("words", "Thiếu trang hai.")])).Location);
        Assert.Contains("Thiếu trang hai.", (await owner.GetAsync(http, "/cong-chu-the")).Html, StringComparison.Ordinal);

        var mended = await owner.GetAsync(http, $"{Papers}/{id}");
        Assert.Equal(Papers, (await SendAsync(http, owner, $"{Papers}/{id}", [.. typed.Skip(2), ("act", "send"), ("version", mended.Hidden("version")), ("number", "VG-56"), ("fileId", mended.Hidden("fileId"))])).Location);
        read = await officer.GetAsync(http, desk);
        Assert.Equal("/quan-tri/chung-nhan?muc=cho-kiem", (await officer.SubmitAsync(http, desk, [("act", "accept"), ("version", read.Hidden("version")), ("isFilePublic", "true")])).Location);
        await Eventually.TrueAsync(async () => (await http.GetStringAsync(page)).Contains("VG-56", StringComparison.Ordinal));
        using (var open = await http.GetAsync(scan.AsFile().Path)) Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.DoesNotContain("muc=cho-kiem", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);

        // It ends within ninety days, so it stands on top with its way to a new one; until that is accepted, nothing changes for buyers.
        var own = await owner.GetAsync(http, Papers);
        Assert.Contains("Sắp hết hạn", own.Html, StringComparison.Ordinal);
        var accepted = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Certifications.SingleAsync());
        Assert.Contains($"thay={accepted.Id}", own.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(http, $"{Papers}/moi?thay={accepted.Id}")).Status);
        Assert.Equal(Papers, (await SendAsync(http, owner, $"{Papers}/moi?thay={accepted.Id}", [("act", "send"), ("version", "0"), ("kind", "VietGap"), ("number", "VG-57"), ("issuer", "Trung tâm thử"), ("issuedOn", "2026-11-01"), ("validUntil", "2028-11-01"), ("fileId", scan.Id.ToString())])).Location);
        Assert.Contains("VG-56", await http.GetStringAsync(page), StringComparison.Ordinal);
        var next = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().ProposedPapers.Where(paper => paper.Number == "VG-57").Select(paper => paper.Id).SingleAsync());
        Assert.Contains("VG-56", (await officer.GetAsync(http, $"/quan-tri/chung-nhan/cho-kiem/{next}")).Html, StringComparison.Ordinal);
        Assert.Equal(Papers, (await owner.SubmitAsync(http, $"{Papers}/{next}", [("act", "take-back")])).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync(http, $"{Papers}/{next}")).Status);
    }

    [Fact]
    public async Task A_keepers_photo_of_the_shop_is_on_its_page_until_it_is_taken_off()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var point = await site.InScopeAsync(async scope =>
        {
            var commune = scope.GetRequiredService<PlaceDirectory>().CommunesOf("19")[0];
            return (await scope.GetRequiredService<EditSalesPoint>().HandleAsync(new Person(Guid.CreateVersion7(), "Cán bộ thử", [new HeldRole(Role.Administrator, Scope.Programme)]),
                new SalesPointForm("Quầy ảnh", "cho-sieu-thi", "19", commune.Name, "Số 1", null, null, null, [], null, nameof(SalesPointStatus.Open)), default)).Value!;
        });
        var (keeper, room, page) = (await site.SignedInAsync(new HeldRole(Role.Keeper, point.Scope)), $"/cong-diem-ban/{point.Id}/anh", "/diem-ban/" + point.Slug);
        var other = await site.SignedInAsync(new HeldRole(Role.Keeper, Scope.SalesPoint("19", "05542", Guid.CreateVersion7())));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(http, room)).Status);
        Assert.Contains("Chưa có ảnh nào", (await keeper.GetAsync(http, room)).Html, StringComparison.Ordinal);
        Assert.Contains("Bạn chưa chọn ảnh", (await SendAsync(http, keeper, room, [("act", "add"), ("alt", "Mặt tiền")])).Html, StringComparison.Ordinal);
        Assert.Contains("không phải ảnh", (await SendAsync(http, keeper, room, [("act", "add"), ("alt", "Mặt tiền")], ("file", "a.jpg", TestDocuments.Pdf()))).Html, StringComparison.Ordinal);
        // The photo that was sent already is not asked for again.
        var wrong = await SendAsync(http, keeper, room, [("act", "add"), ("alt", " ")], ("file", "a.jpg", await TestPictures.JpegAsync(900, 700)));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Equal(room, (await SendAsync(http, keeper, room, [("act", "add"), ("alt", "Mặt tiền quầy"), ("photo", wrong.Hidden("photo"))])).Location);
        await Eventually.TrueAsync(async () => WebUtility.HtmlDecode(await http.GetStringAsync(page)).Contains("alt=\"Mặt tiền quầy\"", StringComparison.Ordinal));

        Assert.Equal(room, (await keeper.SubmitAsync(http, room, [("act", "off"), ("photo", wrong.Hidden("photo"))])).Location);
        await Eventually.TrueAsync(async () => !WebUtility.HtmlDecode(await http.GetStringAsync(page)).Contains("Mặt tiền quầy", StringComparison.Ordinal));
        // To send is all that a keeper may do with the library.
        Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync(http, "/quan-tri/thu-vien")).Status);
    }

    [Fact]
    public async Task Photos_of_a_fake_are_seen_by_officers_alone()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        (string, string)[] typed = [("what", "Mật ong giả"), ("where", "Chợ thử"), ("website", "")];
        var photo = TestPictures.WithGps(await TestPictures.JpegAsync(900, 700));
        var visitor = new Guest();
        Assert.Contains("Nhiều nhất 3 ảnh.", (await ReportAsync([.. Enumerable.Repeat(("photos", "a.jpg", photo), 4)], typed)).Html, StringComparison.Ordinal);
        Assert.Contains("không phải ảnh JPEG, PNG hay WebP", (await ReportAsync([("photos", "a.jpg", TestDocuments.Pdf())], typed)).Html, StringComparison.Ordinal);
        Assert.Contains("Xin chọn lại ảnh", (await ReportAsync([("photos", "a.jpg", photo)], [("what", ""), ("where", "Chợ thử")])).Html, StringComparison.Ordinal);
        Assert.Equal("/bao-hang-gia?da-gui=true", (await ReportAsync([("photos", "a.jpg", photo), ("photos", "b.png", await TestPictures.PngAsync(600, 600))], typed)).Location);

        var report = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().FakeReports.Select(it => it.Id).SingleAsync());
        var photos = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().FakeReportPhotos.OrderBy(it => it.Id).ToListAsync());
        Assert.Equal(2, photos.Count);
        var (officer, desk) = (await site.SignedInAsync(Officer), $"/quan-tri/bao-hang-gia/{report}");
        Assert.Contains($"{desk}?handler=Photo&photo={photos[0].Id}", (await officer.GetAsync(http, desk)).Html, StringComparison.Ordinal);
        using (var shown = await AskAsync(officer)) Assert.Equal((HttpStatusCode.OK, "image/jpeg", true), (shown.StatusCode, shown.Content.Headers.ContentType!.MediaType, shown.Headers.CacheControl!.NoStore));
        using (var hidden = await AskAsync(await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19"))))) Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using (var nobody = await AskAsync(new Guest())) Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);

        Task<Answer> ReportAsync((string, string, byte[])[] files, (string, string)[] fields) => SendAsync(http, visitor, "/bao-hang-gia", fields, files);
        Task<HttpResponseMessage> AskAsync(Guest by) => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{desk}?handler=Photo&photo={photos[0].Id}") { Headers = { { "Cookie", $"me={by.Cookie("me")}" } } });
    }

    [Fact]
    public async Task Photos_of_a_fake_that_are_too_large_or_too_many_do_not_cost_the_words()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var visitor = new Guest();
        (string, string)[] typed = [("what", "Mật ong giả"), ("where", "Chợ thử"), ("message", "Nhãn in mờ")];
        var large = new byte[VisitorsPhotos.LargestFile + (1 << 20)];
        var three = await SendAsync(http, visitor, Report, typed, [.. Enumerable.Repeat(("photos", "a.jpg", large), 3)]);
        Assert.Equal((HttpStatusCode.Conflict, true), (three.Status, three.Html.Contains("id=\"photos-e\"", StringComparison.Ordinal)));
        Assert.Contains("Ảnh lớn hơn 8 MB.", three.Html, StringComparison.Ordinal);
        AssertKept(three);

        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            foreach (var number in Enumerable.Range(1, ReportFake.MostWithPhotos))
            {
                var waiting = new FakeReport(new FakeReportWords($"Lụa {number}", "Chợ thử", null, null, null, null), null, Scope.Programme, "vi", site.Clock.GetUtcNow().UtcDateTime);
                db.FakeReports.Add(waiting);
                db.FakeReportPhotos.Add(new FakeReportPhoto(waiting.Id, [1]));
            }

            await db.SaveChangesAsync();
        });
        var full = await SendAsync(http, visitor, Report, typed, ("photos", "a.jpg", large));
        Assert.Contains("gửi lời báo không kèm ảnh giúp chúng tôi", full.Html, StringComparison.Ordinal);
        AssertKept(full);
        Assert.Equal(Report + "?da-gui=true", (await SendAsync(http, visitor, Report, typed)).Location);

        static void AssertKept(Answer answer)
        {
            Assert.Contains("value=\"Mật ong giả\"", answer.Html, StringComparison.Ordinal);
            Assert.Contains(">Nhãn in mờ</textarea>", answer.Html, StringComparison.Ordinal);
            Assert.Contains("Còn 1 chỗ cần xem", answer.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Photos_of_a_fake_too_large_to_be_read_are_named_as_the_reason()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var answer = await SendAsync(http, new Guest(), Report, [("what", "Mật ong giả"), ("where", "Chợ thử")], ("photos", "a.jpg", new byte[41 << 20]));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Các ảnh cộng lại quá lớn", answer.Html, StringComparison.Ordinal);
        Assert.Contains("Còn 1 chỗ cần xem", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ghi tên món hàng", answer.Html, StringComparison.Ordinal);
    }

    /// <summary>A form as a browser without scripts sends it, with its files.</summary>
    private static async Task<Answer> SendAsync(HttpClient http, Guest guest, string path, (string Name, string Value)[] fields, params (string Field, string Name, byte[] Bytes)[] files)
    {
        var page = await guest.GetAsync(http, path);
        using var form = new MultipartFormDataContent { { new StringContent(page.Hidden("__RequestVerificationToken")), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (field, name, bytes) in files) form.Add(new ByteArrayContent(bytes), field, name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form, Headers = { { "Cookie", $"me={guest.Cookie("me")}; form={guest.Cookie("form")}" }, { "Sec-Fetch-Site", "same-origin" } } };
        using var answer = await http.SendAsync(request);
        return new Answer(answer.StatusCode, answer.Headers.Location?.OriginalString, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}

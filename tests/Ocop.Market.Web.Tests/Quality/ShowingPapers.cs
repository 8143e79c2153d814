using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Quality;

public sealed class ShowingPapers
{
    private static readonly HeldRole Officer = new(Role.Officer, Scope.Programme);
    private static readonly Person Chief = new(Guid.CreateVersion7(), "Ban chương trình", [new HeldRole(Role.Administrator, Scope.Programme)]);

    [Fact]
    public async Task A_write_shows_on_a_warm_page_and_the_end_takes_paper_and_file_away()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè thử giấy"));
        var page = "/san-pham/" + product.Slug;
        Assert.DoesNotContain("VG-77", await http.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Contains("/bao-hang-gia?san-pham=" + product.Slug, await http.GetStringAsync(page), StringComparison.Ordinal);

        var scan = await site.InScopeAsync(async scope => (await scope.GetRequiredService<AddMedia>().HandleAsync(Chief, new NewMedia(new MemoryStream(TestDocuments.Pdf()), "vietgap.pdf", Scope.Programme), default)).Value!);
        await site.InScopeAsync(async scope =>
        {
            Assert.True((await scope.GetRequiredService<SavePaper>().HandleAsync(Chief, new(null, 0, product.Id, null, CertificationKind.VietGap, "VG-77", "Nơi cấp thử", new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 23), scan.Id, true), default)).Succeeded);
            var mark = (await scope.GetRequiredService<SaveMark>().HandleAsync(Chief, new(null, 0, "/", MarkKind.CollectiveMark, "Chè làng thử", "40-1", "Hội thử", "", new DateOnly(2020, 1, 1), null), default)).Value!;
            Assert.True((await scope.GetRequiredService<AllowMarkUse>().HandleAsync(Chief, new(mark.Id, null, product.ProducerId, new DateOnly(2026, 1, 1), null), default)).Succeeded);
        });

        await Eventually.TrueAsync(async () => (await http.GetStringAsync(page)).Contains("Chè làng thử", StringComparison.Ordinal));
        var shown = await http.GetStringAsync(page);
        Assert.Contains("VG-77", shown, StringComparison.Ordinal);
        Assert.Contains(scan.AsFile().Path, shown, StringComparison.Ordinal);
        using (var file = await http.GetAsync(scan.AsFile().Path)) Assert.Equal(HttpStatusCode.OK, file.StatusCode);

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        Assert.DoesNotContain("VG-77", await http.GetStringAsync(page), StringComparison.Ordinal);
        using (var file = await http.GetAsync(scan.AsFile().Path)) Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    [Fact]
    public async Task The_desk_records_a_paper_with_its_scan_and_a_mark_with_its_users()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Gạo thử giấy"));
        var officer = await site.SignedInAsync(Officer);
        Assert.Contains("/quan-tri/chung-nhan/moi?san-pham=" + product.Id, (await officer.GetAsync(http, "/quan-tri/san-pham/" + product.Id)).Html, StringComparison.Ordinal);
        Assert.Contains("/quan-tri/chung-nhan/moi?chu-the=" + product.ProducerId, (await officer.GetAsync(http, "/quan-tri/chu-the/" + product.ProducerId)).Html, StringComparison.Ordinal);

        var form = await officer.GetAsync(http, "/quan-tri/chung-nhan/moi?san-pham=" + product.Id);
        using var refused = await PostAsync(http, officer, form, product.Id, "", "<html>"u8.ToArray());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var saved = await PostAsync(http, officer, form, product.Id, "TS-9", TestDocuments.Pdf());
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var paper = await officer.GetAsync(http, saved.Headers.Location!.OriginalString);
        Assert.Contains("phieu.pdf", paper.Html, StringComparison.Ordinal);
        Assert.Contains("TS-9", (await officer.GetAsync(http, "/quan-tri/chung-nhan?han=90")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("TS-9", (await officer.GetAsync(http, "/quan-tri/chung-nhan?han=0")).Html, StringComparison.Ordinal);
        Assert.Contains("han=90", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);

        var mark = await officer.SubmitAsync(http, "/quan-tri/nhan-hieu/moi", [("act", "save"), ("version", "0"), ("scope", "/"), ("kind", "Trademark"), ("number", "40-7"), ("name", "Gạo thử"), ("owner", "HTX thử"), ("from", "2025-01-01")]);
        Assert.Equal(HttpStatusCode.Redirect, mark.Status);
        var search = mark.Location + "?tim=gao+thu";
        Assert.Contains($"value=\"p{product.Id}\"", (await officer.GetAsync(http, search)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, search, [("act", "allow"), ("holder", $"p{product.Id}"), ("useFrom", "2026-01-01")])).Status);
        Assert.Contains("Gạo thử giấy", WebUtility.HtmlDecode((await officer.GetAsync(http, mark.Location!)).Html), StringComparison.Ordinal);
        Assert.Contains("40-7", (await officer.GetAsync(http, "/quan-tri/nhan-hieu")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fake_is_reported_without_an_account_and_handled_at_the_desk()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Mật ong thử"));
        Assert.Contains("value=\"Mật ong thử\"", WebUtility.HtmlDecode(await http.GetStringAsync("/bao-hang-gia?san-pham=" + product.Slug)), StringComparison.Ordinal);
        var visitor = new Guest();
        var wrong = await visitor.PostAsync(http, "/bao-hang-gia", ("what", "Mật <b>"), ("email", "x@"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("id=\"where-e\"", wrong.Html, StringComparison.Ordinal);
        var sent = await visitor.PostAsync(http, "/bao-hang-gia", ("product", product.Slug), ("what", "Mật ong"), ("where", "Chợ thử"), ("email", "nguoi@example.vn"), ("website", ""));
        Assert.Equal("/bao-hang-gia?da-gui=true", sent.Location);
        Assert.Equal("/bao-hang-gia?da-gui=true", (await visitor.PostAsync(http, "/bao-hang-gia", ("what", "Bẫy"), ("where", "máy"), ("website", "x"))).Location);

        var id = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().FakeReports.Select(report => report.Id).SingleAsync());
        var officer = await site.SignedInAsync(Officer);
        Assert.Contains("Mật ong", WebUtility.HtmlDecode((await officer.GetAsync(http, "/quan-tri/bao-hang-gia?muc=moi")).Html), StringComparison.Ordinal);
        var file = await officer.GetAsync(http, $"/quan-tri/bao-hang-gia/{id}");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, $"/quan-tri/bao-hang-gia/{id}", [("act", "take"), ("version", file.Hidden("version"))])).Status);
        file = await officer.GetAsync(http, $"/quan-tri/bao-hang-gia/{id}");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, $"/quan-tri/bao-hang-gia/{id}", [("act", "close"), ("version", file.Hidden("version")), ("outcome", "Đã xử lý.")])).Status);
        Assert.Equal("nguoi@example.vn", await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OutboxMessages.Select(mail => mail.Recipient).SingleAsync()));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, Guest officer, Answer page, Guid product, string number, byte[] scan)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Hidden("__RequestVerificationToken")), "__RequestVerificationToken" }, { new StringContent("save"), "act" }, { new StringContent("TestSheet"), "kind" }, { new StringContent(number), "number" },
            { new StringContent("Phòng thử"), "issuer" }, { new StringContent("2026-01-01"), "issuedOn" }, { new StringContent("2026-12-31"), "validUntil" }, { new ByteArrayContent(scan), "upload", "phieu.pdf" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/quan-tri/chung-nhan/moi?san-pham=" + product) { Content = form, Headers = { { "Cookie", $"me={officer.Cookie("me")}; form={officer.Cookie("form")}" }, { "Sec-Fetch-Site", "same-origin" } } };
        return await http.SendAsync(request);
    }
}

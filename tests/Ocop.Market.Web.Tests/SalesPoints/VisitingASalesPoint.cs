using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.SalesPoints;

public sealed class VisitingASalesPoint
{
    private const string Address = "/diem-ban/quay-thu";

    [Theory, BothDatabases]
    public async Task A_kept_page_says_open_for_no_longer_than_it_is_true(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var point = await PointAsync(site, "7:00–11:30, 13:30–17:00");
        site.StandingClock.SetLocal(2026, 11, 23, 11, 29, 10);
        Assert.Contains("đang mở, đến 11:30", await WarmAsync(site, Address), StringComparison.Ordinal);
        Assert.Contains("đang mở, đến 11:30", await WarmAsync(site, "/diem-ban?mo=1"), StringComparison.Ordinal);
        site.StandingClock.SetLocal(2026, 11, 23, 11, 30, 0);
        Assert.Contains(">mở lúc 13:30<", await ReadAsync(site, Address), StringComparison.Ordinal);
        Assert.Contains("Chưa có điểm bán nào như vậy", await ReadAsync(site, "/diem-ban?mo=1"), StringComparison.Ordinal);

        // The keeper's tap is on the kept page within moments, and the goods on the product's.
        site.StandingClock.SetLocal(2026, 11, 23, 14, 0, 0);
        Assert.Contains("đang mở, đến 17:00", await WarmAsync(site, Address), StringComparison.Ordinal);
        var product = await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Chè thử"));
        await WarmAsync(site, "/san-pham/che-thu");
        var keeper = await site.SignedInAsync(new HeldRole(Role.Keeper, point.Scope));
        var (visitor, room) = (site.Visitor(), $"/cong-diem-ban/{point.Id}");
        Assert.Equal(HttpStatusCode.Redirect, (await keeper.SubmitAsync(visitor, room, [("act", "now")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await keeper.SubmitAsync(visitor, $"{room}/hang?them=che", [("act", $"there:{product.Id}")])).Status);
        await Eventually.TrueAsync(async () => (await ReadAsync(site, Address)).Contains("Hôm nay điểm bán đóng cửa sớm, lúc 14:00.", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => (await ReadAsync(site, Address)).Contains("/san-pham/che-thu", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => Regex.IsMatch(await ReadAsync(site, "/san-pham/che-thu"), "Có bán tại.*Quầy thử.*cập nhật 23/11/2026", RegexOptions.Singleline));
        // After thirty days nobody knows any more.
        site.StandingClock.SetLocal(2026, 12, 24, 9, 0, 0);
        Assert.DoesNotContain("Quầy thử", await ReadAsync(site, "/san-pham/che-thu"), StringComparison.Ordinal);
        Assert.Contains("Lâu chưa ai xem lại", await ReadAsync(site, Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stars_that_lapse_at_midnight_are_on_neither_the_page_nor_the_paper()
    {
        await using var site = await MarketSite.OpenAsync();
        var point = await PointAsync(site, "cả ngày");
        var lastDay = new DateOnly(2026, 11, 23);
        var product = await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Trà hoa vàng", starsSince: lastDay.AddMonths(-RecognitionDecision.ValidMonths), stars: 5));
        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 0);
        var keeper = await site.SignedInAsync(new HeldRole(Role.Keeper, point.Scope));
        var (visitor, paper) = (site.Visitor(), $"/cong-diem-ban/{point.Id}/in");
        Assert.Equal(HttpStatusCode.Redirect, (await keeper.SubmitAsync(visitor, $"/cong-diem-ban/{point.Id}/hang", [("act", $"there:{product.Id}")])).Status);
        await Eventually.TrueAsync(async () => (await ReadAsync(site, Address)).Contains("<b>5 sao</b>", StringComparison.Ordinal));
        foreach (var look in new[] { "", "?kieu=danh-sach" })
        {
            var sheet = (await keeper.GetAsync(visitor, paper + look)).Html;
            Assert.Contains("<b>5 sao</b>", sheet, StringComparison.Ordinal);
            Assert.Contains("123/QĐ-UBND", sheet, StringComparison.Ordinal);
            Assert.Matches("hết 23/11/2026", sheet);
            Assert.Matches("In (ngày )?23/11/2026", sheet);
        }

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        foreach (var page in new[] { await ReadAsync(site, Address), (await keeper.GetAsync(visitor, paper)).Html, (await keeper.GetAsync(visitor, paper + "?kieu=danh-sach")).Html })
        {
            Assert.Contains("Trà hoa vàng", page, StringComparison.Ordinal);
            Assert.DoesNotContain("5 sao", page, StringComparison.Ordinal);
            Assert.DoesNotContain("123/QĐ-UBND", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nearness_is_told_without_a_script_and_kept_by_nobody()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Map:TileUrl"] = "https://{s}.tiles.example/{z}/{x}/{y}.png", ["Map:Attribution"] = "Người vẽ bản đồ" });
        await PointAsync(site, "cả ngày");
        await PointAsync(site, "", "Quầy xa", "01");
        var near = await ReadAsync(site, "/diem-ban?tinh=ha-noi&gan=noi-nay");
        Assert.True(near.IndexOf("Quầy xa", StringComparison.Ordinal) < near.IndexOf("Quầy thử", StringComparison.Ordinal));
        Assert.Matches(@"gần Hà Nội nhất trước.*\d+\u00a0km", near.ReplaceLineEndings(" "));
        Assert.Contains("Chọn tỉnh hoặc gõ tên xã", await ReadAsync(site, "/diem-ban?gan=noi-nay"), StringComparison.Ordinal);
        Assert.Contains("Không thấy xã, phường tên này", await ReadAsync(site, "/diem-ban?xa=zzzz"), StringComparison.Ordinal);
        foreach (var _ in new[] { 1, 2 })
        {
            using var answer = await site.Visitor().GetAsync("/diem-ban?gan=21.028,105.834");
            Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, answer.Headers.Age is not null));
            Assert.Contains("img-src 'self' data: https://*.tiles.example;", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("geolocation=(self)", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        }

        // A kept page brings the same headers, and no other page has them.
        await WarmAsync(site, "/diem-ban");
        using var kept = await site.Visitor().GetAsync("/diem-ban");
        Assert.Contains("https://*.tiles.example", kept.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var other = await site.Visitor().GetAsync("/chu-the");
        Assert.DoesNotContain("tiles.example", other.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("geolocation=()", other.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("/diem-ban/quay-thu<", await site.Visitor().GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_desk_enters_checks_covers_and_invites(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var (visitor, officer) = (site.Visitor(), await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19"))));
        var refused = await officer.SubmitAsync(visitor, "/quan-tri/diem-ban/moi", [("name", "Quầy mới"), ("province", "19"), ("hours-1", "mai")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        foreach (var field in new[] { "f-kind-problem", "f-commune-problem", "f-hours-1-problem", "value=\"Quầy mới\"" }) Assert.Contains(field, refused.Html, StringComparison.Ordinal);

        var commune = await site.InScopeAsync(services => Task.FromResult(services.GetRequiredService<PlaceDirectory>().CommunesOf("19")[0]));
        var added = await officer.SubmitAsync(visitor, "/quan-tri/diem-ban/moi", [("name", "Quầy mới"), ("kind", "buu-dien"), ("province", "19"), ("commune", commune.Name), ("status", "Open"), ("hours-1", "7:00–17:00")]);
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        var file = added.Location!;
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(visitor, file, [("act", "check"), ("is-sign", "yes"), ("note-sign", "rõ")])).Status);
        var page = (await officer.GetAsync(visitor, file)).Html;
        Assert.Contains("/quan-tri/nguoi-dung/moi?vai=Keeper&diem=quay-moi", page, StringComparison.Ordinal);
        Assert.Contains("Người thử, ", page, StringComparison.Ordinal);
        var invite = (await officer.GetAsync(visitor, "/quan-tri/nguoi-dung/moi?vai=Keeper&diem=quay-moi")).Html;
        Assert.Contains("<option value=\"Keeper\" selected", invite, StringComparison.Ordinal);
        Assert.Contains("/loi-moi/", (await officer.SubmitAsync(visitor, "/quan-tri/nguoi-dung/moi", [("name", "Người giữ"), ("phone", "0912345677"), ("role", "Keeper"), ("salesPoint", "/diem-ban/quay-moi")])).Html, StringComparison.Ordinal);
        Assert.StartsWith(Scope.Commune("19", commune.Code).Path + "s:", await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Invitations.Select(sent => sent.ScopePath).SingleAsync()), StringComparison.Ordinal);

        foreach (var path in new[] { "/quan-tri/diem-ban", "/quan-tri/diem-ban?q=quay&loai=buu-dien&tinh-trang=Open&tieu-chi=co&xep=-ten", "/quan-tri/diem-ban/do-phu", "/quan-tri/diem-ban/do-phu?tinh=19", "/en" + file })
            Assert.Equal((path, HttpStatusCode.OK), (path, (await officer.GetAsync(visitor, path)).Status));
        Assert.Contains($"Thái Nguyên,{commune.Code},", (await officer.GetAsync(visitor, "/quan-tri/diem-ban/do-phu?handler=csv")).Html, StringComparison.Ordinal);
        var auditor = await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync(visitor, file)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.SubmitAsync(visitor, file, [("act", "save"), ("version", "0"), ("name", "X")])).Status);
        var stranger = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(visitor, file)).Status);
        var keeper = await site.SignedInAsync(new HeldRole(Role.Keeper, Scope.SalesPoint("19", commune.Code, Guid.CreateVersion7())));
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.GetAsync(visitor, "/cong-diem-ban/" + file.Split('/')[^1])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync(visitor, file)).Status);
    }

    private static Task<SalesPoint> PointAsync(MarketSite site, string hours, string name = "Quầy thử", string province = "19") => site.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<MarketDb>();
        var places = services.GetRequiredService<PlaceDirectory>();
        var commune = places.CommunesOf(province)[0];
        var words = new SalesPointWords(name, "cho-sieu-thi", new PlaceAsIssued(commune.Name, null, places.Province(province)!.Name, province, commune.Code, null), "Số 1", null, null,
            OpeningHours.Read([.. Enumerable.Repeat(hours, 7)]).Value!, null, SalesPointStatus.Open);
        var point = new SalesPoint(words, VietnameseText.Slug(name), isDemo: false, site.Clock.UtcNow());
        db.SalesPoints.Add(point);
        await db.SaveChangesAsync();
        return point;
    });

    private static async Task<string> WarmAsync(MarketSite site, string path)
    {
        var body = "";
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await site.Visitor().GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            return answer.Headers.Age is not null;
        });
        return body;
    }

    private static async Task<string> ReadAsync(MarketSite site, string path) => (await new Guest().GetAsync(site.Visitor(), path)).Html;
}

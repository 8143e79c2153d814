using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Livestreams;

/// <summary>A session from the producer's form to the public's kept pages and calendar, and back to the officer who calls one off.</summary>
public sealed class WatchingASession
{
    private const string Room = "/cong-chu-the/phien-live", Link = "https://www.tiktok.com/@vuon-thu/live", Public = "/phien-live";

    [Theory, BothDatabases]
    public async Task Kept_pages_follow_each_change_of_the_producers_sessions_and_of_nobody_elses(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (producer, product) = await MakerAsync(site, "Chè phiên thử", "HTX phiên thử");
        var (_, other) = await MakerAsync(site, "Gạo phiên thử", "HTX gạo thử");
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
        string[] pages = [Public, $"/chu-the/{producer.Slug}", $"/san-pham/{product.Slug}"];
        await site.SettledAsync();
        foreach (var page in pages) Assert.DoesNotContain("Bán thử tối nay", await WarmAsync(http, page), StringComparison.Ordinal);
        await WarmAsync(http, $"/san-pham/{other.Slug}");
        Assert.Contains("Hẹn một phiên", (await owner.GetAsync(http, Room)).Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/cong-chu-the/phien-live\"", (await owner.GetAsync(http, "/cong-chu-the/them")).Html, StringComparison.Ordinal);

        var refused = await owner.SubmitAsync(http, $"{Room}/moi", [.. Form(product), ("address", "https://example.vn/")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.All(["f-address-problem", "value=\"Bán thử tối nay\"", "value=\"2026-11-26T19:30\"", $"value=\"{product.Id}\" checked"], part => Assert.Contains(part, refused.Html, StringComparison.Ordinal));
        Assert.Equal(Room, (await owner.SubmitAsync(http, $"{Room}/moi", [.. Form(product), ("address", Link)])).Location);
        Assert.Contains("Người mua thấy phiên này ngay", (await owner.GetAsync(http, Room)).Html, StringComparison.Ordinal);
        await site.SettledAsync();
        foreach (var page in pages) Assert.Contains("Bán thử tối nay", await http.GetStringAsync(page), StringComparison.Ordinal);
        // The page of somebody else's goods was not made anew for it.
        Assert.True(await IsKeptAsync(http, $"/san-pham/{other.Slug}"));

        var list = WebUtility.HtmlDecode(await http.GetStringAsync(Public));
        Assert.All([$"href=\"{Link}\" rel=\"noopener nofollow\"", "19:30–21:00, Thứ Năm, 26/11/2026", $"/san-pham/{product.Slug}\"", "TikTok"], part => Assert.Contains(part, list, StringComparison.Ordinal));
        // Nothing of the platform is loaded: its address stands in links only.
        Assert.Equal(list.Split("tiktok.com").Length, list.Split("<a class=\"btn\" href=\"https://www.tiktok.com").Length);
        Assert.Contains("19:30–21:00, Thursday, 26/11/2026", WebUtility.HtmlDecode(await http.GetStringAsync("/en" + Public)), StringComparison.Ordinal);
        Assert.Contains("Bán trực tiếp", await http.GetStringAsync($"/san-pham/{product.Slug}"), StringComparison.Ordinal);
        Assert.Contains($"<loc>http://localhost:5080{Public}</loc>", await http.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);

        var id = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Livestreams.Select(it => it.Id).SingleAsync());
        using var file = await http.GetAsync($"{Public}/{id}.ics");
        Assert.Equal("text/calendar; charset=utf-8", file.Content.Headers.ContentType!.ToString());
        Assert.Contains("TRIGGER:-PT15M", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Public}/{Guid.CreateVersion7()}.ics")).StatusCode);
        Assert.Contains("SUMMARY:Bán thử tối nay", await WarmAsync(http, Public + ".ics"), StringComparison.Ordinal);

        // Whoever is somebody else finds no such session in the own rooms.
        var (stranger, _) = await MakerAsync(site, "Lụa phiên thử", "Cơ sở lụa thử");
        var guest = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, stranger.Scope));
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(http, $"{Room}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync(http, $"{Room}/moi?chu-the={producer.Id}")).Status);

        Assert.Equal(Room, (await owner.SubmitAsync(http, $"{Room}/{id}", [("act", "cancel")])).Location);
        await site.SettledAsync();
        foreach (var page in pages.Skip(1)) Assert.DoesNotContain("Bán thử tối nay", await http.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Matches("(?s)đã huỷ.*<s>19:30", WebUtility.HtmlDecode(await http.GetStringAsync(Public)));
        foreach (var calendar in new[] { $"{Public}/{id}.ics", Public + ".ics" }) Assert.Contains("STATUS:CANCELLED", await http.GetStringAsync(calendar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_day_a_session_stands_under_see_again_and_on_no_other_page()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (producer, product) = await MakerAsync(site, "Chè phiên thử", "HTX phiên thử");
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerHelper, producer.Scope));
        Assert.Equal(Room, (await owner.SubmitAsync(http, $"{Room}/moi", [.. Form(product), ("address", Link)])).Location);
        var id = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Livestreams.Select(it => it.Id).SingleAsync());
        Assert.DoesNotContain("replayAddress", (await owner.GetAsync(http, $"{Room}/{id}")).Html, StringComparison.Ordinal);

        site.StandingClock.SetLocal(2026, 11, 26, 23, 59, 59);
        Assert.Contains("Bán thử tối nay", await WarmAsync(http, $"/san-pham/{product.Slug}"), StringComparison.Ordinal);
        var form = await owner.GetAsync(http, $"{Room}/{id}");
        Assert.Equal(Room, (await owner.SubmitAsync(http, $"{Room}/{id}", [.. Form(product), ("address", Link), ("version", form.Hidden("version")), ("replayAddress", "https://www.tiktok.com/@vuon-thu/video/1"), ("orders", "7"), ("sales", "900.000")])).Location);
        Assert.Contains("7 đơn", (await owner.GetAsync(http, Room)).Html, StringComparison.Ordinal);

        site.StandingClock.SetLocal(2026, 11, 27, 0, 0, 0);
        var page = await http.GetStringAsync(Public);
        Assert.Contains("id=\"lai\"", page, StringComparison.Ordinal);
        Assert.Contains("https://www.tiktok.com/@vuon-thu/video/1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("7 đơn", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Bán thử tối nay", await http.GetStringAsync($"/san-pham/{product.Slug}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_sees_the_sessions_of_the_own_scope_and_calls_one_off_with_a_reason()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var (producer, product) = await MakerAsync(site, "Chè phiên thử", "HTX phiên thử");
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
        await owner.SubmitAsync(http, $"{Room}/moi", [.. Form(product), ("address", Link)]);
        var id = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Livestreams.Select(it => it.Id).SingleAsync());
        const string desk = "/quan-tri/phien-live";
        Assert.DoesNotContain("Bán thử tối nay", (await (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")))).GetAsync(http, desk)).Html, StringComparison.Ordinal);
        var auditor = (await (await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme))).GetAsync(http, desk)).Html;
        Assert.Contains("Bán thử tối nay", auditor, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"reason\"", auditor, StringComparison.Ordinal);

        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19")));
        var refused = await officer.SubmitAsync(http, desk, [("session", id.ToString()), ("reason", "x")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Matches("(?s)<details class=\"fold-act\" open.*Viết lý do huỷ", refused.Html);
        Assert.Equal(desk, (await officer.SubmitAsync(http, desk, [("session", id.ToString()), ("reason", "Liên kết dẫn sai chỗ")])).Location);
        Assert.Contains("Liên kết dẫn sai chỗ", (await owner.GetAsync(http, Room)).Html, StringComparison.Ordinal);
        Assert.Contains("Huỷ phiên bán trực tiếp", (await officer.GetAsync(http, "/quan-tri/nhat-ky")).Html, StringComparison.Ordinal);
    }

    private static (string, string)[] Form(Product product) => [("title", "Bán thử tối nay"), ("startsAt", "2026-11-26T19:30"), ("minutes", "90"), ("products", product.Id.ToString())];

    private static Task<(Producer, Product)> MakerAsync(MarketSite site, string name, string maker) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var producer = new Producer(maker, ProducerKind.Cooperative, VietnameseText.Slug(maker), new PlaceAsIssued(null, null, null, "19", "05503", null), true, site.Clock.UtcNow());
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), producer.Place, null, null, true, site.Clock.UtcNow());
        db.AddRange(producer, product);
        await db.SaveChangesAsync();
        return (producer, product);
    });

    private static async Task<string> WarmAsync(HttpClient http, string path)
    {
        await Eventually.TrueAsync(() => IsKeptAsync(http, path));
        return await http.GetStringAsync(path);
    }

    /// <summary>Only a kept answer carries an Age.</summary>
    private static async Task<bool> IsKeptAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.Headers.Age is not null;
    }
}

using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Fairs;

/// <summary>A fair from the officer's forms to the public's page, calendar and map, and what a kept page does when something of it changes.</summary>
public sealed class LookingAtFairs
{
    private const string Province = "19", Commune = "05503";
    private static readonly Scope OfProvince = Scope.Province(Province);

    [Theory, BothDatabases]
    public async Task Kept_pages_and_calendars_follow_each_change(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, OfProvince));
        var desk = await PlanAsync(officer, http);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/hoi-cho/hoi-cho-xuan-thu")).StatusCode);
        Assert.DoesNotContain("Hội chợ Xuân thử", await http.GetStringAsync("/hoi-cho"), StringComparison.Ordinal);

        await PressAsync(officer, http, desk, ("act", "announce"));
        await Eventually.TrueAsync(async () => (await http.GetStringAsync("/hoi-cho")).Contains("Hội chợ Xuân thử", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => (await http.GetStringAsync("/dia-phuong/thai-nguyen/tan-cuong")).Contains("/hoi-cho/hoi-cho-xuan-thu", StringComparison.Ordinal));
        Assert.Contains("/hoi-cho/hoi-cho-xuan-thu", await http.GetStringAsync("/dia-phuong/thai-nguyen"), StringComparison.Ordinal);
        var page = await http.GetStringAsync("/hoi-cho/hoi-cho-xuan-thu");
        Assert.All(["\"@type\":\"Event\"", "\"startDate\":\"2027-01-29T08:00:00", "\"endDate\":\"2027-01-30T21:00:00", "EventScheduled", "href=\"/dia-phuong/thai-nguyen/tan-cuong\"", "Khai mạc", "role=\"img\"", ">30</text>"],
            part => Assert.Contains(part, WebUtility.HtmlDecode(page), StringComparison.Ordinal));
        Assert.Contains("<loc>http://localhost:5080/hoi-cho/hoi-cho-xuan-thu</loc>", await http.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Contains("Spring fair", await http.GetStringAsync("/en/hoi-cho/hoi-cho-xuan-thu"), StringComparison.Ordinal);

        using var calendar = await http.GetAsync("/hoi-cho.ics?tinh=thai-nguyen");
        Assert.Equal("text/calendar; charset=utf-8", calendar.Content.Headers.ContentType!.ToString());
        Assert.Equal(2, (await calendar.Content.ReadAsStringAsync()).Split("BEGIN:VEVENT").Length - 1);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync(http, "/hoi-cho.ics?tinh=thai-nguyen", calendar.Headers.ETag!)).StatusCode);
        Assert.DoesNotContain("BEGIN:VEVENT", await http.GetStringAsync("/hoi-cho.ics?tinh=ha-noi"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/hoi-cho.ics?tinh=khong-co")).StatusCode);
        Assert.Contains("SUMMARY:Hội chợ Xuân thử", await http.GetStringAsync("/hoi-cho/hoi-cho-xuan-thu.ics"), StringComparison.Ordinal);

        await PressAsync(officer, http, desk, ("act", "cancel"), ("reason", "Bão lớn đang tới"));
        await Eventually.TrueAsync(async () => (await AskAgainAsync(http, "/hoi-cho.ics?tinh=thai-nguyen", calendar.Headers.ETag!)).StatusCode == HttpStatusCode.OK);
        Assert.Contains("STATUS:CANCELLED", await http.GetStringAsync("/hoi-cho.ics?tinh=thai-nguyen"), StringComparison.Ordinal);
        Assert.Contains("Bão lớn đang tới", await http.GetStringAsync("/hoi-cho/hoi-cho-xuan-thu"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_producer_asks_and_gets_a_booth_which_the_page_shows_with_valid_stars_only()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, OfProvince));
        var desk = await PlanAsync(officer, http);
        await PressAsync(officer, http, desk, ("act", "announce"));
        var (id, producer, starred, lapsed) = (Guid.Parse(desk.Split('/')[^1]), await MakerAsync(site, "HTX chè thử"), await GoodAsync(site, "Chè đinh thử", new DateOnly(2025, 1, 1)), await GoodAsync(site, "Chè cũ thử", new DateOnly(2022, 1, 1)));
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
        var helper = await site.SignedInAsync(new HeldRole(Role.ProducerHelper, Scope.Producer("01", "00004", Guid.CreateVersion7())));
        Assert.Equal(HttpStatusCode.NotFound, (await helper.GetAsync(http, $"/cong-chu-the/hoi-cho/{id}")).Status);

        var room = $"/cong-chu-the/hoi-cho/{id}";
        Assert.Contains("Hội chợ Xuân thử", (await owner.GetAsync(http, "/cong-chu-the/hoi-cho")).Html, StringComparison.Ordinal);
        var choices = (await owner.GetAsync(http, room)).Html;
        Assert.All(["Chưa rõ, tuỳ ban tổ chức", "<option value=\"9\">9 m², phí 1.500.000"], choice => Assert.Contains(choice, choices, StringComparison.Ordinal));
        Assert.Contains("Chọn ít nhất một món", (await owner.SubmitAsync(http, room, [("act", "apply")])).Html, StringComparison.Ordinal);
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("act", "apply"), ("products", starred.ToString()), ("products", lapsed.ToString()), ("note", "Gần cổng")])).Location);
        // A size that the fair no longer has stays as it was wished for.
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("act", "apply"), ("size", "12"), ("products", starred.ToString()), ("products", lapsed.ToString()), ("note", "Gần cổng")])).Location);
        Assert.Contains("<option value=\"12\" selected=\"selected\">12 m²</option>", (await owner.GetAsync(http, room)).Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/quan-tri/hoi-cho?muc=cho-xep\" class=\"is-hot\"><b>1</b>", (await officer.GetAsync(http, "/quan-tri")).Html, StringComparison.Ordinal);
        Assert.Contains(desk, (await officer.GetAsync(http, "/quan-tri/hoi-cho?muc=cho-xep")).Html, StringComparison.Ordinal);
        var application = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().BoothApplications.Select(it => it.Id).SingleAsync());
        var booth = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Booths.Where(it => it.Number == "07").Select(it => it.Id).SingleAsync());
        Assert.Contains("Gần cổng", (await officer.GetAsync(http, desk + "/dang-ky")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, desk + "/dang-ky", [("act", "allot"), ("application", application.ToString())])).Status);
        Assert.Equal(desk + "/dang-ky", (await officer.SubmitAsync(http, desk + "/dang-ky", [("act", "allot"), ("application", application.ToString()), ("booth", booth.ToString())])).Location);
        Assert.Contains("Bạn có gian 07.", (await owner.GetAsync(http, room)).Html, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await http.GetStringAsync("/hoi-cho/hoi-cho-xuan-thu")).Contains("/chu-the/htx-che-thu", StringComparison.Ordinal));
        var page = await http.GetStringAsync("/hoi-cho/hoi-cho-xuan-thu");
        var exhibitor = page[page.IndexOf("class=\"exhibitors\"", StringComparison.Ordinal)..];
        Assert.Equal(2, exhibitor.Split("class=\"stars__row").Length); // One product of two.
        Assert.Contains("07,HTX chè thử,", (await officer.GetAsync(http, desk + "/in?handler=Csv")).Html, StringComparison.Ordinal);
        Assert.Contains("badge-card", (await officer.GetAsync(http, desk + "/in")).Html, StringComparison.Ordinal);
        // Whoever looks after another province sees nothing of it.
        var other = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(http, desk + "/dang-ky")).Status);
        var auditor = await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.DoesNotContain("name=\"act\"", (await auditor.GetAsync(http, desk + "/dang-ky")).Html, StringComparison.Ordinal);

        async Task<Guid> GoodAsync(MarketSite at, string name, DateOnly starsSince) => await at.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var maker = await db.Producers.SingleAsync(it => it.Slug == "htx-che-thu");
            var product = new Product(name, maker.Id, VietnameseText.Slug(name), maker.Place, null, null, true, at.Clock.UtcNow());
            product.AddDecision(new Catalog.Recognition.RecognitionDecision(product.Id, 4, Catalog.Recognition.RecognitionLevel.Province, "123/QĐ-UBND", "UBND tỉnh", starsSince, "148", Catalog.Recognition.RecognitionState.New, true));
            db.Add(product);
            await db.SaveChangesAsync();
            return product.Id;
        });
    }

    [Fact]
    public async Task The_picture_of_the_floor_is_found_without_a_script_and_no_save_loses_it()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, OfProvince));
        var desk = await PlanAsync(officer, http);
        var (plan, other) = await site.InScopeAsync(async scope =>
        {
            MediaItem Photo(char key, string name) => new(new string(key, 32), new PhotoFacts(new PictureSize(800, 600), "image/jpeg", "", 1), name, OfProvince, "", Guid.CreateVersion7(), site.Clock.UtcNow());
            var items = (Photo('a', "mat-bang.jpg"), Photo('b', "vuon-che.jpg"));
            var db = scope.GetRequiredService<MarketDb>();
            db.AddRange(items.Item1, items.Item2);
            await db.SaveChangesAsync();
            return (items.Item1.Id, items.Item2.Id);
        });

        var page = (await officer.GetAsync(http, desk)).Html;
        Assert.All(["id=\"chon-anh\"", "data-photo-tools hidden", "<noscript>", $"value=\"{plan}\"", $"value=\"{other}\""], part => Assert.Contains(part, page, StringComparison.Ordinal));
        page = (await officer.GetAsync(http, desk + "?anh=mat+bang")).Html;
        Assert.Contains($"value=\"{plan}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{other}\"", page, StringComparison.Ordinal);
        (string, string)[] facts = [("act", "facts"), ("titleVi", "Hội chợ Xuân thử"), ("titleEn", "Spring fair"), ("address", "Nhà văn hoá"), ("communeCode", Commune), ("applyUntil", "2027-01-20"), ("planMediaId", plan.ToString())];
        await PressAsync(officer, http, desk, facts);
        page = (await officer.GetAsync(http, desk + "?anh=vuon")).Html;
        Assert.Contains($"<option value=\"{plan}\" selected=\"selected\">ảnh đang dùng", page, StringComparison.Ordinal);
        // Chosen in the dialog, it is still chosen when another field was wrong.
        var wrong = await officer.SubmitAsync(http, desk + "?anh=mat+bang", [.. facts[..^1], ("planMediaId", other.ToString()), ("titleVi", ""), ("version", "0")]);
        Assert.Contains($"<option value=\"{other}\" selected=\"selected\">", wrong.Html, StringComparison.Ordinal);
        // Who only reads is offered no tools.
        var auditor = await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.DoesNotContain("data-photo-tools", (await auditor.GetAsync(http, desk)).Html, StringComparison.Ordinal);
    }

    private static Task<Producer> MakerAsync(MarketSite site, string name) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var producer = new Producer(name, ProducerKind.Cooperative, VietnameseText.Slug(name), new PlaceAsIssued(null, null, null, Province, Commune, null), true, site.Clock.UtcNow());
        db.Add(producer);
        await db.SaveChangesAsync();
        return producer;
    });

    /// <summary>Through the desk's forms up to the last button.</summary>
    /// <returns>The fair's address on the desk.</returns>
    private static async Task<string> PlanAsync(Guest officer, HttpClient http)
    {
        var desk = (await officer.SubmitAsync(http, "/quan-tri/hoi-cho/moi", [("kind", "Spring"), ("titleVi", "Hội chợ Xuân thử"), ("communeCode", Commune)])).Location!;
        await PressAsync(officer, http, desk, ("act", "facts"), ("titleVi", "Hội chợ Xuân thử"), ("titleEn", "Spring fair"), ("address", "Nhà văn hoá"), ("communeCode", Commune), ("applyUntil", "2027-01-20"));
        await PressAsync(officer, http, desk, ("act", "days"), ("dayId", ""), ("day", "2027-01-29"), ("opens", "08:00"), ("closes", "21:00"), ("dayId", ""), ("day", "2027-01-30"), ("opens", "08:00"), ("closes", "21:00"), ("dayId", ""), ("day", ""), ("opens", "08:00"), ("closes", "21:00"));
        await PressAsync(officer, http, desk, ("act", "programme"), ("itemDay", "2027-01-29"), ("itemAt", "09:00"), ("itemVi", "Khai mạc"), ("itemEn", "Opening"));
        Assert.Equal(desk + "/gian", (await officer.SubmitAsync(http, desk + "/gian", [("act", "make"), ("count", "30"), ("size", "9"), ("fee", "1.500.000")])).Location);
        return desk;
    }

    private static async Task PressAsync(Guest officer, HttpClient http, string desk, params (string, string)[] fields)
    {
        var page = await officer.GetAsync(http, desk);
        var answer = await officer.PostAsync(http, desk, [.. fields, ("version", page.Hidden("version")), ("__RequestVerificationToken", page.Hidden("__RequestVerificationToken"))]);
        Assert.True(answer.Location == desk, answer.Html);
    }

    private static Task<HttpResponseMessage> AskAgainAsync(HttpClient http, string path, EntityTagHeaderValue tag) => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { tag } } });
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Quartz;
using Xunit;

namespace Ocop.Market.Web.Tests.Desk;

public sealed class WorkingAtTheDesk
{
    private const string Token = "__RequestVerificationToken";
    private static readonly HeldRole Administrator = new(Role.Administrator, Scope.Programme), Auditor = new(Role.Auditor, Scope.Programme);

    [Theory, BothDatabases]
    public async Task Every_room_opens_in_both_languages(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var product = await site.GoodAsync("Chè thử");
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Administrator));
        foreach (var path in new[]
        {
            "/quan-tri/san-pham", $"/quan-tri/san-pham/{product.Id}", "/quan-tri/san-pham?q=che&hang=Four&xep=-han&kho=0&hien=1", "/quan-tri/chu-the", $"/quan-tri/chu-the/{product.ProducerId}?tinh=19",
            "/quan-tri/chu-the?tinh=01&lien-he=0", "/quan-tri/don-hang", "/quan-tri/don-hang?q=K7M4-92PX&trang-thai=gap&xep=han", "/quan-tri/nhat-ky", "/quan-tri/nhat-ky?tu=2026-11-01&den=2026-11-30&ai=job:&loai=product",
            "/quan-tri/cong-viec", "/quan-tri/nhap-danh-sach",
        })
            foreach (var language in new[] { "", "/en" })
                Assert.Equal((path, HttpStatusCode.OK), (path, (await guest.GetAsync(visitor, language + path)).Status));
        foreach (var path in new[] { $"/quan-tri/san-pham/{Guid.CreateVersion7()}", "/quan-tri/don-hang/K7M4-92PX-1", "/quan-tri/nhap-danh-sach/..%2f..%2fmarket.db" })
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await guest.GetAsync(visitor, path)).Status));
    }

    [Fact]
    public async Task Hiding_a_product_takes_it_off_the_market_with_the_next_answer()
    {
        await using var site = await MarketSite.OpenAsync();
        var product = await site.GoodAsync("Chè sắp ẩn");
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Administrator));
        Assert.Contains(product.Slug, await visitor.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);

        var hidden = await PostAsync(guest, visitor, "/quan-tri/san-pham?hien=1", ("act", "hide"), ("chon", product.Id.ToString()));
        Assert.Equal((HttpStatusCode.Redirect, "/quan-tri/san-pham?hien=1"), (hidden.Status, hidden.Location));
        Assert.Contains("Đã đổi 1 sản phẩm.", (await guest.GetAsync(visitor, hidden.Location!)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/san-pham/{product.Slug}")).StatusCode);
        Assert.DoesNotContain(product.Slug, await visitor.GetStringAsync("/tim-kiem?q=che+sap+an"), StringComparison.Ordinal);
        Assert.DoesNotContain(product.Slug, await visitor.GetStringAsync("/feeds/google.xml"), StringComparison.Ordinal);

        var auditor = await site.SignedInAsync(Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(auditor, visitor, "/quan-tri/san-pham", ("act", "show"), ("chon", product.Id.ToString()))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(auditor, visitor, $"/quan-tri/san-pham/{product.Id}", ("act", "show"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/san-pham/{product.Slug}")).StatusCode);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_why_beside_the_field()
    {
        await using var site = await MarketSite.OpenAsync();
        var product = await site.GoodAsync("Chè thử");
        var (visitor, guest) = (site.Visitor(), await site.SignedInAsync(Administrator));
        var price = TypedPrices.Field(product.Variants[0].Id);
        var refused = await PostAsync(guest, visitor, $"/quan-tri/san-pham/{product.Id}", ("act", "save"), ("version", "0"), ("name", "Chè <mới>"), ("description", "Hái tay."), (price, "rẻ"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Chè <mới>", refused.Html, StringComparison.Ordinal);
        Assert.Contains($"id=\"f-{price}-problem\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal("Chè thử", await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Products.Where(it => it.Id == product.Id).Select(it => it.Name).SingleAsync()));
    }

    [Fact]
    public async Task The_log_as_a_file_runs_no_formula_and_names_accounts_by_their_name()
    {
        await using var site = await MarketSite.OpenAsync();
        var user = await site.PersonAsync([Administrator]);
        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            db.AuditEntries.Add(new AuditEntry(site.Clock.UtcNow(), user.Id.ToString(), "ProductEdited", new ChangeSubject("product", Guid.CreateVersion7().ToString()), "=HYPERLINK(\"x\")", "một, hai"));
            await db.SaveChangesAsync();
        });
        var csv = (await (await site.SignedInAsync(user)).GetAsync(site.Visitor(), "/quan-tri/nhat-ky?handler=Csv&viec=ProductEdited")).Html;
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", csv, StringComparison.Ordinal);
        Assert.Contains("Người thử", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.Split("\r\n").Length);
    }

    [Fact]
    public async Task A_filter_is_kept_for_its_owner_only()
    {
        await using var site = await MarketSite.OpenAsync();
        var (visitor, guest, other) = (site.Visitor(), await site.SignedInAsync(Administrator), await site.SignedInAsync(Auditor));
        var saved = await PostFromAsync(guest, visitor, "/quan-tri/chu-the?lien-he=0", "/quan-tri/bo-loc", ("list", "/quan-tri/chu-the"), ("query", "lien-he=0"), ("name", "Chưa gọi được"));
        Assert.Equal("/quan-tri/chu-the?lien-he=0", saved.Location);
        Assert.Contains("Chưa gọi được", (await guest.GetAsync(visitor, "/quan-tri/chu-the")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa gọi được", (await other.GetAsync(visitor, "/quan-tri/chu-the")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostFromAsync(guest, visitor, "/quan-tri/chu-the?q=a", "/quan-tri/bo-loc", ("list", "//noi-khac.example"), ("query", "a=b"), ("name", "Lạ"))).Status);
    }

    [Fact]
    public async Task A_job_is_started_and_paused_by_whoever_may_and_the_log_tells_it()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Jobs:Enabled"] = "true" }, clock: TimeProvider.System);
        var (visitor, guest, auditor) = (site.Visitor(), await site.SignedInAsync(Administrator), await site.SignedInAsync(Auditor));
        var scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await Eventually.TrueAsync(async () => await scheduler.GetTrigger(new TriggerKey("google-feed")) is not null);

        Assert.Contains("Tệp hàng cho Google", (await auditor.GetAsync(visitor, "/quan-tri/cong-viec")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFromAsync(auditor, visitor, "/quan-tri/nhat-ky?q=a", "/quan-tri/cong-viec", ("job", "google-feed"), ("act", "pause"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(guest, visitor, "/quan-tri/cong-viec", ("job", "google-feed"), ("act", "pause"))).Status);
        Assert.Equal(TriggerState.Paused, await scheduler.GetTriggerState(new TriggerKey("google-feed")));
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(guest, visitor, "/quan-tri/cong-viec", ("job", "google-feed"), ("act", "resume"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(guest, visitor, "/quan-tri/cong-viec", ("job", "google-feed"), ("act", "run"))).Status);
        await Eventually.TrueAsync(() => Task.FromResult(Directory.GetFiles(Path.Combine(site.DataDirectory, "feeds")).Length == 1));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(guest, visitor, "/quan-tri/cong-viec", ("job", "khong-co"), ("act", "run"))).Status);
        Assert.Equal(["JobPaused", "JobResumed", "JobStarted"],
            await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().AuditEntries.Where(entry => entry.SubjectKind == "job").OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }

    private static Task<Answer> PostAsync(Guest guest, HttpClient visitor, string path, params (string, string)[] fields) => PostFromAsync(guest, visitor, path, path, fields);

    private static async Task<Answer> PostFromAsync(Guest guest, HttpClient visitor, string page, string path, params (string, string)[] fields)
    {
        var shown = await guest.GetAsync(visitor, page);
        return await guest.PostAsync(visitor, path, [.. fields, (Token, shown.Hidden(Token))]);
    }
}

file static class Goods
{
    /// <summary>A product that search finds, too.</summary>
    public static Task<Product> GoodAsync(this MarketSite site, string name) => site.InScopeAsync(async scope =>
    {
        var product = await SomeGoods.AddAsync(scope, name);
        await scope.GetRequiredService<SearchRows>().RefreshAsync([product.Id], default);
        return product;
    });
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Storefront.Needs;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Needs;

/// <summary>A need from the buyer's form to the officer's last word, on kept pages that never say who the buyer is.</summary>
public sealed class LookingForGoods
{
    private static readonly (string, string)[] Form =
    [
        ("what", "Chè xanh <b>gói</b>"), ("quantity", "200"), ("unit", "kg"), ("rhythm", "Weekly"), ("months", "1"), ("months", "2"), ("province", "19"), ("lastDay", "2026-12-31"), ("buyer", "Canteen"),
        ("company", "Bếp ăn bí mật"), ("contact", "Người mua bí mật"), ("phone", "0912345678"), ("email", "bi-mat@example.vn"), ("website", ""),
    ];

    [Theory, BothDatabases]
    public async Task Is_checked_shown_answered_and_closed_and_the_public_never_reads_who_it_is(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        using var http = site.Visitor();
        var (visitor, product) = (new Guest(), await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè thử cung cầu")));
        Assert.DoesNotContain("Chè xanh", await http.GetStringAsync("/can-hang"), StringComparison.Ordinal);
        var wrong = await visitor.PostAsync(http, "/can-hang/moi", ("what", "Chè"), ("email", "x@"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("id=\"phone-e\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal("/can-hang/moi?da-gui=true", (await visitor.PostAsync(http, "/can-hang/moi", [.. Form.SkipLast(1), ("website", "x")])).Location);

        var check = (await visitor.PostAsync(http, "/can-hang/moi", Form)).Location!;
        Assert.Equal(check, (await visitor.PostAsync(http, "/can-hang/moi", Form)).Location);
        var code = Regex.Match(await MailAsync(site, "Mã kiểm tra"), @"\b\d{6}\b").Value;
        Assert.Equal(HttpStatusCode.Conflict, (await visitor.PostAsync(http, check, ("act", "check"), ("code", code == "111111" ? "222222" : "111111"))).Status);
        Assert.Equal(check, (await visitor.PostAsync(http, check, ("act", "check"), ("code", code))).Location);
        var (id, number) = await site.InScopeAsync(async scope => await scope.GetRequiredService<MarketDb>().Needs.Select(need => new ValueTuple<Guid, string>(need.Id, need.Number)).SingleAsync());
        await Eventually.TrueAsync(async () => (await http.GetStringAsync("/can-hang")).Contains(number, StringComparison.Ordinal));
        Assert.Contains($"/can-hang/{number}", await http.GetStringAsync("/can-hang?tinh=thai-nguyen"), StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await http.GetStringAsync("/sitemap.xml")).Contains($"/can-hang/{number}", StringComparison.Ordinal));
        Assert.Contains("200 kg mỗi tuần", await http.GetStringAsync($"/can-hang/{number}"), StringComparison.Ordinal);

        var producer = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Producers.SingleAsync(it => it.Id == product.ProducerId));
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
        var room = $"/cong-chu-the/can-hang/{id}";
        foreach (var page in new[] { "/can-hang", $"/can-hang/{number}", $"/en/can-hang/{number}", check }) NamesNobody(await http.GetStringAsync(page));
        foreach (var page in new[] { room, "/cong-chu-the/can-hang" }) NamesNobody((await owner.GetAsync(http, page)).Html);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.SubmitAsync(http, room, [("act", "answer"), ("price", "90.000"), ("volume", "300")])).Status);
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("act", "answer"), ("price", "90.000"), ("volume", "300"), ("products", product.Id.ToString()), ("months", "3"), ("note", "Có giấy <kiểm nghiệm>")])).Location);
        Assert.Contains("Bếp ăn bí mật", (await owner.GetAsync(http, room)).Html, StringComparison.Ordinal);
        NamesNobody((await (await site.SignedInAsync(new HeldRole(Role.ProducerOwner, Scope.Producer("01", "00004", Guid.CreateVersion7())))).GetAsync(http, "/cong-chu-the/can-hang")).Html);

        var link = new Uri(Regex.Match(await MailAsync(site, "HTX"), @"http\S+/can-hang/tra-loi/\S+").Value).PathAndQuery;
        var answers = await http.GetStringAsync(link);
        Assert.Contains("90.000", answers, StringComparison.Ordinal);
        Assert.Contains("Có giấy &lt;kiểm nghiệm&gt;", answers, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(link[..^3])).StatusCode);

        var desk = $"/quan-tri/can-hang/{id}";
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19")));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01")))).GetAsync(http, desk)).Status);
        Assert.DoesNotContain("name=\"act\"", (await (await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme))).GetAsync(http, desk)).Html, StringComparison.Ordinal);
        Assert.Contains("Chè xanh <b>gói</b>", (await officer.GetAsync(http, "/quan-tri/can-hang?muc=Open&q=che")).Html, StringComparison.Ordinal);
        var file = await officer.GetAsync(http, desk);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.SubmitAsync(http, desk, [("act", "close"), ("version", file.Hidden("version"))])).Status);
        Assert.Equal(desk, (await officer.SubmitAsync(http, desk, [("act", "close"), ("version", file.Hidden("version")), ("outcome", "TalksGoOn")])).Location);
        await Eventually.TrueAsync(async () => !(await http.GetStringAsync("/can-hang")).Contains(number, StringComparison.Ordinal));
        Assert.Contains("noindex", await http.GetStringAsync($"/can-hang/{number}"), StringComparison.Ordinal);

        site.StandingClock.SetLocal(2027, 3, 1, 0, 0, 0);
        Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_kept_page_forgets_a_need_at_midnight()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var form = new NeedForm { What = "Chè", Quantity = "2", Unit = "kg", Rhythm = "Once", Province = "19", LastDay = "2026-11-23", Buyer = "Shop", Company = "Nơi mua", Contact = "Người thử", Phone = "0912345678" };
        var need = (await site.InScopeAsync(scope => scope.GetRequiredService<PostNeed>().HandleAsync(form, "vi", default))).Value!;
        var officer = new Person(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
        Assert.True((await site.InScopeAsync(scope => scope.GetRequiredService<CheckNeedByPhone>().HandleAsync(officer, need.Id, need.Version, default))).Succeeded);
        var number = need.Number;
        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 59);
        Assert.Contains(number, await http.GetStringAsync("/can-hang"), StringComparison.Ordinal);
        Assert.Contains("Chủ thể chào hàng", await http.GetStringAsync($"/can-hang/{number}"), StringComparison.Ordinal);
        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        Assert.DoesNotContain(number, await http.GetStringAsync("/can-hang"), StringComparison.Ordinal);
        Assert.DoesNotContain("Chủ thể chào hàng", await http.GetStringAsync($"/can-hang/{number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wholesale_facts_are_for_people_who_are_signed_in()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        var product = await site.InScopeAsync(scope => SomeGoods.AddAsync(scope, "Chè thử bán sỉ"));
        var producer = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Producers.SingleAsync(it => it.Id == product.ProducerId));
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, producer.Scope));
        var room = $"/cong-chu-the/hang-hoa/{product.Id}";
        var form = await owner.GetAsync(http, room);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.SubmitAsync(http, room, [("act", "wholesale"), ("version", form.Hidden("version")), ("minimum", "50")])).Status);
        Assert.Equal(room, (await owner.SubmitAsync(http, room, [("act", "wholesale"), ("version", form.Hidden("version")), ("unit", "thùng"), ("minimum", "50"), ("step", "5"), ("capacity", "1.500"), ("shelfLife", "180")])).Location);
        var buyer = await site.SignedInAsync();
        Assert.Contains("50 thùng, thêm mỗi 5 thùng", (await buyer.GetAsync(http, "/san-pham/" + product.Slug)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("50 thùng", await http.GetStringAsync("/san-pham/" + product.Slug), StringComparison.Ordinal);
    }

    private static void NamesNobody(string html) => Assert.DoesNotMatch("bí mật|bi-mat@|0?912.?345.?678", WebUtility.HtmlDecode(html));

    private static Task<string> MailAsync(MarketSite site, string subject) => site.InScopeAsync(async scope => (await scope.GetRequiredService<MarketDb>().OutboxMessages.SingleAsync(mail => mail.Subject.StartsWith(subject))).Text);
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

public sealed class SettlingWithProducers
{
    private const string Desk = "/quan-tri/doi-soat", Rates = "/quan-tri/hoa-hong", Room = "/cong-chu-the/doi-soat", Token = "__RequestVerificationToken";
    private static readonly HeldRole Officer = new(Role.Officer, Scope.Programme), Auditor = new(Role.Auditor, Scope.Programme);

    // Cash comes to the market, so that something is due.
    private static readonly Dictionary<string, string> CashToMarket = new() { ["Settlements:CashThroughMarket:0"] = "own" };

    [Theory, BothDatabases]
    public async Task From_the_rate_to_the_payout_without_a_script(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider, settings: CashToMarket);
        var (visitor, officer) = (site.Visitor(), await site.SignedInAsync(Officer));
        var wrong = await PostAsync(officer, visitor, Rates, Rates, ("percent", "một ít"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("value=\"một ít\"", WebUtility.HtmlDecode(wrong.Html), StringComparison.Ordinal);
        Assert.Contains("f-percent-problem", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, visitor, Rates, Rates, ("percent", "5"))).Status);
        Assert.Contains("5 %", (await officer.GetAsync(visitor, Rates)).Html, StringComparison.Ordinal);

        var (maker, number) = await DeliveredAsync(site, "Chè đối soát", 2);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, maker.Scope));
        var room = WebUtility.HtmlDecode((await owner.GetAsync(visitor, Room)).Html);
        Assert.Contains("<dt>Bán được</dt><dd>290.000", room, StringComparison.Ordinal);
        Assert.Contains("<dt>Hoa hồng chợ</dt><dd>−14.500", room, StringComparison.Ordinal);
        Assert.Contains($"/cong-chu-the/don-hang/{number}", room, StringComparison.Ordinal);
        Assert.Contains("data-print", room, StringComparison.Ordinal);
        Assert.Contains("Account with the market", (await owner.GetAsync(visitor, "/en" + Room)).Html, StringComparison.Ordinal);

        var refused = await PostAsync(owner, visitor, Room, Room, ("bin", "970436"), ("number", "12"), ("holder", "HTX Chè"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("value=\"HTX Chè\"", WebUtility.HtmlDecode(refused.Html), StringComparison.Ordinal);
        Assert.Contains("f-number-problem", refused.Html, StringComparison.Ordinal);
        Assert.Contains("Chưa có chủ thể nào", WebUtility.HtmlDecode((await PostAsync(officer, visitor, Desk, Desk + "?handler=Pay")).Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(owner, visitor, Room, Room, ("bin", "970436"), ("number", "0123 456 789"), ("holder", "HTX Chè"))).Status);

        var made = await PostAsync(officer, visitor, Desk, Desk + "?handler=Pay");
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(officer, visitor, Desk, Desk + "?handler=Pay")).Status);
        // All of it is paid out, and the account can still be opened.
        var settled = (await officer.GetAsync(visitor, Desk)).Html;
        Assert.All([$"href=\"{Desk}/{maker.Id}\"", "Khách trả hoặc còn nợ", "Tiền khách đã trả, trừ phần hoàn"], words => Assert.Contains(words, settled, StringComparison.Ordinal));
        var batch = await officer.GetAsync(visitor, made.Location!);
        Assert.Contains("•••• 6789", WebUtility.HtmlDecode(batch.Html), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", batch.Html, StringComparison.Ordinal);
        var csv = (await PostAsync(officer, visitor, made.Location!, made.Location + "?handler=File")).Html;
        Assert.Contains("HTX CHE,0123456789,Vietcombank,970436,", csv, StringComparison.Ordinal);

        var payout = Regex.Match(batch.Html, "name=\"payout\" value=\"([^\"]+)\"").Groups[1].Value;
        var silent = await PostAsync(officer, visitor, made.Location!, made.Location!, ("payout", payout), ("act", "failed"), ("word", "x"));
        Assert.Equal(HttpStatusCode.Conflict, silent.Status);
        Assert.Contains("Ghi vì sao không tới", WebUtility.HtmlDecode(silent.Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, visitor, made.Location!, made.Location!, ("payout", payout), ("act", "failed"), ("word", "Sai số tài khoản"))).Status);
        Assert.Contains("Sai số tài khoản", WebUtility.HtmlDecode((await owner.GetAsync(visitor, Room)).Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, visitor, Desk, Desk + "?handler=Pay")).Status);

        var file = $"{Desk}/{maker.Id}";
        var link = Regex.Match((await officer.GetAsync(visitor, file)).Html, "href=\"(\\?thang=[^\"]+sua=(\\d+))");
        var line = link.Groups[2].Value;
        var form = (await officer.GetAsync(visitor, file + WebUtility.HtmlDecode(link.Groups[1].Value))).Html;
        Assert.Single(Regex.Matches(form, "name=\"entry\" value=\"(\\d+)\""), field => field.Groups[1].Value == line);
        var unsaid = await PostAsync(officer, visitor, file, file, ("entry", line), ("act", "correct"), ("right", "200.000"), ("why", ""));
        Assert.Equal(HttpStatusCode.Conflict, unsaid.Status);
        Assert.Contains("value=\"200.000\"", unsaid.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, visitor, file, file, ("entry", line), ("act", "correct"), ("right", "200.000"), ("why", "Bán theo giá đại lý"))).Status);
        Assert.Contains("Bán theo giá đại lý", WebUtility.HtmlDecode((await owner.GetAsync(visitor, Room)).Html), StringComparison.Ordinal);
        Assert.DoesNotContain($"sua={line}#", (await officer.GetAsync(visitor, file)).Html, StringComparison.Ordinal);
        var whole = (await owner.GetAsync(visitor, $"{Room}?tep=csv")).Html.TrimEnd().Split("\r\n");
        Assert.EndsWith("Ngày,Việc,Đơn,Ghi,Số tiền (đồng)", whole[0], StringComparison.Ordinal);
        Assert.Matches("^\\d\\d/\\d\\d/\\d{4},Sửa sổ,.*,Bán theo giá đại lý,-?\\d+$", whole[^1]);
        Assert.Contains("Còn phải trả chợ", WebUtility.HtmlDecode((await owner.GetAsync(visitor, Room)).Html), StringComparison.Ordinal);

        // What has happened so far is last month's a month later; nobody stays signed in for so long.
        site.StandingClock.Advance(TimeSpan.FromDays(31));
        (officer, owner) = (await site.SignedInAsync(Officer), await site.SignedInAsync(new HeldRole(Role.ProducerOwner, maker.Scope)));
        var month = Regex.Match((await officer.GetAsync(visitor, Desk)).Html, "<option value=\"(\\d{4}-\\d\\d)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, visitor, Desk, Desk + "?handler=Close", ("month", month))).Status);
        Assert.Contains("đã khoá sổ", WebUtility.HtmlDecode((await owner.GetAsync(visitor, $"{Room}?thang={month}")).Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(visitor, "/quan-tri/nhat-ky?loai=settlement")).Status);
    }

    [Fact]
    public async Task Each_sees_the_own_account_and_who_only_reads_moves_nothing()
    {
        await using var site = await MarketSite.OpenAsync(settings: CashToMarket);
        var visitor = site.Visitor();
        var (maker, _) = await DeliveredAsync(site, "Chè của A", 1);
        var (other, _) = await DeliveredAsync(site, "Mật ong của B", 1);
        var owner = await site.SignedInAsync(new HeldRole(Role.ProducerOwner, maker.Scope));
        foreach (var foreign in new[] { $"{Room}/{other.Id}", $"{Room}/{other.Id}?tep=csv" }) Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync(visitor, foreign)).Status);
        Assert.DoesNotContain("Mật ong", WebUtility.HtmlDecode((await owner.GetAsync(visitor, Room)).Html), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(owner, visitor, Room, $"{Room}/{other.Id}", ("bin", "970436"), ("number", "0123456789"), ("holder", "KE KHAC"))).Status);

        var helper = await site.SignedInAsync(new HeldRole(Role.ProducerHelper, maker.Scope));
        var seen = await helper.GetAsync(visitor, Room);
        Assert.DoesNotContain("name=\"number\"", seen.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(helper, visitor, Room, Room, ("bin", "970436"), ("number", "0123456789"), ("holder", "NGUOI GIUP"), ("version", "-1"))).Status);

        var auditor = await site.SignedInAsync(Auditor);
        foreach (var (page, path) in new[] { (Rates, Rates), (Desk, Desk + "?handler=Pay"), (Desk, Desk + "?handler=Close"), ($"{Desk}/{maker.Id}", $"{Desk}/{maker.Id}") })
        {
            Assert.DoesNotContain("method=\"post\" action=\"/quan-tri/doi-soat", (await auditor.GetAsync(visitor, page)).Html, StringComparison.Ordinal);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await PostAsync(auditor, visitor, page, path, ("percent", "5"), ("act", "correct"), ("entry", "1"), ("why", "Thử thôi"))).Status));
        }

        await site.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            Assert.Equal((0, 0, 0), (await db.PayoutAccounts.CountAsync(), await db.PayoutBatches.CountAsync(), await db.CommissionRates.CountAsync()));
        });
    }

    private static async Task<(Producer Maker, string Number)> DeliveredAsync(MarketSite site, string name, int quantity)
    {
        var (product, order) = await site.InScopeAsync(async scope =>
        {
            var product = await SomeGoods.AddAsync(scope, name);
            Assert.True((await scope.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(product.Variants[0].Id, 20)], "Nhập kho", "test", default)).Succeeded);
            var cart = (await scope.GetRequiredService<AddToCart>().HandleAsync(null, product.Variants[0].Id, quantity, "vi", default)).Value!.CartId;
            var form = new CheckoutForm { Name = "Người nhận minh hoạ", Phone = "0912 345 678", Province = "01", Commune = "00070", Street = "Số 1, phố Minh Hoạ" };
            var agreed = await scope.GetRequiredService<CheckoutSummary>().FindAsync(cart, form.Province, form.Commune, form.Phone, default);
            var placed = await scope.GetRequiredService<PlaceOrder>().HandleAsync(cart, form with { AgreedTotal = agreed.Total.Amount }, default);
            Assert.True(placed.Succeeded);
            return (product, await scope.GetRequiredService<MarketDb>().Orders.AsNoTracking().SingleAsync(order => order.GroupId == placed.Value.GroupId));
        });
        await site.InScopeAsync(scope => scope.GetRequiredService<AcceptOrder>().HandleAsync(order.Id, "producer", default));
        Assert.True((await site.InScopeAsync(scope => scope.GetRequiredService<DeliverOrder>().HandleAsync(order.Id, "producer", default))).Succeeded);
        return (await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId)), order.Number);
    }

    private static async Task<Answer> PostAsync(Guest guest, HttpClient visitor, string page, string path, params (string, string)[] fields)
    {
        var shown = await guest.GetAsync(visitor, page);
        return await guest.PostAsync(visitor, path, [.. fields, (Token, shown.Hidden(Token))]);
    }
}

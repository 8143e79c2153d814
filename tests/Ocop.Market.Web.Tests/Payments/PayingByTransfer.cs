using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Payments;

/// <summary>From the checkout to the bank's notification and the desk, through the pages, beside a bank that knows nothing of us.</summary>
public sealed class PayingByTransfer
{
    private const string Account = "1017595600", Key = "sepay-key-of-a-test", Money = "/quan-tri/tien";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Payments:BankTransfer:AccountNumber"] = Account, ["Payments:BankTransfer:AccountHolder"] = "CHO OCOP", ["Payments:BankTransfer:Bin"] = "970436", ["Payments:BankTransfer:SePay:ApiKey"] = Key,
        ["Payments:BankTransfer:Casso:SecureToken"] = "casso-token-of-a-test",
    };

    private static readonly Uri SePay = new("/webhooks/sepay", UriKind.Relative);

    [Theory, BothDatabases]
    public async Task The_code_on_the_page_pays_once_whether_the_notice_comes_twice_or_the_statement_as_well(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider, Settings);
        using var http = site.Visitor();
        var bank = new BankDouble(http, Account, site.Clock);
        var (buyer, page) = await PlacedAsync(site, http, "BankTransfer");
        Assert.Equal(OrderStatus.AwaitingPayment, await StatusAsync(site));
        var shown = await buyer.GetAsync(http, page);
        Assert.Contains("Quét bằng ứng dụng ngân hàng", shown.Html, StringComparison.Ordinal);
        Assert.Contains("Vietcombank", shown.Html, StringComparison.Ordinal);
        // The order's own page leads there too.
        Assert.Contains("/tra-tien?k=", (await buyer.GetAsync(http, page.Replace("/tra-tien", "", StringComparison.Ordinal))).Html, StringComparison.Ordinal);

        var entry = bank.Scan(await PayloadAsync(site));
        var notice = SePayDouble.WithKey(entry, Key);
        Assert.Equal(401, (await bank.PostAsync(SePay, SePayDouble.WithKey(entry, "guessed"), default)).Status);
        Assert.Equal(OrderStatus.AwaitingPayment, await StatusAsync(site));
        for (var time = 0; time < 2; time++) Assert.True((await bank.PostAsync(SePay, notice, default)).IsTaken);
        Assert.Equal(OrderStatus.Placed, await StatusAsync(site));
        var thanks = await buyer.GetAsync(http, page);
        Assert.StartsWith("/don-hang/", thanks.Location, StringComparison.Ordinal);
        var paid = await buyer.GetAsync(http, thanks.Location!);
        Assert.Contains("Đã nhận, chuyển khoản", paid.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Trả tiền mặt khi nhận", paid.Html, StringComparison.Ordinal);

        // The bank's own paper tells of the same money, and of a transfer that names no order.
        bank.Receive(33_000, "ung ho cho que");
        bank.Send(11_000, "phi");
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Equal(HttpStatusCode.Redirect, (await StatementAsync(http, officer, bank.Statement())).StatusCode);
        var desk = (await officer.GetAsync(http, Money)).Html;
        Assert.Contains("0 khoản khớp đơn, 1 khoản đã biết, 1 khoản chưa khớp, 1 khoản tiền ra", desk, StringComparison.Ordinal);
        Assert.Contains("UNG HO CHO QUE", desk, StringComparison.Ordinal);
        Assert.Equal(2, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Receipts.CountAsync()));
    }

    [Fact]
    public async Task Without_a_notifier_the_statement_alone_pays_and_a_file_that_is_none_is_refused()
    {
        await using var site = await MarketSite.OpenAsync(settings: Settings);
        using var http = site.Visitor();
        var bank = new BankDouble(http, Account, site.Clock);
        await PlacedAsync(site, http, "BankTransfer");
        bank.Scan(await PayloadAsync(site));
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        Assert.Equal(HttpStatusCode.Conflict, (await StatementAsync(http, officer, Encoding.UTF8.GetBytes("ảnh chụp màn hình"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await StatementAsync(http, await site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme)), bank.Statement())).StatusCode);
        Assert.Equal(OrderStatus.AwaitingPayment, await StatusAsync(site));
        for (var time = 0; time < 2; time++) Assert.Equal(HttpStatusCode.Redirect, (await StatementAsync(http, officer, bank.Statement())).StatusCode);
        Assert.Equal(OrderStatus.Placed, await StatusAsync(site));
        Assert.Equal(1, await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Receipts.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task An_officer_assigns_sends_back_and_gives_back_and_the_buyer_sees_it(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider, Settings);
        using var http = site.Visitor();
        var bank = new BankDouble(http, Account, site.Clock);
        var (buyer, page) = await PlacedAsync(site, http, "BankTransfer");
        var group = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().OrderGroups.Include(it => it.Orders).SingleAsync());
        await bank.PostAsync(SePay, SePayDouble.WithKey(bank.Receive(group.Total.Amount, "mua che cho me"), Key), default);
        await bank.PostAsync(SePay, SePayDouble.WithKey(bank.Receive(5_000, "nham"), Key), default);
        var officer = await site.SignedInAsync(new HeldRole(Role.Officer, Scope.Programme));
        var receipts = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Receipts.AsNoTracking().OrderByDescending(it => it.Id).ToListAsync());

        var wrong = await officer.SubmitAsync(http, Money, [("id", receipts[1].Id.ToString()), ("act", "assign"), ("number", "2222-2222")]);
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("Không thấy đơn có mã này", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"2222-2222\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(Money, (await officer.SubmitAsync(http, Money, [("id", receipts[1].Id.ToString()), ("act", "assign"), ("number", group.Number)])).Location);
        Assert.Equal(OrderStatus.Placed, await StatusAsync(site));
        Assert.Equal(Money, (await officer.SubmitAsync(http, Money, [("id", receipts[0].Id.ToString()), ("act", "return"), ("reason", "Chuyển nhầm")])).Location);

        // A broken jar: part of the money goes back by hand, with a reason that the buyer reads.
        var file = $"/quan-tri/don-hang/{group.Orders[0].Number}";
        var amount = await officer.SubmitAsync(http, file, [("amount", "một triệu"), ("why", "Vỡ một hộp"), ("already", "0")], file + "?handler=Refund");
        Assert.Equal(HttpStatusCode.Conflict, amount.Status);
        Assert.Contains("value=\"một triệu\"", amount.Html, StringComparison.Ordinal);
        // The form beside it asks for a reason, too.
        Assert.Single(Regex.Matches(amount.Html, "value=\"Vỡ một hộp\""));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(http, file, [("amount", "45.000 ₫"), ("why", "Vỡ một hộp"), ("already", "0")], file + "?handler=Refund")).Status);
        await site.InScopeAsync(scope => scope.GetRequiredService<SendRefunds>().HandleAsync(default));
        var tracking = page.Replace("/tra-tien", "", StringComparison.Ordinal);
        Assert.Matches("(?s)Hoàn lại, chờ chợ chuyển trả.*Vỡ một hộp.*−45\\.000", (await buyer.GetAsync(http, tracking)).Html);
        var refund = await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Refunds.SingleAsync(it => it.OrderId != null));
        Assert.Equal(Money, (await officer.SubmitAsync(http, Money, [("id", refund.Id.ToString()), ("act", "finish"), ("how", "chuyển khoản FT99")])).Location);
        Assert.Contains("Hoàn lại, đã hoàn", (await buyer.GetAsync(http, tracking)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_opens_another_ones_page_or_sends_what_is_not_offered()
    {
        await using var site = await MarketSite.OpenAsync(settings: Settings);
        using var http = site.Visitor();
        var (_, page) = await PlacedAsync(site, http, "BankTransfer");
        var (second, other) = await PlacedAsync(site, http, "BankTransfer", "Tỏi thử", "0912345679");
        // A seal opens its own order only.
        var crossed = page.Split("?k=")[0] + "?k=" + other.Split("?k=")[1];
        Assert.StartsWith("/don-hang?code=", (await second.GetAsync(http, crossed)).Location, StringComparison.Ordinal);
        Assert.StartsWith("/don-hang?code=", (await second.GetAsync(http, page.Split('?')[0])).Location, StringComparison.Ordinal);
        // Neither a way that has no keys nor the demo's own.
        foreach (var method in new[] { "Card", "Test", "Gold", "0", "" })
            Assert.Equal(HttpStatusCode.BadRequest, (await second.SubmitAsync(http, other, [("payment", method)])).Status);
        await second.SubmitAsync(http, other, [("test", "pay")]);
        Assert.All(await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Orders.Select(order => order.Status).ToListAsync()), status => Assert.Equal(OrderStatus.AwaitingPayment, status));

        // Cash after all.
        Assert.Equal(HttpStatusCode.Redirect, (await second.SubmitAsync(http, other, [("payment", "CashOnDelivery")])).Status);
        Assert.Single(await site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Orders.Where(order => order.Status == OrderStatus.Placed).ToListAsync()));

        foreach (var (path, status) in new[] { ("/webhooks/stripe", HttpStatusCode.NotFound), ("/webhooks/bank", HttpStatusCode.NotFound), ("/webhooks/test", HttpStatusCode.NotFound), ("/webhooks/casso", HttpStatusCode.Unauthorized), ("/webhooks/sepay", HttpStatusCode.Unauthorized) })
        {
            using var answer = await http.PostAsync(path, new StringContent("{\"id\":1,\"transferAmount\":1}", Encoding.UTF8, "application/json"));
            Assert.Equal((path, status), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_demo_market_plays_the_gateway_itself_and_says_so()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["Site:Demo"] = "true" });
        using var http = site.Visitor();
        var (buyer, page) = await PlacedAsync(site, http, "Test");
        Assert.DoesNotContain(">thử</span>", (await buyer.GetAsync(http, page)).Html, StringComparison.Ordinal);
        Assert.Contains("&thu=1", (await buyer.GetAsync(http, page + "&di=1")).Html, StringComparison.Ordinal);
        Assert.Contains("Đây không phải trang trả tiền thật", (await buyer.GetAsync(http, page + "&thu=1")).Html, StringComparison.Ordinal);
        await buyer.SubmitAsync(http, page + "&thu=1", [("test", "fail")], page);
        Assert.Contains("Đơn vẫn còn đó", (await buyer.GetAsync(http, page)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await buyer.SubmitAsync(http, page, [("payment", "Test")])).Status);
        await buyer.SubmitAsync(http, page + "&thu=1", [("test", "pay")], page);
        Assert.Equal(OrderStatus.Placed, await StatusAsync(site));
    }

    private static Task<OrderStatus> StatusAsync(MarketSite site) => site.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Orders.Select(order => order.Status).SingleAsync());

    private static Task<string> PayloadAsync(MarketSite site) => site.InScopeAsync(async scope =>
    {
        var group = await scope.GetRequiredService<MarketDb>().OrderGroups.AsNoTracking().SingleAsync();
        return scope.GetRequiredService<BankTransfers>().Qr(PaymentReference.Of(group.Number), group.Total).Encode();
    });

    /// <returns>The buyer, and the page on which the order is paid.</returns>
    private static async Task<(Guest Buyer, string Page)> PlacedAsync(MarketSite site, HttpClient http, string payment, string name = "Chè thử", string phone = "0912345678")
    {
        var variant = await site.InScopeAsync(async scope =>
        {
            var product = await SomeGoods.AddAsync(scope, name);
            await scope.GetRequiredService<ReceiveStock>().HandleAsync([new(product.Variants[0].Id, 5)], "Nhập thử", "test", default);
            return product.Variants[0].Id;
        });
        var buyer = new Guest();
        await buyer.AddAsync(http, variant);
        await buyer.FillInAsync(http, phone, holds: true, payment);
        var placed = await buyer.PlaceAsync(http);
        Assert.Matches("^/don-hang/[^/]+/tra-tien\\?k=", placed.Location!);
        return (buyer, placed.Location!.Replace("&di=1", "", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> StatementAsync(HttpClient http, Guest officer, byte[] file)
    {
        var page = await officer.GetAsync(http, Money);
        var token = page.Hidden("__RequestVerificationToken");
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(file), "file", "sao-ke.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, Money + "?handler=Statement") { Content = form, Headers = { { "Cookie", $"me={officer.Cookie("me")}; form={officer.Cookie("form")}" }, { "Sec-Fetch-Site", "same-origin" } } };
        var answer = await http.SendAsync(request);
        // The sentence that the next page tells travels in a cookie.
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var baked) ? baked : [])
            if (cookie.Split(';')[0].Split('=', 2) is [var name, { Length: > 0 } value]) officer.Bring(name, value);
        return answer;
    }
}

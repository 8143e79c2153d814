using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Ordering;

/// <summary>Links in mails are opened by more than people: scanners follow them, browsers fetch them early, strangers cut and change them.</summary>
public sealed partial class OpeningALink
{
    private const string Token = "__RequestVerificationToken", Phone = "0912345678";

    [Theory, BothDatabases]
    public async Task Of_a_producer_only_shows_and_a_press_acts_once(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var (_, link) = await OrderAsync(site);
        using var visitor = site.Visitor();
        foreach (var (method, name, value) in new[]
        {
            (HttpMethod.Get, "User-Agent", "mail scanner"), (HttpMethod.Head, "User-Agent", "mail scanner"), (HttpMethod.Get, "Sec-Purpose", "prefetch;prerender"),
            (HttpMethod.Get, "Purpose", "prefetch"), (HttpMethod.Options, "Origin", "http://localhost"),
        })
            foreach (var question in new[] { "", "?act=accept", "?handler=Post&act=refuse" })
            {
                using var request = new HttpRequestMessage(method, link + question) { Headers = { { name, value } } };
                using var answer = await visitor.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500);
                Assert.Equal((OrderStatus.Placed, 1, 2), await StandAsync(site));
            }

        var producer = new Guest();
        var page = await producer.GetAsync(visitor, link);
        foreach (var _ in new[] { "first press", "double click" })
        {
            Assert.Equal(link, (await producer.PostAsync(visitor, link, ("act", "accept"), (Token, page.Hidden(Token)))).Location);
            Assert.Equal((OrderStatus.Accepted, 2, 3), await StandAsync(site));
        }

        // Without the page's own token nothing happens.
        Assert.Equal(HttpStatusCode.BadRequest, (await new Guest().PostAsync(visitor, link, ("act", "deliver"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await producer.PostAsync(visitor, link, ("act", "burn"), (Token, page.Hidden(Token)))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await producer.PostAsync(visitor, link, ("act", "refuse"), ("reason", "Hết hàng."), (Token, page.Hidden(Token)))).Status);
        Assert.Equal((OrderStatus.Accepted, 2, 3), await StandAsync(site));
    }

    [Fact]
    public async Task That_ran_out_says_so_and_acts_no_more()
    {
        await using var site = await MarketSite.OpenAsync();
        var (_, link) = await OrderAsync(site);
        using var visitor = site.Visitor();
        var producer = new Guest();
        var page = await producer.GetAsync(visitor, link);
        site.StandingClock.Advance(TimeSpan.FromDays(31));

        var expired = await producer.GetAsync(visitor, link);
        Assert.Equal(HttpStatusCode.Gone, expired.Status);
        Assert.Contains("Đường dẫn đã hết hạn", expired.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await producer.PostAsync(visitor, link, ("act", "accept"), (Token, page.Hidden(Token)))).Status);
        Assert.Equal((OrderStatus.Placed, 1, 2), await StandAsync(site));
    }

    [Fact]
    public async Task That_was_changed_opens_nothing_and_answers_in_words()
    {
        await using var site = await MarketSite.OpenAsync();
        var (buyer, link) = await OrderAsync(site);
        using var visitor = site.Visitor();
        var producer = new Guest();
        var page = await producer.GetAsync(visitor, link);
        var seal = buyer.TrackingPath![(buyer.TrackingPath!.IndexOf("k=", StringComparison.Ordinal) + 2)..];
        foreach (var changed in new[] { link[..^1], link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), link + "A", $"/don-hang/xu-ly/{seal}", link.ToLowerInvariant() })
        {
            var answer = await producer.GetAsync(visitor, changed);
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Contains("<h1>", answer.Html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await producer.PostAsync(visitor, changed, ("act", "accept"), (Token, page.Hidden(Token)))).Status);
        }

        // A producer's seal is no buyer's seal.
        var number = buyer.OrderNumber;
        Assert.Equal($"/don-hang?code={number}", (await producer.GetAsync(visitor, $"/don-hang/{number}?k={link.Split('/')[^1]}")).Location);
        Assert.Equal((OrderStatus.Placed, 1, 2), await StandAsync(site));
    }

    [Fact]
    public async Task By_number_and_phone_tells_a_guesser_nothing_and_stops_him()
    {
        await using var site = await MarketSite.OpenAsync(settings: new Dictionary<string, string> { ["RateLimits:Tracking:Permits"] = "6" });
        var (buyer, _) = await OrderAsync(site);
        using var visitor = site.Visitor();
        var guesser = new Guest();
        var form = await guesser.GetAsync(visitor, "/don-hang");
        Task<Answer> AskAsync(string code, string phone) => guesser.PostAsync(visitor, "/don-hang", ("code", code), ("phone", phone), (Token, form.Hidden(Token)));

        Assert.StartsWith($"/don-hang/{buyer.OrderNumber}?k=", (await AskAsync(buyer.OrderNumber!, Phone)).Location, StringComparison.Ordinal);
        var wrongPhone = await AskAsync(buyer.OrderNumber!, "0987654321");
        var wrongNumber = await AskAsync("2222-2222", "0987654321");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrongPhone.Status, wrongNumber.Status));
        Assert.Equal(Same(wrongNumber.Html), Same(wrongPhone.Html));

        // A new cookie each time does not help: the network is counted.
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++) answers.Add((await new Guest().GetAsync(visitor, "/don-hang")).Status);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        var late = await AskAsync(buyer.OrderNumber!, Phone);
        Assert.Equal(HttpStatusCode.TooManyRequests, late.Status);
        Assert.Contains("Xin chờ một chút", late.Html, StringComparison.Ordinal);
    }

    // But for what was typed, and what is drawn anew each time.
    private static string Same(string page) => Drawn().Replace(page, "");

    [GeneratedRegex("value=\"[^\"]*\"|nonce=\"[^\"]*\"")]
    private static partial Regex Drawn();

    private static async Task<(Guest Buyer, string AnswerPath)> OrderAsync(MarketSite site)
    {
        var variant = await site.InScopeAsync(async services =>
        {
            var product = await SomeGoods.AddAsync(services, "Trà thử");
            await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(product.Variants[0].Id, 5)], "Nhập kho", "test", default);
            return product.Variants[0].Id;
        });
        var buyer = new Guest();
        using var visitor = site.Visitor();
        await buyer.AddAsync(visitor, variant);
        await buyer.FillInAsync(visitor, Phone, holds: true);
        Assert.NotNull((await buyer.PlaceAsync(visitor)).OrderNumber);
        var mails = await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.Select(mail => mail.Text).ToListAsync());
        return (buyer, mails.Select(text => AnswerLink().Match(text)).Single(match => match.Success).Value);
    }

    [GeneratedRegex("/don-hang/xu-ly/[A-Za-z0-9_-]+")]
    private static partial Regex AnswerLink();

    private static Task<(OrderStatus Status, int Steps, int Mails)> StandAsync(MarketSite site) => site.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<MarketDb>();
        return (await db.Orders.Select(order => order.Status).SingleAsync(), await db.OrderEvents.CountAsync(), await db.OutboxMessages.CountAsync());
    });
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Doubles.Bank;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>Card; transfer; both, because the buyer does not know that the first has come in; too little, until the time is over.</summary>
internal enum Way { Card, Transfer, Twice, Short }

/// <summary>What stands outside of the market and does not die with it: a gateway, a bank, and the news that neither has got rid of yet.</summary>
internal sealed class MoneyOutside(StripeDouble stripe, string account, string key) : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private readonly HashSet<string> _heard = [];
    private BankDouble? _bank;

    public StripeDouble Stripe => stripe;
    public BankDouble Bank => _bank ??= new BankDouble(_http, account, TimeProvider.System);

    /// <param name="again">Also what was heard of.</param>
    public async Task TellAsync(Host host, bool again = false)
    {
        var market = host.Site.BaseAddress!;
        stripe.Endpoint = new Uri(market, "/webhooks/stripe");
        foreach (var told in stripe.Events.Where(told => again || !_heard.Contains(told.Id)))
        {
            Assert.Equal(HttpStatusCode.OK, await stripe.DeliverAsync(told));
            _heard.Add(told.Id);
        }

        foreach (var entry in Bank.Entries.Where(entry => again || !_heard.Contains(entry.Reference)))
        {
            var answer = await Bank.PostAsync(new Uri(market, "/webhooks/sepay"), SePayDouble.WithKey(entry, key), default);
            Assert.True(answer.IsTaken, $"{answer.Status} {answer.Body}");
            _heard.Add(entry.Reference);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stripe.DisposeAsync();
        _http.Dispose();
    }
}

/// <summary>A guest who orders and pays. Where an answer got lost, the same is tried again.</summary>
internal sealed partial class Payer(Way way, int number)
{
    /// <summary>What is left out by those who pay too little.</summary>
    public const long TooLittle = 30_000;

    private readonly Guest _guest = new();
    private string? _page, _session;
    private BankEntry? _entry;
    private bool _hasPaidByCard;

    public Way Way => way;
    public string Number => _page!["/don-hang/".Length..].Split('/', '?')[0];
    public bool IsDone { get; private set; }

    /// <summary>From wherever this one stands to where the market has heard of all the money.</summary>
    public async Task AdvanceAsync(Instance market, Host host, MoneyOutside money)
    {
        _page ??= await PlaceAsync(host.Site, await market.AskAsync(db => db.Variants.Select(variant => variant.Id).SingleAsync()));
        if (way is Way.Card or Way.Twice) _session ??= await FindSessionAsync(host.Site);
        if (way != Way.Card) _entry ??= money.Bank.Receive((await TotalAsync(market)) - (way == Way.Short ? TooLittle : 0), "OC" + Number.Replace("-", "", StringComparison.Ordinal));
        await money.TellAsync(host);
        if (_session is not null && !_hasPaidByCard)
        {
            money.Stripe.Pay(_session);
            _hasPaidByCard = true;
            await money.TellAsync(host);
        }

        // The hour is over, but for the job.
        if (way == Way.Short)
            await market.AskAsync(db => db.OrderGroups.Where(group => group.Number == Number).ExecuteUpdateAsync(set => set.SetProperty(it => it.PayUntil, TimeProvider.System.UtcNow().AddMinutes(-1))));
        IsDone = true;
    }

    private async Task<string> PlaceAsync(HttpClient site, Guid variant)
    {
        if (_guest.Cart is null) await _guest.AddAsync(site, variant);
        if (!_guest.HasFilledIn) await _guest.FillInAsync(site, $"0913{number:000000}", holds: true, way is Way.Card or Way.Twice ? "Card" : "BankTransfer");
        var placed = await _guest.PlaceAsync(site);
        Assert.True(placed.Location?.Contains("/tra-tien?k=", StringComparison.Ordinal) == true, $"{placed.Status} {placed.Location} {placed.Html}");
        return placed.Location!.Replace("&di=1", "", StringComparison.Ordinal);
    }

    /// <summary>The gateway's page as the market shows it; where it has none to show, the buyer chooses once more.</summary>
    private async Task<string> FindSessionAsync(HttpClient site)
    {
        var shown = await _guest.GetAsync(site, _page!);
        if (!Session().IsMatch(shown.Html))
        {
            await _guest.SubmitAsync(site, _page!, [("payment", "Card")]);
            shown = await _guest.GetAsync(site, _page!);
        }

        var session = Session().Match(shown.Html);
        Assert.True(session.Success, $"{shown.Status} {shown.Location} {shown.Html}");
        return session.Value;
    }

    private Task<long> TotalAsync(Instance market) => market.AskAsync(async db => (await db.OrderGroups.Where(group => group.Number == Number).Select(group => group.Total).SingleAsync()).Amount);

    [GeneratedRegex("cs_test_[0-9a-f]+")]
    private static partial Regex Session();
}

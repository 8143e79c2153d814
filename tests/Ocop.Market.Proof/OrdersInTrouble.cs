using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>A running market and some buyers who stand before the last button when the trouble begins.</summary>
internal sealed class OrdersInTrouble : IAsyncDisposable
{
    private const int Pieces = 200;

    private OrdersInTrouble(Instance market, Host host, Guid variant) => (Market, Host, Variant) = (market, host, variant);

    public Instance Market { get; }
    public Host Host { get; }
    public List<Guest> Guests { get; } = [];
    private Guid Variant { get; }

    /// <param name="configure">What the running market alone is told.</param>
    public static async Task<OrdersInTrouble> BeginAsync(Instance market, int guests, Action? configure = null)
    {
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", Pieces);
        configure?.Invoke();
        var shop = new OrdersInTrouble(market, await market.StartAsync(), variant);
        for (var i = 0; i < guests; i++) await shop.ArriveAsync();
        return shop;
    }

    /// <summary>One more, up to the last button.</summary>
    public async Task<Guest> ArriveAsync()
    {
        var guest = new Guest();
        await guest.AddAsync(Host.Site, Variant);
        var shown = await guest.FillInAsync(Host.Site, $"0912{Guests.Count:000000}", holds: Guests.Count % 2 == 0);
        Assert.True(guest.HasFilledIn, $"{shown.Status} {shown.Location} {shown.Html} {Host.Said}");
        Guests.Add(guest);
        return guest;
    }

    /// <summary>The page that a buyer meets meanwhile: in plain words, with the form that was sent.</summary>
    public static void AssertReadable(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, $"{answer.Status}: {answer.Html}");
        Assert.Contains("Chợ tạm nghỉ một chút", answer.Html, StringComparison.Ordinal);
        Assert.Contains("Gửi lại", answer.Html, StringComparison.Ordinal);
        Assert.Equal("Người mua thử", answer.Hidden("name"));
    }

    /// <summary>What the page holds is sent again from it, as often as it takes; so does everybody else. No restart.</summary>
    public async Task RecoverAsync(Guest refused, Answer page)
    {
        await Eventually.TrueAsync(async () => (page = await refused.SendAgainAsync(Host.Site, page)).Status != HttpStatusCode.ServiceUnavailable);
        Assert.True(refused.OrderNumber is not null, $"{page.Status} {page.Location} {page.Html}");
        foreach (var guest in Guests.Where(guest => guest.OrderNumber is null)) await guest.PlaceAsync(Host.Site);
        await CheckAsync();
    }

    /// <summary>Everybody has the one order, the ledger agrees, and both mails of each have gone out.</summary>
    public async Task CheckAsync()
    {
        var numbers = await Market.AskAsync(db => db.OrderGroups.Select(group => group.Number).ToListAsync());
        Assert.Equal(Guests.Select(guest => guest.OrderNumber).Order(StringComparer.Ordinal), numbers.Order(StringComparer.Ordinal));
        await Market.AskAsync(async db => { await Goods.CheckLedgerAsync(db, Variant, Pieces, Guests.Count); return 0; });
        await MailsAreSentAsync(Guests.Count * 2);
        Assert.False(Host.HasEnded);
    }

    /// <summary>The pauses between two attempts are let pass here.</summary>
    public Task MailsAreSentAsync(int expected) => Eventually.TrueAsync(async () =>
    {
        await Market.AskAsync(db => db.OutboxMessages.Where(mail => mail.State == OutboxState.Waiting && mail.Attempts > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.DueAt, mail => mail.CreatedAt)));
        return await Market.AskAsync(db => db.OutboxMessages.CountAsync(mail => mail.State == OutboxState.Sent)) == expected;
    }, TimeSpan.FromMinutes(3));

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}

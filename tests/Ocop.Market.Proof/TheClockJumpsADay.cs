using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class TheClockJumpsADay
{
    private const string Page = "/san-pham/che-sao", Stars = "<b>4 sao</b>";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Theory, BothDatabases]
    public async Task Forward_stars_lapse_and_back_again_they_shine_and_orders_and_their_mails_go_on_without_a_restart(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider);
        var today = TimeProvider.System.Today();
        await Goods.SucceedAsync(market, ["import", "products", market.WriteList("stars.csv", Goods.List(("Chè sao", "CHE-1", 90_000)).Replace("Thực phẩm,,,,,", $"Thực phẩm,,4,{today.Year},,", StringComparison.Ordinal))]);
        // Its last day is the true today.
        Assert.Equal(1, await market.AskAsync(db => db.RecognitionDecisions.ExecuteUpdateAsync(set => set
            .SetProperty(decision => decision.DecidedOn, today.AddMonths(-RecognitionDecision.ValidMonths)).SetProperty(decision => decision.ValidUntil, today))));

        await using var shop = await OrdersInTrouble.BeginAsync(market, guests: 3, () => FakeClock.Wind(market));
        Assert.Contains(Stars, await ReadAsync(shop), StringComparison.Ordinal);
        await shop.Guests[0].PlaceAsync(shop.Host.Site);
        await shop.MailsAreSentAsync(2);

        FakeClock.Jump(market, TimeSpan.FromDays(1));
        await Eventually.TrueAsync(async () => !(await ReadAsync(shop)).Contains(Stars, StringComparison.Ordinal), Soon);
        await shop.Guests[1].PlaceAsync(shop.Host.Site);
        await shop.MailsAreSentAsync(4);

        FakeClock.Jump(market, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await ReadAsync(shop)).Contains(Stars, StringComparison.Ordinal), Soon);
        await shop.Guests[2].PlaceAsync(shop.Host.Site);
        await shop.CheckAsync();
    }

    private static async Task<string> ReadAsync(OrdersInTrouble shop) => (await new Guest().GetAsync(shop.Host.Site, Page)).Html;
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>A buyer's account: in by a code of the mailbox, all orders of the mailbox, addresses, the same again.</summary>
public sealed class BuyingWithAnAccount
{
    private const string Mail = "Nguoi.Mua@example.vn", Mailbox = "nguoi.mua@example.vn";

    [Theory, BothDatabases]
    public async Task A_code_opens_one_account_once_and_a_wrong_one_tells_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (ticket, code) = await Mailed(market, Mail);
        Assert.Refused("CodeWrong", await SignIn(market, ticket, Other(code)));
        Assert.Refused("CodeWrong", await SignIn(market, Guid.CreateVersion7(), code));
        Assert.Equal(0, await market.Read(db => db.Buyers.CountAsync()));

        var buyer = Assert.Succeeded(await SignIn(market, ticket, code));
        Assert.Equal(Mailbox, buyer.Mailbox);
        Assert.Refused("CodeWrong", await SignIn(market, ticket, code));

        var (next, another) = await Mailed(market, Mailbox);
        Assert.Equal(buyer.Id, Assert.Succeeded(await SignIn(market, next, another)).Id);
        Assert.Equal(2, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "BuyerSignedIn")));
    }

    [Theory, BothDatabases]
    public async Task A_code_ends_after_a_quarter_of_an_hour_and_after_five_wrong_tries(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (late, code) = await Mailed(market, Mail);
        market.Clock.Advance(BuyerCode.Lasts);
        Assert.Refused("CodeWrong", await SignIn(market, late, code));

        var (guessed, right) = await Mailed(market, Mail);
        for (var i = 0; i < BuyerCode.MostTries; i++) Assert.Refused("CodeWrong", await SignIn(market, guessed, Other(right)));
        Assert.Refused("CodeWrong", await SignIn(market, guessed, right));
        Assert.Equal(0, await market.Read(db => db.Buyers.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task No_mailbox_gets_more_than_three_codes_in_half_an_hour_and_the_answer_never_says_so(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        for (var i = 0; i < BuyerCode.MostInHalfAnHour + 2; i++) Assert.NotEqual(Guid.Empty, Assert.Succeeded(await Ask(market, Mail)));
        Assert.Equal(BuyerCode.MostInHalfAnHour, await Codes(market));
        Assert.Succeeded(await Ask(market, "nguoi.khac@example.vn"));
        Assert.Equal(BuyerCode.MostInHalfAnHour + 1, await Codes(market));
        Assert.Refused("EmailWrong", await Ask(market, "nguoi.mua@"));
        market.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Succeeded(await Ask(market, Mail));
        Assert.Equal(BuyerCode.MostInHalfAnHour + 2, await Codes(market));
    }

    [Theory, BothDatabases]
    public async Task Many_presses_at_once_send_no_more_codes_either(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        foreach (var outcome in await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Ask(market, Mail))))) Assert.Succeeded(outcome);
        Assert.Equal(BuyerCode.MostInHalfAnHour, await Codes(market));
    }

    [Theory, BothDatabases]
    public async Task Shows_what_the_account_and_what_its_mailbox_ordered_and_nothing_of_others(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await Buyer(market, Mail);
        var stranger = await Buyer(market, "nguoi.khac@example.vn");
        var asGuest = await market.PlacedGroup((market.Tea, 1));
        var cart = await market.CartOf((market.Garlic, 1));
        var form = await market.AgreedForm(cart, OrderingMarket.Form with { Email = null, Consent = ConsentText.Current.Version });
        var placed = Assert.Succeeded(await market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cart, form, buyer.Id, default)));

        var page = await market.Run<BuyerOrders, ListPage<OrderGroup>>(orders => orders.PageAsync(buyer, 1, default));
        Assert.Equal(new[] { asGuest.Number, placed.Number }.Order(), page.Rows.Select(group => group.Number).Order());
        var kept = await market.Read(db => db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == placed.GroupId));
        Assert.Equal((ConsentText.Current.Version, "vi", buyer.Id), (kept.ConsentVersion, kept.Language, kept.BuyerId));
        Assert.Equal(0, (await market.Run<BuyerOrders, ListPage<OrderGroup>>(orders => orders.PageAsync(stranger, 1, default))).Total);
        Assert.Null(await market.Run<BuyerOrders, OrderGroup?>(orders => orders.FindAsync(stranger, placed.Number, default)));
    }

    [Theory, BothDatabases]
    public async Task Old_words_on_personal_data_must_be_read_again(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1));
        var before = await market.Fingerprint();
        Assert.Refused("ConsentChanged", await market.Place(cart, OrderingMarket.Form with { Consent = "2020-01-01" }));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task Keeps_addresses_one_of_them_first_and_lets_nobody_else_touch_them(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (buyer, stranger) = (await Buyer(market, Mail), await Buyer(market, "nguoi.khac@example.vn"));
        var home = Assert.Succeeded(await Save(market, buyer, null, OrderingMarket.Form));
        var work = Assert.Succeeded(await Save(market, buyer, null, OrderingMarket.Form with { Street = "Số 2" }));
        Assert.Equal([(home.Id, true), (work.Id, false)], await Book(market, buyer));
        Assert.Succeeded(await market.Run<BuyerAddresses, Outcome<BuyerAddress>>(book => book.PreferAsync(buyer.Id, work.Id, default)));
        Assert.Succeeded(await Save(market, buyer, home.Id, OrderingMarket.Form with { Street = "Số 3" }));
        Assert.Equal([(work.Id, true), (home.Id, false)], await Book(market, buyer));

        var before = await market.Fingerprint();
        Assert.Refused("AddressUnknown", await Save(market, stranger, work.Id, OrderingMarket.Form));
        Assert.Refused("AddressUnknown", await market.Run<BuyerAddresses, Outcome<BuyerAddress>>(book => book.RemoveAsync(stranger.Id, work.Id, default)));
        Assert.Refused("AddressUnknown", await market.Run<BuyerAddresses, Outcome<BuyerAddress>>(book => book.PreferAsync(stranger.Id, work.Id, default)));
        Assert.Refused("StreetMissing", await Save(market, buyer, null, OrderingMarket.Form with { Street = "" }));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal([(work.Id, true), (home.Id, false)], await Book(market, buyer));

        Assert.Succeeded(await market.Run<BuyerAddresses, Outcome<BuyerAddress>>(book => book.RemoveAsync(buyer.Id, work.Id, default)));
        Assert.Equal([(home.Id, true)], await Book(market, buyer));
        for (var i = 1; i < Ocop.Market.Ordering.Buyers.Buyer.MostAddresses; i++) Assert.Succeeded(await Save(market, buyer, null, OrderingMarket.Form));
        Assert.Refused("TooManyAddresses", await Save(market, buyer, null, OrderingMarket.Form));
    }

    [Theory, BothDatabases]
    public async Task Orders_again_what_is_still_sold_once_and_says_what_is_not(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await Buyer(market, Mail);
        var group = await market.PlacedGroup((market.Tea, 2), (market.Garlic, 20));
        await market.Read(async db =>
        {
            (await db.Variants.SingleAsync(variant => variant.Id == market.Tea.Id)).Reprice(new Money(400_000));
            return await db.SaveChangesAsync();
        });

        var again = Assert.Succeeded(await market.Run<Reorder, Outcome<Reordered>>(reorder => reorder.HandleAsync(buyer, group.Number, null, "vi", default)));
        Assert.Equal([(true, 2), (false, 20)], again.Lines.Select(line => (line.WhyNot is null, line.Quantity)));
        Assert.Equal((2, 400_000), await Line(market, again.CartId!.Value));
        Assert.Equal(again.CartId, Assert.Succeeded(await market.Run<Reorder, Outcome<Reordered>>(reorder => reorder.HandleAsync(buyer, group.Number, again.CartId, "vi", default))).CartId);
        Assert.Equal((2, 400_000), await Line(market, again.CartId.Value));

        var stranger = await Buyer(market, "nguoi.khac@example.vn");
        var before = await market.Fingerprint();
        Assert.Refused("OrderUnknown", await market.Run<Reorder, Outcome<Reordered>>(reorder => reorder.HandleAsync(stranger, group.Number, null, "vi", default)));
        Assert.Equal(before, await market.Fingerprint());
    }

    internal static async Task<Buyer> Buyer(OrderingMarket market, string email)
    {
        var (ticket, code) = await Mailed(market, email);
        return Assert.Succeeded(await SignIn(market, ticket, code));
    }

    private static Task<Outcome<Guid>> Ask(OrderingMarket market, string email) => market.Run<MailBuyerCode, Outcome<Guid>>(mail => mail.HandleAsync(email, "vi", default));

    private static async Task<(Guid Ticket, string Code)> Mailed(OrderingMarket market, string email)
    {
        var ticket = Assert.Succeeded(await Ask(market, email));
        var text = await market.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == $"buyer-code:{ticket:n}").Select(mail => mail.Text).SingleAsync());
        return (ticket, Regex.Match(text, @"\b\d{6}\b").Value);
    }

    private static Task<Outcome<Buyer>> SignIn(OrderingMarket market, Guid ticket, string code) => market.Run<SignInBuyer, Outcome<Buyer>>(signIn => signIn.HandleAsync(ticket, code, default));

    private static string Other(string code) => code == "111111" ? "222222" : "111111";

    private static Task<int> Codes(OrderingMarket market) => market.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey.StartsWith("buyer-code:")));

    private static Task<Outcome<BuyerAddress>> Save(OrderingMarket market, Buyer buyer, Guid? id, CheckoutForm form) =>
        market.Run<BuyerAddresses, Outcome<BuyerAddress>>(book => book.SaveAsync(buyer.Id, id, form, default));

    private static async Task<IEnumerable<(Guid, bool)>> Book(OrderingMarket market, Buyer buyer) =>
        (await market.Run<BuyerAddresses, List<BuyerAddress>>(book => book.OfAsync(buyer.Id, default))).Select(address => (address.Id, address.IsDefault));

    private static async Task<(int, long)> Line(OrderingMarket market, Guid cartId)
    {
        var line = await market.Read(db => db.CartLines.SingleAsync(line => line.CartId == cartId));
        return (line.Quantity, line.PriceWhenAdded.Amount);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Messages;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>Where the market has a gateway for texts, the buyer's phone hears of each step of an order, with or without an e-mail address.</summary>
public sealed class TextingTheBuyer
{
    [Theory, BothDatabases]
    public async Task Each_step_that_is_mailed_is_texted_too_short_and_with_a_link_that_asks_for_the_phone(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var order = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        Assert.Succeeded(await market.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
        Assert.Succeeded(await market.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));
        var number = OrderNumber.ReadGroup(order.Number)!;
        var texts = await TextsAsync(market);

        Assert.Equal([$"text:order-placed:{number}", $"text:order-accepted:{order.Number}", $"text:order-shipped:{order.Number}"], texts.Select(text => text.DedupeKey));
        Assert.Equal(["order_placed", "order_accepted", "order_shipped"], texts.Select(text => text.Template));
        Assert.Equal($"Hàng Quê (trình diễn): {order.Number}: người bán đã nhận đơn. https://cho.example.vn/don-hang/{number}", texts[1].Text);
        Assert.All(texts, text =>
        {
            Assert.Equal(("+84912345678", ""), (text.Recipient, text.Html));
            Assert.InRange(text.Text.Length, 1, OrderTexts.Longest);
            Assert.EndsWith(text.Link!, text.Text, StringComparison.Ordinal);
            Assert.Contains(number, text.Subject, StringComparison.Ordinal);
        });
        Assert.Equal(3, await market.Read(db => db.OutboxMessages.CountAsync(mail => mail.Template == null && mail.Recipient == OrderingMarket.Form.Email)));
    }

    [Theory, BothDatabases]
    public async Task A_buyer_without_mail_is_texted_in_the_language_of_the_order_and_a_landline_is_not(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var placed = Assert.Succeeded(await market.Place(await market.CartOf((market.Tea, 1)), OrderingMarket.Form with { Email = null, Language = "en" }));
        var text = Assert.Single(await TextsAsync(market));
        Assert.Equal(("order_placed_en", $"Hàng Quê (demo): {placed.Number}: your order is in. https://cho.example.vn/en/don-hang/{placed.Number}"), (text.Template, text.Text));
        Assert.Succeeded(await market.Place(await market.CartOf((market.Tea, 1)), OrderingMarket.Form with { Phone = "024 3825 1234" }));
        Assert.Single(await TextsAsync(market));
    }

    [Theory, BothDatabases]
    public async Task Without_marks_one_SMS_holds_it(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider, options => options.WithoutMarks = true);
        await market.PlacedGroup((market.Tea, 1));
        var text = Assert.Single(await TextsAsync(market));
        Assert.Contains("cho da nhan don cua ban", text.Text, StringComparison.Ordinal);
        Assert.True(System.Text.Ascii.IsValid(text.Text));
    }

    [Theory, BothDatabases]
    public async Task Without_a_gateway_nothing_is_written(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await market.PlacedGroup((market.Tea, 1));
        Assert.Empty(await TextsAsync(market));
    }

    [Theory, BothDatabases]
    public async Task A_long_market_name_leaves_room_for_the_link(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider, services: services => services.Configure<Letterhead>(letterhead => letterhead.MarketName = new string('à', 150)));
        var group = await market.PlacedGroup((market.Tea, 1));
        var text = Assert.Single(await TextsAsync(market));
        Assert.Equal(OrderTexts.Longest, text.Text.Length);
        Assert.EndsWith($"... https://cho.example.vn/don-hang/{group.Number}", text.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Texts_are_in_the_buyers_file_and_go_when_the_buyer_is_forgotten(DatabaseProvider provider)
    {
        await using var market = await OpenAsync(provider);
        var order = await ReviewingGoods.DeliveredAsync(market);
        await market.PlacedGroup((market.Garlic, 1));
        var group = await market.Read(db => db.OrderGroups.AsNoTracking().SingleAsync(it => it.Id == order.GroupId));
        var held = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(group), default));
        // Placed, accepted, delivered: a mail and a text of each.
        Assert.Equal(6, held.Mails.Count);
        Assert.All(held.Mails, mail => Assert.Contains(group.Number, mail.Subject, StringComparison.Ordinal));

        var asked = Assert.Succeeded(await market.Run<AskToBeErased, Outcome<PersonalDataRequest>>(ask => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        Assert.Succeeded(await market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.EraseAsync(ReviewingGoods.Officer, asked.Id, asked.Version, default)));
        Assert.DoesNotContain(await TextsAsync(market), text => text.Subject.Contains(group.Number, StringComparison.Ordinal));
        Assert.Single(await TextsAsync(market));
    }

    private static Task<OrderingMarket> OpenAsync(DatabaseProvider provider, Action<TextOptions>? configure = null, Action<IServiceCollection>? services = null) => OrderingMarket.OpenAsync(provider, configure: collection =>
    {
        collection.Configure<TextOptions>(options =>
        {
            (options.Address, options.Token) = (new Uri("https://tin-nhan.example/gui"), "a-token-that-is-long-enough");
            configure?.Invoke(options);
        });
        services?.Invoke(collection);
    });

    private static async Task<IReadOnlyList<OutboxMessage>> TextsAsync(OrderingMarket market) => await market.Read(db => db.OutboxMessages.AsNoTracking().Where(message => message.Template != null).OrderBy(message => message.Id).ToListAsync());
}

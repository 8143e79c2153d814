using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class ReportingAFault
{
    [Fact]
    public void A_claim_that_pays_twice_or_for_nothing_or_cannot_be_refused_is_a_hole_in_the_table()
    {
        ClaimFlow.Check(ClaimFlow.Moves);
        Assert.Throws<InvalidOperationException>(() => ClaimFlow.Check([.. ClaimFlow.Moves, new(ClaimAct.Refuse, ClaimState.Refunded, ClaimState.Refused)]));
        Assert.Throws<InvalidOperationException>(() => ClaimFlow.Check([.. ClaimFlow.Moves.Select(move => move with { PaysBack = false })]));
        Assert.Throws<InvalidOperationException>(() => ClaimFlow.Check([.. ClaimFlow.Moves.Where(move => move.Act != ClaimAct.Replace)]));
        Assert.Throws<InvalidOperationException>(() => ClaimFlow.Check([.. ClaimFlow.Moves.Where(move => move != new ClaimMove(ClaimAct.Refuse, ClaimState.AwaitingReturn, ClaimState.Refused))]));
    }

    [Theory, BothDatabases]
    public async Task A_broken_jar_is_refunded_without_a_return(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var form = Form(order, 1);
        var claim = Assert.Succeeded(await ClaimAsync(market, order, form, [1, 2, 3]));
        Assert.Equal(claim.Id, Assert.Succeeded(await ClaimAsync(market, order, form, [1, 2, 3])).Id);
        Assert.Equal((1, 1), await market.Shop.Read(async db => (await db.Claims.CountAsync(), await db.ClaimPhotos.CountAsync())));
        var mails = await market.MailsAsync();
        Assert.Contains($"claim-made:{claim.Id:n}", mails);
        Assert.Contains($"claim-for-producer:{claim.Id:n}", mails);

        var half = order.Lines[0].Price;
        Assert.Refused("AmountWrong", await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refund, half.Amount + 1));
        Assert.Refused("AmountWrong", await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refund, 0));
        Assert.Refused("ReasonMissing", await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refund, 1000, " "));
        Assert.Refused("NoRight", await AnswerAsync(market, PayingMarket.Auditor, claim, ClaimAct.Refund, half.Amount));
        Assert.Equal(0, await market.Shop.Read(db => db.Refunds.CountAsync()));

        var owner = await MemberAsync(market, order, Role.ProducerOwner);
        Assert.Refused("NoRight", await AnswerAsync(market, await MemberAsync(market, order, Role.ProducerHelper), claim, ClaimAct.Refund, half.Amount));
        Assert.Equal(ClaimState.Refunded, Assert.Succeeded(await AnswerAsync(market, owner, claim, ClaimAct.Refund, half.Amount)));
        Assert.Refused("ClaimAnswered", await AnswerAsync(market, owner, claim, ClaimAct.Refund, half.Amount));
        Assert.Equal(half, (await market.GroupAsync(order.GroupId)).Orders[0].Refunded);
        Assert.Equal(1, await market.SendRefundsAsync());
        Assert.Equal(half, Assert.Single(market.Card.Refunds).Amount);
        Assert.Contains("không phải gửi trả", await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == $"claim-refunded:{claim.Id:n}").Select(mail => mail.Text).SingleAsync()), StringComparison.Ordinal);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Nobody_claims_what_was_not_sent_or_too_much_or_too_late(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var waiting = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Refused("NotYetSent", await ClaimAsync(market, waiting.Orders[0], Form(waiting.Orders[0], 1)));
        var order = await DeliveredAsync(market);
        Assert.Refused("OrderUnknown", await market.Shop.Run((MakeClaim make) => make.HandleAsync(waiting.Id, Form(order, 1), [], default)));
        Assert.Refused("NothingClaimed", await ClaimAsync(market, order, Form(order, 0)));
        Assert.Refused("QuantityWrong", await ClaimAsync(market, order, Form(order, -1)));
        Assert.Refused("QuantityTooMuch", await ClaimAsync(market, order, Form(order, 3)));
        Assert.Refused("MessageMissing", await ClaimAsync(market, order, Form(order, 1) with { Lines = [new(0, 1, FaultKind.Other)], Message = " " }));
        Assert.Refused("TooManyPhotos", await ClaimAsync(market, order, Form(order, 1), [1], [2], [3], [4], [5]));
        Assert.Equal(0, await market.Shop.Read(db => db.Claims.CountAsync()));

        // Two at fault, once: a second claim finds none left, until the first is refused.
        var first = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 2)));
        Assert.Refused("QuantityTooMuch", await ClaimAsync(market, order, Form(order, 1)));
        Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, first, ClaimAct.Refuse, null));
        Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1)));
        market.Shop.Clock.Advance(TimeSpan.FromDays(7.1));
        Assert.Refused("ClaimTooLate", await ClaimAsync(market, order, Form(order, 1)));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Money_against_the_goods_goes_back_when_they_are_back(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var claim = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 2)));
        Assert.Equal(ClaimState.AwaitingReturn, Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.AskReturn, 50_000)));
        Assert.Equal(0, await market.Shop.Read(db => db.Refunds.CountAsync()));
        Assert.Refused("ClaimAnswered", await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refuse, null));
        Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.TakeReturn, null, seen: ClaimState.AwaitingReturn));
        Assert.Equal(new Money(50_000), (await market.GroupAsync(order.GroupId)).Orders[0].Refunded);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Of_a_promise_against_the_goods_what_is_left_goes_back_and_nothing_only_where_nothing_is_left(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        foreach (var left in new[] { 30_000, 0 })
        {
            var order = await DeliveredAsync(market);
            var claim = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 2)));
            Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.AskReturn, 50_000));
            Assert.Succeeded(await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(PayingMarket.Officer, order.Id, order.Total.Amount - left, "Giao chậm", 0, default)));
            var taken = await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.TakeReturn, null, seen: ClaimState.AwaitingReturn);
            if (left == 0) Assert.Refused("NothingToRefund", taken);
            else Assert.Equal(ClaimState.Refunded, Assert.Succeeded(taken));
            var answered = await market.Shop.Read(db => db.Claims.AsNoTracking().SingleAsync(it => it.Id == claim.Id));
            Assert.Equal(left == 0 ? (ClaimState.AwaitingReturn, new Money(50_000)) : (ClaimState.Refunded, new Money(left)), (answered.State, answered.Amount));
            Assert.Equal(order.Total, (await market.GroupAsync(order.GroupId)).Orders[0].Refunded);
        }

        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Two_answers_at_once_pay_once_and_the_other_is_told(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var claim = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1)));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => AnswerAsync(market, PayingMarket.Officer, claim, i % 2 == 0 ? ClaimAct.Refund : ClaimAct.Refuse, 10_000))));
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Refused("ClaimAnswered", outcome));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Cash_goes_back_by_hand_and_not_before_it_was_taken(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = (await market.Shop.PlacedGroup((market.Shop.Tea, 2))).Orders[0];
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
        Assert.Succeeded(await market.Shop.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));
        var claim = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1)));
        Assert.Refused("NotYetPaid", await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refund, 10_000));
        Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default)));
        Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refund, 10_000));
        await market.SendRefundsAsync();
        Assert.Equal((new Money(10_000), RefundState.ByHand), await market.Shop.Read(async db => await db.Refunds.Select(refund => new { refund.Amount, refund.State }).SingleAsync() is var one ? (one.Amount, one.State) : default));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_form_that_was_sent_for_another_parcel_is_refused_in_words_and_the_same_one_found(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, stock: 60);
        var (order, other) = (await DeliveredAsync(market), await DeliveredAsync(market));
        var form = Form(order, 1);
        var claim = Assert.Succeeded(await ClaimAsync(market, order, form));
        var before = await market.Shop.Fingerprint();
        Assert.Refused("ClaimSentForAnother", await ClaimAsync(market, other, form with { Parcel = other.Number }));
        Assert.Equal((before, 1), (await market.Shop.Fingerprint(), await market.Shop.Read(db => db.Claims.CountAsync())));
        Assert.Equal(claim.Id, Assert.Succeeded(await ClaimAsync(market, order, form)).Id);

        // For both at once one is made, whoever comes second is told.
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (await DeliveredAsync(market), await DeliveredAsync(market));
            var both = Form(one, 1);
            var made = await Task.WhenAll(Task.Run(() => ClaimAsync(market, one, both)), Task.Run(() => ClaimAsync(market, two, both with { Parcel = two.Number })));
            Assert.Single(made, outcome => outcome.Succeeded);
            Assert.Refused("ClaimSentForAnother", made.Single(outcome => !outcome.Succeeded));
        }
    }

    [Theory, BothDatabases]
    public async Task What_is_sent_anew_leaves_the_shelf_and_what_is_not_there_is_refunded(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, stock: 3);
        var order = await DeliveredAsync(market);
        var (first, second) = (Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1))), Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1))));
        Assert.Equal(ClaimState.Replaced, Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, first, ClaimAct.Replace, null)));
        Assert.Refused("ClaimAnswered", await AnswerAsync(market, PayingMarket.Officer, first, ClaimAct.Replace, null));
        Assert.Equal((0, 0), await market.Shop.Level(market.Shop.Tea) is var level ? (level.OnHand, level.Allocated) : default);
        var movement = await market.Shop.Read(db => db.StockMovements.AsNoTracking().OrderByDescending(it => it.Id).FirstAsync());
        Assert.Equal((StockMovementKind.Replaced, -1, order.Number), (movement.Kind, movement.OnHand, movement.Reason));
        Assert.False(await market.Shop.IsInStock(market.Shop.Tea));

        var before = await market.Shop.Fingerprint();
        Assert.Contains("Hoàn tiền", Assert.Refused("SoldOutToReplace", await AnswerAsync(market, PayingMarket.Officer, second, ClaimAct.Replace, null)).Message.Vi, StringComparison.Ordinal);
        Assert.Equal((before, ClaimState.Open), (await market.Shop.Fingerprint(), await market.Shop.Read(db => db.Claims.Where(it => it.Id == second.Id).Select(it => it.State).SingleAsync())));
        Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, second, ClaimAct.Refund, 1000));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Unanswered_for_two_days_it_is_the_desks_and_strangers_see_nothing(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var claim = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1), [7]));
        Assert.Equal(0, await OverdueAsync());
        market.Shop.Clock.Advance(Claim.AnswerTime);
        Assert.Equal(1, await OverdueAsync());
        var elsewhere = new Person(Guid.CreateVersion7(), "Cán bộ tỉnh khác", [new HeldRole(Role.Officer, Scope.Province("01"))]);
        foreach (var (person, state, seen) in new[] { (PayingMarket.Auditor, (ClaimState?)null, 1), (PayingMarket.Auditor, ClaimState.Open, 1), (PayingMarket.Auditor, ClaimState.Refused, 0), (PayingMarket.Provincial, null, 1), (elsewhere, null, 0) })
            Assert.Equal(seen, (await market.Shop.Run((ClaimList list) => list.PageAsync(person, state, 1, default))).Total);

        var stranger = new Person(Guid.CreateVersion7(), "Người khác", [new HeldRole(Role.ProducerOwner, Scope.Producer("19", "00001", Guid.CreateVersion7()))]);
        Assert.Refused("ClaimUnknown", await AnswerAsync(market, stranger, claim, ClaimAct.Refund, 10_000));
        Assert.Null(await market.Shop.Run((ClaimList list) => list.FindAsync(stranger, claim.Id, default)));
        var file = await market.Shop.Run((ClaimList list) => list.FindAsync(PayingMarket.Auditor, claim.Id, default));
        var photo = Assert.Single(file!.Photos);
        Assert.Null(await market.Shop.Run((ClaimList list) => list.PhotoAsync(stranger, claim.Id, photo, default)));
        Assert.Equal([7], (await market.Shop.Run((ClaimList list) => list.PhotoAsync(PayingMarket.Officer, claim.Id, photo, default)))!);

        Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Replace, null));
        Assert.Equal(0, await OverdueAsync());
        Assert.Equal(0, await market.Shop.Run((ForgetClaims forget) => forget.HandleAsync(default)));
        market.Shop.Clock.Advance(TimeSpan.FromDays(370));
        Assert.Equal(1, await market.Shop.Run((ForgetClaims forget) => forget.HandleAsync(default)));
        Assert.Equal((0, null), await market.Shop.Read(async db => (await db.ClaimPhotos.CountAsync(), await db.Claims.Select(it => it.Message).SingleAsync())));

        Task<int> OverdueAsync() => market.Shop.Run((ClaimList list) => list.CountOverdueAsync(PayingMarket.Officer, default));
    }

    [Theory, BothDatabases]
    public async Task An_open_fault_keeps_its_order_and_goes_with_it_once_it_is_closed(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await DeliveredAsync(market);
        var claim = Assert.Succeeded(await ClaimAsync(market, order, Form(order, 1), [7]));
        var group = await market.GroupAsync(order.GroupId);
        market.Shop.Clock.Advance(TimeSpan.FromDays(800));
        Assert.Refused("StillOpen", await market.Shop.Run((AskToBeErased ask) => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        Assert.Equal(0, await ForgetAsync());
        Assert.Equal("Lọ vỡ khi mở gói", Assert.Single(Assert.Single((await market.Shop.Run((PersonalFiles files) => files.ReadAsync(DataSubject.Of(group), default))).Orders).Claims).Message);

        Assert.Succeeded(await AnswerAsync(market, PayingMarket.Officer, claim, ClaimAct.Refuse, null));
        market.Shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync());
        Assert.Equal((0, null), await market.Shop.Read(async db => (await db.ClaimPhotos.CountAsync(), await db.Claims.Select(it => it.Message).SingleAsync())));

        Task<int> ForgetAsync() => market.Shop.Run((ForgetOldOrders forget) => forget.HandleAsync(default));
    }

    private static async Task<Order> DeliveredAsync(PayingMarket market)
    {
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 2));
        await market.PayByCardAsync(group, $"pi_{group.Number}");
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(group.Orders[0].Id, "producer", default)));
        Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(group.Orders[0].Id, "producer", default)));
        return group.Orders[0];
    }

    private static async Task<Person> MemberAsync(PayingMarket market, Order order, Role role) =>
        new(Guid.CreateVersion7(), "Chủ thể", [new HeldRole(role, (await market.Shop.Read(db => db.Producers.AsNoTracking().SingleAsync(producer => producer.Id == order.ProducerId))).Scope)]);

    private static ClaimForm Form(Order order, int quantity) => new(Guid.CreateVersion7(), order.Number, [new(0, quantity, FaultKind.Broken)], "Lọ vỡ khi mở gói");

    private static Task<Outcome<Claim>> ClaimAsync(PayingMarket market, Order order, ClaimForm form, params byte[][] photos) =>
        market.Shop.Run((MakeClaim make) => make.HandleAsync(order.GroupId, form, photos, default));

    private static Task<Outcome<ClaimState>> AnswerAsync(PayingMarket market, Person person, Claim claim, ClaimAct act, long? amount, string words = "Lọ vỡ, xin lỗi bạn", ClaimState seen = ClaimState.Open) =>
        market.Shop.Run((AnswerClaim answer) => answer.HandleAsync(person, claim.Id, new ClaimAnswer(act, seen, amount, words), default));
}

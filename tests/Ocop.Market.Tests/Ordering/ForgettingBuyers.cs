using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>Who bought goes, by time or when asked; numbers and amounts stay.</summary>
public sealed class ForgettingBuyers
{
    private const string Mail = "nguoi.mua@example.vn";

    [Theory, BothDatabases]
    public async Task Overwrites_old_orders_that_are_finished_once_and_leaves_open_and_young_ones(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var open = await market.PlacedGroup((market.Garlic, 1));
        var old = await market.PlacedGroup((market.Tea, 2));
        await FinishAsync(market, old);
        market.Clock.Advance(TimeSpan.FromDays(800));
        var young = await market.PlacedGroup((market.Tea, 1));
        await FinishAsync(market, young);

        Assert.Equal(1, await ForgetAsync(market));
        Assert.Equal(0, await ForgetAsync(market));
        var (left, kept, fresh) = (await Group(market, old), await Group(market, open), await Group(market, young));
        Assert.Equal((OrderGroup.ForgottenName, "", (string?)null, "", (string?)null), (left.Recipient.Name, left.Recipient.Phone, left.Recipient.Email, left.Address.Street, left.Mailbox));
        Assert.Equal((old.Number, old.Total, old.Orders[0].Total, "Phường Hoàn Kiếm"), (left.Number, left.Total, left.Orders[0].Total, left.Address.Commune));
        Assert.Equal((OrderingMarket.Form.Name, OrderingMarket.Form.Name), (kept.Recipient.Name, fresh.Recipient.Name));
        Assert.False(await market.Read(db => db.OutboxMessages.AnyAsync(mail => mail.Subject.Contains(old.Number))));
        Assert.True(await market.Read(db => db.OutboxMessages.AnyAsync(mail => mail.Subject.Contains(open.Number))));
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "OrderForgotten")));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Deletes_codes_that_can_no_longer_be_typed_with_their_mails(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await BuyingWithAnAccount.Buyer(market, Mail);
        await ForgetAsync(market);
        Assert.Equal(1, await market.Read(db => db.BuyerCodes.CountAsync()));
        market.Clock.Advance(TimeSpan.FromDays(2));
        await ForgetAsync(market);
        Assert.Equal((0, 0), (await market.Read(db => db.BuyerCodes.CountAsync()), await market.Read(db => db.OutboxMessages.CountAsync())));
    }

    [Theory, BothDatabases]
    public async Task Who_asks_is_refused_with_a_day_while_an_order_is_open(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market, Mail);
        await market.PlacedGroup((market.Tea, 1));
        var before = await market.Fingerprint();
        var refusal = Assert.Refused("StillOpen", await AskAsync(market, DataSubject.Of(buyer)));
        Assert.Matches(@"\d\d/\d\d/\d{4}", refusal.Message.Vi);
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal(0, await market.Read(db => db.PersonalDataRequests.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task An_officer_erases_account_and_orders_and_the_accounts_stay_true(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market, Mail);
        Assert.Succeeded(await market.Run<BuyerAddresses, Outcome<BuyerAddress>>(book => book.SaveAsync(buyer.Id, null, OrderingMarket.Form, default)));
        var group = await market.PlacedGroup((market.Tea, 2));
        await FinishAsync(market, group);
        var asked = Assert.Succeeded(await AskAsync(market, DataSubject.Of(buyer)));
        Assert.Equal(asked.Id, Assert.Succeeded(await AskAsync(market, DataSubject.Of(buyer))).Id);

        var before = await market.Fingerprint();
        var province = new Person(Guid.CreateVersion7(), "Người khác", [new HeldRole(Role.Officer, Scope.Province("01"))]);
        var auditor = new Person(Guid.CreateVersion7(), "Người khác", [new HeldRole(Role.Auditor, Scope.Programme)]);
        foreach (var person in new[] { province, auditor }) Assert.Refused("NoRight", await EraseAsync(market, person, asked));
        Assert.Equal(0, (await market.Run<DeskErasures, ListPage<PersonalDataRequest>>(desk => desk.PageAsync(province, true, 1, default))).Total);
        Assert.Refused("Stale", await market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.EraseAsync(Officer, asked.Id, asked.Version + 5, default)));
        Assert.Refused("AnswerMissing", await market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.RefuseAsync(Officer, asked.Id, asked.Version, "không", default)));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await EraseAsync(market, Officer, asked));
        Assert.Refused("Stale", await EraseAsync(market, Officer, asked));
        var left = await Group(market, group);
        Assert.Equal((OrderGroup.ForgottenName, "", group.Total), (left.Recipient.Name, left.Recipient.Phone, left.Total));
        Assert.Equal((0, 0, 0), (await market.Read(db => db.Buyers.CountAsync()), await market.Read(db => db.BuyerAddresses.CountAsync()), await market.Read(db => db.BuyerCodes.CountAsync())));
        var mail = await market.Read(db => db.OutboxMessages.SingleAsync());
        Assert.Equal((Mail, $"erasure:{asked.Id:n}"), (mail.Recipient, mail.DedupeKey));
        var answered = await market.Read(db => db.PersonalDataRequests.AsNoTracking().SingleAsync());
        Assert.Equal((PersonalDataRequestState.Erased, (string?)null), (answered.State, answered.Mailbox));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task The_job_and_two_officers_at_once_forget_the_same_orders_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 60);
        var buyer = await BuyingWithAnAccount.Buyer(market, Mail);
        for (var i = 0; i < 12; i++) await FinishAsync(market, await market.PlacedGroup((market.Tea, 1)));
        market.Clock.Advance(TimeSpan.FromDays(800));
        var asked = Assert.Succeeded(await AskAsync(market, DataSubject.Of(buyer)));
        var forgotten = Task.Run(() => ForgetAsync(market));
        var erased = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => EraseAsync(market, Officer, asked))));
        Assert.InRange(await forgotten, 0, 12);
        Assert.Single(erased, outcome => outcome.Succeeded);
        Assert.Refused("Stale", erased.Single(outcome => !outcome.Succeeded));
        Assert.Equal((0, 12), (await market.Read(db => db.OrderGroups.CountAsync(group => group.ForgottenAt == null)), await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "OrderForgotten").Select(entry => entry.SubjectId).Distinct().CountAsync())));
    }

    [Theory, BothDatabases]
    public async Task A_new_order_meanwhile_stops_the_officer_who_may_say_why(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market, Mail);
        var asked = Assert.Succeeded(await AskAsync(market, DataSubject.Of(buyer)));
        await market.PlacedGroup((market.Tea, 1));
        Assert.Refused("StillOpen", await EraseAsync(market, Officer, asked));
        Assert.Equal(1, await market.Read(db => db.Buyers.CountAsync()));
        Assert.Succeeded(await market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.RefuseAsync(Officer, asked.Id, asked.Version, "Còn một đơn chưa giao, xin lại sau ngày 20/12/2026.", default)));
        Assert.Equal(PersonalDataRequestState.Refused, await market.Read(db => db.PersonalDataRequests.Select(it => it.State).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_file_holds_all_of_an_account_and_of_a_link_only_its_order(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market, Mail);
        var (first, second) = (await market.PlacedGroup((market.Tea, 1)), await market.PlacedGroup((market.Garlic, 1)));
        var all = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(buyer), default));
        Assert.Equal([first.Number, second.Number], all.Orders.Select(order => order.Number));
        Assert.Equal((Mail, 3), (all.Email, all.Mails.Count));
        var one = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(second), default));
        Assert.Equal((second.Number, OrderingMarket.Form.Name), (Assert.Single(one.Orders).Number, one.Orders[0].Name));
        Assert.Contains(second.Number, Assert.Single(one.Mails).Subject, StringComparison.Ordinal);
        Assert.Null(one.Email);
    }

    [Theory, BothDatabases]
    public async Task An_address_that_was_only_typed_into_an_order_opens_nothing_of_whom_it_belongs_to(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market, "nguoi.khac@example.vn");
        var theirs = await market.PlacedGroup((market.Tea, 1));
        // Signed in as somebody else, with the address of whom the first order is.
        var cart = await market.CartOf((market.Garlic, 1));
        var form = await market.AgreedForm(cart);
        var own = Assert.Succeeded(await market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cart, form with { Consent = ConsentText.Current.Version }, buyer.Id, default)));
        var file = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(buyer), default));
        Assert.Equal(own.Number, Assert.Single(file.Orders).Number);
        Assert.DoesNotContain(file.Mails, mail => mail.Subject.Contains(theirs.Number, StringComparison.Ordinal));
        Assert.Contains(file.Mails, mail => mail.Subject.Contains(own.Number, StringComparison.Ordinal));
    }

    private static Person Officer { get; } = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);

    private static Task<int> ForgetAsync(OrderingMarket market) => market.Run<ForgetOldOrders, int>(forget => forget.HandleAsync(default));

    private static Task<Outcome<PersonalDataRequest>> AskAsync(OrderingMarket market, DataSubject whose) => market.Run<AskToBeErased, Outcome<PersonalDataRequest>>(ask => ask.HandleAsync(whose, "vi", default));

    private static Task<Outcome<PersonalDataRequest>> EraseAsync(OrderingMarket market, Person person, PersonalDataRequest asked) =>
        market.Run<AnswerErasure, Outcome<PersonalDataRequest>>(answer => answer.EraseAsync(person, asked.Id, asked.Version, default));

    private static async Task<OrderGroup> Group(OrderingMarket market, OrderGroup group) => (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(group.Id, default)))!;

    private static async Task FinishAsync(OrderingMarket market, OrderGroup group)
    {
        foreach (var order in group.Orders) Assert.Succeeded(await market.Run<CancelOrder, Outcome<OrderTurned>>(end => end.HandleAsync(group.Id, order.Number, default)));
    }
}

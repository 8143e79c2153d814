using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Settlements;

public sealed class SettlingWithProducers
{
    private static readonly Person Officer = PayingMarket.Officer;

    [Theory, BothDatabases]
    public async Task An_order_keeps_the_commission_of_its_day(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var tea = await MakerAsync(market, market.Shop.Tea);
        foreach (var stranger in new[] { PayingMarket.Provincial, PayingMarket.Auditor }) Assert.Refused("NoRight", await RateAsync(market, null, "5", stranger));
        Assert.Refused("PercentMisread", await RateAsync(market, null, "nhiều"));
        Assert.Refused("PercentMisread", await RateAsync(market, null, "30,01"));
        Assert.Refused("PercentMisread", await RateAsync(market, null, "3,555"));
        Assert.Refused("PercentMissing", await RateAsync(market, null, ""));
        Assert.Refused("ProducerUnknown", await RateAsync(market, "khong-co", "3"));
        Assert.Equal(0, await market.Shop.Read(db => db.CommissionRates.CountAsync()));
        var before = await PaidAsync(market, "t0", (market.Shop.Garlic, 1));

        Assert.Succeeded(await RateAsync(market, null, "5"));
        Assert.Succeeded(await RateAsync(market, $"https://cho.example/chu-the/{tea.Slug}", "3,5"));
        var group = await PaidAsync(market, "t1", (market.Shop.Tea, 1), (market.Shop.Garlic, 1));
        Assert.Succeeded(await RateAsync(market, null, "20"));
        Assert.Succeeded(await RateAsync(market, tea.Slug, ""));
        Assert.Equal(["5 %", "20 %"], await market.Shop.Read(db => db.AuditEntries.Where(entry => entry.Act == "CommissionSet" && entry.SubjectKind == "settlement").OrderBy(entry => entry.Id).Select(entry => entry.After!).ToListAsync()));

        var lines = (await market.GroupAsync(group.Id)).Orders.SelectMany(order => order.Lines).ToDictionary(line => line.VariantId);
        var (own, common) = (lines[market.Shop.Tea.Id], lines[market.Shop.Garlic.Id]);
        Assert.Equal((350, own.Total.Amount * 350 / 10_000), (own.CommissionBasisPoints, own.Commission.Amount));
        Assert.Equal((500, common.Total.Amount * 500 / 10_000), (common.CommissionBasisPoints, common.Commission.Amount));
        Assert.Equal(Money.Zero, (await market.GroupAsync(before.Id)).Orders[0].Lines[0].Commission);
        await DeliverAllAsync(market, group);
        Assert.Equal(Money.Zero - own.Commission, (await StatementAsync(market, tea)).Sums.Commission);
    }

    [Theory, BothDatabases]
    public async Task Who_bears_a_discount_and_who_holds_the_cash_decide_what_is_due(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        await RateAsync(market, null, "10");
        await PromoteAsync(market, "Chợ giảm", PromotionBearer.Market, nameof(PromotionAction.Percent));
        await PromoteAsync(market, "Chủ thể giảm", PromotionBearer.Producer, nameof(PromotionAction.Percent));
        var tea = await MakerAsync(market, market.Shop.Tea);
        var prepaid = await PaidAsync(market, "t1", (market.Shop.Tea, 2));
        Assert.Empty((await StatementAsync(market, tea)).Entries.Rows);
        await DeliverAllAsync(market, prepaid);

        var order = (await market.GroupAsync(prepaid.Id)).Orders[0];
        var line = order.Lines[0];
        Assert.True(line.BorneByProducer > Money.Zero && line.Discount > line.BorneByProducer);
        // The market's discount takes nothing from the producer; commission is of what is left of the price after its own.
        var statement = await StatementAsync(market, tea);
        Assert.Equal(line.Total - line.BorneByProducer - line.Commission + order.Shipping, statement.Due);
        Assert.Equal((line.Total - line.BorneByProducer).Amount / 10, line.Commission.Amount);
        Assert.All(statement.Entries.Rows, entry => Assert.Equal((order.Number, tea.Id), (entry.OrderNumber, entry.ProducerId)));

        // At the door the producer has all of the buyer's money already, and owes the commission less what the market adds.
        var cash = Assert.Succeeded(await market.Shop.Place(await market.Shop.CartOf((market.Shop.Tea, 2))));
        await DeliverAllAsync(market, await market.GroupAsync(cash.GroupId));
        var paid = (await market.GroupAsync(cash.GroupId)).Orders[0];
        var moved = (await StatementAsync(market, tea)).Due - statement.Due;
        Assert.Equal(paid.Lines[0].Discount - paid.Lines[0].BorneByProducer - paid.Lines[0].Commission, moved);
        Assert.Equal(Money.Zero - paid.Total, (await StatementAsync(market, tea)).Sums.Cash);
        await AssertBalancedAsync(market);
    }

    [Theory, BothDatabases]
    public async Task What_is_told_twice_is_booked_once_and_what_never_arrived_not_at_all(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await PaidAsync(market, "t1", (market.Shop.Tea, 1), (market.Shop.Garlic, 1));
        var (kept, lost) = (group.Orders[0], group.Orders[1]);
        Assert.Succeeded(await market.Shop.Run((RefuseOrder refuse) => refuse.HandleAsync(lost.Id, "Hết hàng", "producer", default)));
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(kept.Id, "producer", default)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(kept.Id, "producer", default))));
        Assert.Equal(1, await market.Shop.Read(db => db.SettlementEntries.CountAsync(entry => entry.Kind == EntryKind.Sold)));
        Assert.Equal(0, await market.Shop.Read(db => db.SettlementEntries.CountAsync(entry => entry.OrderId == lost.Id)));

        Assert.Succeeded(await RefundAsync(market, kept.Id, 33_333));
        Assert.Refused("RefundedMeanwhile", await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(Officer, kept.Id, 33_333, "Vỡ hộp", 0, default)));
        Assert.Equal(-33_333, await market.Shop.Read(db => db.SettlementEntries.Where(entry => entry.Kind == EntryKind.Returned).SumAsync(entry => entry.Dong)));
        // Sending it is the bank's matter, and books nothing more.
        await market.SendRefundsAsync();
        Assert.Equal(33_333, await market.Shop.Read(db => db.SettlementEntries.Where(entry => entry.Kind == EntryKind.Refunded).SumAsync(entry => entry.Dong)));
        await AssertBalancedAsync(market);
    }

    [Theory, BothDatabases]
    public async Task Goods_are_booked_for_whoever_made_them_and_the_parcel_for_whoever_sent_it(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        await RateAsync(market, null, "9,99");
        var (tea, garlic) = (await MakerAsync(market, market.Shop.Tea), await MakerAsync(market, market.Shop.Garlic));
        var group = await PaidAsync(market, "t1", (market.Shop.Garlic, 1));
        var order = group.Orders[0];
        await market.Shop.Read(db => db.Products.Where(product => product.Id == market.Shop.Garlic.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, tea.Id)));
        await DeliverAllAsync(market, group);
        var line = (await market.GroupAsync(group.Id)).Orders[0].Lines[0];
        Assert.Equal((line.Total - line.Commission, order.Shipping), ((await StatementAsync(market, tea)).Due, (await StatementAsync(market, garlic)).Due));
        foreach (var part in new[] { 1L, 33_333, order.Total.Amount - 33_334 })
        {
            Assert.Succeeded(await RefundAsync(market, order.Id, part));
            await AssertBalancedAsync(market);
        }

        Assert.Equal((Money.Zero, Money.Zero), ((await StatementAsync(market, tea)).Due, (await StatementAsync(market, garlic)).Due));
        // At zero they stand on the desk's list all the same, below whoever is owed something.
        await DeliverAllAsync(market, await PaidAsync(market, "t2", (market.Shop.Tea, 1)));
        var listed = (await market.Shop.Run((Statements statements) => statements.DueAsync(Officer, 1, default))).Rows;
        Assert.Equal([(tea.Id, true), (garlic.Id, false)], listed.Select(row => (row.ProducerId, row.Due > Money.Zero)));
    }

    [Theory, BothDatabases]
    public async Task A_line_is_never_changed_and_never_taken_out(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        await DeliverAllAsync(market, await PaidAsync(market, "t1", (market.Shop.Tea, 1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => market.Shop.Read(async db =>
        {
            db.Entry(await db.SettlementEntries.FirstAsync()).Property(entry => entry.Dong).CurrentValue = 1;
            return await db.SaveChangesAsync();
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => market.Shop.Read(async db =>
        {
            db.Remove(await db.SettlementEntries.FirstAsync());
            return await db.SaveChangesAsync();
        }));
        Assert.DoesNotContain(typeof(SettlementEntry).GetMethods(), method => method.DeclaringType == typeof(SettlementEntry) && !method.IsSpecialName);
        Assert.All(typeof(SettlementEntry).GetProperties(), property => Assert.False(property.SetMethod?.IsPublic ?? false));
    }

    [Theory, BothDatabases]
    public async Task A_wrong_line_gets_one_line_against_it_with_a_reason(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        await RateAsync(market, null, "10");
        await DeliverAllAsync(market, await PaidAsync(market, "t1", (market.Shop.Tea, 1)));
        var tea = await MakerAsync(market, market.Shop.Tea);
        var before = await StatementAsync(market, tea);
        var commission = before.Entries.Rows.Single(entry => entry.Kind == EntryKind.Commission);
        foreach (var stranger in new[] { PayingMarket.Provincial, PayingMarket.Auditor, Owner(tea) }) Assert.Refused("NoRight", await CorrectAsync(market, commission.Id, "10.000", "Thoả thuận riêng", stranger));
        Assert.Refused("ReasonMissing", await CorrectAsync(market, commission.Id, "10.000", " "));
        foreach (var amount in new[] { "ít thôi", "" }) Assert.Refused("MoneyMisread", await CorrectAsync(market, commission.Id, amount, "Thoả thuận riêng"));
        Assert.Refused("SameAmount", await CorrectAsync(market, commission.Id, commission.Amount.Amount.ToString(CultureInfo.InvariantCulture).TrimStart('-'), "Thoả thuận riêng"));
        Assert.Refused("EntryUnknown", await CorrectAsync(market, 999_999, "", "Thoả thuận riêng"));
        Assert.Equal(before.Due, (await StatementAsync(market, tea)).Due);

        var presses = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => CorrectAsync(market, commission.Id, "10.000", "Thoả thuận riêng")));
        Assert.Single(presses, press => press.Succeeded);
        var after = await StatementAsync(market, tea);
        Assert.Equal(before.Due - commission.Amount - new Money(10_000), after.Due);
        Assert.Contains(after.Entries.Rows, entry => entry.Id == commission.Id && entry.Dong == commission.Dong);
        Assert.Equal((commission.Id, "Thoả thuận riêng"), (after.Entries.Rows[^1].CorrectsId, after.Entries.Rows[^1].Text));
        await AssertBalancedAsync(market);
    }

    [Theory, BothDatabases]
    public async Task What_a_correction_took_is_not_taken_again_when_the_money_goes_back(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        await RateAsync(market, null, "10");
        var group = await PaidAsync(market, "t1", (market.Shop.Tea, 2));
        await DeliverAllAsync(market, group);
        var (tea, order) = (await MakerAsync(market, market.Shop.Tea), group.Orders[0]);
        var sold = (await StatementAsync(market, tea)).Entries.Rows.Single(entry => entry.Kind == EntryKind.Sold);
        var half = sold.Dong / 2;
        Assert.Succeeded(await CorrectAsync(market, sold.Id, "0", "Hàng của chủ thể khác"));
        var correction = (await StatementAsync(market, tea)).Entries.Rows[^1];
        Assert.Succeeded(await CorrectAsync(market, correction.Id, half.ToString(CultureInfo.InvariantCulture), "Một nửa thôi"));
        Assert.Equal(half + order.Shipping.Amount - order.Lines[0].Commission.Amount, (await StatementAsync(market, tea)).Due.Amount);

        foreach (var part in new[] { 33_333, order.Total.Amount - 33_333 })
        {
            Assert.Succeeded(await RefundAsync(market, order.Id, part));
            await AssertBalancedAsync(market);
        }

        var statement = await StatementAsync(market, tea);
        Assert.Equal((0, -half - order.Shipping.Amount), (statement.Due.Amount, statement.Entries.Rows.Where(entry => entry.Kind == EntryKind.Returned).Sum(entry => entry.Dong)));
    }

    [Theory, BothDatabases]
    public async Task A_closed_month_stays_as_it_is_and_what_comes_later_stands_on_the_next(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var (tea, month) = (await MakerAsync(market, market.Shop.Tea), SettlementBook.MonthOf(market.Shop.Clock.Today()));
        var group = await PaidAsync(market, "t1", (market.Shop.Tea, 2));
        await DeliverAllAsync(market, group);
        var open = await StatementAsync(market, tea, month);
        Assert.False(open.IsClosed);
        Assert.Refused("NoRight", await CloseAsync(market, month, PayingMarket.Auditor));
        foreach (var early in new[] { month, month.AddMonths(1) }) Assert.Refused("MonthNotOver", await CloseAsync(market, early));
        Assert.Refused("MonthMisread", await market.Shop.Run((CloseMonth close) => close.HandleAsync(Officer, "13/2026", default)));

        market.Shop.Clock.Advance(VietnamTime.StartOf(month.AddMonths(1)) - market.Shop.Clock.UtcNow());
        await Task.WhenAll(CloseAsync(market, month), CloseAsync(market, month));
        Assert.Equal(1, await market.Shop.Read(db => db.ClosedMonths.CountAsync()));
        Assert.Succeeded(await RefundAsync(market, group.Orders[0].Id, 50_000));
        var (closed, next) = (await StatementAsync(market, tea, month), await StatementAsync(market, tea, month.AddMonths(1)));
        Assert.True(closed.IsClosed);
        Assert.Equal((open.Due, open.Entries.Total), (closed.Due, closed.Entries.Total));
        Assert.Equal((closed.Due, -50_000, closed.Due - new Money(50_000)), (next.Opening, next.Sums.Returned.Amount, next.Due));
        Assert.False(next.IsClosed);

        // What the month carries is what its lines add up to; what is due begins there and never with the first line again.
        var carried = await market.Shop.Read(db => db.CarriedBalances.AsNoTracking().ToListAsync());
        Assert.All(carried, sum => Assert.Equal((month, sum.Kind <= EntryKind.Correction), (sum.Month, sum.IsDue)));
        Assert.Equal(closed.Due.Amount, carried.Where(sum => sum.IsDue && sum.ProducerId == tea.Id).Sum(sum => sum.Dong));
        Assert.Equal(next.Due, Assert.Single((await market.Shop.Run((Statements statements) => statements.DueAsync(Officer, 1, default))).Rows).Due);
        await AssertBalancedAsync(market);
    }

    [Theory, BothDatabases]
    public async Task A_long_month_is_read_page_by_page_and_taken_whole_as_a_file(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, 200);
        var tea = await MakerAsync(market, market.Shop.Tea);
        for (var i = 0; i <= Statements.LinesOnPage / 2; i++) await DeliverAllAsync(market, await PaidAsync(market, $"t{i}", (market.Shop.Tea, 1)));
        var (first, last) = (await StatementAsync(market, tea), await StatementAsync(market, tea, page: 99));
        Assert.Equal((1, Statements.LinesOnPage, 2), (first.Entries.Page, first.Entries.Rows.Count, last.Entries.Page));
        Assert.Equal((first.Due, first.Entries.Total), (last.Due, first.Entries.Rows.Count + last.Entries.Rows.Count));
        Assert.Equal(first.Due.Amount, first.Entries.Rows.Concat(last.Entries.Rows).DistinctBy(entry => entry.Id).Sum(entry => entry.Dong));

        var file = (await market.Shop.Run((Statements statements) => statements.FileAsync(first, kind => kind.ToString(), default))).TrimEnd().Split("\r\n")[1..];
        Assert.Equal((first.Entries.Total, first.Due.Amount), (file.Length, file.Sum(line => long.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture))));
    }

    [Theory, BothDatabases]
    public async Task Two_officers_at_once_pay_once_and_what_did_not_arrive_is_due_again(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var (tea, garlic) = (await MakerAsync(market, market.Shop.Tea), await MakerAsync(market, market.Shop.Garlic));
        await DeliverAllAsync(market, await PaidAsync(market, "t1", (market.Shop.Tea, 1), (market.Shop.Garlic, 1)));
        Assert.Refused("NothingDue", await PayAsync(market));
        Assert.Succeeded(await AccountAsync(market, tea, Owner(tea)));
        Assert.Refused("NoRight", await PayAsync(market, PayingMarket.Auditor));
        var due = (await StatementAsync(market, tea)).Due;

        var made = await Task.WhenAll(PayAsync(market), PayAsync(market));
        var batch = Assert.Single(made, outcome => outcome.Succeeded).Value;
        Assert.Refused("NothingDue", made.Single(outcome => !outcome.Succeeded));
        var payout = Assert.Single(await market.Shop.Read(db => db.Payouts.AsNoTracking().ToListAsync()));
        Assert.Equal((due, tea.Id, PayoutState.Made), (payout.Amount, payout.ProducerId, payout.State));
        Assert.Equal(Money.Zero, (await StatementAsync(market, tea)).Due);
        // Whoever told no account is paid when there is one.
        Assert.True((await StatementAsync(market, garlic)).Due > Money.Zero);

        var csv = Assert.Succeeded(await market.Shop.Run((PayoutFile file) => file.TakeAsync(Officer, batch, default)));
        Assert.Contains($"HTX TRA,0123456789,Vietcombank,970436,{due.Amount},Tien hang OCOP {payout.Reference}\r\n", csv, StringComparison.Ordinal);
        Assert.Refused("NoRight", await market.Shop.Run((PayoutFile file) => file.TakeAsync(PayingMarket.Auditor, batch, default)));

        Assert.Refused("NoRight", await EndAsync(market, payout.Id, false, "Sai số tài khoản", PayingMarket.Auditor));
        Assert.Refused("WordMissing", await EndAsync(market, payout.Id, false, " "));
        Assert.Succeeded(await EndAsync(market, payout.Id, true, "FT123"));
        // A file that is taken for the rest does not pay once more what went through.
        Assert.DoesNotContain("0123456789", Assert.Succeeded(await market.Shop.Run((PayoutFile file) => file.TakeAsync(Officer, batch, default))), StringComparison.Ordinal);
        await Task.WhenAll(EndAsync(market, payout.Id, false, "Ngân hàng trả về"), EndAsync(market, payout.Id, false, "Ngân hàng trả về"));
        Assert.Refused("FailedBefore", await EndAsync(market, payout.Id, true, "FT124"));
        Assert.Equal(due, (await StatementAsync(market, tea)).Due);
        Assert.Equal(1, await market.Shop.Read(db => db.SettlementEntries.CountAsync(entry => entry.Kind == EntryKind.PayoutFailed)));
        Assert.DoesNotContain("0123456789", Assert.Succeeded(await market.Shop.Run((PayoutFile file) => file.TakeAsync(Officer, batch, default))), StringComparison.Ordinal);
        Assert.Succeeded(await PayAsync(market));
        await AssertBalancedAsync(market);
    }

    [Theory, BothDatabases]
    public async Task Less_than_the_least_waits_and_what_a_producer_owes_is_not_paid(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var tea = await MakerAsync(market, market.Shop.Tea);
        await RateAsync(market, null, "10");
        Assert.Succeeded(await AccountAsync(market, tea, Officer));
        var cash = Assert.Succeeded(await market.Shop.Place(await market.Shop.CartOf((market.Shop.Tea, 1))));
        await DeliverAllAsync(market, await market.GroupAsync(cash.GroupId));
        Assert.True((await StatementAsync(market, tea)).Due < Money.Zero);
        Assert.Refused("NothingDue", await PayAsync(market));
        Assert.Equal(0, await market.Shop.Read(db => db.PayoutBatches.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task An_account_is_told_by_who_may_and_whole_numbers_are_in_no_log(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var (tea, garlic) = (await MakerAsync(market, market.Shop.Tea), await MakerAsync(market, market.Shop.Garlic));
        var helper = new Person(Guid.CreateVersion7(), "Người giúp", [new HeldRole(Role.ProducerHelper, tea.Scope)]);
        foreach (var stranger in new[] { Owner(garlic), helper, PayingMarket.Auditor }) Assert.Refused("NoRight", await AccountAsync(market, tea, stranger));
        Assert.Refused("BankUnknown", await AccountAsync(market, tea, Owner(tea), bin: "000000"));
        Assert.Refused("NumberWrong", await AccountAsync(market, tea, Owner(tea), number: "12-ab"));
        Assert.Refused("HolderWrong", await AccountAsync(market, tea, Owner(tea), holder: "=cmd|x"));
        Assert.Equal(0, await market.Shop.Read(db => db.PayoutAccounts.CountAsync()));

        Assert.Succeeded(await AccountAsync(market, tea, Owner(tea)));
        Assert.Refused("Stale", await AccountAsync(market, tea, Owner(tea), number: "9999999999"));
        var saved = await market.Shop.Read(db => db.PayoutAccounts.AsNoTracking().SingleAsync());
        Assert.Equal(("970436", "0123456789", "HTX TRA", "•••• 6789"), (saved.Bin, saved.Number, saved.Holder, saved.Masked));
        Assert.DoesNotContain(await market.Shop.Read(db => db.AuditEntries.Select(entry => entry.Before + entry.After).ToListAsync()), words => words.Contains("0123456789", StringComparison.Ordinal));
        Assert.Null(await market.Shop.Run((Statements statements) => statements.FindAsync(Owner(garlic), tea.Id, null, 1, default)));
        Assert.NotNull(await market.Shop.Run((Statements statements) => statements.FindAsync(Owner(tea), tea.Id, null, 1, default)));
    }

    [Theory, BothDatabases]
    public async Task A_changed_account_rests_is_told_to_the_old_contact_and_the_new_and_then_paid(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var tea = await MakerAsync(market, market.Shop.Tea);
        await DeliverAllAsync(market, await PaidAsync(market, "t1", (market.Shop.Tea, 1)));
        Assert.Succeeded(await AccountAsync(market, tea, Owner(tea)));
        Assert.DoesNotContain(await market.MailsAsync(), key => key.StartsWith("payout-account:", StringComparison.Ordinal));
        Assert.Empty(await RestingAsync(Officer));
        // Whoever got into the account changes where mails go first.
        var saved = await market.Shop.Read(db => db.PayoutAccounts.Select(account => account.Version).SingleAsync());
        await market.Shop.Read(db => db.Producers.Where(it => it.Id == tea.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.Email, "ke-gian@example.vn")));
        Assert.Succeeded(await market.Shop.Run((EditPayoutAccount edit) => edit.HandleAsync(Owner(tea), new PayoutAccountForm(tea.Id, saved, "970436", "9999 888 777", "Ke Gian"), default)));

        var mails = await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("payout-account:")).OrderBy(mail => mail.Id).ToListAsync());
        Assert.Equal([tea.Email, "ke-gian@example.vn"], mails.Select(mail => mail.Recipient));
        Assert.All(mails, mail => Assert.Contains("•••• 6789", mail.Text, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("9999888777", mail.Text, StringComparison.Ordinal));
        var resting = Assert.Single(await RestingAsync(Officer));
        Assert.Equal((tea.Id, "•••• 8777"), (resting.ProducerId, resting.Account.Masked));
        Assert.Empty(await RestingAsync(PayingMarket.Provincial));
        Assert.Refused("AccountsRest", await PayAsync(market));
        Assert.Equal(0, await market.Shop.Read(db => db.PayoutBatches.CountAsync()));

        market.Shop.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty(await RestingAsync(Officer));
        Assert.Succeeded(await PayAsync(market));
        Assert.Equal("9999888777", await market.Shop.Read(db => db.Payouts.Select(payout => payout.AccountNumber).SingleAsync()));
        await AssertBalancedAsync(market);

        Task<IReadOnlyList<RestingAccount>> RestingAsync(Person person) => market.Shop.Run((DeskPayouts payouts) => payouts.RestingAsync(person, default));
    }

    /// <summary>Whatever happens in whatever order: money in is producers, commission, delivery and refunds, to the đồng.</summary>
    [Theory, BothDatabases]
    public async Task Whatever_happens_every_sum_meets_to_the_last_dong(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, 500);
        var random = new Random(20261129);
        var makers = new[] { await MakerAsync(market, market.Shop.Tea), await MakerAsync(market, market.Shop.Garlic) };
        await RateAsync(market, null, "7,77");
        await RateAsync(market, makers[0].Slug, "3,33");
        await PromoteAsync(market, "Chợ giảm", PromotionBearer.Market, nameof(PromotionAction.Percent), "13");
        await PromoteAsync(market, "Chủ thể giảm", PromotionBearer.Producer, nameof(PromotionAction.Percent), "7");
        await PromoteAsync(market, "Bớt tiền giao", PromotionBearer.Producer, nameof(PromotionAction.FreeDelivery), cap: "7.777");
        foreach (var maker in makers) Assert.Succeeded(await AccountAsync(market, maker, Officer));
        var delivered = new List<Guid>();
        for (var round = 0; round < 12; round++)
        {
            (Variant, int)[] goods = [(market.Shop.Tea, random.Next(1, 4)), .. random.Next(2) == 0 ? [(market.Shop.Garlic, random.Next(1, 4))] : Array.Empty<(Variant, int)>()];
            var group = random.Next(3) == 0
                ? await market.GroupAsync(Assert.Succeeded(await market.Shop.Place(await market.Shop.CartOf(goods))).GroupId)
                : await PaidAsync(market, $"t{round}", goods);
            foreach (var order in group.Orders)
            {
                Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
                // Part of it may be on its way back before the parcel arrives.
                if (order.PaymentMethod.IsPrepaid() && random.Next(3) == 0) Assert.Succeeded(await RefundAsync(market, order.Id, random.Next(1, (int)order.Total.Amount)));
                Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default)));
                delivered.Add(order.Id);
            }

            var chosen = delivered[random.Next(delivered.Count)];
            var left = await market.Shop.Read(db => db.Orders.Where(order => order.Id == chosen).Select(order => new { order.Total, order.Refunded }).SingleAsync());
            if (left.Total > left.Refunded) Assert.Succeeded(await RefundAsync(market, chosen, random.Next(2) == 0 ? (left.Total - left.Refunded).Amount : random.Next(1, (int)(left.Total - left.Refunded).Amount + 1)));
            if (round % 4 == 3) await market.Shop.Run((CloseMonth close) => close.HandleAsync(Officer, CloseMonth.Written(SettlementBook.MonthOf(market.Shop.Clock.Today()).AddMonths(-1)), default));
            if (round % 3 == 2 && await PayAsync(market) is { Succeeded: true })
                Assert.Succeeded(await EndAsync(market, await market.Shop.Read(db => db.Payouts.Where(payout => payout.State == PayoutState.Made).Select(payout => payout.Id).FirstAsync()), random.Next(2) == 0, "Theo sao kê"));
            await AssertBalancedAsync(market);
            market.Shop.Clock.Advance(TimeSpan.FromDays(9));
        }

        foreach (var order in await market.Shop.Read(db => db.Orders.AsNoTracking().Where(order => delivered.Contains(order.Id) && order.Refunded == order.Total).ToListAsync()))
            Assert.Equal(order.PaymentMethod.IsPrepaid() ? 0 : -order.Total.Amount, await market.Shop.Read(db => db.SettlementEntries.Where(entry => entry.OrderId == order.Id && entry.IsDue).SumAsync(entry => entry.Dong)));
        foreach (var maker in makers)
        {
            var last = await StatementAsync(market, maker);
            var due = Money.Zero;
            for (var month = last.First; month <= last.Last; month = month.AddMonths(1))
            {
                var statement = await StatementAsync(market, maker, month);
                Assert.Equal(due, statement.Opening);
                Assert.Equal(statement.Sums.Moved.Amount, statement.Entries.Rows.Sum(entry => entry.Dong));
                due = statement.Due;
            }

            Assert.Equal(last.Due, due);
        }

        var rows = (await market.Shop.Run((Statements statements) => statements.DueAsync(Officer, 1, default))).Rows.ToDictionary(row => row.ProducerId, row => row.Due);
        foreach (var maker in makers) Assert.Equal((await StatementAsync(market, maker)).Due, rows.GetValueOrDefault(maker.Id));
    }

    private static async Task AssertBalancedAsync(PayingMarket market)
    {
        var balance = await market.Shop.Run((MarketBalance sums) => sums.OfAsync(Officer, default));
        Assert.Equal(balance.In, balance.Out);
        var orders = await market.Shop.Read(db => db.Orders.AsNoTracking().Where(order => order.Status == OrderStatus.Delivered).ToListAsync());
        Assert.Equal(balance.BuyersPaid, PayingMarket.Sum(orders.Select(order => order.Total)));
        Assert.Equal(balance.Refunds, PayingMarket.Sum(orders.Select(order => order.Refunded)));
        Assert.Equal(balance.Due.Amount, await market.Shop.Read(db => db.SettlementEntries.Where(entry => entry.IsDue).SumAsync(entry => entry.Dong)));
        Assert.Equal(balance.Held, balance.Due + balance.Commission + balance.Delivery - balance.MarketDiscounts - balance.Corrections);
        await market.AssertAccountsAreTrueAsync();
    }

    private static Person Owner(Producer producer) => new(Guid.CreateVersion7(), "Chủ", [new HeldRole(Role.ProducerOwner, producer.Scope)]);

    private static Task<Producer> MakerAsync(PayingMarket market, Variant variant) =>
        market.Shop.Read(db => db.Producers.AsNoTracking().SingleAsync(producer => db.Products.Any(product => product.Id == variant.ProductId && product.ProducerId == producer.Id)));

    private static async Task<OrderGroup> PaidAsync(PayingMarket market, string transaction, params (Variant Variant, int Quantity)[] lines)
    {
        var group = await market.AwaitingAsync(PaymentMethod.Card, lines);
        Assert.Equal(NoticeResult.Booked, await market.PayByCardAsync(group, transaction));
        return await market.GroupAsync(group.Id);
    }

    private static async Task DeliverAllAsync(PayingMarket market, OrderGroup group)
    {
        foreach (var order in group.Orders)
        {
            Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
            Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default)));
        }
    }

    private static async Task PromoteAsync(PayingMarket market, string name, PromotionBearer bearer, string action, string percent = "10", string? cap = null)
    {
        var form = new PromotionForm
        {
            Name = name, NameEn = name, From = market.Shop.Clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Priority = "10", Action = action, Percent = percent, Cap = cap, Bearer = bearer.ToString(),
        };
        var promotion = Assert.Succeeded(await market.Shop.Run((SavePromotion save) => save.HandleAsync(Officer, null, 0, form, default)));
        Assert.Succeeded(await market.Shop.Run((SwitchPromotion turn) => turn.HandleAsync(Officer, promotion.Id, true, default)));
    }

    private static async Task<Outcome<bool>> RefundAsync(PayingMarket market, Guid orderId, long amount)
    {
        var already = await market.Shop.Read(db => db.Orders.Where(order => order.Id == orderId).Select(order => order.Refunded).SingleAsync());
        return await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(Officer, orderId, amount, "Vỡ hộp", already.Amount, default));
    }

    private static async Task<Statement> StatementAsync(PayingMarket market, Producer producer, DateOnly? month = null, int page = 1) => (await market.Shop.Run((Statements statements) => statements.FindAsync(Officer, producer.Id, month, page, default)))!;

    private static Task<Outcome<bool>> RateAsync(PayingMarket market, string? producer, string percent, Person? person = null) => market.Shop.Run((SetCommission set) => set.HandleAsync(person ?? Officer, new CommissionForm(null, producer, percent), default));

    private static Task<Outcome<bool>> CorrectAsync(PayingMarket market, long entry, string right, string why, Person? person = null) => market.Shop.Run((CorrectEntry correct) => correct.HandleAsync(person ?? Officer, entry, right, why, default));

    private static Task<Outcome<DateOnly>> CloseAsync(PayingMarket market, DateOnly month, Person? person = null) => market.Shop.Run((CloseMonth close) => close.HandleAsync(person ?? Officer, CloseMonth.Written(month), default));

    private static Task<Outcome<Guid>> PayAsync(PayingMarket market, Person? person = null) => market.Shop.Run((MakePayouts make) => make.HandleAsync(person ?? Officer, default));

    private static Task<Outcome<bool>> EndAsync(PayingMarket market, Guid payout, bool arrived, string word, Person? person = null) => market.Shop.Run((EndPayout end) => end.HandleAsync(person ?? Officer, payout, arrived, word, default));

    private static Task<Outcome<bool>> AccountAsync(PayingMarket market, Producer producer, Person person, string bin = "970436", string number = "0123 456 789", string holder = "HTX Trà") =>
        market.Shop.Run((EditPayoutAccount edit) => edit.HandleAsync(person, new PayoutAccountForm(producer.Id, -1, bin, number, holder), default));
}

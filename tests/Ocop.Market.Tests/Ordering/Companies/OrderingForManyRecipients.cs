using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Carriers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Shipping.Ghn;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Companies;

public sealed class OrderingForManyRecipients
{
    [Theory, BothDatabases]
    public async Task One_order_with_a_parcel_for_each_paid_before(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync();
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        Assert.True(placed.IsNew);
        Assert.Equal(placed with { IsNew = false }, Assert.Succeeded(await market.PlaceAsync(quote)));
        var group = await market.Market.GroupAsync(placed.GroupId);
        Assert.Equal(CompanyMarket.Boxes, group.Orders.Count);
        Assert.Equal(40 * 450_000 + 40 * 30_000, group.Total.Amount);
        Assert.All(group.Orders, order => Assert.Equal(order.Goods, order.Lines.Select(line => line.Total).Aggregate(Money.Zero, (sum, total) => sum + total)));
        var last = group.Orders.Single(order => order.Number.EndsWith("-40", StringComparison.Ordinal));
        Assert.Equal(("Người nhận 40", "Số 40 phố Minh Hoạ, Phường Cửa Nam, Hà Nội"), (group.RecipientOf(last).Name, group.AddressOf(last).ToString()));
        Assert.Equal((80, 40), ((await market.Shop.Level(market.Shop.Tea)).Allocated, (await market.Shop.Level(market.Shop.Garlic)).Allocated));
        Assert.Equal(0, await market.Shop.Read(db => db.RecipientSheets.CountAsync()));
        Assert.Equal(QuoteState.Placed, (await market.ReadAsync(quote)).State);

        // Nobody collects at a recipient's door, and nobody packs before the money.
        Assert.Refused("MethodNotOffered", await market.Market.StartAsync(group.Id, PaymentMethod.CashOnDelivery));
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount);
        group = await market.Market.GroupAsync(placed.GroupId);
        Assert.All(group.Orders, order => Assert.Equal((OrderStatus.Accepted, PaymentStatus.Paid), (order.Status, order.PaymentStatus)));
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Single(await market.Market.MailsAsync(), mail => mail.StartsWith("order-for-packer", StringComparison.Ordinal));
        Assert.Contains($"- Hẹn giao {market.Day(20)}, 40 gói: gửi chậm nhất {WorkingDays.Before(market.Today.AddDays(20), 3).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}",
            await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("order-for-packer:")).Select(mail => mail.Text).SingleAsync()), StringComparison.Ordinal);
        await market.Market.AssertAccountsAreTrueAsync();

        foreach (var order in group.Orders) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        Assert.Equal(1, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal(QuoteState.Done, (await market.ReadAsync(quote)).State);
        var proof = await market.Shop.Run((ProofOfDelivery proof) => proof.OfQuoteAsync(quote.Id, default));
        Assert.Equal(Enumerable.Range(1, 40), proof.Select(parcel => parcel.Place));
        Assert.All(proof, parcel => Assert.Equal(OrderStatus.Delivered, parcel.Status));
        await market.Market.AssertAccountsAreTrueAsync();
        market.Shop.Clock.Advance(TimeSpan.FromDays(370));
        await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default));
        Assert.All((await market.Market.GroupAsync(placed.GroupId)).Orders, order => Assert.Equal(("", "Hà Nội"), (order.Recipient!.Name, order.Address!.Province)));
    }

    [Theory, BothDatabases]
    public async Task Parcels_of_a_company_are_taxed_cost_commission_and_get_their_parts_brought(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        Assert.Succeeded(await market.Shop.Run((SetCommission set) => set.HandleAsync(PayingMarket.Officer, new CommissionForm(null, null, "5"), default)));
        await market.Shop.Read(async db =>
        {
            (await db.Products.SingleAsync(product => product.Id == market.Shop.Garlic.ProductId)).TellVat(VatRate.Eight);
            return await db.SaveChangesAsync();
        });
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(await market.AcceptedAsync())).GroupId);
        Assert.Equal(("Công ty minh hoạ", CompanyMarket.RightTaxCode(), "Số 1 phố Minh Hoạ, Hà Nội"), group.Invoice is { } buyer ? (buyer.Name, buyer.TaxCode, buyer.Address) : default);
        var lines = await market.Shop.Read(db => db.OrderLines.AsNoTracking().ToListAsync());

        Assert.All(lines, line => Assert.Equal(line.Total.Amount * 500 / 10_000, line.Commission.Amount));
        Assert.All(lines.Where(line => line.VariantId == market.Shop.Garlic.Id), line => Assert.Equal((VatRate.Eight, (long)Math.Round(line.Total.Amount * 8 / 108m, MidpointRounding.AwayFromZero)), (line.Vat, line.Tax.Amount)));
        var garlic = await market.Shop.Read(db => db.Producers.SingleAsync(producer => db.Products.Any(product => product.Id == market.Shop.Garlic.ProductId && product.ProducerId == producer.Id)));
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount);
        var row = Assert.Single(await market.Shop.Run((BoxTransfers transfers) => transfers.ToBringAsync(PayingMarket.Officer, default)));
        Assert.Equal((garlic.Id, market.Today.AddDays(20 - GiftBox.BringDays), 40), (row.Transfer.FromProducerId, row.Transfer.DueOn, Assert.Single(row.Goods).Quantity));
    }

    [Theory, BothDatabases]
    public async Task A_deposit_keeps_the_goods_and_the_rest_sends_them_off(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.Deposit), DepositPercent = "30" });
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        var group = await market.Market.GroupAsync(placed.GroupId);
        var deposit = quote.Offer!.Deposit(group.Total).Amount;
        Assert.Equal((deposit, group.Total.Amount), await market.Market.MoneyAsync(group) is var before ? (before.ToPay.Amount, before.Missing.Amount) : default);
        await market.Market.TransferAsync(group, "FT1", deposit - 1);
        Assert.Equal(QuoteState.Placed, (await market.ReadAsync(quote)).State);
        Assert.Equal(1, (await market.Market.MoneyAsync(group)).ToPay.Amount);
        await market.Market.TransferAsync(group, "FT2", 1);
        Assert.Equal(QuoteState.DepositPaid, (await market.ReadAsync(quote)).State);
        Assert.Equal(group.Total.Amount - deposit, (await market.Market.MoneyAsync(group)).ToPay.Amount);
        // Then the first parts travel to the packer.
        Assert.Equal(VietnamTime.StartOf(market.Today.AddDays(20 - GiftBox.BringDays)), (await market.Market.GroupAsync(group.Id)).PayUntil);
        market.Shop.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(0, await market.Market.LapseAsync());
        await market.Market.TransferAsync(group, "FT3", group.Total.Amount - deposit);
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.All((await market.Market.GroupAsync(group.Id)).Orders, order => Assert.Equal(OrderStatus.Accepted, order.Status));
        await market.Market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_gateway_takes_the_deposit_and_then_the_rest_for_which_there_are_always_days(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.Deposit), DepositPercent = "30" }, market.Sheet(row: index => market.Row(index).Replace(market.Day(20), market.Day(2), StringComparison.Ordinal)));
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(quote)).GroupId);
        var deposit = quote.Offer!.Deposit(group.Total);
        Assert.Contains(deposit.ToString(), await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == $"order-awaiting:{group.Number}").Select(mail => mail.Text).SingleAsync()), StringComparison.Ordinal);
        market.Shop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Succeeded(await market.Market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Equal(NoticeResult.Booked, await market.Market.PayByCardAsync(group));
        Assert.Equal(QuoteState.DepositPaid, (await market.ReadAsync(quote)).State);
        Assert.Equal(PaymentState.Paid, (await market.Market.PaymentAsync(group)).State);
        Assert.Equal(VietnamTime.StartOf(market.Today.AddDays(PlaceQuote.DaysToPay + 1)), (await market.Market.GroupAsync(group.Id)).PayUntil);

        market.Shop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await market.Market.LapseAsync());
        Assert.Succeeded(await market.Market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Equal([deposit, group.Total - deposit], market.Market.Card.Started.Select(asked => asked.Amount));
        Assert.Equal(NoticeResult.Booked, await market.Market.PayByCardAsync(group, "pi_2"));
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        await market.Market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_company_on_account_reads_where_to_pay_and_is_reminded_once_when_its_last_day_is_over(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, configure: services => services.AddSingleton(Options.Create(new BankTransferOptions { AccountNumber = "1017595600", AccountHolder = "CHO OCOP", Bin = "970436" })));
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" });
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(quote)).GroupId);
        var (memo, due) = (PaymentReference.Of(group.Number), market.Day(15));
        var placed = await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("order-placed:")).Select(mail => mail.Text).SingleAsync());
        Assert.All(["1017595600", "CHO OCOP", memo, due, group.Total.ToString()], words => Assert.Contains(words, placed, StringComparison.Ordinal));
        await market.Market.TransferAsync(group, "FT1", 1_000_000);
        var open = group.Total - new Money(1_000_000);
        Assert.Equal(open, (await market.Market.MoneyAsync(group)).OnAccount);

        market.Shop.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal(0, await TendAsync());
        Assert.Equal(0, await CountAsync(PayingMarket.Officer));
        market.Shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await TendAsync());
        Assert.Equal(0, await TendAsync());
        var reminder = await market.Shop.Read(db => db.OutboxMessages.SingleAsync(mail => mail.DedupeKey == $"quote:{quote.Id:n}:overdue"));
        Assert.Equal(quote.Email, reminder.Recipient);
        Assert.All(["1017595600", memo, due, open.ToString()], words => Assert.Contains(words, reminder.Text, StringComparison.Ordinal));
        Assert.Equal((1, 1, 0), (await CountAsync(PayingMarket.Officer), await CountAsync(PayingMarket.Auditor), await CountAsync(PayingMarket.Provincial)));
        Assert.True(Assert.Single((await OverdueAsync(PayingMarket.Officer)).Rows).IsOverdue);
        Assert.Empty((await OverdueAsync(PayingMarket.Provincial)).Rows);

        await market.Market.TransferAsync(group, "FT2", open.Amount);
        Assert.Equal(0, await CountAsync(PayingMarket.Officer));
        Assert.Empty((await OverdueAsync(PayingMarket.Officer)).Rows);

        Task<int> TendAsync() => market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default));
        Task<int> CountAsync(Person person) => market.Shop.Run((DeskQuotes desk) => desk.CountOverdueAsync(person, default));
        Task<ListPage<DeskQuoteRow>> OverdueAsync(Person person) => market.Shop.Run((DeskQuotes desk) => desk.PageAsync(person, new DeskQuoteFilter(IsOverdue: true), 1, default));
    }

    [Theory, BothDatabases]
    public async Task A_part_that_left_the_shelf_or_is_alcohol_is_asked_about_when_the_order_is_placed(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync();
        await ListAsync(false);
        var before = await market.Fingerprint();
        Assert.Contains(quote.Offer!.Line.Parts[1].Name, Assert.Refused("NotForSale", await market.PlaceAsync(quote)).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(before, await market.Fingerprint());

        await ListAsync(true);
        await market.Shop.Read(async db => { db.ProductSets.Add(new ProductSet("148", 14, "do-uong", "Đồ uống có cồn", "Rượu trắng")); (await db.Products.SingleAsync(it => it.Id == market.Shop.Tea.ProductId)).Classify("do-uong", "148-14"); return await db.SaveChangesAsync(); });
        before = await market.Fingerprint();
        Assert.Refused("NotAdult", await market.PlaceAsync(quote));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal([true, false], (await market.Shop.Run((DeskQuotes desk) => desk.FindAsync(quote.Id, default)))!.Offered.Select(good => good.IsAlcohol));
        Assert.Succeeded(await market.PlaceAsync(quote, isAdult: true));

        Task<int> ListAsync(bool isListed) => market.Shop.Read(db => db.Products.Where(it => it.Id == market.Shop.Garlic.ProductId).ExecuteUpdateAsync(set => set.SetProperty(it => it.IsListed, isListed)));
    }

    [Theory, BothDatabases]
    public async Task On_account_the_parcels_go_at_once_and_the_money_comes_later(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" });
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        var group = await market.Market.GroupAsync(placed.GroupId);
        Assert.Equal(QuoteState.OnAccount, (await market.ReadAsync(quote)).State);
        Assert.All(group.Orders, order => Assert.Equal((OrderStatus.Accepted, PaymentStatus.Due), (order.Status, order.PaymentStatus)));
        foreach (var order in group.Orders.Take(2)) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        // No cash was taken at these doors, and what is owed lies in no account yet.
        Assert.Equal(0, await market.Shop.Read(db => db.Receipts.CountAsync()));
        Assert.Equal((960_000, 960_000, 0), await BooksAsync(market));
        Assert.Equal(0, await ReceivedAsync(market));
        var broken = group.Orders[0];
        Assert.Succeeded(await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(PayingMarket.Officer, broken.Id, 100_000, "Vỡ một lọ", 0, default)));
        Assert.Equal((960_000, 860_000, 0), await BooksAsync(market));
        Assert.Equal(0, await ReceivedAsync(market));
        await market.Market.TransferAsync(group, "FT1", 1_000_000);
        Assert.Equal(QuoteState.OnAccount, (await market.ReadAsync(quote)).State);
        await market.Market.TransferAsync(group, "FT2", group.Total.Amount - 100_000 - 999_000);
        Assert.All((await market.Market.GroupAsync(group.Id)).Orders, order => Assert.Equal(PaymentStatus.Paid, order.PaymentStatus));
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Equal(1_000, (await market.Market.MoneyAsync(group)).Refunds.Sum(refund => refund.Amount.Amount));
        Assert.Equal((960_000, 0, 860_000), await BooksAsync(market));
        Assert.Equal(860_000, await ReceivedAsync(market));
        await market.Shop.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task An_account_is_paid_when_the_debt_shrinks_to_what_came_and_till_then_keeps_its_debtor(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" });
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(quote)).GroupId);
        foreach (var order in group.Orders) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount - 300_000);
        Assert.Contains(await market.Market.MailsAsync(), mail => mail.StartsWith("payment-short", StringComparison.Ordinal));
        Assert.Refused("StillOpen", await market.Shop.Run((AskToBeErased ask) => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        market.Shop.Clock.Advance(TimeSpan.FromDays(800));
        Assert.Equal(0, await market.Shop.Run((ForgetOldOrders forget) => forget.HandleAsync(default)));

        Assert.Succeeded(await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(PayingMarket.Officer, group.Orders[0].Id, 400_000, "Vỡ một hộp", 0, default)));
        Assert.All((await market.Market.GroupAsync(group.Id)).Orders, order => Assert.Equal(PaymentStatus.Paid, order.PaymentStatus));
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Equal(100_000, Assert.Single((await market.Market.MoneyAsync(group)).Refunds).Amount.Amount);
        Assert.Equal((group.Total.Amount, 0, group.Total.Amount - 400_000), await BooksAsync(market));
    }

    [Theory, BothDatabases]
    public async Task What_a_company_need_not_pay_is_told_with_its_reason_and_nobody_speaks_of_money_that_goes_back(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" });
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(quote)).GroupId);
        var (first, second) = (group.Orders.Single(order => order.Number.EndsWith("-1", StringComparison.Ordinal)), group.Orders.Single(order => order.Number.EndsWith("-2", StringComparison.Ordinal)));
        var before = await market.Fingerprint();
        Assert.Refused("NoRight", await ReduceAsync(PayingMarket.Auditor, first, 100_000));
        Assert.Refused("AmountWrong", await ReduceAsync(PayingMarket.Officer, first, first.Total.Amount + 1));
        Assert.Contains("công ty không phải trả", Assert.Refused("CallOffInstead", await ReduceAsync(PayingMarket.Officer, first, first.Total.Amount)).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await ReduceAsync(PayingMarket.Officer, first, 100_000));
        var money = await market.Market.MoneyAsync(group);
        Assert.Equal((100_000, group.Total.Amount - 100_000), (money.Reduced.Amount, money.OnAccount.Amount));
        Assert.Empty(money.Refunds);
        Assert.Equal($"{first.Number}, −{new Money(100_000)}: Hộp bị móp", Assert.Single(money.Reductions).Note);
        var told = await MailAsync($"account-reduced:{first.Number}");
        Assert.All(["Hộp bị móp", (group.Total - new Money(100_000)).ToString(), market.Day(15)], words => Assert.Contains(words, told, StringComparison.Ordinal));
        Assert.DoesNotContain("hoàn", told, StringComparison.Ordinal);
        Assert.Equal(1, await market.Shop.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "QuoteReduced" && entry.Actor == PayingMarket.Officer.Actor)));

        // What recipients report is answered in the same words.
        Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(second.Id, "link", default)));
        var claim = Assert.Succeeded(await market.Shop.Run((MakeClaim make) => make.HandleAsync(group.Id, new ClaimForm(Guid.CreateVersion7(), second.Number, [new(0, 1, FaultKind.Broken)], "Vỡ"), [], default)));
        Assert.Succeeded(await market.Shop.Run((AnswerClaim answer) => answer.HandleAsync(PayingMarket.Officer, claim.Id, new ClaimAnswer(ClaimAct.Refund, ClaimState.Open, 50_000, "Xin lỗi công ty"), default)));
        var answered = await MailAsync($"claim-refunded:{claim.Id:n}");
        Assert.Contains($"trừ {new Money(50_000)} vào công nợ", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("hoàn", answered, StringComparison.Ordinal);
        Assert.Equal(["Hộp bị móp", "Xin lỗi công ty"], (await market.Market.MoneyAsync(group)).Reductions.Select(step => step.Note!.Split(": ")[1]));

        // Paid, what is given back goes back.
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount - 150_000);
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Succeeded(await ReduceAsync(PayingMarket.Officer, second, 10_000, 50_000));
        money = await market.Market.MoneyAsync(group);
        Assert.Equal((150_000, 2, 10_000), (money.Reduced.Amount, money.Reductions.Count, Assert.Single(money.Refunds).Amount.Amount));

        Task<Outcome<bool>> ReduceAsync(Person person, Order order, long amount, long already = 0) => market.Shop.Run((DecideRefund decide) => decide.HandleAsync(person, order.Id, amount, "Hộp bị móp", already, default));
        Task<string> MailAsync(string key) => market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith(key)).Select(mail => mail.Text).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task Whoever_reads_the_mailbox_of_the_quote_finds_the_order_in_an_account_and_takes_all_of_it_along(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market.Shop, "mua-hang@example.vn");
        var stranger = await BuyingWithAnAccount.Buyer(market.Shop, "nguoi.khac@example.vn");
        var quote = await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" });
        var sent = Assert.Single((await FileAsync(DataSubject.Of(buyer))).Quotes);
        Assert.Equal((quote.Number, "Công ty minh hoạ", CompanyMarket.Boxes), (sent.Number, sent.Company, sent.Recipients.Count));
        Assert.Contains("Người nhận 1; 0912000001", sent.Recipients[0].Words, StringComparison.Ordinal);

        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(quote)).GroupId);
        foreach (var order in group.Orders.Take(3)) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        var page = await market.Shop.Run((BuyerOrders orders) => orders.PageAsync(buyer, 1, default));
        // Parcels by the hundred stay away from the list.
        Assert.Equal((group.Number, 0), Assert.Single(page.Rows) is var row ? (row.Number, row.Orders.Count) : default);
        Assert.Equal(new CompanyOrder("Công ty minh hoạ", 40, 3), (await market.Shop.Run((BuyerOrders orders) => orders.CompaniesAsync(page.Rows, default)))[group.Id]);
        Assert.NotNull(await market.Shop.Run((BuyerOrders orders) => orders.FindAsync(buyer, group.Number, default)));
        Assert.Refused("OrderUnknown", await market.Shop.Run((Reorder reorder) => reorder.HandleAsync(buyer, group.Number, null, "vi", default)));
        Assert.Equal(0, (await market.Shop.Run((BuyerOrders orders) => orders.PageAsync(stranger, 1, default))).Total);

        var held = Assert.Single((await FileAsync(DataSubject.Of(buyer))).Quotes);
        Assert.Equal((OrderNumber.OfParcel(group.Number, 40), 1), (held.Recipients[^1].Parcel, held.Recipients[^1].Boxes));
        Assert.StartsWith("Người nhận 40, +84912000040, Số 40 phố Minh Hoạ", held.Recipients[^1].Words, StringComparison.Ordinal);
        Assert.Equal(quote.Number, Assert.Single((await FileAsync(DataSubject.Of(group))).Quotes).Number);
        Assert.Empty((await FileAsync(DataSubject.Of(stranger))).Quotes);

        Task<PersonalFile> FileAsync(DataSubject whose) => market.Shop.Run((PersonalFiles files) => files.ReadAsync(whose, default));
    }

    [Theory, BothDatabases]
    public async Task Erasing_by_the_link_of_the_order_takes_quote_and_recipients_and_is_answered_to_the_company(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync();
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(quote)).GroupId);
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount);
        foreach (var order in group.Orders) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "link", default)));
        var asked = Assert.Succeeded(await market.Shop.Run((AskToBeErased ask) => ask.HandleAsync(DataSubject.Of(group), "vi", default)));
        Assert.Equal("mua-hang@example.vn", asked.Mailbox);
        Assert.Succeeded(await market.Shop.Run((AnswerErasure answer) => answer.EraseAsync(PayingMarket.Officer, asked.Id, asked.Version, default)));
        Assert.Equal(("", "", ""), await market.ReadAsync(quote) is var left ? (left.Company, left.Contact, left.Email) : default);
        Assert.All((await market.Market.GroupAsync(group.Id)).Orders, order => Assert.Equal("", order.Recipient!.Name));
        Assert.Equal($"erasure:{asked.Id:n}", await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.Recipient == "mua-hang@example.vn").Select(mail => mail.DedupeKey).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task Its_packer_sees_the_parcels_in_the_order_of_the_sheet(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" }))).GroupId);
        var packer = await ReviewingGoods.MakerAsync(market.Shop);
        string[] wanted = [.. Enumerable.Range(1, 40).Select(place => OrderNumber.OfParcel(group.Number, place))];
        var pages = new List<string>();
        foreach (var page in new[] { 1, 2 }) pages.AddRange((await market.Shop.Run((ProducerOrders orders) => orders.PageAsync(packer, [OrderStatus.Accepted], page, default))).Rows.Select(row => row.Order.Number));
        Assert.Equal(wanted, pages);
        Assert.Equal(wanted, (await market.Shop.Run((ParcelsToPack parcels) => parcels.FindAsync(packer, [], default))).Select(parcel => parcel.Order.Number));
    }

    [Theory, BothDatabases]
    public async Task One_mail_asks_after_all_parcels_of_a_company_and_none_before_the_day_they_are_wished_for(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" }))).GroupId);
        market.Shop.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal((0, 0), (await CompleteAsync(), await SlowAsync()));
        market.Shop.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal((40, 0, 40), (await CompleteAsync(), await CompleteAsync(), await SlowAsync()));
        Assert.Contains("40 gói hàng đã gửi chưa?", await OneMailAsync("order-ask-sent:"), StringComparison.Ordinal);
        foreach (var order in group.Orders) Assert.Succeeded(await market.Shop.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));
        market.Shop.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal((40, 0, 0), (await CompleteAsync(), await CompleteAsync(), await SlowAsync()));
        Assert.Contains("40 gói hàng đã tới nơi chưa?", await OneMailAsync("order-ask-delivered:"), StringComparison.Ordinal);

        Task<int> CompleteAsync() => market.Shop.Run((CompleteShippedOrders complete) => complete.HandleAsync(default));
        async Task<int> SlowAsync() => (await market.Shop.Run((DeskOrders orders) => orders.PageAsync(PayingMarket.Officer, new DeskOrderFilter(IsSlow: true), 1, default))).Total;
        Task<string> OneMailAsync(string key) => market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith(key)).Select(mail => mail.Subject).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task Of_a_debt_that_was_waived_nothing_goes_back_with_the_parcel(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15" }))).GroupId);
        var order = group.Orders[0];
        Assert.Succeeded(await market.Shop.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));
        Assert.Succeeded(await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(PayingMarket.Officer, order.Id, order.Total.Amount, "Gói hỏng", 0, default)));
        Assert.Succeeded(await market.Shop.Run((FailDelivery fail) => fail.HandleAsync(order.Id, "Vỡ dọc đường", "producer", default)));
        Assert.Succeeded(await market.Shop.Run((TakeBackParcel back) => back.HandleAsync(order.Id, true, "producer", default)));
        Assert.Equal(PaymentStatus.Cancelled, (await market.Market.GroupAsync(group.Id)).Orders.Single(it => it.Id == order.Id).PaymentStatus);
        var key = $"order-returned:{order.Number}";
        Assert.Contains("không phải trả gì", await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == key).Select(mail => mail.Text).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_carrier_is_told_the_recipient_and_collects_nothing(DatabaseProvider provider)
    {
        await using var ghn = await GhnDouble.StartAsync();
        await using var market = await CompanyMarket.OpenAsync(provider, configure: services =>
            services.AddGhn().AddSingleton(Options.Create(new GhnOptions { Token = GhnDouble.Token, ShopId = GhnDouble.Shop, WebhookSecret = "a-secret-of-the-address", Address = ghn.Address })));
        await market.Shop.Read(db => db.Producers.ExecuteUpdateAsync(set => set.SetProperty(producer => producer.Phone, "+84912345678").SetProperty(producer => producer.Place.CommuneCode, "00070")));
        var group = await market.Market.GroupAsync(Assert.Succeeded(await market.PlaceAsync(await market.AcceptedAsync(market.Terms with { Terms = nameof(PayTerms.OnAccount), AccountDays = "15", BoxGrams = "650" }))).GroupId);
        var order = group.Orders.Single(it => it.Number.EndsWith("-7", StringComparison.Ordinal));
        Assert.Equal("Chúc mừng năm mới / Chúc mừng năm mới", order.CardText);
        Assert.Succeeded(await market.Shop.Run((AnswerOrder answer) => answer.HandleAsync(order.Id, new ProducerAnswer(OrderAct.Ship, Carrier: "ghn"), "producer", default)));
        var asked = Assert.Single(ghn.Made).Value;
        Assert.Equal(("Người nhận 7", 0), (asked.GetProperty("to_name").GetString(), asked.GetProperty("cod_amount").GetInt64()));
        // The goods, and the box that they lie in.
        Assert.Equal((2 * market.Shop.Tea.WeightGrams) + market.Shop.Garlic.WeightGrams + 650, asked.GetProperty("weight").GetInt32());
        Assert.Empty(ghn.Faults);
    }

    [Theory, BothDatabases]
    public async Task Money_that_does_not_come_lets_all_goods_go(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.AcceptedAsync();
        var placed = Assert.Succeeded(await market.PlaceAsync(quote));
        var group = await market.Market.GroupAsync(placed.GroupId);
        market.Shop.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await market.Market.LapseAsync());
        Assert.Equal(QuoteState.Unpaid, (await market.ReadAsync(quote)).State);
        Assert.Equal(0, (await market.Shop.Level(market.Shop.Tea)).Allocated);
        await market.Market.TransferAsync(group, "FT1", group.Total.Amount);
        Assert.Equal(QuoteState.Paid, (await market.ReadAsync(quote)).State);
        Assert.Equal(80, (await market.Shop.Level(market.Shop.Tea)).Allocated);
        await market.Market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task What_is_not_ready_is_refused_and_nothing_is_promised(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 79);
        var offered = await market.OfferedAsync();
        await RefusedAsync("NotAccepted", offered);
        Assert.Succeeded(await market.AcceptAsync(offered));
        await RefusedAsync("NoRecipients", offered);
        Assert.Succeeded(await market.SendAsync(offered, market.Sheet(40, index => index > 10 ? market.Row(index) : "," + market.Row(index).Split(',', 2)[1])));
        await RefusedAsync("RowsWrong", offered);
        Assert.Succeeded(await market.SendAsync(offered, market.Sheet(39)));
        await RefusedAsync("BoxesDiffer", offered);
        var sheet = Assert.Succeeded(await market.SendAsync(offered, market.Sheet()));
        var before = await market.Fingerprint();
        Assert.Refused("TotalIsNew", await market.Shop.Run((PlaceQuote place) => place.HandleAsync(offered.Id, sheet.Sheet.Version - 1, offered.Offer!.Total(40, 40).Amount, false, default)));
        Assert.Equal(before, await market.Fingerprint());
        // Eighty boxes of tea are needed: the garlic that there is stays on the shelf.
        Assert.Contains("cần 80", (await RefusedAsync("NotEnough", offered)).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(0, (await market.Shop.Level(market.Shop.Garlic)).Allocated);

        async Task<Refusal> RefusedAsync(string reason, Quote quote)
        {
            var whole = await market.Fingerprint();
            var refusal = Assert.Refused(reason, await market.PlaceAsync(quote));
            Assert.Equal(whole, await market.Fingerprint());
            return refusal;
        }
    }

    /// <summary>What came in and stayed, in đồng.</summary>
    private static async Task<long> ReceivedAsync(CompanyMarket market) => (await market.Shop.Run((MarketBalance books) => books.OfAsync(PayingMarket.Officer, default))).Received.Amount;

    /// <summary>What buyers have to pay of what is delivered, what companies still owe of that, and what must lie in the bank before payouts; in đồng.</summary>
    private static async Task<(long Paid, long Owed, long Held)> BooksAsync(CompanyMarket market)
    {
        var balance = await market.Shop.Run((MarketBalance books) => books.OfAsync(PayingMarket.Officer, default));
        Assert.Equal(balance.In, balance.Out);
        return (balance.BuyersPaid.Amount, balance.OnAccount.Amount, balance.Held.Amount);
    }
}

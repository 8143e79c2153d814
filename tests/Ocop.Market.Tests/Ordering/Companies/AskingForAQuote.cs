using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Companies;

public sealed class AskingForAQuote
{
    [Fact]
    public void The_table_holds_together_and_a_hole_in_it_stops_the_start()
    {
        QuoteFlow.Check(QuoteFlow.Moves);
        foreach (var move in QuoteFlow.Moves.Where(move => move.Act is QuoteAct.Accept or QuoteAct.Finish or QuoteAct.Trust))
            Assert.Throws<InvalidOperationException>(() => QuoteFlow.Check([.. QuoteFlow.Moves.Where(it => it != move)]));
        Assert.Throws<InvalidOperationException>(() => QuoteFlow.Check([.. QuoteFlow.Moves, new(QuoteAct.Accept, QuoteState.Asked, QuoteState.Paid)]));
    }

    [Fact]
    public void The_price_of_a_box_is_shared_to_the_dong()
    {
        QuotePart[] parts = [new(Guid.CreateVersion7(), Guid.CreateVersion7(), "A", "hộp", "", 3, new Money(100_000)), new(Guid.CreateVersion7(), Guid.CreateVersion7(), "B", "hũ", "", 1, new Money(50_000))];
        var line = QuoteLine.Of("Hộp", new Money(500_001), Guid.CreateVersion7(), "P", parts);
        Assert.Equal(500_001, line.Parts.Sum(part => part.Share.Amount));
        Assert.Equal(400_001, line.At(new Money(400_001)).Parts.Sum(part => part.Share.Amount));
    }

    [Theory, BothDatabases]
    public async Task Asked_offered_and_accepted_by_one_click(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var cart = await market.Shop.CartOf((market.Shop.Tea, 2), (market.Shop.Garlic, 1));
        var asked = Assert.Succeeded(await market.AskAsync(market.Wish with { FromCart = "true", Goods = "" }, cart))!;
        Assert.Equal(asked.Id, Assert.Succeeded(await market.AskAsync(market.Wish with { FromCart = "true", Goods = "" }, cart))!.Id);
        var desk = (await market.Shop.Run((DeskQuotes desk) => desk.FindAsync(PayingMarket.Auditor, asked.Id, default)))!;
        Assert.Equal([2, 1], desk.Wished.Select(good => good.Quantity));
        Assert.Null(await market.Shop.Run((DeskQuotes desk) => desk.FindAsync(PayingMarket.Provincial, asked.Id, default)));

        var offered = Assert.Succeeded(await market.OfferAsync(desk.Quote));
        Assert.Equal(450_000, offered.Offer!.PriceFor(40).Amount);
        Assert.Equal(400_000, offered.Offer.PriceFor(100).Amount);
        Assert.Equal(500_001, offered.Offer.PriceFor(29).Amount);
        Assert.Equal("HTX chè minh hoạ", offered.Offer.Line.PackerName);
        var told = await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == $"quote:{asked.Id:n}:offer:1").Select(mail => mail.Text).SingleAsync());
        foreach (var line in new[] { "- Giá một hộp, đã gồm thuế GTGT: 450.000\u00a0₫", "- Tiền tất cả hộp: 18.000.000\u00a0₫", "- Tiền giao mỗi địa chỉ: 30.000\u00a0₫", "- Cách trả: Trả đủ trước khi gửi", $"- Hạn giao cuối: {market.Day(50)}" }) Assert.Contains(line, told, StringComparison.Ordinal);
        Assert.Succeeded(await market.AcceptAsync(offered));
        var once = await market.Fingerprint();
        Assert.Succeeded(await market.AcceptAsync(offered));
        Assert.Equal(once, await market.Fingerprint());
        var quote = await market.ReadAsync(asked);
        Assert.Equal([QuoteState.Asked, QuoteState.Offered, QuoteState.Accepted], quote.Events.OrderBy(step => step.Id).Select(step => step.State));
        Assert.Equal(["QuoteAsked", "QuoteOffered", "QuoteAccepted"], await market.Shop.Read(db => db.AuditEntries.Where(entry => entry.Act.StartsWith("Quote")).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
        Assert.Equal(4, (await market.Market.MailsAsync()).Count);
    }

    [Theory, BothDatabases]
    public async Task An_offer_is_reckoned_beside_its_goods_one_by_one_and_nothing_is_kept(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var asked = Assert.Succeeded(await market.AskAsync())!;
        var before = await market.Fingerprint();
        var sums = Assert.Succeeded(await ReckonAsync(market.Terms with { Terms = null, ValidUntil = null }));
        Assert.Equal((40, (2 * market.Shop.Tea.Price.Amount) + market.Shop.Garlic.Price.Amount, 450_000L), (sums.Boxes, sums.Retail.Amount, sums.Price.Amount));
        Assert.Equal((40 * sums.Retail.Amount, 18_000_000L), (sums.RetailOfAll.Amount, sums.PriceOfAll.Amount));
        Assert.Equal(["price", "parts"], (await ReckonAsync(market.Terms with { Price = "", Parts = [new("khong-co", "1")] })).Refusals.Select(refusal => refusal.Field));
        Assert.Refused("NoRight", await ReckonAsync(market.Terms, PayingMarket.Auditor));
        Assert.Equal(before, await market.Fingerprint());

        Task<Outcome<OfferSums>> ReckonAsync(OfferForm form, Ocop.Market.Accounts.Rights.Person? person = null) => market.Shop.Run((OfferQuote offer) => offer.ReckonAsync(person ?? PayingMarket.Officer, asked.Id, form, default));
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_or_looked_at_something_older_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var asked = await market.ReadAsync(Assert.Succeeded(await market.AskAsync())!);
        var before = await market.Fingerprint();
        Assert.Refused("QuoteUnknown", await market.OfferAsync(asked, person: PayingMarket.Provincial));
        Assert.Refused("NoRight", await market.OfferAsync(asked, person: PayingMarket.Auditor));
        Assert.Refused("PackerNotAsked", await market.OfferAsync(asked, market.Terms with { PackerAgreed = null }));
        Assert.Refused("GoodsUnknown", await market.OfferAsync(asked, market.Terms with { Parts = [new("khong-co", "1")] }));
        foreach (var grams in new[] { "5.001", "-1", "nặng" }) Assert.Equal("boxGrams", Assert.Refused("BoxGramsWrong", await market.OfferAsync(asked, market.Terms with { BoxGrams = grams })).Field);
        Assert.Refused("OfferChanged", await market.AcceptAsync(asked, 1));
        Assert.Refused("QuoteMovedOn", await market.AcceptAsync(asked));
        Assert.Refused("QuoteUnknown", await market.Shop.Run((AnswerQuote answer) => answer.AcceptAsync(Guid.CreateVersion7(), 1, default)));
        Assert.Refused("TaxCodeWrong", await market.AskAsync(market.Wish with { TaxCode = "0000000001" }));
        // The first of Tết, and the day before it.
        Assert.Equal("wishDay", Assert.Refused("DayOfTet", await market.AskAsync(market.Wish with { WishDay = "06/02/2027" })).Field);
        Assert.Equal("lastDay", Assert.Refused("DayOfTet", await market.OfferAsync(asked, market.Terms with { LastDay = "05/02/2027" })).Field);
        Assert.Equal(before, await market.Fingerprint());

        var first = Assert.Succeeded(await market.OfferAsync(asked));
        before = await market.Fingerprint();
        Assert.Refused("QuoteIsNewer", await market.OfferAsync(asked));
        Assert.Equal(before, await market.Fingerprint());
        var second = Assert.Succeeded(await market.OfferAsync(await market.ReadAsync(first), market.Terms with { Price = "600.000" }));
        before = await market.Fingerprint();
        Assert.Refused("OfferChanged", await market.AcceptAsync(first, 1));
        market.Shop.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Refused("OfferEnded", await market.AcceptAsync(second));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal(1, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal(QuoteState.Expired, (await market.ReadAsync(asked)).State);
    }

    [Theory, BothDatabases]
    public async Task However_many_press_at_once_three_wait_for_an_answer(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, 0);
        // One phone and many mailboxes, and one mailbox and many phones: neither way is there a fourth.
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() => market.AskAsync(
            index % 2 == 0 ? market.Wish with { Company = $"Công ty {index}", Email = $"mua-{index}@example.vn" } : market.Wish with { Company = $"Công ty {index}", Phone = $"09120000{index:00}" }))));
        Assert.All(asked.Where(outcome => !outcome.Succeeded), outcome => Assert.Refused("TooMany", outcome));
        var open = await market.Shop.Read(db => db.Quotes.AsNoTracking().ToListAsync());
        Assert.Equal(asked.Count(outcome => outcome.Succeeded), open.Count);
        Assert.Equal((3, 3), (open.Count(quote => quote.Phone == "+84912345678"), open.Count(quote => quote.Email == market.Wish.Email)));
        Assert.Refused("TooMany", await market.AskAsync(market.Wish with { Company = "Công ty nữa" }));
    }

    [Theory, BothDatabases]
    public async Task Terms_that_no_company_could_pay_by_are_not_offered(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider, configure: services => services.Configure<BankTransferOptions>(bank => bank.AccountNumber = null).RemoveAll<IPaymentProvider>());
        var asked = await market.ReadAsync(Assert.Succeeded(await market.AskAsync())!);
        var before = await market.Fingerprint();
        foreach (var terms in new[] { PayTerms.OnAccount, PayTerms.Deposit })
        {
            var unpayable = Assert.Refused("TermsUnpayable", await market.OfferAsync(asked, market.Terms with { Terms = terms.ToString(), AccountDays = "15", DepositPercent = "30" }));
            Assert.Equal("terms", unpayable.Field);
            Assert.Contains("Payments", unpayable.Message.Vi, StringComparison.Ordinal);
        }

        Assert.Equal(before, await market.Fingerprint());
        Assert.Succeeded(await market.OfferAsync(asked));
    }

    [Theory, BothDatabases]
    public async Task A_lost_link_is_sent_once_more_by_the_desk(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.OfferedAsync();
        var before = await market.Fingerprint();
        Assert.Refused("QuoteUnknown", await AgainAsync(PayingMarket.Provincial));
        Assert.Refused("NoRight", await AgainAsync(PayingMarket.Auditor));
        Assert.Refused("QuoteIsNewer", await AgainAsync(PayingMarket.Officer, quote.Version - 1));
        Assert.Equal(before, await market.Fingerprint());

        foreach (var _ in Enumerable.Range(0, 2)) Assert.Succeeded(await AgainAsync(PayingMarket.Officer));
        var sent = await market.Shop.Read(db => db.OutboxMessages.AsNoTracking().SingleAsync(mail => mail.DedupeKey.Contains(":again:")));
        Assert.Equal(quote.Email, sent.Recipient);
        Assert.All([$"/bao-gia/{quote.Id:n}", new Money(450_000).ToString()], words => Assert.Contains(words, sent.Text, StringComparison.Ordinal));
        Assert.Equal(1, await market.Shop.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "QuoteLinkSent" && entry.Actor == PayingMarket.Officer.Actor)));

        // Accepted, there is no price to accept any more.
        Assert.Succeeded(await market.AcceptAsync(quote));
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Succeeded(await AgainAsync(PayingMarket.Officer, (await market.ReadAsync(quote)).Version));
        Assert.Equal(1, await market.Shop.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey.Contains(":again:") && mail.Subject.StartsWith("Đường dẫn"))));
        var accepted = await market.ReadAsync(quote);
        Assert.Succeeded(await market.Shop.Run((WithdrawQuote withdraw) => withdraw.HandleAsync(PayingMarket.Officer, quote.Id, accepted.Version, "Hết hàng", default)));
        Assert.Refused("QuoteEnded", await AgainAsync(PayingMarket.Officer, (await market.ReadAsync(quote)).Version));

        Task<Outcome<Quote>> AgainAsync(Person person, long? version = null) => market.Shop.Run((SendQuoteAgain again) => again.HandleAsync(person, quote.Id, version ?? quote.Version, default));
    }

    [Theory, BothDatabases]
    public async Task Many_that_are_accepted_keep_no_offer_from_ending_and_end_on_their_own_last_day(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var accepted = await market.OfferedAsync();
        Assert.Succeeded(await market.AcceptAsync(accepted));
        await market.Shop.Read(async db =>
        {
            for (var i = 0; i < 200; i++)
            {
                var copy = await db.Quotes.AsNoTracking().SingleAsync(it => it.Id == accepted.Id);
                db.Entry(copy).Property(it => it.Id).CurrentValue = Guid.CreateVersion7();
                db.Entry(copy).Property(it => it.Number).CurrentValue = FormattableString.Invariant($"TEST-{i:0000}");
                db.Quotes.Add(copy);
            }

            return await db.SaveChangesAsync();
        });
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(11));
        var younger = await market.OfferedAsync();
        market.Shop.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal((QuoteState.Expired, QuoteState.Accepted), ((await market.ReadAsync(younger)).State, (await market.ReadAsync(accepted)).State));
        market.Shop.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(200, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal(1, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal(QuoteState.Expired, (await market.ReadAsync(accepted)).State);
    }

    [Theory, BothDatabases]
    public async Task Withdrawn_or_declined_it_keeps_no_recipients_and_forgets_the_company_in_time(DatabaseProvider provider)
    {
        await using var market = await CompanyMarket.OpenAsync(provider);
        var quote = await market.OfferedAsync();
        Assert.Succeeded(await market.SendAsync(quote, market.Sheet()));
        var before = await market.Fingerprint();
        Assert.Refused("ReasonMissing", await market.Shop.Run((WithdrawQuote withdraw) => withdraw.HandleAsync(PayingMarket.Officer, quote.Id, quote.Version, "", default)));
        Assert.Refused("NoRight", await market.Shop.Run((WithdrawQuote withdraw) => withdraw.HandleAsync(PayingMarket.Auditor, quote.Id, quote.Version, "Hết hàng", default)));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Succeeded(await market.Shop.Run((WithdrawQuote withdraw) => withdraw.HandleAsync(PayingMarket.Officer, quote.Id, quote.Version, "Hết hàng", default)));
        Assert.Equal(0, await market.Shop.Read(db => db.RecipientSheets.CountAsync()));
        Assert.Refused("SheetClosed", await market.SendAsync(quote, market.Sheet()));
        Assert.Refused("QuoteEnded", await market.Shop.Run((AnswerQuote answer) => answer.DeclineAsync(quote.Id, null, default)));
        var (number, email) = (quote.Number, quote.Email);
        market.Shop.Clock.Advance(TimeSpan.FromDays(370));
        Assert.Equal(1, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        Assert.Equal(0, await market.Shop.Run((TendQuotes tend) => tend.HandleAsync(default)));
        var forgotten = await market.ReadAsync(quote);
        Assert.Equal((number, "", ""), (forgotten.Number, forgotten.Company, forgotten.Email));
        Assert.Equal(0, await market.Shop.Read(db => db.OutboxMessages.CountAsync(mail => mail.Recipient == email)));
    }
}

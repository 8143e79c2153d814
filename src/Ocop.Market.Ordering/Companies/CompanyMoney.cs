using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Companies;

/// <summary>What money, or its end, means for the quote behind an order group. Inside the transaction that books it, under the group's lock.</summary>
internal static class CompanyMoney
{
    /// <summary>What is still missing of a deposit that keeps the goods; zero where none is waited for.</summary>
    public static async Task<Money> DepositLeftAsync(IOrderingDb db, OrderGroup group, Money came, CancellationToken cancel)
    {
        if (group.QuoteId is not { } id || await db.Quotes.Where(quote => quote.Id == id && quote.State == QuoteState.Placed).Select(quote => quote.Offer).FirstOrDefaultAsync(cancel) is not { Terms: PayTerms.Deposit } offer) return Money.Zero;
        return offer.Deposit(group.Total) is var deposit && deposit > came ? deposit - came : Money.Zero;
    }

    /// <summary>Not all of it came. A deposit keeps the goods until parts must travel to the packer of the first parcel that is wished for, and the company always has days for the rest.</summary>
    public static async Task HearPartAsync(IOrderingDb db, OrderGroup group, Money came, DateTime now, string actor, CancellationToken cancel)
    {
        if (await OfAsync(db, group, cancel) is not { State: QuoteState.Placed, Offer: { Terms: PayTerms.Deposit } offer } quote || came < offer.Deposit(group.Total)) return;
        db.Take(quote, QuoteAct.PayDeposit, now, actor, came.ToString());
        var first = await db.Orders.Where(order => order.GroupId == group.Id).MinAsync(order => order.WishedDay, cancel);
        var (brought, soonest) = ((first ?? quote.LastDay).AddDays(-GiftBox.BringDays), VietnamTime.DayOf(now).AddDays(PlaceQuote.DaysToPay + 1));
        var until = VietnamTime.StartOf(brought > soonest ? brought : soonest);
        await db.OrderGroups.Where(it => it.Id == group.Id && it.PayUntil < until).ExecuteUpdateAsync(set => set.SetProperty(it => it.PayUntil, until), cancel);
    }

    public static async Task HearAllAsync(IOrderingDb db, OrderGroup group, DateTime now, string actor, CancellationToken cancel)
    {
        if (await OfAsync(db, group, cancel) is { } quote && QuoteFlow.Find(QuoteAct.Pay, quote.State) is not null) db.Take(quote, QuoteAct.Pay, now, actor);
    }

    /// <summary>A parcel on account costs the company less. Its page and its mails tell why.</summary>
    public static async Task HearReducedAsync(IOrderingDb db, Order order, Money amount, LocalText reason, DateTime now, string actor, CancellationToken cancel)
    {
        var quote = await db.Quotes.SingleAsync(it => db.OrderGroups.Any(group => group.Id == order.GroupId && group.QuoteId == it.Id), cancel);
        quote.OweLess(now, actor, $"{order.Number}, −{amount}: {(quote.Language == "en" ? reason.En : reason.Vi)}");
        db.AuditEntries.Add(new AuditEntry(now, actor, "QuoteReduced", quote.ChangeSubject, after: FormattableString.Invariant($"{order.Number} {amount.Amount}")));
    }

    public static async Task<IReadOnlyList<QuoteEvent>> ReductionsAsync(IOrderingDb db, Guid quoteId, CancellationToken cancel) =>
        [.. (await db.Quotes.AsNoTracking().Include(quote => quote.Events.OrderBy(step => step.Id)).SingleAsync(quote => quote.Id == quoteId, cancel)).Reductions];

    public static async Task LapseAsync(IOrderingDb db, OrderGroup group, DateTime now, string actor, CancellationToken cancel)
    {
        if (await OfAsync(db, group, cancel) is { } quote && QuoteFlow.Find(QuoteAct.Lapse, quote.State) is not null) db.Take(quote, QuoteAct.Lapse, now, actor);
    }

    private static async Task<Quote?> OfAsync(IOrderingDb db, OrderGroup group, CancellationToken cancel) =>
        group.QuoteId is { } id ? await db.Quotes.SingleAsync(quote => quote.Id == id, cancel) : null;
}

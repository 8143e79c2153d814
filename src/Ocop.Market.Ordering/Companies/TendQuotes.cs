using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Companies;

/// <summary>
/// For a job: offers whose last day is over expire, companies on account are reminded once the day after their money was due, quotes whose parcels have all
/// ended are done, and who asked and who got something is forgotten <see cref="KeptMonths"/> after the end. Each quote in a transaction of its own, safe to repeat and to kill.
/// </summary>
public sealed class TendQuotes(IOrderingDb db, GroupMoney money, QuoteMails mails, TimeProvider clock)
{
    public const int KeptMonths = 12;
    private const string Actor = "job:quotes";
    private const int AtOnce = 200;

    private static readonly OrderStatus[] Open = [OrderStatus.AwaitingPayment, OrderStatus.Placed, OrderStatus.Accepted, OrderStatus.Shipped, OrderStatus.Failed];

    /// <returns>How many quotes took a step.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (today, done) = (clock.Today(), 0);
        var ended = await db.Quotes.Where(quote => quote.State == QuoteState.Offered && quote.ValidUntil < today).OrderBy(quote => quote.CreatedAt).Take(AtOnce).Select(quote => quote.Id).ToListAsync(cancel);
        // An accepted quote is the company's until its last day of delivery is over. That day stands within the offer, after the one that is asked for here.
        var accepted = await db.Quotes.AsNoTracking().Where(quote => quote.State == QuoteState.Accepted && quote.ValidUntil < today).OrderBy(quote => quote.CreatedAt).Select(quote => new { quote.Id, quote.Offer }).ToListAsync(cancel);
        ended.AddRange(accepted.Where(quote => quote.Offer!.LastDay < today).Take(AtOnce).Select(quote => quote.Id));
        foreach (var id in ended) if (await TakeAsync(id, QuoteAct.Expire, quote => quote.State == QuoteState.Offered ? quote.ValidUntil < today : quote.LastDay < today, cancel)) done++;
        foreach (var id in await OverdueAsync(cancel)) if (await RemindAsync(id, cancel)) done++;
        var finished = await db.Quotes.Where(quote => quote.State == QuoteState.Paid && !db.Orders.Any(order => Open.Contains(order.Status) && db.OrderGroups.Any(group => group.Id == order.GroupId && group.QuoteId == quote.Id)))
            .OrderBy(quote => quote.CreatedAt).Take(AtOnce).Select(quote => quote.Id).ToListAsync(cancel);
        foreach (var id in finished) if (await TakeAsync(id, QuoteAct.Finish, _ => true, cancel)) done++;
        var before = VietnamTime.StartOf(today.AddMonths(-KeptMonths));
        var old = await db.Quotes.Where(quote => quote.ForgottenAt == null && quote.EndedAt < before).OrderBy(quote => quote.EndedAt).Take(AtOnce).Select(quote => quote.Id).ToListAsync(cancel);
        foreach (var id in old) if ((await db.InTransactionAsync<bool>(async () => await ForgetAsync(db, id, Actor, clock.UtcNow(), cancel), cancel)).Value) done++;
        return done;
    }

    /// <summary>Those that nobody was reminded of.</summary>
    private async Task<IEnumerable<Guid>> OverdueAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var overdue = await db.OrderGroups.Where(group => group.PayUntil <= now && db.Quotes.Any(quote => quote.Id == group.QuoteId && quote.State == QuoteState.OnAccount)).OrderBy(group => group.PayUntil).Select(group => group.QuoteId!.Value).ToListAsync(cancel);
        var keys = overdue.ConvertAll(QuoteMails.OverdueKeyOf);
        var reminded = await db.OutboxMessages.Where(mail => keys.Contains(mail.DedupeKey)).Select(mail => mail.DedupeKey).ToListAsync(cancel);
        return overdue.Where(id => !reminded.Contains(QuoteMails.OverdueKeyOf(id))).Take(AtOnce);
    }

    private async Task<bool> RemindAsync(Guid id, CancellationToken cancel) => (await db.InTransactionAsync<bool>(async () =>
    {
        db.ChangeTracker.Clear();
        await db.Quotes.Where(quote => quote.Id == id).LockAsync(cancel);
        var (quote, key) = (await db.Quotes.AsNoTracking().SingleAsync(it => it.Id == id, cancel), QuoteMails.OverdueKeyOf(id));
        if (quote.State != QuoteState.OnAccount || await db.OutboxMessages.AnyAsync(mail => mail.DedupeKey == key, cancel)) return false;
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(it => it.QuoteId == id, cancel);
        mails.TellOverdue(quote, group, (await money.OfAsync(group, cancel)).OnAccount);
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel)).Value;

    private async Task<bool> TakeAsync(Guid id, QuoteAct act, Func<Quote, bool> isDue, CancellationToken cancel) => (await db.InTransactionAsync<bool>(async () =>
    {
        db.ChangeTracker.Clear();
        await db.Quotes.Where(quote => quote.Id == id).LockAsync(cancel);
        var quote = await db.Quotes.SingleAsync(it => it.Id == id, cancel);
        if (QuoteFlow.Find(act, quote.State) is null || !isDue(quote)) return false;
        db.Take(quote, act, clock.UtcNow(), Actor);
        await db.DropSheetAsync(id, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel)).Value;

    /// <summary>Within a transaction.</summary>
    /// <returns>False where it was forgotten before.</returns>
    internal static async Task<bool> ForgetAsync(IOrderingDb db, Guid id, string actor, DateTime now, CancellationToken cancel)
    {
        await db.Quotes.Where(quote => quote.Id == id).LockAsync(cancel);
        var quote = await db.Quotes.Include(it => it.Events).SingleAsync(it => it.Id == id, cancel);
        if (quote.ForgottenAt is not null) return false;
        quote.Forget(now);
        if (await db.OrderGroups.Include(group => group.Orders).SingleOrDefaultAsync(group => group.QuoteId == id, cancel) is { } group)
        {
            if (group.ForgottenAt is null) group.Forget(now);
            foreach (var order in group.Orders) order.ForgetRecipient();
            await db.OutboxMessages.Where(mail => mail.Subject.Contains(group.Number)).ExecuteDeleteAsync(cancel);
        }

        db.AuditEntries.Add(new AuditEntry(now, actor, "QuoteForgotten", quote.ChangeSubject));
        var key = QuoteMails.KeyOf(id) + "%";
        await db.OutboxMessages.Where(mail => EF.Functions.Like(mail.DedupeKey, key)).ExecuteDeleteAsync(cancel);
        await db.DropSheetAsync(id, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}

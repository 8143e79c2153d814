using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Companies;

/// <summary>
/// For a job: offers whose last day is over expire, quotes whose parcels have all ended are done, and who asked and who got something is forgotten
/// <see cref="KeptMonths"/> after the end. Each quote in a transaction of its own, safe to repeat and to kill.
/// </summary>
public sealed class TendQuotes(IOrderingDb db, TimeProvider clock)
{
    public const int KeptMonths = 12;
    private const string Actor = "job:quotes";
    private const int AtOnce = 200;

    private static readonly OrderStatus[] Open = [OrderStatus.AwaitingPayment, OrderStatus.Placed, OrderStatus.Accepted, OrderStatus.Shipped, OrderStatus.Failed];

    /// <returns>How many quotes took a step.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (today, done) = (clock.Today(), 0);
        // An accepted quote is the company's until its last day of delivery is over.
        var ended = await db.Quotes.Where(quote => quote.State == QuoteState.Offered && quote.ValidUntil < today || quote.State == QuoteState.Accepted).OrderBy(quote => quote.CreatedAt).Take(AtOnce).Select(quote => quote.Id).ToListAsync(cancel);
        foreach (var id in ended) if (await TakeAsync(id, QuoteAct.Expire, quote => quote.State == QuoteState.Offered ? quote.ValidUntil < today : quote.LastDay < today, cancel)) done++;
        var finished = await db.Quotes.Where(quote => quote.State == QuoteState.Paid && !db.Orders.Any(order => Open.Contains(order.Status) && db.OrderGroups.Any(group => group.Id == order.GroupId && group.QuoteId == quote.Id)))
            .OrderBy(quote => quote.CreatedAt).Take(AtOnce).Select(quote => quote.Id).ToListAsync(cancel);
        foreach (var id in finished) if (await TakeAsync(id, QuoteAct.Finish, _ => true, cancel)) done++;
        var before = VietnamTime.StartOf(today.AddMonths(-KeptMonths));
        var old = await db.Quotes.Where(quote => quote.ForgottenAt == null && quote.EndedAt < before).OrderBy(quote => quote.EndedAt).Take(AtOnce).Select(quote => quote.Id).ToListAsync(cancel);
        foreach (var id in old) if ((await db.InTransactionAsync<bool>(async () => await ForgetAsync(db, id, Actor, clock.UtcNow(), cancel), cancel)).Value) done++;
        return done;
    }

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

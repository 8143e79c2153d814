using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

internal static class QuoteRows
{
    /// <summary>The row of the quote is the lock of its sheet and its steps. Taken before that of an order group.</summary>
    /// <returns>Whether there is such a quote; whoever else is at it has finished then.</returns>
    public static async Task<bool> LockAsync(this IQueryable<Quote> quotes, CancellationToken cancel) =>
        await quotes.ExecuteUpdateAsync(set => set.SetProperty(quote => quote.Number, quote => quote.Number), cancel) > 0;

    /// <summary>One step of the table with its history and its audit; what it leads to is the caller's.</summary>
    public static void Take(this IOrderingDb db, Quote quote, QuoteAct act, DateTime now, string actor, string? note = null)
    {
        var before = quote.State.ToString();
        quote.Take(act, now, actor, note);
        db.AuditEntries.Add(new AuditEntry(now, actor, $"Quote{quote.State}", quote.ChangeSubject, before, quote.Number));
    }

    /// <summary>Nobody needs the recipients any more.</summary>
    public static Task<int> DropSheetAsync(this IOrderingDb db, Guid quoteId, CancellationToken cancel) => db.RecipientSheets.Where(sheet => sheet.QuoteId == quoteId).ExecuteDeleteAsync(cancel);
}

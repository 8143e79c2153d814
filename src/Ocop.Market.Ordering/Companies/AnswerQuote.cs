using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

/// <summary>What the company says to an offer, from the page behind its sealed link.</summary>
public sealed class AnswerQuote(IOrderingDb db, QuoteMails mails, TimeProvider clock)
{
    private const string Actor = "company";

    /// <param name="offerVersion">Of the offer that the page showed.</param>
    public Task<Outcome<Quote>> AcceptAsync(Guid id, int offerVersion, CancellationToken cancel) => db.InTransactionAsync<Quote>(async () =>
    {
        if (!await db.Quotes.Where(it => it.Id == id).LockAsync(cancel)) return DeskQuotes.Unknown;
        var quote = await db.Quotes.SingleAsync(it => it.Id == id, cancel);
        if (quote.OfferVersion != offerVersion) return new Refusal("OfferChanged", "", "Chợ vừa gửi báo giá khác. Xem lại trước khi chấp nhận.", "The market has just sent another offer. Look at it before you accept.");
        // A second click.
        if (quote.State == QuoteState.Accepted) return quote;
        if (QuoteFlow.Find(QuoteAct.Accept, quote.State) is null) return TooLate(quote);
        if (quote.ValidUntil < clock.Today()) return new Refusal("OfferEnded", "", "Báo giá đã hết hạn. Gọi cho chợ để có giá mới.", "The offer has ended. Call the market for a new one.");
        db.Take(quote, QuoteAct.Accept, clock.UtcNow(), Actor);
        mails.TellDesk(quote, "công ty đã chấp nhận báo giá");
        await db.SaveChangesAsync(cancel);
        return quote;
    }, cancel);

    public Task<Outcome<Quote>> DeclineAsync(Guid id, string? why, CancellationToken cancel) => db.InTransactionAsync<Quote>(async () =>
    {
        if (!await db.Quotes.Where(it => it.Id == id).LockAsync(cancel)) return DeskQuotes.Unknown;
        var quote = await db.Quotes.SingleAsync(it => it.Id == id, cancel);
        if (quote.State == QuoteState.Declined) return quote;
        if (QuoteFlow.Find(QuoteAct.Decline, quote.State) is null) return TooLate(quote);
        var note = VietnameseText.Normalize((why ?? "").Trim());
        db.Take(quote, QuoteAct.Decline, clock.UtcNow(), Actor, note.Length == 0 ? null : note.Length <= 300 ? note : note[..300]);
        await db.DropSheetAsync(id, cancel);
        mails.TellDesk(quote, "công ty đã từ chối báo giá");
        await db.SaveChangesAsync(cancel);
        return quote;
    }, cancel);

    private static Refusal TooLate(Quote quote) => quote.State.IsEnd()
        ? new("QuoteEnded", "", "Báo giá này đã khép.", "This quote has ended.")
        : new("QuoteMovedOn", "", "Báo giá này chưa có giá hoặc đã được chấp nhận.", "This quote has no offer yet, or was accepted.");
}

/// <summary>The desk sends a company the link to its quote once more. A second press within the minute sends nothing.</summary>
public sealed class SendQuoteAgain(IOrderingDb db, QuoteMails mails, TimeProvider clock)
{
    public Task<Outcome<Quote>> HandleAsync(Person person, Guid id, long version, CancellationToken cancel) => db.InTransactionAsync<Quote>(async () =>
    {
        var found = await DeskQuotes.ToHandleAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        var quote = found.Value;
        if (quote.ForgottenAt is not null || quote.State.IsEnd()) return new Refusal("QuoteEnded", "", "Báo giá này đã khép.", "This quote has ended.");
        if (await mails.TellAgainAsync(quote, cancel)) db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "QuoteLinkSent", quote.ChangeSubject, after: quote.Number));
        await db.SaveChangesAsync(cancel);
        return quote;
    }, cancel);
}

/// <summary>The desk takes a quote back before anything was ordered; the company reads why.</summary>
public sealed class WithdrawQuote(IOrderingDb db, QuoteMails mails, TimeProvider clock)
{
    public Task<Outcome<Quote>> HandleAsync(Person person, Guid id, long version, string? reason, CancellationToken cancel) => db.InTransactionAsync<Quote>(async () =>
    {
        var found = await DeskQuotes.ToHandleAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        var quote = found.Value;
        var why = VietnameseText.Normalize((reason ?? "").Trim());
        if (why.Length is < 2 or > 300) return new Refusal("ReasonMissing", "reason", "Ghi lý do để công ty biết, nhiều nhất 300 chữ.", "Say why; the company reads it. 300 letters at most.");
        if (QuoteFlow.Find(QuoteAct.Withdraw, quote.State) is null) return new Refusal("TooLateToWithdraw", "", "Báo giá này đã đặt hàng hoặc đã khép.", "This quote was ordered or has ended.");
        db.Take(quote, QuoteAct.Withdraw, clock.UtcNow(), person.Actor, why);
        await db.DropSheetAsync(id, cancel);
        mails.TellWithdrawn(quote, why);
        await db.SaveChangesAsync(cancel);
        return quote;
    }, cancel);
}

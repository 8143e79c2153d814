using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Writes down what goes to the bank: all that is due to whoever is due enough and told an account. From then on it is not due any more, so nobody pays it twice.</summary>
public sealed class MakePayouts(IOrderingDb db, SettlementBook book, LedgerAmounts ledger, IOptions<SettlementOptions> options, TimeProvider clock)
{
    public Task<Outcome<Guid>> HandleAsync(Person person, CancellationToken cancel) => db.InTurnAsync<Guid>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var candidates = (await DueAsync(null, cancel)).Keys.ToList();
        var accounts = await db.PayoutAccounts.AsNoTracking().Where(account => candidates.Contains(account.ProducerId)).ToDictionaryAsync(account => account.ProducerId, cancel);
        var now = clock.UtcNow();
        await book.LockAsync(accounts.Keys, cancel);
        // Anew, now that nobody else can move it: a second officer waited above and finds it paid.
        var locked = accounts.Keys.ToList();
        var due = await DueAsync(locked, cancel);
        accounts = await db.PayoutAccounts.AsNoTracking().Where(account => locked.Contains(account.ProducerId)).ToDictionaryAsync(account => account.ProducerId, cancel);
        var resting = due.Keys.Where(id => accounts[id].RestsAt(now)).ToList();
        foreach (var id in resting) due.Remove(id);
        if (due.Count == 0 && resting.Count > 0) return new Refusal("AccountsRest", "", "Tài khoản của các chủ thể còn được chi vừa đổi: chợ chưa chi vào đó trước ngày ghi ở dưới. Gọi hỏi chủ thể nếu thấy lạ.", "The accounts of all who are due were changed just now: nothing is paid to them before the day below. Call the producers if it looks odd.");
        if (due.Count == 0) return new Refusal("NothingDue", "", $"Chưa có chủ thể nào vừa có từ {options.Value.Minimum} vừa có tài khoản nhận tiền.", $"No producer is due {options.Value.Minimum} or more and has an account to pay to.");
        var names = await db.Producers.Where(producer => locked.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel);
        var batch = new PayoutBatch(person.Actor, clock.UtcNow());
        foreach (var (producer, dong) in due.OrderBy(own => names[own.Key], StringComparer.Ordinal)) batch.Add(producer, names[producer], new Money(dong), accounts[producer]);
        db.PayoutBatches.Add(batch);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "PayoutsMade", ChangeSubject.Settlement(batch.Id.ToString()), after: $"{batch.Payouts.Count}: {batch.Total}"));
        await db.SaveChangesAsync(cancel);
        await book.BookPayoutsAsync(batch.Payouts, person.Actor, cancel);
        return batch.Id;
    }, cancel);

    private async Task<Dictionary<Guid, long>> DueAsync(List<Guid>? only, CancellationToken cancel)
    {
        var (least, amounts) = (options.Value.MinimumPayout, (await ledger.UntilAsync(null, cancel)).Where(amount => amount.IsDue));
        if (only is not null) amounts = amounts.Where(amount => only.Contains(amount.ProducerId));
        return await amounts.GroupBy(amount => amount.ProducerId).Select(own => new { own.Key, Dong = own.Sum(amount => amount.Dong) }).Where(own => own.Dong >= least).ToDictionaryAsync(own => own.Key, own => own.Dong, cancel);
    }
}

/// <summary>What the bank did with it. One that was paid may still come back days later.</summary>
public sealed class EndPayout(IOrderingDb db, SettlementBook book, TimeProvider clock)
{
    /// <param name="word">The bank's number, or why it did not arrive.</param>
    public Task<Outcome<bool>> HandleAsync(Person person, Guid payoutId, bool arrived, string? word, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var producerId = await db.Payouts.Where(it => it.Id == payoutId).Select(it => (Guid?)it.ProducerId).SingleOrDefaultAsync(cancel);
        if (producerId is null) return new Refusal("PayoutUnknown", "", "Không có khoản chi này.", "There is no such payout.");
        await book.LockAsync([producerId.Value], cancel);
        var payout = await db.Payouts.SingleAsync(it => it.Id == payoutId, cancel);
        var ended = arrived ? PayoutState.Paid : PayoutState.Failed;
        if (payout.State == ended) return true;
        if (payout.State == PayoutState.Failed) return new Refusal("FailedBefore", "", "Khoản này đã báo không tới, tiền đã trở lại sổ: đợt sau sẽ chi.", "This one did not arrive and is due again; the next payouts take it.");
        var words = VietnameseText.Normalize(word ?? "");
        if (words.Length > 200 || words.Length < 3 && !arrived) return new Refusal("WordMissing", "word", "Ghi vì sao không tới; chủ thể sẽ đọc câu này.", "Say why it did not arrive; the producer reads it.");
        var (now, before) = (clock.UtcNow(), payout.State.ToString());
        payout.End(ended, words, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, arrived ? "PayoutPaid" : "PayoutFailed", ChangeSubject.Settlement(payout.BatchId.ToString()), before, $"{payout.Reference} {payout.Amount} {words}".TrimEnd()));
        await db.SaveChangesAsync(cancel);
        if (!arrived) await book.BookFailedPayoutAsync(payout, words, person.Actor, cancel);
        return true;
    }, cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>A line against a wrong one, with the reason that its producer reads. The wrong one stays.</summary>
public sealed class CorrectEntry(IOrderingDb db, SettlementBook book, TimeProvider clock)
{
    /// <param name="right">What should have stood there, without its sign; 0 is nothing at all.</param>
    public Task<Outcome<bool>> HandleAsync(Person person, long entryId, string? right, string? reason, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var wrong = await db.SettlementEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == entryId && entry.IsDue, cancel);
        if (wrong is null) return new Refusal("EntryUnknown", "", "Không có dòng này.", "There is no such line.");
        if (wrong.Kind is EntryKind.PaidOut or EntryKind.PayoutFailed) return new Refusal("PayoutInstead", "", "Tiền đã chuyển thì sửa ở đợt chi trả: báo là không tới.", "Payouts are corrected where they were made: say that it did not arrive.");
        var (words, amount) = (VietnameseText.Normalize(reason ?? ""), Money.Read(right));
        var refusals = new List<Refusal>();
        if (amount is null) refusals.Add(new("MoneyMisread", "right", "Điền số tiền đúng, ví dụ 50.000; không có gì thì ghi 0.", "Enter the right amount, for example 50.000, or 0 for nothing."));
        if (words.Length is < 3 or > 200) refusals.Add(new("ReasonMissing", "why", "Ghi lý do; chủ thể sẽ đọc câu này.", "Give the reason; the producer reads it."));
        if (refusals.Count > 0) return Outcome<bool>.Refused(refusals);

        await book.LockAsync([wrong.ProducerId], cancel);
        if (await db.SettlementEntries.AnyAsync(entry => entry.CorrectsId == entryId, cancel)) return new Refusal("CorrectedBefore", "", "Dòng này đã có dòng sửa. Còn sai thì sửa dòng sửa ấy.", "There is a line against this one. If that is wrong, correct that one.");
        var against = new Money(Math.Sign(wrong.Dong) * amount!.Value.Amount - wrong.Dong);
        if (against == Money.Zero) return new Refusal("SameAmount", "right", "Số này đang đúng như dòng đã ghi.", "That is what the line says already.");
        await book.BookCorrectionAsync(wrong, against, words, person.Actor, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "SettlementCorrected", ChangeSubject.Producer(wrong.ProducerId), $"{wrong.OrderNumber} {wrong.Kind} {wrong.Amount}", $"{wrong.OrderNumber} {wrong.Kind} {wrong.Amount + against}\n{words}"));
        return await db.SaveChangesAsync(cancel) > 0;
    }, cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Money that lies aside goes back to whoever sent it, all of it.</summary>
public sealed class ReturnReceipt(IOrderingDb db, TimeProvider clock)
{
    public Task<Outcome<bool>> HandleAsync(Person person, Guid receiptId, string? reason, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var words = VietnameseText.Normalize(reason ?? "");
        if (words.Length is < 3 or > 200) return new Refusal("ReasonMissing", "reason", "Ghi lý do trả lại.", "Say why it goes back.");
        var receipt = await db.Receipts.FirstOrDefaultAsync(it => it.Id == receiptId, cancel);
        if (receipt is null) return new Refusal("ReceiptUnknown", "", "Không có khoản tiền này.", "There is no such money.");
        if (!DeskMoney.IsAside(receipt)) return new Refusal("ReceiptAssigned", "", "Khoản này đã được khớp với một đơn.", "This money is assigned already.");
        if (receipt.Left == Money.Zero) return true;
        var now = clock.UtcNow();
        var refund = new Refund(receipt, null, FormattableString.Invariant($"{PaymentReference.Prefix}{receipt.Id:N}R1"), receipt.Left, new(words, words), person.Actor, now);
        receipt.GiveBack(receipt.Left);
        db.Refunds.Add(refund);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "RefundOwed", refund.ChangeSubject, after: FormattableString.Invariant($"{refund.Reference} {refund.Amount.Amount}")));
        return await db.SaveChangesAsync(cancel) > 0;
    }, cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <summary>Money that lies aside: an officer says which order it was meant for, and it is booked as if its memo had said so.</summary>
public sealed class AssignReceipt(IOrderingDb db, BookPayment book, TimeProvider clock)
{
    public Task<Outcome<bool>> HandleAsync(Person person, Guid receiptId, string? number, CancellationToken cancel) => db.InTurnAsync<bool>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        var wanted = OrderNumber.ReadGroup(number) ?? PaymentReference.ReadGroup(number?.Trim().ToUpperInvariant());
        var group = wanted is null ? null : await db.OrderGroups.AsNoTracking().FirstOrDefaultAsync(it => it.Number == wanted, cancel);
        if (group is null) return new Refusal("OrderUnknown", "number", "Không thấy đơn có mã này.", "There is no order of this number.");
        var receipt = await db.Receipts.FirstOrDefaultAsync(it => it.Id == receiptId, cancel);
        if (receipt is null) return new Refusal("ReceiptUnknown", "", "Không có khoản tiền này.", "There is no such money.");
        if (receipt.Left == Money.Zero) return new Refusal("ReceiptReturned", "", "Khoản này đã được trả lại.", "This money was sent back already.");
        if (group.PayUntil is null) return new Refusal("PaidAtTheDoor", "number", "Đơn này trả tiền khi nhận hàng: hãy trả lại khoản chuyển.", "This order is paid at the door: send the transfer back.");
        if (receipt.GroupId is not null) return new Refusal("ReceiptAssigned", "", "Khoản này đã được khớp với một đơn.", "This money is assigned already.");
        if (receipt.Currency != "VND") return new Refusal("ReceiptForeign", "", "Khoản này không phải tiền đồng.", "This money is not in đồng.");
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "MoneyAssigned", receipt.ChangeSubject, after: group.Number));
        await book.AssignAsync(receipt, group, person.Actor, cancel);
        return true;
    }, cancel);
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Invoices;

/// <summary>The producer issues the invoice in its own system; here its number and day are kept beside the parcel, so that buyer and desk see that it is done.</summary>
public sealed class NoteInvoice(IOrderingDb db, TimeProvider clock)
{
    public const int LongestNumber = 40;

    /// <summary>What was taken on: an invoice is issued no later than when the goods go over.</summary>
    public static readonly IReadOnlyList<OrderStatus> Invoiced = [OrderStatus.Accepted, OrderStatus.Shipped, OrderStatus.Failed, OrderStatus.Delivered];

    public Task<Outcome<Order>> HandleAsync(Person person, Guid orderId, string? number, DateOnly? day, CancellationToken cancel) => db.InTransactionAsync<Order>(async () =>
    {
        await db.OrderGroups.Where(group => group.Orders.Any(it => it.Id == orderId)).LockAsync(cancel);
        if (await db.Orders.FirstOrDefaultAsync(it => it.Id == orderId, cancel) is not { } order) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        if (!person.May(Act.AnswerOrders, producer.Scope)) return NoRight.Here;
        if (!Invoiced.Contains(order.Status)) return new Refusal("NotInvoiced", "", "Gói này chưa nhận hoặc đã dừng, chưa ghi hoá đơn được.", "This parcel is not accepted or has ended: no invoice can be noted.");

        var (typed, unmet) = (VietnameseText.Normalize(number ?? ""), new List<Refusal>());
        if (typed.Length is 0 or > LongestNumber) unmet.Add(new("InvoiceNumberWrong", "invoiceNumber", "Ghi ký hiệu và số hoá đơn, nhiều nhất 40 chữ.", "Enter the invoice’s symbol and number, 40 letters at most."));
        if (day is not { } issued) unmet.Add(new("DayMissing", "invoiceDay", "Ghi ngày lập hoá đơn, ví dụ 31/12/2026.", "Enter the invoice’s date, for example 31/12/2026."));
        else if (issued > clock.Today() || issued < VietnamTime.DayOf(order.PlacedAt)) unmet.Add(new("DayOutside", "invoiceDay", "Ngày hoá đơn phải từ ngày đặt đến hôm nay.", "The invoice’s date must lie between the order and today."));
        if (unmet.Count > 0) return Outcome<Order>.Refused(unmet);
        if ((order.InvoiceNumber, order.InvoiceDay) == (typed, day)) return order;

        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "InvoiceNoted", order.ChangeSubject, Told(order), Told(order.NoteInvoice(typed, day!.Value))));
        await db.SaveChangesAsync(cancel);
        return order;
    }, cancel);

    private static string? Told(Order order) => order.InvoiceNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number} {order.InvoiceDay:yyyy-MM-dd}") : null;
}

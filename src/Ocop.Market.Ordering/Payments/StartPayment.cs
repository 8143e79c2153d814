using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <param name="SendTo">The gateway's page; null where our own page shows what to do, or nothing is left to do.</param>
public sealed record PaymentStarted(Uri? SendTo);

/// <summary>
/// The buyer goes to pay, or to pay in another way, or chooses cash after all. The try is written down first, then the gateway is asked, outside of any
/// transaction; a second press finds the first one's page.
/// </summary>
public sealed class StartPayment(
    IOrderingDb db, PaymentMethods methods, BookPayment book, AskGateway ask, OrderMails mails, RefundBook refunds, IOrderLinks links, PaymentRequests requests, IOptions<PaymentOptions> options, TimeProvider clock)
{
    private const string Actor = "buyer";

    public async Task<Outcome<PaymentStarted>> HandleAsync(Guid groupId, PaymentMethod method, string buyerAddress, CancellationToken cancel)
    {
        if (!methods.Offered.Contains(method)) return new Refusal("MethodNotOffered", "payment", "Chợ chưa nhận cách trả tiền này.", "This way of paying is not offered.");
        var opened = await db.InTransactionAsync(() => OpenAsync(groupId, method, cancel), cancel);
        if (!opened.Succeeded) return Outcome<PaymentStarted>.Refused(opened.Refusals);
        if (opened.Value.Payment is not { } payment)
        {
            // What is paid at the door must not be paid on a page that stands open somewhere.
            db.ChangeTracker.Clear();
            await ask.CloseAsync(groupId, Actor, cancel);
            return new PaymentStarted(null);
        }

        if (payment.SendTo is { } page) return new PaymentStarted(new Uri(page));
        FaultPoint.Pass("payment.before-start");

        var started = await methods.Find(method)!.StartAsync(requests.Of(payment, opened.Value.Group, buyerAddress), cancel);
        FaultPoint.Pass("payment.after-start");
        var noted = await db.InTransactionAsync(() => NoteAsync(payment.Id, groupId, started, cancel), cancel);
        return started.Succeeded || noted.Value!.SendTo is not null ? noted : Outcome<PaymentStarted>.Refused(started.Refusals);
    }

    private async Task<Outcome<PaymentStarted>> NoteAsync(Guid paymentId, Guid groupId, Outcome<PaymentStart> started, CancellationToken cancel)
    {
        // What was read before is old by now: another press may have been quicker, or the money.
        db.ChangeTracker.Clear();
        await db.OrderGroups.Where(it => it.Id == groupId).LockAsync(cancel);
        var payment = await db.Payments.SingleAsync(known => known.Id == paymentId, cancel);
        if (payment.SendTo is { } page) return new PaymentStarted(new Uri(page));
        if (started.Succeeded) payment.Start(started.Value);
        else if (payment.State == PaymentState.Open) payment.Fail(started.Refusals[0].Reason, started.Refusals[0].Message);
        await db.SaveChangesAsync(cancel);
        return new PaymentStarted(payment.SendTo is { } begun ? new Uri(begun) : null);
    }

    private async Task<Outcome<(Payment? Payment, OrderGroup Group)>> OpenAsync(Guid groupId, PaymentMethod method, CancellationToken cancel)
    {
        if (!await db.OrderGroups.Where(it => it.Id == groupId).LockAsync(cancel))
            return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var group = await db.OrderGroups.Include(it => it.Orders).ThenInclude(order => order.Lines).Include(it => it.Orders).ThenInclude(order => order.Boxes).AsSplitQuery().Include(it => it.Orders).ThenInclude(order => order.Discounts).SingleAsync(it => it.Id == groupId, cancel);
        if (group.Orders.All(order => order.Status != OrderStatus.AwaitingPayment))
            return group.Orders.Any(order => order.Status == OrderStatus.Unpaid)
                ? new Refusal("TooLateToPay", "", "Đơn đã quá hạn trả tiền, hàng đã nhả ra. Mời bạn đặt lại.", "The time to pay is over and the goods were released. Please order again.")
                : new Refusal("NothingToPay", "", "Đơn này không còn gì phải trả lúc này.", "There is nothing to pay for this order now.");

        if (group.QuoteId is not null && !method.IsPrepaid()) return new Refusal("MethodNotOffered", "payment", "Đơn của công ty không thu tiền ở cửa người nhận.", "Nobody collects a company’s money at its recipients’ doors.");
        var now = clock.UtcNow();
        var receipts = await db.Receipts.CountedFor(groupId).ToListAsync(cancel);
        var came = receipts.Select(receipt => receipt.Left).Sum();
        if (!method.IsPrepaid())
        {
            var placed = await book.PlaceAsync(group, [.. group.Orders], method, Actor, cancel);
            await mails.TellPaidAsync(group, placed, [], null, cancel);
            // The whole is paid at the door now; part of it may have come before.
            if (came > Money.Zero) await refunds.OweAsync(receipts, null, groupId, came, new("Bạn chọn trả khi nhận hàng.", "You chose to pay on delivery."), Actor, cancel);
            await db.SaveChangesAsync(cancel);
            return (null, group);
        }

        // Each step of the buyer keeps the goods a while longer, up to a limit.
        group.WaitUntil(Earlier(now.AddMinutes(options.Value.WaitMinutes), group.PlacedAt.AddHours(options.Value.MostHours)));
        foreach (var order in group.Orders) order.PayBy(method);
        var payments = await db.Payments.Where(known => known.GroupId == groupId).ToListAsync(cancel);
        var isBank = method == PaymentMethod.BankTransfer;
        var deposit = await CompanyMoney.DepositLeftAsync(db, group, came, cancel);
        // A gateway takes the sum that it was told, so what was opened before other money came is left to lapse. Paid all the same it is booked, and what is too much goes back.
        var ask = !isBank && deposit > Money.Zero ? deposit : group.Total - came;
        var payment = payments.Find(known => known.Method == method && known.State == PaymentState.Open && (isBank || known.ExpiresAt > now && known.Amount == ask));
        if (payment is null && (!isBank || payments.TrueForAll(known => known.Method != method)))
        {
            var provider = methods.Find(method)!;
            var reference = isBank ? PaymentReference.Of(group.Number) : PaymentReference.Of(group.Number, payments.Count + 1);
            payment = new Payment(group, reference, method, provider.Provider, ask, links.PaymentReturn(group.Id, group.Number, group.Language), now, group.PayUntil!.Value);
            db.Payments.Add(payment);
            db.AuditEntries.Add(new AuditEntry(now, Actor, "PaymentOpened", payment.ChangeSubject, after: FormattableString.Invariant($"{reference} {payment.Amount.Amount}")));
        }

        if (isBank) payment?.Extend(group.PayUntil!.Value);
        await db.SaveChangesAsync(cancel);
        return (payment, group);
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}

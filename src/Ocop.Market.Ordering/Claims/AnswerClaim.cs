using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Claims;

/// <param name="Seen">The claim's state on the page: an answer to what somebody else answered meanwhile counts for nothing.</param>
/// <param name="Amount">In đồng, for a refund at once or against the goods.</param>
public sealed record ClaimAnswer(ClaimAct Act, ClaimState Seen, long? Amount, string? Words);

/// <summary>The producer or the desk answers a claim; the money goes back with the answer or not at all.</summary>
public sealed class AnswerClaim(IOrderingDb db, RefundBook refunds, OrderMails mails, TimeProvider clock)
{
    public Task<Outcome<ClaimState>> HandleAsync(Person person, Guid claimId, ClaimAnswer answer, CancellationToken cancel) => db.InTransactionAsync<ClaimState>(async () =>
    {
        var groupId = await (from it in db.Claims join claimed in db.Orders on it.OrderId equals claimed.Id where it.Id == claimId select (Guid?)claimed.GroupId).FirstOrDefaultAsync(cancel);
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel)) return Unknown;
        var claim = await db.Claims.Include(it => it.Lines).SingleAsync(it => it.Id == claimId, cancel);
        var order = await db.Orders.Include(it => it.Lines).SingleAsync(it => it.Id == claim.OrderId, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId, cancel);
        if (!person.May(Act.ReadOrders, producer.Scope)) return Unknown;
        if (!person.May(Act.AnswerClaims, producer.Scope)) return NoRight.Here;
        if (claim.State != answer.Seen || ClaimFlow.Find(answer.Act, claim.State) is not { } move)
            return new Refusal("ClaimAnswered", "", $"Lời báo này đã có người trả lời: {claim.State.Words().Vi}.", $"This claim was answered already: {claim.State.Words().En}.");

        var words = VietnameseText.Normalize(answer.Words ?? "");
        var wrong = new List<Refusal>();
        if (words.Length is < 3 or > 200) wrong.Add(new("ReasonMissing", "words", "Viết từ 3 đến 200 chữ; khách sẽ đọc câu này.", "Write 3 to 200 letters; the buyer reads them."));
        var most = MostOf(claim, order);
        var amount = answer.Act switch
        {
            ClaimAct.Refund or ClaimAct.AskReturn => new Money(answer.Amount ?? 0),
            // Part of what was promised may have gone back meanwhile.
            ClaimAct.TakeReturn => claim.Amount < most ? claim.Amount : most,
            ClaimAct.Replace or ClaimAct.Refuse => Money.Zero,
        };
        if (answer.Act is ClaimAct.Refund or ClaimAct.AskReturn or ClaimAct.TakeReturn && (amount <= Money.Zero || amount > most)) wrong.Add(TooMuch(order, most));
        if (wrong.Count > 0) return Outcome<ClaimState>.Refused(wrong);

        var (ledger, isOwed) = (new StockLedger(db, clock), order.OwesAccount);
        if (answer.Act == ClaimAct.Replace && await SendAnewAsync(ledger, claim, order, person.Actor, cancel) is { Count: > 0 } missing) return Outcome<ClaimState>.Refused(missing);
        claim.Take(move, amount, words, person.Actor, clock.UtcNow());
        if (move.PaysBack) await refunds.OweAsync(order, amount, new(words, words), person.Actor, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, $"Claim{claim.State}", order.ChangeSubject, after: amount > Money.Zero ? amount.ToString() : words));
        mails.TellClaimAnswered(await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == groupId, cancel), order, claim, words, isOwed);
        await ledger.SettleAsync(cancel);
        return claim.State;
    }, cancel);

    /// <summary>What is sent anew leaves the shelf with the answer; nobody else's promise is broken for it.</summary>
    private async Task<IReadOnlyList<Refusal>> SendAnewAsync(StockLedger ledger, Claim claim, Order order, string actor, CancellationToken cancel)
    {
        var missing = new List<Refusal>();
        foreach (var same in claim.Lines.Select(line => (line.Quantity, Line: order.Lines.Single(it => it.Position == line.Position))).GroupBy(it => it.Line.VariantId).OrderBy(same => same.Key))
        {
            var (wanted, name) = (same.Sum(it => it.Quantity), same.First().Line.Name);
            var take = await ledger.CountAsync(same.Key, -wanted, StockMovementKind.Replaced, order.Number, actor, cancel);
            if (!take.Done) missing.Add(new("SoldOutToReplace", "", $"Kho chỉ còn {Math.Max(0, take.Available)} {name}, cần {wanted} để gửi thay. Hoàn tiền cho khách, hoặc nhập kho rồi trả lời lại.", $"Only {Math.Max(0, take.Available)} of {name} are left and {wanted} are needed. Refund instead, or receive goods first."));
        }

        return missing;
    }

    /// <summary>What can go back for it: what its goods cost, and no more than is left of what was paid.</summary>
    public static Money MostOf(Claim claim, Order order)
    {
        var left = order.Refundable;
        return claim.Cost < left ? claim.Cost : left;
    }

    private static readonly Refusal Unknown = new("ClaimUnknown", "", "Không có lời báo này.", "There is no such claim.");

    private static Refusal TooMuch(Order order, Money most) => (order.PaymentStatus, most.Amount) switch
    {
        (PaymentStatus.Due, _) when !order.OwesAccount => new("NotYetPaid", "amount", "Gói này chưa ghi là đã giao và thu tiền, nên chưa hoàn được. Ghi Đã giao trước.", "This parcel is not noted as delivered and paid yet. Note the delivery first."),
        (_, 0) => new("NothingToRefund", "amount", "Gói này không còn khoản nào để hoàn.", "There is nothing left to give back for this parcel."),
        _ => new("AmountWrong", "amount", $"Ghi số tiền từ 1 ₫ đến {most}.", $"Enter an amount from 1 ₫ to {most}."),
    };
}

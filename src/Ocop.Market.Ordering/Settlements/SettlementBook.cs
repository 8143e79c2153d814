using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>
/// The only writer of the ledger, inside the transaction of the fact. The producer's row is the lock of its account, taken after that of the order group
/// and after levels of stock: facts, payouts and the end of a month meet there.
/// </summary>
public sealed class SettlementBook(IOrderingDb db, IOptions<SettlementOptions> options, TimeProvider clock)
{
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Delivered: sold, with all that comes off it. Line by line for whoever made the goods; the parcel for whoever sent it.</summary>
    internal async Task BookDeliveredAsync(Order order, string actor, CancellationToken cancel)
    {
        var products = order.Lines.Select(line => line.ProductId).Distinct().ToList();
        var makers = await db.Products.Where(product => products.Contains(product.Id)).ToDictionaryAsync(product => product.Id, product => product.ProducerId, cancel);
        var discounts = await db.OrderDiscounts.AsNoTracking().Where(discount => discount.OrderId == order.Id).ToListAsync(cancel);
        var drafts = new List<EntryDraft>();
        foreach (var line in order.Lines.OrderBy(line => line.Position))
        {
            var maker = makers[line.ProductId];
            Add(EntryKind.Sold, maker, line.Total, line.Position, $"{line.Quantity} × {line.Name}");
            Add(EntryKind.DiscountBorne, maker, Money.Zero - line.BorneByProducer, line.Position, line.Name);
            Add(EntryKind.Commission, maker, Money.Zero - line.Commission, line.Position, line.Name);
            Add(EntryKind.MarketDiscount, maker, line.Discount - line.BorneByProducer, line.Position, line.Name);
        }

        // Box, card and work are the packer's; no commission is taken from them.
        foreach (var box in order.Boxes.OrderBy(box => box.Position))
            Add(EntryKind.Sold, order.ProducerId, box.Packaging * box.Quantity, order.Lines.Count + box.Position, $"{box.Quantity} × {box.Name}: hộp, thiệp, công đóng");
        var borne = discounts.Where(discount => discount.Bearer == PromotionBearer.Producer).Select(discount => discount.Delivery).Sum();
        Add(options.Value.KeepsDeliveryFees ? EntryKind.DeliveryKept : EntryKind.DeliveryPassedOn, order.ProducerId, order.Shipping, null, null);
        Add(EntryKind.DiscountBorne, order.ProducerId, Money.Zero - borne, null, null);
        Add(EntryKind.MarketDiscount, order.ProducerId, discounts.Select(discount => discount.Delivery).Sum() - borne, null, null);
        Add(EntryKind.BuyerPaid, order.ProducerId, order.Total, null, null);
        if (order.OwesAccount) Add(EntryKind.OnAccount, order.ProducerId, order.Total, null, null);
        if (!order.PaymentMethod.IsPrepaid() && options.Value.ProducerHoldsCashOf(order)) Add(EntryKind.CashCollected, order.ProducerId, Money.Zero - order.Total, null, null);
        await AppendAsync(drafts, actor, cancel);
        if (order.Refunded > Money.Zero) await BookReturnedAsync(order, null, actor, cancel);

        void Add(EntryKind kind, Guid producer, Money amount, int? position, string? text) =>
            drafts.Add(new EntryDraft(kind, producer, amount, KeyOf(order, kind, position), text) { Order = order });
    }

    /// <summary>
    /// Money of a delivered order goes back. What was claimed of certain goods comes from whoever made them; of all else everyone gives back the same part of what they had of it,
    /// the market of its commission, too. Booked when it is decided, not when the bank is done: in between it must not be paid out. Each step is worked out from the whole, so
    /// that parts that go back one by one end at the đồng.
    /// </summary>
    internal async Task BookReturnedAsync(Order order, string? reason, string actor, CancellationToken cancel)
    {
        var lines = await db.SettlementEntries.AsNoTracking().Where(entry => entry.OrderId == order.Id).ToListAsync(cancel);
        var booked = lines.FindAll(entry => entry.Kind != EntryKind.Correction);
        var (paid, gone) = (Of(EntryKind.BuyerPaid), order.Refunded.Amount);
        // Delivered before there was a ledger: nothing of it stands here, so nothing goes back here.
        if (paid == 0) return;
        // What a correction took already is not taken again.
        var byId = lines.ToDictionary(entry => entry.Id);
        var standing = lines.ToLookup(entry => Corrected(entry).Id, entry => entry.Dong);
        var claimed = await ClaimedAsync(order, booked.ToDictionary(entry => entry.Key), Standing, cancel);
        var (rest, restPaid) = (gone - claimed.Sum(it => it.Amount), paid - claimed.Sum(it => it.Amount));
        var (drafts, before, fromMakers) = (new List<EntryDraft>(), 0L, 0L);
        foreach (var own in booked.GroupBy(entry => entry.ProducerId).OrderBy(own => own.Key))
        {
            var (theirs, commissionOfTheirs) = (claimed.Where(it => it.Maker == own.Key).Sum(it => it.Had), claimed.Where(it => it.Maker == own.Key).Sum(it => it.Commission));
            var had = own.Where(entry => entry.Kind is EntryKind.Sold or EntryKind.DiscountBorne or EntryKind.DeliveryPassedOn).Sum(Standing) - theirs;
            var commission = -own.Where(entry => entry.Kind == EntryKind.Commission).Sum(Standing);
            Add(EntryKind.Returned, own.Key, -theirs - (Part(before + had) - Part(before)) - Sum(own, EntryKind.Returned));
            Add(EntryKind.CommissionReturned, own.Key, commissionOfTheirs + Part(commission - commissionOfTheirs) - Sum(own, EntryKind.CommissionReturned));
            (before, fromMakers) = (before + had, fromMakers + theirs);
        }

        var kept = Of(EntryKind.DeliveryKept) - Back(EntryKind.DeliveryKept);
        var (keptBack, givenBack) = (Part(before + kept) - Part(before), fromMakers + Part(before + kept) - gone);
        Add(EntryKind.DeliveryKept, order.ProducerId, -keptBack - Back(EntryKind.DeliveryKept));
        Add(EntryKind.MarketDiscount, order.ProducerId, -givenBack - Back(EntryKind.MarketDiscount));
        Add(EntryKind.Refunded, order.ProducerId, gone - Of(EntryKind.Refunded));
        // What a company has not paid yet does not go back: it owes less.
        Add(EntryKind.OnAccount, order.ProducerId, -Math.Min(gone - Of(EntryKind.Refunded), Of(EntryKind.OnAccount)));
        await AppendAsync(drafts, actor, cancel);

        long Part(long amount) => rest == 0 ? 0 : (long)((Int128)amount * rest / restPaid);
        long Of(EntryKind kind) => Sum(booked, kind);
        long Back(EntryKind kind) => booked.Where(entry => entry.Kind == kind && entry.Key.StartsWith("return:", StringComparison.Ordinal)).Sum(entry => entry.Dong);
        long Standing(SettlementEntry entry) => standing[entry.Id].Sum();
        SettlementEntry Corrected(SettlementEntry entry) => entry.CorrectsId is { } id ? Corrected(byId[id]) : entry;
        void Add(EntryKind kind, Guid producer, long dong) =>
            drafts.Add(new EntryDraft(kind, producer, new Money(dong), FormattableString.Invariant($"return:{order.Id:N}:{gone}:{kind}:{producer:N}"), reason) { Order = order });
    }

    /// <summary>What buyers had back for certain goods, line by line of the order, and what whoever made them had of it.</summary>
    private async Task<IReadOnlyList<(Guid Maker, long Amount, long Had, long Commission)>> ClaimedAsync(Order order, Dictionary<string, SettlementEntry> booked, Func<SettlementEntry, long> standing, CancellationToken cancel)
    {
        // The one that is being answered is not saved yet: its state is asked here, not of the database.
        var refunded = (await db.Claims.Include(claim => claim.Lines).Where(claim => claim.OrderId == order.Id).ToListAsync(cancel)).FindAll(claim => claim.State == ClaimState.Refunded);
        var amounts = refunded.SelectMany(claim => claim.Amount.Split([.. claim.Lines.Select(line => line.Cost.Amount)]).Zip(claim.Lines))
            .GroupBy(part => part.Second.Position).ToDictionary(same => same.Key, same => same.Sum(part => part.First.Amount));
        var positions = amounts.Where(it => it.Value > 0).Select(it => it.Key).ToList();
        var lines = await db.OrderLines.AsNoTracking().Where(line => line.OrderId == order.Id && positions.Contains(line.Position)).ToListAsync(cancel);
        return [.. lines.Select(line => (booked[KeyOf(order, EntryKind.Sold, line.Position)].ProducerId, amounts[line.Position], Share(line, EntryKind.Sold, EntryKind.DiscountBorne), -Share(line, EntryKind.Commission)))];

        long Share(OrderLine line, params EntryKind[] kinds) => (long)((Int128)kinds.Sum(kind => booked.TryGetValue(KeyOf(order, kind, line.Position), out var entry) ? standing(entry) : 0) * amounts[line.Position] / (line.Total - line.Discount).Amount);
    }

    private static string KeyOf(Order order, EntryKind kind, int? position) => FormattableString.Invariant($"order:{order.Id:N}:{kind}:{position}");

    /// <summary>A company has paid; of a parcel that is still on its way nothing stands here yet.</summary>
    internal async Task BookAccountPaidAsync(Order order, string actor, CancellationToken cancel)
    {
        var owed = await db.SettlementEntries.Where(entry => entry.OrderId == order.Id && entry.Kind == EntryKind.OnAccount).SumAsync(entry => entry.Dong, cancel);
        await AppendAsync([new EntryDraft(EntryKind.OnAccount, order.ProducerId, new Money(-owed), FormattableString.Invariant($"account:{order.Id:N}"), null) { Order = order }], actor, cancel);
    }

    internal Task BookPayoutsAsync(IEnumerable<Payout> payouts, string actor, CancellationToken cancel) =>
        AppendAsync([.. payouts.Select(payout => new EntryDraft(EntryKind.PaidOut, payout.ProducerId, Money.Zero - payout.Amount, $"payout:{payout.Id:N}", payout.Reference) { PayoutId = payout.Id })], actor, cancel);

    /// <summary>It did not arrive: due again.</summary>
    internal Task BookFailedPayoutAsync(Payout payout, string why, string actor, CancellationToken cancel) =>
        AppendAsync([new EntryDraft(EntryKind.PayoutFailed, payout.ProducerId, payout.Amount, $"payout:{payout.Id:N}:failed", why) { PayoutId = payout.Id }], actor, cancel);

    internal Task BookCorrectionAsync(SettlementEntry wrong, Money against, string reason, string actor, CancellationToken cancel) =>
        AppendAsync([new EntryDraft(EntryKind.Correction, wrong.ProducerId, against, FormattableString.Invariant($"correction:{wrong.Id}"), reason) { Corrects = wrong }], actor, cancel);

    internal Task LockAsync(IEnumerable<Guid> producers, CancellationToken cancel) => db.LockAsync<Producer>([.. producers.Distinct()], cancel);

    /// <summary>Today's, or the first after what is closed.</summary>
    internal async Task<DateOnly> OpenMonthAsync(CancellationToken cancel)
    {
        var (month, closed) = (MonthOf(clock.Today()), await db.ClosedMonths.MaxAsync(closed => (DateOnly?)closed.Month, cancel));
        return closed >= month ? closed.Value.AddMonths(1) : month;
    }

    private async Task AppendAsync(List<EntryDraft> drafts, string actor, CancellationToken cancel)
    {
        drafts.RemoveAll(draft => draft.Amount == Money.Zero);
        if (drafts.Count == 0) return;
        await LockAsync(drafts.Select(draft => draft.ProducerId), cancel);
        var keys = drafts.Select(draft => draft.Key).ToList();
        var known = await db.SettlementEntries.Where(entry => keys.Contains(entry.Key)).Select(entry => entry.Key).ToListAsync(cancel);
        var (month, now) = (await OpenMonthAsync(cancel), clock.UtcNow());
        db.SettlementEntries.AddRange(drafts.Where(draft => !known.Contains(draft.Key)).Select(draft => new SettlementEntry(draft, month, actor, now)));
        await db.SaveChangesAsync(cancel);
    }

    private static long Sum(IEnumerable<SettlementEntry> entries, EntryKind kind) => entries.Where(entry => entry.Kind == kind).Sum(entry => entry.Dong);
}

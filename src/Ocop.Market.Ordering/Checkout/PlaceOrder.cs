using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Checkout;

/// <param name="IsNew">False where the cart had become this order before.</param>
/// <param name="Payment">How the buyer chose to pay.</param>
public sealed record PlacedOrder(Guid GroupId, string Number, bool IsNew, PaymentMethod Payment);

/// <summary>
/// Turns a cart into orders, once: a double click, a reload or a retry gets the order that is there. Stock, orders, mails and audit
/// commit together or not at all.
/// </summary>
public sealed class PlaceOrder(
    IOrderingDb db, CheckoutRequirements requirements, CheckoutSummary summary, CartPrices prices, OrderNumbers numbers, OrderMails mails, FreezeCommission commission, IOptions<PaymentOptions> payments, TimeProvider clock)
{
    internal static readonly Refusal NotAdult = new("NotAdult", "isAdult", "Đơn có rượu: chỉ người đủ 18 tuổi được đặt. Đánh dấu nếu bạn đủ tuổi.", "The order contains alcohol: only people of 18 and over may order it. Tick the box if you are.");

    private static readonly CompiledQuery<Guid, PlacedOrder> Placed = new((db, cartId) => db.Set<OrderGroup>()
        .Where(group => group.CartId == cartId).Select(group => new PlacedOrder(group.Id, group.Number, false, group.Orders.Select(order => order.PaymentMethod).First())));

    public Task<Outcome<PlacedOrder>> HandleAsync(Guid cartId, CheckoutForm form, CancellationToken cancel) => HandleAsync(cartId, form, null, cancel);

    /// <param name="buyerId">Who is signed in; never read from the form.</param>
    public async Task<Outcome<PlacedOrder>> HandleAsync(Guid cartId, CheckoutForm form, Guid? buyerId, CancellationToken cancel)
    {
        var outcome = await PlacedBeforeAsync(cartId, cancel) is { } placed ? placed : await TryAsync(cartId, form, buyerId, cancel);
        if (!outcome.Succeeded) MarketMeter.OrderRefused(outcome.Refusals[0].Reason);
        else if (outcome.Value.IsNew) MarketMeter.OrderPlaced();
        return outcome;
    }

    private async Task<Outcome<PlacedOrder>> TryAsync(Guid cartId, CheckoutForm form, Guid? buyerId, CancellationToken cancel)
    {
        var delivery = requirements.Meet(form);
        if (!delivery.Succeeded)
        {
            // What is wrong with the cart is told in the same round.
            var cart = await summary.FindAsync(cartId, null, null, null, cancel);
            return Outcome<PlacedOrder>.Refused([.. delivery.Refusals, .. cart.Problems]);
        }

        var outcome = await db.InTransactionAsync(() => PlaceAsync(cartId, form, delivery.Value, buyerId, cancel), cancel);
        FaultPoint.Pass("order.after-commit");
        return outcome;
    }

    private async Task<Outcome<PlacedOrder>> PlaceAsync(Guid cartId, CheckoutForm form, Delivery delivery, Guid? buyerId, CancellationToken cancel)
    {
        // Closing the cart is the lock: the second of two calls waits here and then finds the first one's order.
        var now = clock.UtcNow();
        var closed = await db.Carts.Where(cart => cart.Id == cartId).ExecuteUpdateAsync(set => set.SetProperty(it => it.UpdatedAt, now), cancel);
        if (await PlacedBeforeAsync(cartId, cancel) is { } placed) return placed;
        var (checkout, held) = await HoldAsync(cartId, delivery, cancel);
        if (closed == 0 || checkout.Parcels.Count == 0) return new Refusal("CartEmpty", "", "Giỏ hàng đang trống.", "The cart is empty.");
        if (checkout.Cart.HasAlcohol && !form.IsAdult) return NotAdult;
        if (checkout.WishedDays?.Refuse(delivery.WishedDay) is { } day) return day;
        if (checkout.ProblemsAt(form.AgreedTotal) is { Count: > 0 } problems) return Outcome<PlacedOrder>.Refused(problems);

        if (checkout.Price.Applied.Any(it => !held.Contains(it.PromotionId))) return OfferGone;

        // Nothing to pay is nothing to pay before.
        var payment = checkout.Total == Money.Zero ? PaymentMethod.CashOnDelivery : delivery.Payment;
        var language = form.Language ?? await db.Carts.Where(cart => cart.Id == cartId).Select(cart => cart.Language).SingleAsync(cancel);
        var group = new OrderGroup(await numbers.NextAsync(cancel), checkout, delivery, language, payment, payment.IsPrepaid() ? now.AddMinutes(payments.Value.WaitMinutes) : null, now);
        await commission.HandleAsync(group, checkout.Cart, cancel);
        group.PlacedBy(buyerId, form.Consent);
        var ledger = new StockLedger(db, clock);
        var shortages = await AllocateAsync(ledger, cartId, group, cancel);
        if (shortages.Count > 0) return Outcome<PlacedOrder>.Refused(shortages);

        db.OrderGroups.Add(group);
        db.BoxTransfers.AddRange(BoxTransfer.For(group, checkout.Cart, clock.Today().AddDays(GiftBox.BringDays), now));
        await PromotionUses.AddAsync(db, group, checkout, now, cancel);
        foreach (var order in group.Orders)
            db.AuditEntries.Add(new AuditEntry(now, "buyer", "OrderPlaced", order.ChangeSubject, after: $"{order.Number} {order.Total.Amount}"));
        // Nobody packs before the money is there.
        if (payment.IsPrepaid()) mails.TellAwaiting(group);
        else await mails.TellPlacedAsync(group, group.Orders, cancel);
        await db.Carts.Where(cart => cart.Id == cartId).ExecuteUpdateAsync(set => set.SetProperty(it => it.PlacedAt, now), cancel);
        await ledger.SettleAsync(cancel);
        FaultPoint.Pass("order.before-commit");
        return new PlacedOrder(group.Id, group.Number, true, payment);
    }

    private static readonly Refusal OfferGone = new("OfferGone", "agreedTotal",
        "Ưu đãi của đơn vừa đổi. Xem lại tổng tiền; nếu đồng ý, bấm Đặt hàng lần nữa.", "The offers on your order have just changed. Look at the total; if you agree, press Place order once more.");

    /// <summary>Promotions with limits are held before they are counted: the last use of one goes to one order.</summary>
    private async Task<(CheckoutView Checkout, IReadOnlySet<Guid> Held)> HoldAsync(Guid cartId, Delivery delivery, CancellationToken cancel)
    {
        var first = await FindAsync();
        var held = first.Price.Applied.Select(it => it.PromotionId).ToHashSet();
        return (await prices.HoldAsync(held, cancel) == 0 ? first : await FindAsync(), held);

        Task<CheckoutView> FindAsync() => summary.FindAsync(cartId, delivery.Address.ProvinceCode, delivery.Address.CommuneCode, delivery.Recipient.Phone, cancel);
    }

    private async Task<List<Refusal>> AllocateAsync(StockLedger ledger, Guid cartId, OrderGroup group, CancellationToken cancel)
    {
        var shortages = new List<Refusal>();
        var held = await db.StockReservations.Where(hold => hold.CartId == cartId).Select(hold => hold.VariantId).ToListAsync(cancel);
        var wanted = group.Orders.SelectMany(order => order.Lines.Select(line => (Order: order.Number, Line: line))).ToLookup(pair => pair.Line.VariantId);
        foreach (var variantId in wanted.Select(same => same.Key).Union(held).Order())
        {
            // Held at the checkout, taken out of the cart since.
            if (!wanted.Contains(variantId)) await ledger.HoldAsync(cartId, variantId, 0, cancel);
            foreach (var (order, line) in wanted[variantId])
            {
                var take = await ledger.AllocateAsync(cartId, variantId, line.Quantity, order, cancel);
                if (!take.Done) shortages.Add(Shortage.Of(line.Name, line.Pack, take.Available));
            }
        }

        return shortages;
    }

    private async Task<PlacedOrder?> PlacedBeforeAsync(Guid cartId, CancellationToken cancel) => await Placed.FirstOrDefaultAsync(db, cartId, cancel);
}

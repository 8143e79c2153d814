using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>On sale, or ended. What was ordered stays ordered.</summary>
public sealed class SwitchGiftBox(IOrderingDb db, TimeProvider clock)
{
    public Task<Outcome<GiftBox>> HandleAsync(Person person, Guid id, bool isOnSale, CancellationToken cancel) => db.InTurnAsync<GiftBox>(async () =>
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return NoRight.Here;
        if (await db.GiftBoxes.SingleOrDefaultAsync(it => it.Id == id && !it.IsOwn, cancel) is not { } box) return PutBox.Unknown;
        var state = isOnSale ? GiftBoxState.OnSale : GiftBoxState.Ended;
        if (box.State == state) return box;
        if (isOnSale && box.OrderUntil < clock.Today()) return new Refusal("Ended", "orderUntil", "Hạn đặt đã qua: đổi ngày rồi hãy mở bán.", "Its last day is over: change it first.");
        var before = box.State.ToString();
        box.Switch(state, clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, isOnSale ? "GiftBoxOnSale" : "GiftBoxEnded", box.ChangeSubject, before, state.ToString()));
        await db.SaveChangesAsync(cancel);
        return box;
    }, cancel);
}

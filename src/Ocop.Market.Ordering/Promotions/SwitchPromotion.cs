using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>On or off. What was ordered with it keeps its price.</summary>
public sealed class SwitchPromotion(IOrderingDb db, TimeProvider clock)
{
    public Task<Outcome<Promotion>> HandleAsync(Person person, Guid id, bool isOn, CancellationToken cancel) => db.InTurnAsync<Promotion>(async () =>
    {
        if (!person.May(Act.RunPromotions, Scope.Programme)) return NoRight.Here;
        if (await db.Promotions.Include(it => it.Targets).SingleOrDefaultAsync(it => it.Id == id, cancel) is not { } promotion) return SavePromotion.Unknown;
        if ((promotion.State == PromotionState.On) == isOn) return promotion;
        var now = clock.UtcNow();
        if (isOn && promotion.Until < clock.Today()) return new Refusal("Ended", "until", "Ngày cuối đã qua: đổi ngày rồi hãy bật.", "Its last day is over: change it first.");
        if (isOn && promotion.NeedsCode && !await db.PromotionCodes.AnyAsync(code => code.PromotionId == id, cancel)) return new Refusal("CodesMissing", "code", "Khuyến mãi cần mã mà chưa có mã nào.", "It needs a code, and there is none yet.");
        var before = promotion.State.ToString();
        promotion.Switch(isOn, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, isOn ? "PromotionSwitchedOn" : "PromotionSwitchedOff", promotion.ChangeSubject, before, promotion.State.ToString()));
        await db.SaveChangesAsync(cancel);
        return promotion;
    }, cancel);
}

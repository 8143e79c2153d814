using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>One market of the rule is called off, held on another day, or again as the rule says.</summary>
public sealed class ChangeMarketDay(ICatalogDb db, FairTurn turn, FairMails mails, TimeProvider clock)
{
    /// <param name="movedTo">Empty calls it off.</param>
    /// <param name="asRuled">Takes an earlier change back.</param>
    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, string? day, string? movedTo, bool asRuled, CancellationToken cancel) => turn.TakeAsync(person, fairId, null, "MarketDayChanged", async fair =>
    {
        if (fair.Hours is not { } hours) return new Refusal("NoMarket", "", "Chỉ chợ phiên mới đổi từng buổi.", "Only a market changes day by day.");
        if (FairFields.Day(day) is not { } ruled || ruled < hours.From || ruled > (hours.Until ?? DateOnly.MaxValue) || !hours.Rule.Falls(ruled))
            return new Refusal("NoMarketThen", "day", "Ngày này không có phiên theo quy luật.", "There is no market on that day.");
        if (ruled < clock.Today()) return new Refusal("DayPassed", "day", "Phiên này đã qua.", "That market has passed.");
        var target = FairFields.Day(movedTo);
        if (!asRuled && !string.IsNullOrWhiteSpace(movedTo) && target is null) return FairRequirements.DayWrong("movedTo");
        if (target < clock.Today() || target == ruled) return FairRequirements.DayWrong("movedTo");

        var known = await db.MarketDayChanges.FirstOrDefaultAsync(change => change.FairId == fairId && change.Day == ruled, cancel);
        if (asRuled)
        {
            if (known is null) return new Refusal("NothingToTakeBack", "day", "Phiên này vẫn họp như thường.", "That market is held as usual.");
            db.MarketDayChanges.Remove(known);
        }
        else if (known is null) db.MarketDayChanges.Add(new MarketDayChange(fairId, ruled, target));
        else known.MoveTo(target);

        fair.RaiseSequence(clock.UtcNow());
        await mails.TellMarketDayAsync(fair, ruled, asRuled ? ruled : target, cancel);
        return FormattableString.Invariant($"{ruled:yyyy-MM-dd} -> {(asRuled ? "as ruled" : target?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "called off")}");
    }, cancel);
}

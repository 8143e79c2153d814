using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>From here on the public sees it, calendars carry it, and producers may apply.</summary>
public sealed class AnnounceFair(ICatalogDb db, FairTurn turn, TimeProvider clock)
{
    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, long version, CancellationToken cancel) => turn.TakeAsync(person, fairId, version, "FairAnnounced", async fair =>
    {
        if (fair.State == FairState.Announced) return new Refusal("AlreadyAnnounced", "", "Hội chợ đã công bố rồi.", "The fair was announced already.");
        var unmet = new List<Refusal>();
        if (fair.Kind == FairKind.MarketDay ? fair.Rule is null : !await db.FairDays.AnyAsync(day => day.FairId == fairId, cancel))
            unmet.Add(new("DaysMissing", "", "Chưa có ngày họp. Điền ngày và giờ trước khi công bố.", "There are no days yet. Enter days and hours first."));
        if (fair.Address.Length == 0) unmet.Add(new("AddressMissing", "address", "Chưa có địa chỉ. Người đi chợ cần biết chỗ.", "There is no address yet. People must find the place."));
        if (fair.IsOverOn(clock.Today())) unmet.Add(new("FairOver", "", "Ngày cuối đã qua, không công bố được nữa.", "Its last day has passed."));
        if (unmet.Count > 0) return Outcome<string>.Refused(unmet);

        fair.Announce();
        fair.RaiseSequence(clock.UtcNow());
        return fair.Slug;
    }, cancel);
}

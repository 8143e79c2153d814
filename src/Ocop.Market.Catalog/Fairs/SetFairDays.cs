using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>The days a fair lasts. A day that moves takes its programme along; whoever takes part is told of new days once the fair is announced.</summary>
public sealed class SetFairDays(ICatalogDb db, FairTurn turn, FairMails mails, TimeProvider clock)
{
    private const int MostDays = 31;

    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, long version, IReadOnlyList<DayRow> rows, CancellationToken cancel) => turn.TakeAsync(person, fairId, version, "FairDaysSet", async fair =>
    {
        if (fair.Kind == FairKind.MarketDay) return new Refusal("ComesRound", "", "Chợ phiên họp theo quy luật, không theo từng ngày.", "A market comes round by its rule, not by days.");
        if (fair.State == FairState.Announced && fair.IsOverOn(clock.Today())) return FairOver;
        var (days, unmet) = Read([.. rows.Index().Where(row => !string.IsNullOrWhiteSpace(row.Item.Day))]);
        if (days.Count == 0 && unmet.Count == 0 && fair.State == FairState.Announced) unmet.Add(new("DaysMissing", "day-0", "Hội chợ đã công bố cần ít nhất một ngày.", "An announced fair needs a day."));
        if (unmet.Count > 0) return Outcome<string>.Refused(unmet);

        var kept = await db.FairDays.Where(day => day.FairId == fairId).ToListAsync(cancel);
        var before = Told(kept);
        var programme = await db.ProgrammeItems.Where(item => item.FairId == fairId).ToListAsync(cancel);
        var moved = new Dictionary<DateOnly, DateOnly>();
        var now = new List<FairDay>();
        foreach (var (id, day, opens, closes) in days)
        {
            if (kept.FirstOrDefault(it => it.Id == id) is { } known)
            {
                moved[known.Day] = day;
                known.Move(day, opens, closes);
                now.Add(known);
            }
            else now.Add(db.FairDays.Add(new FairDay(fairId, day, opens, closes)).Entity);
        }

        db.FairDays.RemoveRange(kept.Except(now));
        foreach (var item in programme)
            if (!moved.TryGetValue(item.Day, out var day)) db.ProgrammeItems.Remove(item);
            else if (day != item.Day)
            {
                db.ProgrammeItems.Remove(item);
                db.ProgrammeItems.Add(new ProgrammeItem(fairId, day, item.At, item.WhatVi, item.WhatEn));
            }

        if (Told(now) == before) return "";
        fair.Last(now.Count == 0 ? null : now.Min(day => day.Day), now.Count == 0 ? null : now.Max(day => day.Day));
        fair.RaiseSequence(clock.UtcNow());
        await mails.TellChangedAsync(fair, cancel, now);
        return Told(now);
    }, cancel);

    internal static readonly Refusal FairOver = new("FairOver", "", "Hội chợ đã qua, không đổi ngày được nữa.", "The fair is over; its days stay as they were.");

    private static (List<(Guid? Id, DateOnly Day, TimeOnly Opens, TimeOnly Closes)> Days, List<Refusal> Unmet) Read(List<(int, DayRow)> rows)
    {
        var days = new List<(Guid?, DateOnly, TimeOnly, TimeOnly)>();
        var unmet = new List<Refusal>();
        if (rows.Count > MostDays) unmet.Add(new("TooManyDays", "day-0", "Hội chợ dài nhất 31 ngày.", "A fair lasts 31 days at most."));
        foreach (var (index, row) in rows)
        {
            var (day, opens, closes) = (FairFields.Day(row.Day), FairFields.Time(row.Opens), FairFields.Time(row.Closes));
            if (day is null) unmet.Add(FairRequirements.DayWrong(FormattableString.Invariant($"day-{index}")));
            else if (opens is null || closes is null || closes <= opens) unmet.Add(FairRequirements.TimeWrong(FormattableString.Invariant($"day-{index}")));
            else if (days.Any(other => other.Item2 == day)) unmet.Add(new("DayTwice", FormattableString.Invariant($"day-{index}"), "Ngày này đã có ở trên.", "This day stands above already."));
            else days.Add((row.Id, day.Value, opens.Value, closes.Value));
        }

        return (days, unmet);
    }

    private static string Told(IEnumerable<FairDay> days) => string.Join('\n', days.OrderBy(day => day.Day).Select(day => FormattableString.Invariant($"{day.Day:yyyy-MM-dd} {day.Opens:HH\\:mm}-{day.Closes:HH\\:mm}")));
}

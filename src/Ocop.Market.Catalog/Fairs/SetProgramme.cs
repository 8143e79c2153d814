using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>What happens when, on the days the fair lasts.</summary>
public sealed class SetProgramme(ICatalogDb db, FairTurn turn)
{
    private const int MostItems = 100, LongestWhat = 200;

    public Task<Outcome<Fair>> HandleAsync(Person person, Guid fairId, long version, IReadOnlyList<ProgrammeRow> rows, CancellationToken cancel) => turn.TakeAsync(person, fairId, version, "FairProgrammeSet", async fair =>
    {
        var days = await db.FairDays.Where(day => day.FairId == fairId).Select(day => day.Day).ToListAsync(cancel);
        var (items, unmet) = (new List<ProgrammeItem>(), new List<Refusal>());
        foreach (var (index, row) in rows.Index().Where(row => FairFields.Line(row.Item.WhatVi).Length > 0).Take(MostItems))
        {
            var (what, whatEn) = (FairFields.Line(row.WhatVi), FairFields.Line(row.WhatEn));
            if (FairFields.Day(row.Day) is not { } day || !days.Contains(day)) unmet.Add(new("NoDayOfTheFair", FormattableString.Invariant($"what-{index}"), "Chọn một ngày trong những ngày của hội chợ.", "Choose one of the fair’s days."));
            else if (FairFields.Time(row.At) is not { } at) unmet.Add(FairRequirements.TimeWrong(FormattableString.Invariant($"what-{index}")));
            else if (what.Length > LongestWhat || whatEn.Length > LongestWhat) unmet.Add(new("WhatTooLong", FormattableString.Invariant($"what-{index}"), "Mỗi mục dài nhất 200 chữ.", "An entry has 200 letters at most."));
            else items.Add(new ProgrammeItem(fairId, day, at, what, whatEn));
        }

        if (unmet.Count > 0) return Outcome<string>.Refused(unmet);
        db.ProgrammeItems.RemoveRange(await db.ProgrammeItems.Where(item => item.FairId == fairId).ToListAsync(cancel));
        db.ProgrammeItems.AddRange(items);
        // Nothing of the fair's own row changes; the page shows it all the same.
        db.Changes.Add(new Change(fair.ToldAt, fair.ChangeSubject));
        return FormattableString.Invariant($"{items.Count} items");
    }, cancel);
}

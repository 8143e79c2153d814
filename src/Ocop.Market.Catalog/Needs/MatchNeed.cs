using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

/// <summary>Tells chosen producers of a need, each of them once.</summary>
public sealed class MatchNeed(ICatalogDb db, NeedMails mails, TimeProvider clock)
{
    private const int MostAtOnce = 50;

    /// <returns>How many were told now.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, Guid id, long version, IReadOnlyList<Guid> producerIds, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var found = await NeedTurn.TakeAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return Outcome<int>.Refused(found.Refusals);
        var (need, now) = (found.Value, clock.UtcNow());
        if (!need.TakesAnswersOn(clock.Today())) return need.State == NeedState.Unchecked ? new Refusal("Unchecked", "", "Nhu cầu này chưa được kiểm tra.", "This need was not checked yet.") : NeedTurn.Over;
        var ids = producerIds.Distinct().Take(MostAtOnce + 1).ToList();
        if (ids.Count == 0) return new Refusal("NobodyChosen", "producers", "Chọn ít nhất một chủ thể.", "Choose at least one producer.");
        if (ids.Count > MostAtOnce) return new Refusal("TooMany", "producers", "Mỗi lần báo nhiều nhất 50 chủ thể.", "50 producers at most at once.");
        var told = await db.NeedMatches.Where(it => it.NeedId == id).Select(it => it.ProducerId).ToListAsync(cancel);
        var producers = await db.Producers.AsNoTracking().Where(it => ids.Contains(it.Id) && !told.Contains(it.Id)).ToListAsync(cancel);
        foreach (var producer in producers)
        {
            db.NeedMatches.Add(new NeedMatch(id, producer.Id, now));
            mails.TellProducer(need, producer);
        }

        if (producers.Count > 0) db.AuditEntries.Add(new AuditEntry(now, person.Actor, "NeedProducersTold", need.ChangeSubject, after: string.Join('\n', producers.Select(it => it.Slug))));
        await db.SaveChangesAsync(cancel);
        return producers.Count;
    }, cancel);
}

/// <summary>What an officer typed at the end.</summary>
public sealed record NeedResultForm(string? Outcome, string? DealValue, string? Note, string? MeetingDay);

/// <summary>Says what came of a need; it takes no answers any more.</summary>
public sealed class CloseNeed(ICatalogDb db, TimeProvider clock)
{
    public const int LongestNote = 1000;

    public Task<Outcome<Need>> HandleAsync(Person person, Guid id, long version, NeedResultForm form, CancellationToken cancel) => db.InTransactionAsync<Need>(async () =>
    {
        var found = await NeedTurn.TakeAsync(db, person, id, version, cancel);
        if (!found.Succeeded) return found;
        var result = Meet(form);
        if (!result.Succeeded) return Outcome<Need>.Refused(result.Refusals);
        var (need, value) = (found.Value, result.Value.DealValue);
        need.Close(result.Value, clock.UtcNow());
        // The note may name people; it is erased with them, and the log is not.
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "NeedClosed", need.ChangeSubject,
            after: value is { } deal ? string.Create(CultureInfo.InvariantCulture, $"{result.Value.Outcome}: {deal.Amount}") : result.Value.Outcome.ToString()));
        await db.SaveChangesAsync(cancel);
        return need;
    }, cancel);

    private static Outcome<NeedResult> Meet(NeedResultForm form)
    {
        var unmet = new List<Refusal>();
        var isChosen = NeedRequirements.Choice<NeedOutcome>(form.Outcome, out var outcome);
        if (!isChosen) unmet.Add(new("OutcomeMissing", "outcome", "Chọn một kết quả.", "Choose an outcome."));
        var value = Fairs.FairFields.Dong(form.DealValue);
        if (value is null || (isChosen && outcome == NeedOutcome.Deal && value.Value.Amount == 0)) unmet.Add(new("ValueMissing", "dealValue", "Ghi giá trị ký kết bằng đồng, ví dụ 150.000.000.", "Enter the value of the deal in đồng, for example 150.000.000."));
        var note = Fairs.FairFields.Text(form.Note);
        if (note.Length > LongestNote) unmet.Add(NeedRequirements.TooLong("note", LongestNote));
        var day = Fairs.FairFields.Day(form.MeetingDay);
        if (day is null && !string.IsNullOrWhiteSpace(form.MeetingDay)) unmet.Add(new("DayWrong", "meetingDay", "Chưa đọc được ngày, ví dụ 24/12/2026.", "Not a day, for example 24/12/2026."));
        return unmet.Count > 0 ? Outcome<NeedResult>.Refused(unmet) : new NeedResult(outcome, outcome == NeedOutcome.Deal ? value : null, note, day);
    }
}

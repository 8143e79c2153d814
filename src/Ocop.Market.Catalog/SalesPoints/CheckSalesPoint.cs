using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <param name="IsMet">Null: nobody knows, and the answer stays blank.</param>
public sealed record CriterionFinding(string Criterion, bool? IsMet, string? Note);

/// <summary>What an officer found on the spot, criterion by criterion. An answer that did not change keeps who gave it and when.</summary>
public sealed class CheckSalesPoint(ICatalogDb db, TimeProvider clock)
{
    /// <returns>How many answers changed.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, Guid id, IReadOnlyList<CriterionFinding> findings, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.EditSalesPoints, id, null, cancel);
        if (!turn.Succeeded) return Outcome<int>.Refused(turn.Refusals);
        if (findings.FirstOrDefault(finding => finding.Note?.Length > SalesPointCheck.LongestNote) is { } tooLong)
            return new Refusal("TooLong", $"note-{tooLong.Criterion}", $"Dài quá {SalesPointCheck.LongestNote} chữ.", $"Longer than {SalesPointCheck.LongestNote} letters.");

        var now = clock.UtcNow();
        var known = await db.SalesPointChecks.Where(check => check.SalesPointId == id).ToDictionaryAsync(check => check.Criterion, cancel);
        var (before, after) = (new List<string>(), new List<string>());
        foreach (var finding in findings.Where(finding => SalesPointCriteria.All.Any(criterion => criterion.Code == finding.Criterion)))
        {
            var (check, note) = (known.GetValueOrDefault(finding.Criterion), SalesPointWords.Line(finding.Note));
            if ((check?.IsMet, check?.Note) == (finding.IsMet, finding.IsMet is null ? null : note)) continue;
            before.Add(Told(finding.Criterion, check?.IsMet, check?.Note));
            after.Add(Told(finding.Criterion, finding.IsMet, note));
            if (finding.IsMet is not { } isMet) db.SalesPointChecks.Remove(check!);
            else if (check is null) db.SalesPointChecks.Add(new SalesPointCheck(id, finding.Criterion, isMet, note, person.Id, now));
            else check.Find(isMet, note, person.Id, now);
        }

        if (after.Count == 0) return 0;
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "SalesPointChecked", turn.Value.ChangeSubject, string.Join('\n', before), string.Join('\n', after)));
        await db.SaveChangesAsync(cancel);
        return after.Count;
    }, cancel);

    private static string Told(string criterion, bool? isMet, string? note) => $"{criterion}: {isMet switch { true => "yes", false => "no", null => "" }} {note}".TrimEnd();
}

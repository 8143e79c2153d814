using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Recognition;

/// <summary>Takes the stars away from a day on, by the paper that says so. An earlier decision does not come back to life.</summary>
public sealed class RevokeDecision(ICatalogDb db, SearchRows searchRows, TimeProvider clock)
{
    private const int LongestReason = 300;

    /// <param name="reason">Number of the revoking decision, or why.</param>
    public Task<Outcome<RecognitionDecision>> HandleAsync(Person person, Guid decisionId, DateOnly? on, string? reason, CancellationToken cancel) => db.InTransactionAsync<RecognitionDecision>(async () =>
    {
        var decision = await db.RecognitionDecisions.FirstOrDefaultAsync(it => it.Id == decisionId, cancel);
        if (decision is null) return new Refusal("DecisionUnknown", "", "Không có quyết định này.", "There is no such decision.");
        var product = await db.Products.SingleAsync(it => it.Id == decision.ProductId, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == product.ProducerId, cancel);
        if (!person.May(Act.RecordRecognition, producer.Scope)) return NoRight.Here;

        var words = VietnameseText.Normalize(reason ?? "");
        var refusals = Refusals(decision, on, words).ToList();
        if (refusals.Count > 0) return Outcome<RecognitionDecision>.Refused(refusals);

        var before = RecordDecision.Told(decision);
        decision.Revoke(on!.Value);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "RecognitionRevoked", decision.ChangeSubject, before, $"{RecordDecision.Told(decision)}\nreason: {words}"));
        await searchRows.RefreshAsync([product.Id], cancel);
        return decision;
    }, cancel);

    private IEnumerable<Refusal> Refusals(RecognitionDecision decision, DateOnly? on, string reason)
    {
        if (decision.RevokedOn is not null) yield return new("RevokedAlready", "", "Quyết định này đã bị thu hồi rồi.", "This decision is revoked already.");
        else if (decision.ValidUntil < clock.Today()) yield return new("LapsedAlready", "", "Quyết định này đã hết hạn, không cần thu hồi.", "This decision has lapsed; there is nothing to revoke.");
        if (on is not { } day) yield return new("DayMissing", "on", "Ghi ngày thu hồi.", "Give the day of revocation.");
        else if (day > clock.Today()) yield return new("DayAhead", "on", "Ngày thu hồi ở tương lai.", "The day lies in the future.");
        else if (day < decision.DecidedOn) yield return new("DayTooEarly", "on", "Ngày thu hồi trước ngày quyết định.", "The day lies before the decision.");
        if (reason.Length < 2) yield return new("ReasonMissing", "reason", "Ghi số quyết định thu hồi hoặc lý do.", "Give the number of the revoking decision, or the reason.");
        else if (reason.Length > LongestReason) yield return new("ReasonTooLong", "reason", $"Lý do dài quá {LongestReason} chữ.", $"The reason is longer than {LongestReason} letters.");
    }
}

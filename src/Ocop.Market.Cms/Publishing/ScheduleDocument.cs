using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Publishing;

/// <summary>
/// Pins the approved revision to a moment. The live page stays until then, and what is written meanwhile does not come along. With no moment to
/// go live it sets only when the live page goes down.
/// </summary>
public sealed class ScheduleDocument(ICmsDb db, DocumentTurn turn, TimeProvider clock)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(731);

    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, DateTime? goLiveAt, DateTime? expireAt, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ApproveContent, (document, _) => Task.FromResult(Pin(by, document, goLiveAt, expireAt)), cancel);

    private IReadOnlyList<Refusal> Pin(Person by, Document document, DateTime? goLiveAt, DateTime? expireAt)
    {
        var now = clock.UtcNow();
        if (goLiveAt is null && expireAt is null) return [new Refusal("TimeMissing", "goLiveAt", "Bạn hãy chọn ngày giờ.", "Please choose a day and an hour.")];
        if (goLiveAt <= now || goLiveAt > now + Furthest) return [new Refusal("TimeWrong", "goLiveAt", "Giờ lên trang phải ở phía trước, trong hai năm tới.", "The moment must lie ahead, within two years.")];
        if (expireAt <= (goLiveAt ?? now) || expireAt > now + Furthest) return [new Refusal("TimeWrong", "expireAt", "Giờ gỡ xuống phải sau giờ lên trang, trong hai năm tới.", "It must go down after it went up, within two years.")];
        if (goLiveAt is null && !document.IsLive) return [new Refusal("NotLive", "expireAt", "Trang này không đang hiển thị.", "This page is not live.")];
        if (goLiveAt is { } && document.ApprovedRevisionId is null) return [PublishDocument.NotApproved];
        if (goLiveAt is { } && document.ApprovedRevisionId == document.LiveRevisionId) return [new Refusal("AlreadyLive", "", "Bản đã duyệt đang hiển thị rồi; bản mới hơn thì chưa duyệt.", "The approved revision is live already; what is newer is not approved.")];

        var before = Told(document);
        if (goLiveAt is { } goLive) document.Schedule(document.ApprovedRevisionId!.Value, goLive, expireAt, by.Name);
        else document.ExpireOn(expireAt, by.Name);
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "DocumentScheduled", ChangeSubject.Document(document.Id), before, Told(document)));
        return [];
    }

    internal static string? Told(Document document) => document.GoLiveAt is null && document.ExpireAt is null ? null : $"{document.ScheduledRevisionId} {document.GoLiveAt:O} – {document.ExpireAt:O}";
}

/// <summary>Neither goes up nor comes down by the clock any more. What is live stays live.</summary>
public sealed class CancelSchedule(ICmsDb db, DocumentTurn turn, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ApproveContent, (document, _) =>
        {
            if (ScheduleDocument.Told(document) is not { } before) return Task.FromResult<IReadOnlyList<Refusal>>([new Refusal("NotScheduled", "", "Bài này chưa hẹn giờ.", "This has no schedule.")]);
            document.CancelSchedule();
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "ScheduleCancelled", ChangeSubject.Document(document.Id), before));
            return Task.FromResult<IReadOnlyList<Refusal>>([]);
        }, cancel);
}

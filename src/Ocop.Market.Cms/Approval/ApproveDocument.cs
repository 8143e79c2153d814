using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Approval;

/// <summary>
/// The next step of one or two. An officer's own text needs no form of submission: the step is the same. The second step is taken by
/// somebody else than the first, who may approve finally.
/// </summary>
public sealed class ApproveDocument(ICmsDb db, DocumentTurn turn, IEnumerable<IContentGuard> guards, TimeProvider clock)
{
    /// <param name="revisionId">The one that was read: a newer one is not approved unseen.</param>
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, Guid revisionId, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ReadContent, (document, type) => StepAsync(by, document, type, revisionId, cancel), cancel);

    internal async Task<IReadOnlyList<Refusal>> StepAsync(Person by, Document document, DocumentType type, Guid revisionId, CancellationToken cancel)
    {
        var isSecond = document.State == ReviewState.FirstApproved;
        if (!by.May(isSecond ? Act.ApproveContentFinally : Act.ApproveContent, document.Scope)) return [DocumentTurn.NotAllowed];
        if (document.State == ReviewState.Approved) return [new Refusal("AlreadyApproved", "", "Bản mới nhất đã được duyệt rồi.", "The latest revision is approved already.")];
        if (document.LatestRevisionId != revisionId) return [new Refusal("RevisionMovedOn", "", "Bài đã có bản mới hơn bản bạn đọc.", "There is a newer revision than the one you read.")];
        if (document.State != ReviewState.Submitted && !isSecond && !by.May(type.WriteAct, document.Scope)) return [new Refusal("NotSubmitted", "", "Bài chưa được gửi duyệt.", "This was not submitted yet.")];
        if (isSecond && document.FirstApprover == by.Actor) return [new Refusal("SamePerson", "", "Bước hai phải do người khác duyệt.", "The second step is for somebody else.")];
        var content = DocumentContent.Of(await turn.RevisionAsync(revisionId, cancel));
        if (type.Check(content, isComplete: true) is { Count: > 0 } faults) return faults;
        foreach (var guard in guards)
            if (await guard.RefuseAsync(document, content, cancel) is { Count: > 0 } refused) return refused;

        var before = document.State.ToString();
        var isLast = isSecond || type.StepsIn(document.Scope) == 1;
        if (isLast) document.Approve(clock.UtcNow());
        else document.ApproveFirst(by.Actor, clock.UtcNow());
        db.DocumentComments.Add(new DocumentComment(document.Id, revisionId, isLast ? CommentKind.Approved : CommentKind.ApprovedFirst, by, "", clock.UtcNow()));
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, isLast ? "DocumentApproved" : "DocumentApprovedFirst", ChangeSubject.Document(document.Id), before, revisionId.ToString()));
        return [];
    }
}

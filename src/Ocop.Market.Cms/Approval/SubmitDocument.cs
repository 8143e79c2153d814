using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Approval;

public sealed class SubmitDocument(ICmsDb db, DocumentTurn turn, IEnumerable<IContentGuard> guards, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, type => type.WriteAct, async (document, type) =>
        {
            if (document.State is ReviewState.Submitted or ReviewState.FirstApproved) return [new Refusal("AlreadySubmitted", "", "Bài đã gửi duyệt rồi.", "This was submitted already.")];
            if (document.State == ReviewState.Approved) return [new Refusal("AlreadyApproved", "", "Bản mới nhất đã được duyệt rồi.", "The latest revision is approved already.")];
            if (document.LatestRevisionId is not { } latest) return [DocumentTurn.Unknown];
            var content = DocumentContent.Of(await turn.RevisionAsync(latest, cancel));
            if (type.Check(content, isComplete: true) is { Count: > 0 } faults) return faults;
            foreach (var guard in guards)
                if (await guard.RefuseAsync(document, content, cancel) is { Count: > 0 } refused) return refused;

            document.Submit(clock.UtcNow());
            db.DocumentComments.Add(new DocumentComment(document.Id, latest, CommentKind.Submitted, by, "", clock.UtcNow()));
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentSubmitted", ChangeSubject.Document(document.Id), after: latest.ToString()));
            return [];
        }, cancel);
}

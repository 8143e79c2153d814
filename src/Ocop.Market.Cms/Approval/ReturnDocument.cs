using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Approval;

/// <summary>Back to its author, with a word why. What is live or approved from before stays.</summary>
public sealed class ReturnDocument(ICmsDb db, DocumentTurn turn, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, string comment, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ApproveContent, (document, _) =>
        {
            if (document.State is not (ReviewState.Submitted or ReviewState.FirstApproved))
                return Task.FromResult<IReadOnlyList<Refusal>>([new Refusal("NotSubmitted", "", "Bài không ở bước chờ duyệt.", "This is not waiting for approval.")]);
            if (CommentOnDocument.Refuse(comment) is { } refusal) return Task.FromResult<IReadOnlyList<Refusal>>([refusal]);

            var before = document.State.ToString();
            document.Return(clock.UtcNow());
            db.DocumentComments.Add(new DocumentComment(document.Id, document.LatestRevisionId, CommentKind.Returned, by, comment.Trim(), clock.UtcNow()));
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentReturned", ChangeSubject.Document(document.Id), before, comment.Trim()));
            return Task.FromResult<IReadOnlyList<Refusal>>([]);
        }, cancel);
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>Brings an old text back as the newest revision. What was written since stays in the list; what the public sees does not change.</summary>
public sealed class RestoreRevision(ICmsDb db, DocumentTurn turn, ReferenceIndex references, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, Guid revisionId, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, type => type.WriteAct, async (document, type) =>
        {
            if (await db.Revisions.SingleOrDefaultAsync(revision => revision.Id == revisionId && revision.DocumentId == documentId, cancel) is not { } old)
                return [new Refusal("RevisionUnknown", "", "Không có bản này.", "There is no such revision.")];
            if (old.Id == document.LatestRevisionId) return [new Refusal("RevisionIsLatest", "", "Đây đã là bản mới nhất.", "This is the latest revision already.")];

            var before = document.LatestRevisionId;
            var restored = document.AddRevision(type.Tidy(DocumentContent.Of(old)), by.Actor, by.Name, $"Khôi phục bản {DocumentTurn.Moment(old.CreatedAt)}", clock.UtcNow());
            db.Revisions.Add(restored);
            await references.WriteAsync(document, cancel);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "RevisionRestored", ChangeSubject.Document(document.Id), before?.ToString(), $"{old.Id} as {restored.Id}"));
            return [];
        }, cancel);
}

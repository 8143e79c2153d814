using System.Text.Json;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Revisions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Approval;

/// <summary>
/// A telephone number, a misspelt name: changed on the live page at once, without the steps, by those who may. The audit says word for word
/// what it was and what it became. A newer draft stays the latest revision; its author is told that the live text moved under it.
/// </summary>
public sealed class CorrectDocument(ICmsDb db, DocumentTurn turn, PublicPages pages, IEnumerable<IContentGuard> guards, TimeProvider clock)
{
    /// <param name="liveRevisionId">The one that was on the page when the corrector opened it.</param>
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, Guid liveRevisionId, DocumentContent content, string reason, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.CorrectContent, async (document, type) =>
        {
            if (document.LiveRevisionId is not { } live) return [new Refusal("NotLive", "", "Trang này không đang hiển thị.", "This page is not live.")];
            if (live != liveRevisionId) return [DocumentTurn.Changed];
            if (CommentOnDocument.Refuse(reason) is { } refusal) return [refusal];
            var tidy = type.Tidy(content) with { Slug = null };
            if (type.Check(tidy, isComplete: true) is { Count: > 0 } faults) return faults;
            foreach (var guard in guards)
                if (await guard.RefuseAsync(document, tidy, cancel) is { Count: > 0 } refused) return refused;
            var before = DocumentContent.Of(await turn.RevisionAsync(live, cancel));
            if (before.Says(tidy)) return [new Refusal("NothingChanged", "", "Bạn chưa sửa gì.", "Nothing was changed.")];

            var revision = document.AddCorrection(tidy, by.Actor, by.Name, reason.Trim(), clock.UtcNow());
            db.Revisions.Add(revision);
            await pages.FollowAsync(document, tidy, cancel);
            db.DocumentComments.Add(new DocumentComment(document.Id, revision.Id, CommentKind.Corrected, by, reason.Trim(), clock.UtcNow()));
            var changes = Comparison.Between(type, before, tidy).Changes().ToList();
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentCorrected", ChangeSubject.Document(document.Id),
                JsonSerializer.Serialize(changes.ToDictionary(change => change.Where, change => change.Before), Block.Json),
                JsonSerializer.Serialize(changes.ToDictionary(change => change.Where, change => change.After), Block.Json)));
            return [];
        }, cancel);
}

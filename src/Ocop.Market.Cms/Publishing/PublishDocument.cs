using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Publishing;

/// <summary>Now. Where one step is enough, who may approve takes it along the way; where two are needed, both were taken before.</summary>
public sealed class PublishDocument(DocumentTurn turn, ApproveDocument approve, PublicPages pages)
{
    public static readonly Refusal NotApproved = new("NotApproved", "", "Bản này chưa được duyệt xong.", "This revision is not approved yet.");

    /// <param name="revisionId">The approved revision or the latest, as the person saw it.</param>
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, Guid revisionId, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ApproveContent, async (document, type) =>
        {
            if (document.LiveRevisionId == revisionId) return [new Refusal("AlreadyLive", "", "Bản này đang hiển thị rồi.", "This revision is live already.")];
            if (document.ApprovedRevisionId != revisionId)
            {
                if (type.StepsIn(document.Scope) > 1) return [NotApproved];
                if (await approve.StepAsync(by, document, type, revisionId, cancel) is { Count: > 0 } refusals) return refusals;
            }

            await pages.PutUpAsync(document, await turn.RevisionAsync(revisionId, cancel), by.Actor, cancel);
            return [];
        }, cancel);
}

/// <summary>The page answers "not found" until it is published again; its text and all revisions stay.</summary>
public sealed class UnpublishDocument(DocumentTurn turn, PublicPages pages)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ApproveContent, async (document, _) =>
        {
            if (!document.IsLive) return [new Refusal("NotLive", "", "Trang này không đang hiển thị.", "This page is not live.")];
            await pages.TakeDownAsync(document, by.Actor, cancel);
            return [];
        }, cancel);
}

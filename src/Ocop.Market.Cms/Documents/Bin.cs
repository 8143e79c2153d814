using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>Takes a document out of sight, down from the public's pages and out of every schedule and set. It can be taken back.</summary>
public sealed class MoveToBin(ICmsDb db, DocumentTurn turn, PublicPages pages, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, type => type.WriteAct, async (document, _) =>
        {
            // Who may write may throw away drafts; what the public reads is taken down by those who put it up.
            if ((document.IsLive || document.ScheduledRevisionId is not null) && !by.May(Act.ApproveContent, document.Scope)) return [DocumentTurn.NotAllowed];
            var waiting = await (from item in db.PublishingSetItems where item.DocumentId == documentId join set in db.PublishingSets on item.SetId equals set.Id where set.State != Sets.SetState.Published select set.State).ToListAsync(cancel);
            if (waiting.Count > 0 && !by.May(Act.ApproveContent, document.Scope)) return [DocumentTurn.NotAllowed];
            if (waiting.Contains(Sets.SetState.Planned))
                return [new Refusal("InPlannedSet", "", "Bài này nằm trong một đợt đăng đã hẹn giờ; bạn bỏ hẹn của đợt trước.", "This is part of a set that is scheduled; cancel that first.")];
            if (await db.Documents.AnyAsync(child => child.ParentId == documentId && child.DeletedAt == null, cancel))
                return [new Refusal("HasChildren", "", "Bài này còn bài con; bạn chuyển chúng đi trước.", "There are documents below this one; please move them first.")];

            var wasLive = document.IsLive;
            if (wasLive) await pages.TakeDownAsync(document, by.Actor, cancel);
            document.MoveToBin(clock.UtcNow());
            var openSets = db.PublishingSets.Where(set => set.State != Sets.SetState.Published).Select(set => set.Id);
            await db.PublishingSetItems.Where(item => item.DocumentId == documentId && openSets.Contains(item.SetId)).ExecuteDeleteAsync(cancel);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentMovedToBin", ChangeSubject.Document(document.Id), wasLive ? "live" : "draft"));
            return [];
        }, cancel);
}

/// <summary>Back as a draft: what was public before is published again by somebody who looked at it.</summary>
public sealed class TakeFromBin(ICmsDb db, DocumentTurn turn, Slugs slugs, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, type => type.WriteAct, async (document, type) =>
        {
            if (type.IsSingle && await db.Documents.AnyAsync(it => it.Type == type.Alias && it.Language == document.Language && it.DeletedAt == null, cancel)) return [CreateDocument.OnlyOne];
            var isFree = await slugs.IsFreeAsync(type, document.Slug, document.Language, null, cancel);
            document.TakeFromBin(isFree ? document.Slug : await slugs.NewAsync(type, document.Title, cancel), clock.UtcNow());
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentTakenFromBin", ChangeSubject.Document(document.Id), after: document.Slug));
            return [];
        }, cancel, inBin: true);
}

/// <summary>Only from the bin, and by those who may also publish: nothing brings it back.</summary>
public sealed class DeleteForGood(ICmsDb db, DocumentTurn turn, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, long version, CancellationToken cancel) =>
        turn.TakeAsync(by, documentId, version, _ => Act.ApproveContent, async (document, _) =>
        {
            var uses = await db.DocumentReferences.CountAsync(it => it.Kind == Reference.DocumentKind && it.Key == document.Id.ToString() && it.DocumentId != documentId, cancel);
            if (uses > 0) return [new Refusal("StillUsed", "", $"Còn {uses} bài dùng đến bài này.", $"{uses} documents still use this one.")];

            await db.Drafts.Where(it => it.DocumentId == documentId).ExecuteDeleteAsync(cancel);
            await db.EditingPresences.Where(it => it.DocumentId == documentId).ExecuteDeleteAsync(cancel);
            await db.DocumentComments.Where(it => it.DocumentId == documentId).ExecuteDeleteAsync(cancel);
            await db.DocumentReferences.Where(it => it.DocumentId == documentId).ExecuteDeleteAsync(cancel);
            await db.Redirects.Where(it => it.DocumentId == documentId).ExecuteDeleteAsync(cancel);
            await db.PublishingSetItems.Where(it => it.DocumentId == documentId).ExecuteDeleteAsync(cancel);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "DocumentDeleted", ChangeSubject.Document(document.Id), $"{document.Type} {document.Slug} {document.Language}: {document.Title}"));
            db.Documents.Remove(document);
            return [];
        }, cancel, inBin: true);
}

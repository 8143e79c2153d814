using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Approval;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Desk;

public sealed record RevisionLine(Guid Id, DateTime CreatedAt, string AuthorName, string? Note, string Title, bool IsLive, bool IsApproved, bool IsScheduled);

/// <param name="IsStale">Somebody has saved since it was begun: saving will ask to bring both together.</param>
public sealed record OwnDraft(DocumentContent Content, Guid? BaseRevisionId, DateTime SavedAt, long Version, bool IsStale);

public sealed record LanguageVariant(Guid Id, string Language, bool IsLive, bool HasNews);

/// <summary>What the person may do with it now, so that the page shows no button in vain. Each use case asks again.</summary>
public sealed record DocumentRights(bool MayWrite, bool MaySubmit, bool MayApprove, bool MayPublish, bool MayCorrect, bool MayDelete);

/// <param name="Content">Of the latest revision.</param>
/// <param name="Draft">What this person typed and did not save; the editor opens with it.</param>
/// <param name="OtherDrafts">Who else has unsaved words.</param>
/// <param name="Missing">What must be mended before it can be submitted.</param>
public sealed record EditedDocument(
    Document Document, DocumentType Type, DocumentContent Content, OwnDraft? Draft, IReadOnlyList<OtherEditor> OtherDrafts, IReadOnlyList<OtherEditor> Editors,
    IReadOnlyList<RevisionLine> Revisions, IReadOnlyList<DocumentComment> Comments, IReadOnlyList<LanguageVariant> Variants, DocumentRights Rights,
    IReadOnlyList<Refusal> Missing, IReadOnlyList<Refusal> Warnings, int Uses, string? Address);

public sealed class DocumentEditor(ICmsDb db, KnownTypes types, TimeProvider clock)
{
    private const int RevisionsShown = 100;

    /// <summary>Null where there is none, or where the person may not read it.</summary>
    public async Task<EditedDocument?> FindAsync(Person by, Guid documentId, CancellationToken cancel)
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId, cancel);
        if (document?.LatestRevisionId is null || !by.May(Act.ReadContent, document.Scope)) return null;
        var type = types.Of(document);
        var content = DocumentContent.Of(await db.Revisions.AsNoTracking().SingleAsync(revision => revision.Id == document.LatestRevisionId, cancel));
        var revisions = await db.Revisions.Where(revision => revision.DocumentId == documentId).OrderByDescending(revision => revision.CreatedAt).ThenByDescending(revision => revision.Id).Take(RevisionsShown)
            .Select(revision => new { revision.Id, revision.CreatedAt, revision.AuthorName, revision.Note, revision.Title }).ToListAsync(cancel);
        var drafts = await db.Drafts.AsNoTracking().Where(draft => draft.DocumentId == documentId).ToListAsync(cancel);
        var comments = await db.DocumentComments.AsNoTracking().Where(comment => comment.DocumentId == documentId).OrderBy(comment => comment.At).ThenBy(comment => comment.Id).ToListAsync(cancel);
        var variants = await db.Documents.AsNoTracking().Where(it => it.Type == document.Type && it.Slug == document.Slug && it.DeletedAt == null).OrderByDescending(it => it.Language).ToListAsync(cancel);
        var key = documentId.ToString();
        var uses = await db.DocumentReferences.Where(line => line.Kind == References.Reference.DocumentKind && line.Key == key).Select(line => line.DocumentId).Distinct().CountAsync(cancel);

        return new EditedDocument(document, type, content, OwnOf(drafts, by, document),
            [.. drafts.Where(draft => draft.PersonId != by.Id).Select(draft => new OtherEditor(draft.PersonId, draft.PersonName, draft.SavedAt))],
            await NoteEditing.OthersAsync(db, documentId, by.Id, clock.UtcNow(), cancel),
            [.. revisions.Select(it => new RevisionLine(it.Id, it.CreatedAt, it.AuthorName, it.Note, it.Title, it.Id == document.LiveRevisionId, it.Id == document.ApprovedRevisionId, it.Id == document.ScheduledRevisionId))],
            comments, [.. variants.Select(it => new LanguageVariant(it.Id, it.Language, it.IsLive, it.HasNews))], RightsOf(by, document, type),
            type.Check(content, isComplete: true), type.Warnings(content), uses, type.AddressOf(document.Slug));
    }

    private static OwnDraft? OwnOf(List<Draft> drafts, Person by, Document document) =>
        drafts.Find(draft => draft.PersonId == by.Id) is { } own ? new OwnDraft(DocumentContent.Read(own.Content), own.BaseRevisionId, own.SavedAt, own.Version, own.BaseRevisionId != document.LatestRevisionId) : null;

    private static DocumentRights RightsOf(Person by, Document document, DocumentType type)
    {
        var isHere = document.DeletedAt is null;
        bool May(Act act) => by.May(act, document.Scope);
        var isOpen = document.State is ReviewState.Draft or ReviewState.Returned;
        var mayStep = document.State == ReviewState.FirstApproved
            ? May(Act.ApproveContentFinally) && document.FirstApprover != by.Actor
            : May(Act.ApproveContent) && (document.State == ReviewState.Submitted || (isOpen && May(type.WriteAct)));
        return new DocumentRights(
            MayWrite: isHere && May(type.WriteAct), MaySubmit: isHere && isOpen && May(type.WriteAct), MayApprove: isHere && mayStep,
            MayPublish: isHere && May(Act.ApproveContent), MayCorrect: isHere && document.IsLive && May(Act.CorrectContent),
            MayDelete: May(type.WriteAct) && (May(Act.ApproveContent) || (isHere && !document.IsLive)));
    }
}

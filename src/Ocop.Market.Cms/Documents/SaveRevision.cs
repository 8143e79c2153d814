using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>Somebody saved in between: both texts and what they grew from, for a page on which they are brought together.</summary>
public sealed record SaveConflict(Guid TheirRevisionId, string TheirName, DateTime TheirTime, DocumentContent Theirs, DocumentContent Yours, DocumentContent? Base);

/// <param name="Conflict">Nothing was saved as a revision; what was sent lies in the person's draft.</param>
public sealed record SaveAnswer(DocumentStand Stand, SaveConflict? Conflict);

public sealed class SaveRevision(ICmsDb db, DocumentTurn turn, Slugs slugs, ReferenceIndex references, TimeProvider clock)
{
    public const int LongestNote = 200;

    /// <param name="baseRevisionId">The latest revision when the editor was opened. The token of the words: somebody else's newer ones are never written over.</param>
    public async Task<Outcome<SaveAnswer>> HandleAsync(Person by, Guid documentId, Guid? baseRevisionId, DocumentContent content, string? note, CancellationToken cancel)
    {
        SaveConflict? conflict = null;
        var outcome = await turn.TakeAsync(by, documentId, null, type => type.WriteAct, async (document, type) =>
        {
            var tidy = type.Tidy(content);
            if (type.Check(tidy, isComplete: false) is { Count: > 0 } faults) return faults;
            if (note?.Length > LongestNote) return [new Refusal("TooLong", "note", $"Ghi chú dài quá {LongestNote} chữ.", $"The note is longer than {LongestNote} letters.")];
            var latest = await LatestAsync(document, cancel);
            if (latest is not null && latest.Id != baseRevisionId && !DocumentContent.Of(latest).Says(tidy))
            {
                conflict = await KeepApartAsync(by, document, latest, baseRevisionId, tidy, cancel);
                return [];
            }

            if (await WishAsync(document, type, tidy.Slug, cancel) is { } refusal) return [refusal];
            await db.Drafts.Where(draft => draft.DocumentId == documentId && draft.PersonId == by.Id).ExecuteDeleteAsync(cancel);
            // Saved twice, or nothing changed: no noise in the list of versions.
            if (latest is not null && DocumentContent.Of(latest).Says(tidy)) return [];

            var revision = document.AddRevision(tidy, by.Actor, by.Name, VietnameseText.Normalize(note ?? "") is { Length: > 0 } words ? words : null, clock.UtcNow());
            db.Revisions.Add(revision);
            await references.WriteAsync(document, cancel);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "RevisionSaved", ChangeSubject.Document(document.Id), latest?.Id.ToString(), revision.Id.ToString()));
            return [];
        }, cancel);
        return outcome.Succeeded ? new SaveAnswer(outcome.Value, conflict) : Outcome<SaveAnswer>.Refused(outcome.Refusals);
    }

    private async Task<Revision?> LatestAsync(Document document, CancellationToken cancel) =>
        document.LatestRevisionId is { } id ? await turn.RevisionAsync(id, cancel) : null;

    private async Task<SaveConflict> KeepApartAsync(Person by, Document document, Revision latest, Guid? baseRevisionId, DocumentContent yours, CancellationToken cancel)
    {
        var draft = await db.Drafts.SingleOrDefaultAsync(it => it.DocumentId == document.Id && it.PersonId == by.Id, cancel);
        if (draft is null) db.Drafts.Add(draft = new Draft(document.Id, by.Id));
        draft.Keep(yours, baseRevisionId, document.Version, by.Name, clock.UtcNow());
        var common = baseRevisionId is { } id ? await db.Revisions.SingleOrDefaultAsync(revision => revision.Id == id && revision.DocumentId == document.Id, cancel) : null;
        return new SaveConflict(latest.Id, latest.AuthorName, latest.CreatedAt, DocumentContent.Of(latest), yours, common is null ? null : DocumentContent.Of(common));
    }

    private async Task<Refusal?> WishAsync(Document document, DocumentType type, string? slug, CancellationToken cancel)
    {
        if (slug is null || slug == document.Slug) return null;
        if (document.PublishedAt is not null)
            return new Refusal("SlugOfLivePage", "slug", "Trang đã từng hiển thị; đổi địa chỉ bằng nút “Đổi địa chỉ”, để người giữ liên kết cũ vẫn tìm được.", "The page was public; change its address with “Change address”, so that old links still lead here.");
        if (!await slugs.IsFreeAsync(type, slug, document.Language, document, cancel)) return Slugs.Taken;
        foreach (var variant in await db.Documents.Where(it => it.Type == document.Type && it.Slug == document.Slug && it.DeletedAt == null).ToListAsync(cancel)) variant.Rename(slug, clock.UtcNow());
        return null;
    }
}

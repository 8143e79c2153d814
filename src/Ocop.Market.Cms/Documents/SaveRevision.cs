using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>Somebody saved in between: both texts and what they grew from, for a page on which they are brought together.</summary>
public sealed record SaveConflict(Guid TheirRevisionId, string TheirName, DateTime TheirTime, DocumentContent Theirs, DocumentContent Yours, DocumentContent? Base);

/// <param name="Conflict">Nothing was saved as a revision; what was sent lies in the person's draft.</param>
public sealed record SaveAnswer(DocumentStand Stand, SaveConflict? Conflict);

public sealed class SaveRevision(ICmsDb db, DocumentTurn turn, Slugs slugs, AddressChange addresses, ReferenceIndex references, TimeProvider clock)
{
    public const int LongestNote = 200;

    /// <summary>From no window: whatever the person was typing ends with it.</summary>
    public Task<Outcome<SaveAnswer>> HandleAsync(Person by, Guid documentId, Guid? baseRevisionId, DocumentContent content, string? note, CancellationToken cancel) =>
        HandleAsync(by, documentId, baseRevisionId, content, note, _ => true, cancel);

    /// <param name="baseRevisionId">The latest revision when the editor was opened. The token of the words: somebody else's newer ones are never written over.</param>
    /// <param name="isOfThisWindow">Whether a draft holds what this window kept; what the same person types in another stays.</param>
    public async Task<Outcome<SaveAnswer>> HandleAsync(Person by, Guid documentId, Guid? baseRevisionId, DocumentContent content, string? note, Func<Draft, bool> isOfThisWindow, CancellationToken cancel)
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
                conflict = await KeepApartAsync(by, document, latest, baseRevisionId, tidy, isOfThisWindow, cancel);
                return [];
            }

            if (await WishAsync(document, type, tidy.Slug, by.Actor, cancel) is { } refusal) return [refusal];
            if (await OwnDraftAsync(by, document, cancel) is { } draft && isOfThisWindow(draft)) db.Drafts.Remove(draft);
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

    private Task<Draft?> OwnDraftAsync(Person by, Document document, CancellationToken cancel) =>
        db.Drafts.SingleOrDefaultAsync(draft => draft.DocumentId == document.Id && draft.PersonId == by.Id, cancel);

    private async Task<SaveConflict> KeepApartAsync(Person by, Document document, Revision latest, Guid? baseRevisionId, DocumentContent yours, Func<Draft, bool> isOfThisWindow, CancellationToken cancel)
    {
        var draft = await OwnDraftAsync(by, document, cancel);
        if (draft is null) db.Drafts.Add(draft = new Draft(document.Id, by.Id));
        // What another window keeps is not written over: these words stand in the answer, too.
        else if (!isOfThisWindow(draft)) draft = null;
        draft?.Keep(yours, baseRevisionId, document.Version, by.Name, clock.UtcNow());
        var common = baseRevisionId is { } id ? await db.Revisions.SingleOrDefaultAsync(revision => revision.Id == id && revision.DocumentId == document.Id, cancel) : null;
        return new SaveConflict(latest.Id, latest.AuthorName, latest.CreatedAt, DocumentContent.Of(latest), yours, common is null ? null : DocumentContent.Of(common));
    }

    private async Task<Refusal?> WishAsync(Document document, DocumentType type, string? slug, string actor, CancellationToken cancel)
    {
        if (slug is null || slug == document.Slug) return null;
        // The other language's page lives at the same address.
        var variants = await addresses.VariantsAsync(document, cancel);
        if (AddressChange.WasPublic(variants))
            return new Refusal("SlugOfLivePage", "slug", "Trang đã từng hiển thị; đổi địa chỉ bằng nút “Đổi địa chỉ”, để người giữ liên kết cũ vẫn tìm được.", "The page was public; change its address with “Change address”, so that old links still lead here.");
        if (!await slugs.IsFreeAsync(type, slug, document.Language, document, cancel)) return Slugs.Taken;
        await addresses.ApplyAsync(document, type, variants, slug, actor, cancel);
        return null;
    }
}

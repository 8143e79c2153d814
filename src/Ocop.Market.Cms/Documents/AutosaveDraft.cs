using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

public sealed record KeptDraft(long Version, DateTime SavedAt);

/// <summary>Keeps what is being typed. No revision, no audit entry, no word to the public's pages, and no check but size: half a sentence is fine.</summary>
public sealed class AutosaveDraft(ICmsDb db, KnownTypes types, TimeProvider clock)
{
    public const int Longest = 2_000_000;

    /// <param name="version">Of the draft as this window last kept it; null at its first word. Another window of the same person is not written over.</param>
    public Task<Outcome<KeptDraft>> HandleAsync(Person by, Guid documentId, DocumentContent content, Guid? baseRevisionId, long baseVersion, long? version, CancellationToken cancel) => db.InTransactionAsync<KeptDraft>(async () =>
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId, cancel);
        if (document is null || !by.May(Act.ReadContent, document.Scope)) return DocumentTurn.Unknown;
        if (!by.May(types.Of(document).WriteAct, document.Scope)) return DocumentTurn.NotAllowed;
        if (document.DeletedAt is not null) return DocumentTurn.InBin;
        if (content.Write().Length > Longest) return new Refusal("TooLong", "", "Bài quá dài để lưu nháp.", "The document is too long to be kept.");

        var draft = await db.Drafts.SingleOrDefaultAsync(it => it.DocumentId == documentId && it.PersonId == by.Id, cancel);
        if (draft is not null && version != draft.Version)
            return new Refusal("DraftElsewhere", "", "Bạn đang soạn bài này ở một cửa sổ khác.", "You are writing this in another window.");
        // The last words of a window that has just been saved come late: as a draft they would lie over what was saved after them.
        if (draft is null && document.LatestRevisionId != baseRevisionId && await db.Revisions.AnyAsync(revision => revision.Id == document.LatestRevisionId && revision.Author == by.Actor, cancel))
            return new Refusal("SavedMeanwhile", "", "Bạn vừa lưu bài này ở một cửa sổ khác.", "You have just saved this in another window.");
        if (draft is null) db.Drafts.Add(draft = new Draft(documentId, by.Id));
        draft.Keep(content, baseRevisionId, baseVersion, by.Name, clock.UtcNow());
        await db.SaveChangesAsync(cancel);
        return new KeptDraft(draft.Version, draft.SavedAt);
    }, cancel);
}

/// <summary>Throws away what was typed and not saved.</summary>
public sealed class DiscardDraft(ICmsDb db)
{
    public Task<int> HandleAsync(Person by, Guid documentId, CancellationToken cancel) =>
        db.Drafts.Where(draft => draft.DocumentId == documentId && draft.PersonId == by.Id).ExecuteDeleteAsync(cancel);
}

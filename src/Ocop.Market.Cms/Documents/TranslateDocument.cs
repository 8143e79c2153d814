using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>Makes the other language's document at the same address, with the words of this one to be translated. It is published when it is ready, by itself.</summary>
public sealed class TranslateDocument(ICmsDb db, KnownTypes types, ReferenceIndex references, TimeProvider clock)
{
    public Task<Outcome<DocumentStand>> HandleAsync(Person by, Guid documentId, CancellationToken cancel) => db.InTransactionAsync<DocumentStand>(async () =>
    {
        var source = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId && it.DeletedAt == null, cancel);
        if (source?.LatestRevisionId is null || !by.May(Act.ReadContent, source.Scope)) return DocumentTurn.Unknown;
        var type = types.Of(source);
        if (!by.May(type.WriteAct, source.Scope)) return DocumentTurn.NotAllowed;
        var language = source.Language == "vi" ? "en" : "vi";
        if (await db.Documents.AnyAsync(it => it.Type == source.Type && it.Slug == source.Slug && it.Language == language && it.DeletedAt == null, cancel))
            return new Refusal("TranslationExists", "", "Bản ngôn ngữ kia đã có rồi.", "The other language exists already.");

        var now = clock.UtcNow();
        var words = DocumentContent.Of(await db.Revisions.SingleAsync(revision => revision.Id == source.LatestRevisionId, cancel));
        var translation = new Document(source.Type, source.Slug, language, now, source.Scope, source.ParentId);
        translation.AddRevision(type.Tidy(words), by.Actor, by.Name, language == "en" ? "Chép từ bản tiếng Việt để dịch" : "Chép từ bản tiếng Anh để dịch", now);
        db.Documents.Add(translation);
        await references.WriteAsync(translation, cancel);
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "DocumentTranslated", ChangeSubject.Document(translation.Id), source.Id.ToString(), language));
        await db.SaveChangesAsync(cancel);
        return new DocumentStand(translation.Id, translation.Version, translation.State, translation.LatestRevisionId);
    }, cancel);
}

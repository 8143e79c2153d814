using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <param name="Properties">What the page that makes it knows already: the product a story will tell of.</param>
public sealed record NewDocument(string Type, string Title, string Language, Scope Scope, string? Slug = null, Guid? ParentId = null, JsonObject? Properties = null);

public sealed class CreateDocument(ICmsDb db, KnownTypes types, Slugs slugs, ReferenceIndex references, TimeProvider clock)
{
    internal static readonly Refusal OnlyOne = new("OnlyOne", "", "Loại này chỉ có một bài cho mỗi ngôn ngữ.", "There is only one of these in each language.");

    public Task<Outcome<DocumentStand>> HandleAsync(Person by, NewDocument wish, CancellationToken cancel) => db.InTransactionAsync<DocumentStand>(async () =>
    {
        if (types.Find(wish.Type) is not { } type) return new Refusal("TypeUnknown", "type", "Không có loại bài này.", "There is no such type of document.");
        if (wish.Language is not ("vi" or "en")) return new Refusal("LanguageUnknown", "language", "Chỉ có tiếng Việt và tiếng Anh.", "Vietnamese and English only.");
        if (!by.May(type.WriteAct, wish.Scope)) return DocumentTurn.NotAllowed;
        if (wish.Scope.Level > type.Deepest) return new Refusal("ScopeTooDeep", "scope", "Loại bài này chỉ thuộc cấp rộng hơn.", "This type of document belongs to a wider part of the programme.");
        if (wish.ParentId is { } parentId && await db.Documents.SingleOrDefaultAsync(it => it.Id == parentId && it.DeletedAt == null, cancel) is not { } parent) return new Refusal("ParentUnknown", "parent", "Không có mục cha này.", "There is no such parent.");
        if (type.IsSingle && await db.Documents.AnyAsync(it => it.Type == type.Alias && it.Language == wish.Language && it.DeletedAt == null, cancel))
            return OnlyOne;

        var content = type.Tidy(new DocumentContent(wish.Title, wish.Slug, "", wish.Properties ?? [], []));
        if (type.Check(content, isComplete: false) is { Count: > 0 } faults) return Outcome<DocumentStand>.Refused(faults);
        if (content.Slug is { } wished && !await slugs.IsFreeAsync(type, wished, wish.Language, null, cancel)) return Slugs.Taken;

        var now = clock.UtcNow();
        var document = new Document(type.Alias, content.Slug ?? await slugs.NewAsync(type, content.Title, cancel), wish.Language, now, wish.Scope, wish.ParentId);
        document.AddRevision(content, by.Actor, by.Name, null, now);
        db.Documents.Add(document);
        await references.WriteAsync(document, cancel);
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "DocumentCreated", ChangeSubject.Document(document.Id), after: $"{type.Alias} {document.Slug} {document.Language}"));
        await db.SaveChangesAsync(cancel);
        return new DocumentStand(document.Id, document.Version, document.State, document.LatestRevisionId);
    }, cancel);
}

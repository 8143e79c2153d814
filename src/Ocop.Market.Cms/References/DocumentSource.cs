using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.References;

/// <summary>Documents as things that other documents name: shared blocks, pages that are linked.</summary>
public sealed class DocumentSource(ICmsDb db, KnownTypes types) : IReferenceSource
{
    public string Kind => Reference.DocumentKind;

    public LocalText Name => new("Bài", "Document");

    public async Task<IReadOnlyList<ReferenceChoice>> SearchAsync(string words, string language, int most, CancellationToken cancel)
    {
        // Live ones only: whoever picks may have no right to read somebody's draft, not even its title.
        var found = db.Documents.AsNoTracking().Where(document => document.LiveRevisionId != null && document.DeletedAt == null && document.Language == language);
        foreach (var word in VietnameseText.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            found = found.Where(document => document.LiveWords!.Contains(word));
        // By the title that everybody can read, not that of a draft.
        var live = await (from document in found join revision in db.Revisions on document.LiveRevisionId equals revision.Id orderby revision.Title select new { Document = document, revision.Title }).Take(most).ToListAsync(cancel);
        return [.. live.Select(it => ChoiceOf(it.Document) with { Title = it.Title })];
    }

    public async Task<IReadOnlyList<ReferenceChoice>> ResolveAsync(IReadOnlyCollection<string> keys, string language, CancellationToken cancel)
    {
        var ids = keys.Select(key => Guid.TryParse(key, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        return [.. (await db.Documents.AsNoTracking().Where(document => ids.Contains(document.Id) && document.DeletedAt == null).ToListAsync(cancel)).Select(ChoiceOf)];
    }

    private ReferenceChoice ChoiceOf(Document document)
    {
        var type = types.Of(document);
        return new ReferenceChoice(document.Id.ToString(), document.Title, type.Name.Vi, type.AddressOf(document.Slug), document.IsLive);
    }
}

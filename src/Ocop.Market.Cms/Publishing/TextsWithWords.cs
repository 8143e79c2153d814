using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Publishing;

public sealed record FoundText(LocalText Kind, string Address, string Language, string Title, string Summary);

/// <summary>Live texts with an address of their own whose title or summary has all the words, with or without their marks; the newest first.</summary>
public sealed class TextsWithWords(ICmsDb db, KnownTypes types)
{
    private const int MostWords = 8;

    public async Task<IReadOnlyList<FoundText>> FindAsync(string words, string language, int take, CancellationToken cancel)
    {
        var asked = VietnameseText.Slug(words).Split('-', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();
        if (asked.Count == 0) return [];
        var open = types.All.Where(type => type is { Address: not null, IsSingle: false }).Select(type => type.Alias).ToList();
        // A text that has no version in the reader's language is better found in Vietnamese than missed.
        var live = db.Documents.AsNoTracking().Where(document => document.LiveWords != null && open.Contains(document.Type) && (document.Language == language || document.Language == "vi"
            && !db.Documents.Any(other => other.Type == document.Type && other.Slug == document.Slug && other.Language == language && other.LiveRevisionId != null)));
        foreach (var word in asked)
        {
            var beginning = " " + word;
            live = live.Where(document => document.LiveWords!.Contains(beginning));
        }

        var rows = await (
            from document in live.OrderByDescending(document => document.PublishedAt).ThenBy(document => document.Id).Take(take)
            join revision in db.Revisions.AsNoTracking() on document.LiveRevisionId equals revision.Id
            select new { document.Type, document.Slug, document.Language, document.PublishedAt, revision.Title, revision.Summary }).ToListAsync(cancel);
        return [.. rows.OrderByDescending(row => row.PublishedAt).Select(row => (Row: row, Type: types.Find(row.Type)!))
            .Select(it => new FoundText(it.Type.Name, it.Type.AddressOf(it.Row.Slug)!, it.Row.Language, it.Row.Title, it.Row.Summary))];
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// The pages every market begins with: about, help, returns, privacy, terms, in both languages. Only those that are missing are
/// written, once for each version of the file: afterwards they belong to their editors.
/// </summary>
public sealed class PagesLoader(MarketDb db, TimeProvider clock)
{
    public async Task<bool> LoadAsync(string file, CancellationToken cancel)
    {
        var hash = ShippedFiles.HashOf(file);
        if (await db.LoadedFiles.AnyAsync(loaded => loaded.Name == "pages" && loaded.Hash == hash, cancel)) return false;

        var outcome = await db.InTransactionAsync<bool>(async () =>
        {
            if (!await db.ClaimAsync("pages", hash, cancel)) return false;
            var known = await db.Documents.Where(document => document.Type == DocumentTypes.Page).Select(document => document.Slug + "/" + document.Language).ToListAsync(cancel);
            var pages = JsonSerializer.Deserialize<List<PageText>>(await File.ReadAllTextAsync(file, cancel), Block.Json)!;
            foreach (var page in pages)
            {
                if (!known.Contains(page.Slug + "/vi")) db.Documents.Add(Written(DocumentTypes.Page, page.Slug!, "vi", page, "shipped"));
                if (page.En is not null && !known.Contains(page.Slug + "/en")) db.Documents.Add(Written(DocumentTypes.Page, page.Slug!, "en", page.En, "shipped"));
            }

            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel);
        return outcome.Value;
    }

    private Document Written(string type, string slug, string language, PageText text, string author)
    {
        var now = clock.UtcNow();
        var document = new Document(type, slug, language, now);
        document.Publish(document.AddRevision(new DocumentContent(text.Title, null, text.Summary, [], text.Blocks), author, "Bản gốc của chợ", null, now), now);
        return document;
    }

    private sealed record PageText(string? Slug, string Title, string Summary, IReadOnlyList<Block> Blocks, PageText? En);
}

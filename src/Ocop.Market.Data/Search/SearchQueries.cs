using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Search;

/// <summary>The questions put to search_rows. Plain commands: EF has no words for the two indexes.</summary>
internal sealed class SearchQueries(MarketDb db, ISearchDialect dialect)
{
    private const string NamedWords = "(r.folded_name || r.folded_producer || r.folded_place)";

    /// <summary>Keeps the connection open over all questions of one page.</summary>
    public async Task<IAsyncDisposable> OpenAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        return new OpenConnection(db);
    }

    /// <summary>The numbers of the rows with the text, listed or not.</summary>
    public async Task<List<int>> MatchesAsync(SearchText text, bool namesOnly, CancellationToken cancel)
    {
        await using var command = db.Command(dialect.MatchingIds);
        command.Add("match", dialect.Match(text, namesOnly));
        return await command.ReadAsync(reader => reader.GetInt32(0), cancel);
    }

    /// <summary>The number of the product's row; 0 where there is none.</summary>
    public async Task<int> IdOfAsync(Guid productId, CancellationToken cancel)
    {
        await using var command = db.Command($"SELECT r.id FROM search_rows r WHERE {dialect.IsAmongProducts}");
        dialect.AddIds(command, [productId]);
        return (await command.ReadAsync(reader => reader.GetInt32(0), cancel)).FirstOrDefault();
    }

    public async Task<Dictionary<int, int>> ScoresAsync(SearchText text, IReadOnlyList<int> ids, CancellationToken cancel)
    {
        await using var command = db.Command("");
        command.CommandText = $"SELECT r.id, {new ScoreExpression(dialect, (name, value) => command.Add(name, value)).Of(text)} FROM search_rows r WHERE {dialect.IsAmongIds}";
        dialect.AddIds(command, ids);
        return (await command.ReadAsync(reader => (Id: reader.GetInt32(0), Score: reader.GetInt32(1)), cancel)).ToDictionary(row => row.Id, row => row.Score);
    }

    public async Task<IReadOnlyList<Guid>> NamesBeginningAsync(SearchText text, int limit, CancellationToken cancel)
    {
        await using var command = db.Command("");
        command.CommandText =
            $"""
             SELECT r.product_id FROM search_rows r WHERE r.is_listed AND {dialect.IsMatch}
             ORDER BY {new ScoreExpression(dialect, (name, value) => command.Add(name, value)).OfBeginning(text)} DESC, r.in_stock DESC, r.id LIMIT @limit
             """;
        command.Add("match", dialect.Match(text.Beginning(), namesOnly: true));
        command.Add("limit", limit);
        return await command.ReadAsync(reader => reader.GetGuid(0), cancel);
    }

    public async Task<bool> ExistsAsync(SearchText text, CancellationToken cancel)
    {
        await using var command = db.Command($"SELECT 1 FROM search_rows r WHERE r.is_listed AND {dialect.IsMatch} LIMIT 1");
        command.Add("match", dialect.Match(text, namesOnly: false));
        return (await command.ReadAsync(_ => true, cancel)).Count > 0;
    }

    /// <summary>Names in which a word may stand that is one letter off: one half of the word is whole, or the two letters in its middle are swapped.</summary>
    public async Task<List<string>> NamesLikeAsync(string word, CancellationToken cancel)
    {
        var half = word.Length / 2;
        await using var command = db.Command(
            $"""
             SELECT {NamedWords} FROM search_rows r
             WHERE r.is_listed AND ({NamedWords} LIKE @head OR {NamedWords} LIKE @tail OR {NamedWords} LIKE @swapped) LIMIT {Mending.MostNames}
             """);
        command.Add("head", $"% {word[..half]}%");
        command.Add("tail", $"%{word[half..]} %");
        command.Add("swapped", $"% {word[..(half - 1)]}{word[half]}{word[half - 1]}{word[(half + 1)..]} %");
        return await command.ReadAsync(reader => reader.GetString(0), cancel);
    }

    /// <summary>The mended words with the accents they carry in the names that were found.</summary>
    public async Task<string> AsWrittenAsync(SearchText mended, IReadOnlySet<int> positions, IReadOnlyList<int> matches, CancellationToken cancel)
    {
        var ids = matches.Take(20).ToList();
        var names = await db.SearchRows.Where(row => ids.Contains(row.Id)).Join(db.Products, row => row.ProductId, product => product.Id, (_, product) => product.Name).ToListAsync(cancel);
        var written = names.SelectMany(name => SearchWord.Split(name)).GroupBy(word => word.Folded)
            .ToDictionary(words => words.Key, words => words.GroupBy(word => word.Written).MaxBy(same => same.Count())!.Key);
        return string.Join(' ', mended.Words.Select((word, position) => positions.Contains(position) ? written.GetValueOrDefault(word.Folded, word.Folded) : word.Written));
    }

    private sealed class OpenConnection(MarketDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Search;

/// <summary>The questions put to search_rows. Plain commands: thousands of small rows are read for one page, which EF would make objects of.</summary>
internal sealed class SearchQueries(MarketDb db, ISearchDialect dialect)
{
    private const string NamedWords = "(r.folded_name || r.folded_producer || r.folded_place)";

    /// <summary>Keeps the connection open over all questions of one page.</summary>
    public async Task<IAsyncDisposable> OpenAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        return new OpenConnection(db);
    }

    /// <summary>All listed rows with the text, before any facet is applied. Without a text: all.</summary>
    public async Task<List<CatalogMatch>> MatchesAsync(SearchText? text, CatalogQuery query, DateOnly today, CancellationToken cancel)
    {
        await using var command = Command(
            $"""
             SELECT r.id, r.group_slug, r.set_code, r.province_code,
               CASE WHEN r.stars_from <= @today AND r.stars_until >= @today THEN r.stars ELSE 0 END,
               r.certification_kinds, r.price, r.in_stock, r.created_at
             FROM search_rows r WHERE r.is_listed
               {(text is null ? "" : "AND " + dialect.IsMatch)}
               {(query.Commune is null ? "" : "AND r.commune_code = @commune")}
               {(query.ProducerId is null ? "" : "AND r.producer_id = @producer")}
             """);
        Add(command, "today", today);
        if (text is not null) Add(command, "match", dialect.Match(text, namesOnly: false));
        // PostgreSQL refuses a zero character and half a surrogate pair in any text.
        if (query.Commune is not null) Add(command, "commune", VietnameseText.Normalize(query.Commune));
        if (query.ProducerId is not null) Add(command, "producer", query.ProducerId);
        return await ReadAsync(command, MatchOf, cancel);
    }

    public async Task<HashSet<int>> NameMatchesAsync(SearchText text, CancellationToken cancel)
    {
        await using var command = Command($"SELECT r.id FROM search_rows r WHERE r.is_listed AND {dialect.IsMatch}");
        Add(command, "match", dialect.Match(text, namesOnly: true));
        return [.. await ReadAsync(command, reader => reader.GetInt32(0), cancel)];
    }

    public async Task<Dictionary<int, int>> ScoresAsync(SearchText text, IReadOnlyList<int> ids, CancellationToken cancel)
    {
        await using var command = Command("");
        command.CommandText = $"SELECT r.id, {new ScoreExpression(dialect, (name, value) => Add(command, name, value)).Of(text)} FROM search_rows r WHERE {dialect.IsAmongIds}";
        dialect.AddIds(command, ids);
        return (await ReadAsync(command, reader => (Id: reader.GetInt32(0), Score: reader.GetInt32(1)), cancel)).ToDictionary(row => row.Id, row => row.Score);
    }

    public async Task<IReadOnlyList<Guid>> ProductIdsAsync(List<int> rowIds, CancellationToken cancel)
    {
        if (rowIds.Count == 0) return [];
        await using var command = Command($"SELECT r.id, r.product_id FROM search_rows r WHERE {dialect.IsAmongIds}");
        dialect.AddIds(command, rowIds);
        var productIds = (await ReadAsync(command, reader => (Id: reader.GetInt32(0), ProductId: reader.GetGuid(1)), cancel)).ToDictionary(row => row.Id, row => row.ProductId);
        return [.. rowIds.Where(productIds.ContainsKey).Select(id => productIds[id])];
    }

    public async Task<IReadOnlyList<Guid>> NamesBeginningAsync(SearchText text, int limit, CancellationToken cancel)
    {
        await using var command = Command("");
        command.CommandText =
            $"""
             SELECT r.product_id FROM search_rows r WHERE r.is_listed AND {dialect.IsMatch}
             ORDER BY {new ScoreExpression(dialect, (name, value) => Add(command, name, value)).OfBeginning(text)} DESC, r.in_stock DESC, r.id LIMIT @limit
             """;
        Add(command, "match", dialect.Match(text.Beginning(), namesOnly: true));
        Add(command, "limit", limit);
        return await ReadAsync(command, reader => reader.GetGuid(0), cancel);
    }

    public async Task<bool> ExistsAsync(SearchText text, CancellationToken cancel)
    {
        await using var command = Command($"SELECT 1 FROM search_rows r WHERE r.is_listed AND {dialect.IsMatch} LIMIT 1");
        Add(command, "match", dialect.Match(text, namesOnly: false));
        return (await ReadAsync(command, _ => true, cancel)).Count > 0;
    }

    /// <summary>Names in which a word may stand that is one letter off: one half of the word is whole, or the two letters in its middle are swapped.</summary>
    public async Task<List<string>> NamesLikeAsync(string word, CancellationToken cancel)
    {
        var half = word.Length / 2;
        await using var command = Command(
            $"""
             SELECT {NamedWords} FROM search_rows r
             WHERE r.is_listed AND ({NamedWords} LIKE @head OR {NamedWords} LIKE @tail OR {NamedWords} LIKE @swapped) LIMIT {Mending.MostNames}
             """);
        Add(command, "head", $"% {word[..half]}%");
        Add(command, "tail", $"%{word[half..]} %");
        Add(command, "swapped", $"% {word[..(half - 1)]}{word[half]}{word[half - 1]}{word[(half + 1)..]} %");
        return await ReadAsync(command, reader => reader.GetString(0), cancel);
    }

    /// <summary>The mended words with the accents they carry in the names that were found.</summary>
    public async Task<string> AsWrittenAsync(SearchText mended, IReadOnlySet<int> positions, List<CatalogMatch> matches, CancellationToken cancel)
    {
        var ids = matches.Take(20).Select(match => match.Id).ToList();
        var names = await db.SearchRows.Where(row => ids.Contains(row.Id)).Join(db.Products, row => row.ProductId, product => product.Id, (_, product) => product.Name).ToListAsync(cancel);
        var written = names.SelectMany(name => SearchWord.Split(name)).GroupBy(word => word.Folded)
            .ToDictionary(words => words.Key, words => words.GroupBy(word => word.Written).MaxBy(same => same.Count())!.Key);
        return string.Join(' ', mended.Words.Select((word, position) => positions.Contains(position) ? written.GetValueOrDefault(word.Folded, word.Folded) : word.Written));
    }

    private static CatalogMatch MatchOf(DbDataReader reader) => new(
        reader.GetInt32(0), Text(reader, 1), Text(reader, 2), Text(reader, 3), reader.GetInt32(4), reader.GetString(5),
        reader.IsDBNull(6) ? null : reader.GetInt64(6), reader.GetBoolean(7), reader.GetInt64(8));

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task<List<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> row, CancellationToken cancel)
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(row(reader));
        return rows;
    }

    private sealed class OpenConnection(MarketDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}

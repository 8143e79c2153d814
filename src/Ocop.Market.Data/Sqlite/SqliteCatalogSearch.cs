using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data.Search;

namespace Ocop.Market.Data.Sqlite;

internal sealed class SqliteCatalogSearch(MarketDb db, Synonyms synonyms, PlaceNames places, LiveShelf shelf, TimeProvider clock)
    : SqlCatalogSearch(db, synonyms, places, shelf, clock, new Fts5())
{
    private sealed class Fts5 : ISearchDialect
    {
        public string IsMatch => "r.id IN (SELECT rowid FROM search_index WHERE search_index MATCH @match)";

        public string MatchingIds => "SELECT rowid FROM search_index WHERE search_index MATCH @match";

        public string IsAmongProducts => "r.product_id IN (SELECT value FROM json_each(@ids))";

        public string News => "SELECT 0, id, 1, subject_kind, subject_id FROM changes WHERE id > @id ORDER BY id LIMIT @most";

        public string IsAmongIds => "r.id IN (SELECT value FROM json_each(@ids))";

        public string Position => "instr";

        /// <summary>A word holds letters and digits only, so quotes are enough to keep FTS5's own language (NEAR, *, :) out.</summary>
        public string Match(SearchText text, bool namesOnly)
        {
            var all = string.Join(" AND ", text.Parts.Select(Part));
            return namesOnly ? $"folded_name : ({all})" : all;
        }

        public void AddIds(DbCommand command, IReadOnlyList<int> ids) =>
            command.Parameters.Add(new SqliteParameter("ids", JsonSerializer.Serialize(ids)));

        // Keys are kept as EF writes them: in capitals.
        public void AddIds(DbCommand command, IReadOnlyList<Guid> ids) =>
            command.Parameters.Add(new SqliteParameter("ids", JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()))));

        private static string Part(SearchPart part)
        {
            var words = string.Join(" AND ", part.Words.Select((word, i) => i < part.Words.Count - 1 ? Quoted(word) : Last(word, part.Prefix)));
            return part.Token is null ? $"({words})" : $"(({words}) OR {Quoted(part.Token)})";
        }

        private static string Last(string word, PrefixReach prefix) => prefix switch
        {
            PrefixReach.None => Quoted(word),
            PrefixReach.Names => $"({Quoted(word)} OR folded_name : {Quoted(word)}*)",
            PrefixReach.Everywhere => Quoted(word) + "*",
        };

        private static string Quoted(string word) => $"\"{word}\"";
    }
}

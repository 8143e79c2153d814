using System.Data.Common;
using Npgsql;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data.Search;

namespace Ocop.Market.Data.Postgres;

internal sealed class PostgresCatalogSearch(MarketDb db, Synonyms synonyms, PlaceNames places, LiveShelf shelf, TimeProvider clock)
    : SqlCatalogSearch(db, synonyms, places, shelf, clock, new Tsquery())
{
    private sealed class Tsquery : ISearchDialect
    {
        public string IsMatch => "r.search_vector @@ to_tsquery('simple', @match)";

        public string MatchingIds => $"SELECT r.id FROM search_rows r WHERE {IsMatch}";

        public string IsAmongProducts => "r.product_id = ANY (@ids)";

        public string News =>
            """
            SELECT transaction_number::text::bigint, id, transaction_number < pg_snapshot_xmin(pg_current_snapshot()), subject_kind, subject_id FROM changes
            WHERE (transaction_number, id) > (@transaction::text::xid8, @id) ORDER BY transaction_number, id LIMIT @most
            """;

        public string IsAmongIds => "r.id = ANY (@ids)";

        public string Position => "strpos";

        /// <summary>A word holds letters and digits only, so quotes are enough to keep the query language (&amp;, |, !, :) out. A is the name's weight.</summary>
        public string Match(SearchText text, bool namesOnly) => string.Join(" & ", text.Parts.Select(part => Part(part, namesOnly ? "A" : "")));

        public void AddIds(DbCommand command, IReadOnlyList<int> ids) => command.Parameters.Add(new NpgsqlParameter("ids", ids.ToArray()));

        public void AddIds(DbCommand command, IReadOnlyList<Guid> ids) => command.Parameters.Add(new NpgsqlParameter("ids", ids.ToArray()));

        private static string Part(SearchPart part, string weight)
        {
            var words = string.Join(" & ", part.Words.Select((word, i) => i < part.Words.Count - 1 ? Quoted(word, weight) : Last(word, part.Prefix, weight)));
            return part.Token is null ? $"({words})" : $"(({words}) | {Quoted(part.Token, weight)})";
        }

        private static string Last(string word, PrefixReach prefix, string weight) => prefix switch
        {
            PrefixReach.None => Quoted(word, weight),
            PrefixReach.Names => $"({Quoted(word, weight)} | {Quoted(word, "*A")})",
            PrefixReach.Everywhere => Quoted(word, "*" + weight),
        };

        private static string Quoted(string word, string marks) => marks is "" ? $"'{word}'" : $"'{word}':{marks}";
    }
}

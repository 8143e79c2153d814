using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Ocop.Market.Data.Postgres;

namespace Ocop.Market.Data.Migrations.Postgres;

/// <summary>
/// The full-text index of search_rows: a generated column, so that no write can forget it. The weights are the fields: A name, B producer,
/// C place and certifications, D story. Trigrams serve the look for words that are one letter off.
/// </summary>
[DbContext(typeof(PostgresMarketDb))]
[Migration("20261124000000_SearchIndex")]
public sealed class SearchIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS pg_trgm;");
        migrationBuilder.Sql(
            """
            ALTER TABLE search_rows ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (
              setweight(to_tsvector('simple'::regconfig, folded_name), 'A')
              || setweight(to_tsvector('simple'::regconfig, folded_producer), 'B')
              || setweight(to_tsvector('simple'::regconfig, folded_place || folded_certifications), 'C')
              || setweight(to_tsvector('simple'::regconfig, folded_story), 'D')) STORED;
            CREATE INDEX ix_search_rows_search_vector ON search_rows USING gin (search_vector);
            CREATE INDEX ix_search_rows_trigrams ON search_rows USING gin ((folded_name || folded_producer || folded_place) gin_trgm_ops);
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            DROP INDEX ix_search_rows_trigrams;
            ALTER TABLE search_rows DROP COLUMN search_vector;
            """);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Ocop.Market.Data.Sqlite;

namespace Ocop.Market.Data.Migrations.Sqlite;

/// <summary>
/// The full-text index beside search_rows, kept by triggers. A later migration that rebuilds the table (SQLite's way to alter a column)
/// drops the triggers with it and must create them again.
/// </summary>
[DbContext(typeof(SqliteMarketDb))]
[Migration("20261124000000_SearchIndex")]
public sealed class SearchIndex : Migration
{
    private const string Columns = "folded_name, folded_producer, folded_place, folded_certifications, folded_story";
    private const string NewValues = "new.folded_name, new.folded_producer, new.folded_place, new.folded_certifications, new.folded_story";
    private const string OldValues = "old.folded_name, old.folded_producer, old.folded_place, old.folded_certifications, old.folded_story";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        const string insert = $"INSERT INTO search_index(rowid, {Columns}) VALUES (new.id, {NewValues});";
        const string delete = $"INSERT INTO search_index(search_index, rowid, {Columns}) VALUES ('delete', old.id, {OldValues});";

        // The words are folded already, so the tokenizer only parts them. detail=column: no phrase is asked for, and the index is half as large.
        migrationBuilder.Sql(
            $"""
             CREATE VIRTUAL TABLE search_index USING fts5({Columns},
               content='search_rows', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3', detail=column);
             """);
        migrationBuilder.Sql($"CREATE TRIGGER search_rows_inserted AFTER INSERT ON search_rows BEGIN {insert} END;");
        migrationBuilder.Sql($"CREATE TRIGGER search_rows_deleted AFTER DELETE ON search_rows BEGIN {delete} END;");
        migrationBuilder.Sql($"CREATE TRIGGER search_rows_updated AFTER UPDATE OF {Columns} ON search_rows BEGIN {delete} {insert} END;");
        migrationBuilder.Sql("INSERT INTO search_index(search_index) VALUES ('rebuild');");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TRIGGER search_rows_inserted; DROP TRIGGER search_rows_deleted; DROP TRIGGER search_rows_updated;");
        migrationBuilder.Sql("DROP TABLE search_index;");
    }
}

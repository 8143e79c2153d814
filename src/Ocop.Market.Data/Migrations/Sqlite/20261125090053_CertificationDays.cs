using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CertificationDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "certification_kinds",
                table: "search_rows",
                newName: "certification_days");

            migrationBuilder.Sql(
                """
                UPDATE search_rows SET certification_days = coalesce((SELECT group_concat(span, ' ') FROM (
                  SELECT kind || '/' || min(issued_on) || '/' || CASE WHEN count(*) = count(valid_until) THEN max(valid_until) ELSE '' END AS span
                  FROM certifications WHERE certifications.product_id = search_rows.product_id AND (valid_until IS NULL OR valid_until >= date('now', '+7 hours'))
                  GROUP BY kind)), '');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "certification_days",
                table: "search_rows",
                newName: "certification_kinds");

            migrationBuilder.Sql(
                """
                UPDATE search_rows SET certification_kinds = coalesce((SELECT replace(group_concat(DISTINCT kind), ',', ' ')
                  FROM certifications WHERE certifications.product_id = search_rows.product_id AND (valid_until IS NULL OR valid_until >= date('now', '+7 hours'))), '');
                """);
        }
    }
}

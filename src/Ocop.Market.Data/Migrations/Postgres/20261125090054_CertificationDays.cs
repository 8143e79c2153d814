using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
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
                UPDATE search_rows SET certification_days = coalesce((SELECT string_agg(span, ' ') FROM (
                  SELECT kind || '/' || to_char(min(issued_on), 'YYYY-MM-DD') || '/' || CASE WHEN count(*) = count(valid_until) THEN to_char(max(valid_until), 'YYYY-MM-DD') ELSE '' END AS span
                  FROM certifications WHERE certifications.product_id = search_rows.product_id AND (valid_until IS NULL OR valid_until >= (now() AT TIME ZONE 'UTC' + interval '7 hours')::date)
                  GROUP BY kind) AS spans), '');
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
                UPDATE search_rows SET certification_kinds = coalesce((SELECT string_agg(DISTINCT kind, ' ')
                  FROM certifications WHERE certifications.product_id = search_rows.product_id AND (valid_until IS NULL OR valid_until >= (now() AT TIME ZONE 'UTC' + interval '7 hours')::date)), '');
                """);
        }
    }
}

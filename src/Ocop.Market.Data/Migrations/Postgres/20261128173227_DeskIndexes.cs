using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeskIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_documents_updated_at",
                table: "documents");

            migrationBuilder.CreateIndex(
                name: "ix_documents_failed",
                table: "documents",
                columns: new[] { "updated_at", "id" },
                filter: "last_failure_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_documents_published_at_id",
                table: "documents",
                columns: new[] { "published_at", "id" },
                descending: new[] { true, false });

            migrationBuilder.CreateIndex(
                name: "ix_documents_state_updated_at_id",
                table: "documents",
                columns: new[] { "state", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_updated_at_id",
                table: "documents",
                columns: new[] { "updated_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_documents_failed",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_published_at_id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_state_updated_at_id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_updated_at_id",
                table: "documents");

            migrationBuilder.CreateIndex(
                name: "ix_documents_updated_at",
                table: "documents",
                column: "updated_at");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EditorialEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_documents_type_slug_language",
                table: "documents");

            migrationBuilder.AddColumn<string>(
                name: "author_name",
                table: "revisions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "revisions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "properties",
                table: "revisions",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<Guid>(
                name: "approved_revision_id",
                table: "documents",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "deleted_at",
                table: "documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "expire_at",
                table: "documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "first_approver",
                table: "documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "folded_title",
                table: "documents",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "go_live_at",
                table: "documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_failure",
                table: "documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "last_failure_at",
                table: "documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "parent_id",
                table: "documents",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheduled_by",
                table: "documents",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "scheduled_revision_id",
                table: "documents",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scope_path",
                table: "documents",
                type: "text",
                nullable: false,
                defaultValue: "/");

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "documents",
                type: "text",
                nullable: false,
                defaultValue: "Draft");

            migrationBuilder.AddColumn<string>(
                name: "title",
                table: "documents",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "updated_at",
                table: "documents",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateTable(
                name: "document_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "document_references",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    is_live = table.Column<bool>(type: "boolean", nullable: false),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_references", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    base_revision_id = table.Column<Guid>(type: "uuid", nullable: true),
                    base_version = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => new { x.document_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "editing_presences",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editing_presences", x => new { x.document_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "publishing_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    go_live_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    planned_by = table.Column<string>(type: "text", nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_failure = table.Column<string>(type: "text", nullable: true),
                    last_failure_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publishing_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "redirects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_path = table.Column<string>(type: "text", nullable: false),
                    to_path = table.Column<string>(type: "text", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redirects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "publishing_set_items",
                columns: table => new
                {
                    set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_by = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publishing_set_items", x => new { x.set_id, x.document_id });
                    table.ForeignKey(
                        name: "fk_publishing_set_items_publishing_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "publishing_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_documents_expire_at",
                table: "documents",
                column: "expire_at");

            migrationBuilder.CreateIndex(
                name: "ix_documents_go_live_at",
                table: "documents",
                column: "go_live_at");

            migrationBuilder.CreateIndex(
                name: "ix_documents_parent_id",
                table: "documents",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_scope_path",
                table: "documents",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_documents_type_slug_language",
                table: "documents",
                columns: new[] { "type", "slug", "language" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_documents_updated_at",
                table: "documents",
                column: "updated_at");

            migrationBuilder.CreateIndex(
                name: "ix_document_comments_document_id",
                table: "document_comments",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_references_document_id",
                table: "document_references",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_references_kind_key",
                table: "document_references",
                columns: new[] { "kind", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_drafts_person_id",
                table: "drafts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_publishing_set_items_document_id",
                table: "publishing_set_items",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_publishing_sets_state_go_live_at",
                table: "publishing_sets",
                columns: new[] { "state", "go_live_at" });

            migrationBuilder.CreateIndex(
                name: "ix_redirects_from_path",
                table: "redirects",
                column: "from_path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_redirects_to_path",
                table: "redirects",
                column: "to_path");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "document_comments");

            migrationBuilder.DropTable(
                name: "document_references");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "editing_presences");

            migrationBuilder.DropTable(
                name: "publishing_set_items");

            migrationBuilder.DropTable(
                name: "redirects");

            migrationBuilder.DropTable(
                name: "publishing_sets");

            migrationBuilder.DropIndex(
                name: "ix_documents_expire_at",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_go_live_at",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_parent_id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_scope_path",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_type_slug_language",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_documents_updated_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "author_name",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "note",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "properties",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "approved_revision_id",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "deleted_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "expire_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "first_approver",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "folded_title",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "go_live_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "last_failure",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "last_failure_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "parent_id",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "scheduled_by",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "scheduled_revision_id",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "scope_path",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "state",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "title",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "updated_at",
                table: "documents");

            migrationBuilder.CreateIndex(
                name: "ix_documents_type_slug_language",
                table: "documents",
                columns: new[] { "type", "slug", "language" },
                unique: true);
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProducersRooms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "about",
                table: "producers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "banner_id",
                table: "producers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "fact_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    media_item_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    proposed_by = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_proposals", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fact_proposals_state_proposed_at",
                table: "fact_proposals",
                columns: new[] { "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_proposals_subject_id_proposed_at",
                table: "fact_proposals",
                columns: new[] { "subject_id", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_proposals_subject_kind_subject_id",
                table: "fact_proposals",
                columns: new[] { "subject_kind", "subject_id" },
                unique: true,
                filter: "state = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fact_proposals");

            migrationBuilder.DropColumn(
                name: "about",
                table: "producers");

            migrationBuilder.DropColumn(
                name: "banner_id",
                table: "producers");
        }
    }
}

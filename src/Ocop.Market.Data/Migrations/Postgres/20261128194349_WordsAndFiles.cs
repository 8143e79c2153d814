using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WordsAndFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "only",
                table: "media_uploads",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "media_items",
                type: "text",
                nullable: false,
                defaultValue: "Photo");

            migrationBuilder.AddColumn<DateTime>(
                name: "corrected_at",
                table: "documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "live_words",
                table: "documents",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "only",
                table: "media_uploads");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "media_items");

            migrationBuilder.DropColumn(
                name: "corrected_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "live_words",
                table: "documents");
        }
    }
}

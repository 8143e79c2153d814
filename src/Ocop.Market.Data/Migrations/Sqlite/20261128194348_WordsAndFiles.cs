using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "media_items",
                type: "TEXT",
                nullable: false,
                defaultValue: "Photo");

            migrationBuilder.AddColumn<DateTime>(
                name: "corrected_at",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "live_words",
                table: "documents",
                type: "TEXT",
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

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MoneyTidied : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_outside",
                table: "refunds",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "campaign_id",
                table: "promotions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contact",
                table: "payout_accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "pays_from",
                table: "payout_accounts",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_outside",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "campaign_id",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "contact",
                table: "payout_accounts");

            migrationBuilder.DropColumn(
                name: "pays_from",
                table: "payout_accounts");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CarriedBalances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_kind_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_dong",
                table: "settlement_entries");

            migrationBuilder.CreateTable(
                name: "carried_balances",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    is_due = table.Column<bool>(type: "boolean", nullable: false),
                    dong = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carried_balances", x => new { x.month, x.producer_id, x.kind });
                    table.ForeignKey(
                        name: "fk_carried_balances_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_month_producer_id_kind_is_due_dong",
                table: "settlement_entries",
                columns: new[] { "month", "producer_id", "kind", "is_due", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_kind_dong",
                table: "settlement_entries",
                columns: new[] { "producer_id", "is_due", "month", "kind", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_carried_balances_producer_id",
                table: "carried_balances",
                column: "producer_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "carried_balances");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_month_producer_id_kind_is_due_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_kind_dong",
                table: "settlement_entries");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_kind_dong",
                table: "settlement_entries",
                columns: new[] { "kind", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_dong",
                table: "settlement_entries",
                columns: new[] { "producer_id", "is_due", "month", "dong" });
        }
    }
}

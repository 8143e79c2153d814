using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OrderLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_month",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_orders_producer_id",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_kind_dong",
                table: "settlement_entries",
                columns: new[] { "kind", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_dong",
                table: "settlement_entries",
                columns: new[] { "producer_id", "is_due", "month", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_producer_id_status_placed_at",
                table: "orders",
                columns: new[] { "producer_id", "status", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_status_placed_at",
                table: "orders",
                columns: new[] { "status", "placed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_kind_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_orders_producer_id_status_placed_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_status_placed_at",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_month",
                table: "settlement_entries",
                columns: new[] { "producer_id", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_producer_id",
                table: "orders",
                column: "producer_id");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SalesByIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines");

            migrationBuilder.DropIndex(
                name: "ix_order_events_order_id",
                table: "order_events");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_sold",
                table: "order_lines",
                columns: new[] { "product_id", "order_id", "price", "quantity", "borne_by_producer" });

            migrationBuilder.CreateIndex(
                name: "ix_order_events_order_id_status_at",
                table: "order_events",
                columns: new[] { "order_id", "status", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_order_lines_sold",
                table: "order_lines");

            migrationBuilder.DropIndex(
                name: "ix_order_events_order_id_status_at",
                table: "order_events");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_events_order_id",
                table: "order_events",
                column: "order_id");
        }
    }
}

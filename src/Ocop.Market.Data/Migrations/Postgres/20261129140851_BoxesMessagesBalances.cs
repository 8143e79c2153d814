using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BoxesMessagesBalances : Migration
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

            migrationBuilder.AddColumn<DateTime>(
                name: "reply_hidden_at",
                table: "reviews",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reply_hidden_for",
                table: "reviews",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_outside",
                table: "refunds",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "campaign_id",
                table: "promotions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "allergens",
                table: "products",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contact",
                table: "payout_accounts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "pays_from",
                table: "payout_accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "link",
                table: "outbox_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "template",
                table: "outbox_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "photo_id",
                table: "gift_boxes",
                type: "uuid",
                nullable: true);

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

            migrationBuilder.CreateTable(
                name: "part_replacements",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    box_position = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    gone_variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gone_name = table.Column<string>(type: "text", nullable: false),
                    gone_pack = table.Column<string>(type: "text", nullable: false),
                    gone_net = table.Column<string>(type: "text", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: false),
                    net = table.Column<string>(type: "text", nullable: false),
                    buyer_agreed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_part_replacements", x => x.id);
                    table.ForeignKey(
                        name: "fk_part_replacements_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_part_replacements_variants_gone_variant_id",
                        column: x => x.gone_variant_id,
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_part_replacements_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "variants",
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
                name: "ix_order_lines_product_id",
                table: "order_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_photo_id",
                table: "gift_boxes",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_carried_balances_producer_id",
                table: "carried_balances",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_part_replacements_gone_variant_id",
                table: "part_replacements",
                column: "gone_variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_part_replacements_order_id",
                table: "part_replacements",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_part_replacements_variant_id",
                table: "part_replacements",
                column: "variant_id");

            // Whether a phone has ordered before is asked at each checkout that has a promotion for first orders. EF knows no index over part of a complex
            // property, so it stands here alone: a later migration that rebuilds order_groups (SQLite's way to alter a column) must make it again.
            migrationBuilder.Sql("CREATE INDEX ix_order_groups_phone ON order_groups (phone);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_order_groups_phone;");

            migrationBuilder.DropTable(
                name: "carried_balances");

            migrationBuilder.DropTable(
                name: "part_replacements");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_month_producer_id_kind_is_due_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_kind_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_order_lines_product_id",
                table: "order_lines");

            migrationBuilder.DropIndex(
                name: "ix_gift_boxes_photo_id",
                table: "gift_boxes");

            migrationBuilder.DropColumn(
                name: "reply_hidden_at",
                table: "reviews");

            migrationBuilder.DropColumn(
                name: "reply_hidden_for",
                table: "reviews");

            migrationBuilder.DropColumn(
                name: "is_outside",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "campaign_id",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "allergens",
                table: "products");

            migrationBuilder.DropColumn(
                name: "contact",
                table: "payout_accounts");

            migrationBuilder.DropColumn(
                name: "pays_from",
                table: "payout_accounts");

            migrationBuilder.DropColumn(
                name: "link",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "template",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "photo_id",
                table: "gift_boxes");

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

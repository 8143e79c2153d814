using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GiftBoxes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "set_id",
                table: "promotions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "box_position",
                table: "order_lines",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "box_transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    to_producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_box_transfers", x => x.id);
                    table.ForeignKey(
                        name: "fk_box_transfers_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gift_boxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    is_own = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    lead = table.Column<string>(type: "TEXT", nullable: false),
                    lead_en = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<string>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    packaging = table.Column<long>(type: "INTEGER", nullable: false),
                    packer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    set_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_boxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_gift_boxes_producers_packer_id",
                        column: x => x.packer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gift_boxes_publishing_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "publishing_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "cart_boxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cart_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    box_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    card_text = table.Column<string>(type: "TEXT", nullable: true),
                    allows_substitution = table.Column<bool>(type: "INTEGER", nullable: false),
                    price_when_added = table.Column<long>(type: "INTEGER", nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_boxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_cart_boxes_carts_cart_id",
                        column: x => x.cart_id,
                        principalTable: "carts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cart_boxes_gift_boxes_box_id",
                        column: x => x.box_id,
                        principalTable: "gift_boxes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gift_box_parts",
                columns: table => new
                {
                    box_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    variant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_share = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_box_parts", x => new { x.box_id, x.position });
                    table.ForeignKey(
                        name: "fk_gift_box_parts_gift_boxes_box_id",
                        column: x => x.box_id,
                        principalTable: "gift_boxes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_gift_box_parts_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_boxes",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    box_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<string>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    packaging = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    card_text = table.Column<string>(type: "TEXT", nullable: true),
                    allows_substitution = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_boxes", x => new { x.order_id, x.position });
                    table.ForeignKey(
                        name: "fk_order_boxes_gift_boxes_box_id",
                        column: x => x.box_id,
                        principalTable: "gift_boxes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_boxes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_promotions_set_id",
                table: "promotions",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_box_transfers_from_producer_id_received_at",
                table: "box_transfers",
                columns: new[] { "from_producer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_box_transfers_order_id",
                table: "box_transfers",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_box_transfers_to_producer_id_received_at",
                table: "box_transfers",
                columns: new[] { "to_producer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cart_boxes_box_id",
                table: "cart_boxes",
                column: "box_id");

            migrationBuilder.CreateIndex(
                name: "ix_cart_boxes_cart_id",
                table: "cart_boxes",
                column: "cart_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_box_parts_variant_id",
                table: "gift_box_parts",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_is_own_state",
                table: "gift_boxes",
                columns: new[] { "is_own", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_packer_id",
                table: "gift_boxes",
                column: "packer_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_set_id",
                table: "gift_boxes",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_slug",
                table: "gift_boxes",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_boxes_box_id",
                table: "order_boxes",
                column: "box_id");

            migrationBuilder.AddForeignKey(
                name: "fk_promotions_publishing_sets_set_id",
                table: "promotions",
                column: "set_id",
                principalTable: "publishing_sets",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_promotions_publishing_sets_set_id",
                table: "promotions");

            migrationBuilder.DropTable(
                name: "box_transfers");

            migrationBuilder.DropTable(
                name: "cart_boxes");

            migrationBuilder.DropTable(
                name: "gift_box_parts");

            migrationBuilder.DropTable(
                name: "order_boxes");

            migrationBuilder.DropTable(
                name: "gift_boxes");

            migrationBuilder.DropIndex(
                name: "ix_promotions_set_id",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "set_id",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "box_position",
                table: "order_lines");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BoxesOnTruth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "allergens",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "photo_id",
                table: "gift_boxes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "part_replacements",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    box_position = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    gone_variant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    gone_name = table.Column<string>(type: "TEXT", nullable: false),
                    gone_pack = table.Column<string>(type: "TEXT", nullable: false),
                    gone_net = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    pack = table.Column<string>(type: "TEXT", nullable: false),
                    net = table.Column<string>(type: "TEXT", nullable: false),
                    buyer_agreed = table.Column<bool>(type: "INTEGER", nullable: false)
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
                name: "ix_gift_boxes_photo_id",
                table: "gift_boxes",
                column: "photo_id");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "part_replacements");

            migrationBuilder.DropIndex(
                name: "ix_gift_boxes_photo_id",
                table: "gift_boxes");

            migrationBuilder.DropColumn(
                name: "allergens",
                table: "products");

            migrationBuilder.DropColumn(
                name: "photo_id",
                table: "gift_boxes");
        }
    }
}

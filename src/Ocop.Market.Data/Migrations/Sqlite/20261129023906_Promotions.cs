using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Promotions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "borne_by_producer",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "discount",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "coupon",
                table: "carts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "promotions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    stacking_group = table.Column<string>(type: "TEXT", nullable: true),
                    min_goods = table.Column<long>(type: "INTEGER", nullable: true),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true),
                    province_code = table.Column<string>(type: "TEXT", nullable: true),
                    is_first_order = table.Column<bool>(type: "INTEGER", nullable: false),
                    needs_code = table.Column<bool>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    cap = table.Column<long>(type: "INTEGER", nullable: true),
                    buy = table.Column<int>(type: "INTEGER", nullable: true),
                    pay = table.Column<int>(type: "INTEGER", nullable: true),
                    most_uses = table.Column<int>(type: "INTEGER", nullable: true),
                    most_uses_per_phone = table.Column<int>(type: "INTEGER", nullable: true),
                    bearer = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "order_discounts",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    promotion_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    bearer = table.Column<string>(type: "TEXT", nullable: false),
                    goods = table.Column<long>(type: "INTEGER", nullable: false),
                    delivery = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_discounts", x => new { x.order_id, x.position });
                    table.ForeignKey(
                        name: "fk_order_discounts_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_discounts_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "promotion_codes",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    promotion_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    most_uses = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotion_codes", x => x.code);
                    table.ForeignKey(
                        name: "fk_promotion_codes_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "promotion_targets",
                columns: table => new
                {
                    promotion_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_producer = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotion_targets", x => new { x.promotion_id, x.target_id });
                    table.ForeignKey(
                        name: "fk_promotion_targets_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promotion_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    promotion_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    group_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    given_back_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promotion_uses", x => x.id);
                    table.ForeignKey(
                        name: "fk_promotion_uses_order_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "order_groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_promotion_uses_promotions_promotion_id",
                        column: x => x.promotion_id,
                        principalTable: "promotions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_order_discounts_promotion_id",
                table: "order_discounts",
                column: "promotion_id");

            migrationBuilder.CreateIndex(
                name: "ix_promotion_codes_promotion_id",
                table: "promotion_codes",
                column: "promotion_id");

            migrationBuilder.CreateIndex(
                name: "ix_promotion_uses_code",
                table: "promotion_uses",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_promotion_uses_group_id",
                table: "promotion_uses",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_promotion_uses_promotion_id",
                table: "promotion_uses",
                column: "promotion_id");

            migrationBuilder.CreateIndex(
                name: "ix_promotions_state",
                table: "promotions",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_discounts");

            migrationBuilder.DropTable(
                name: "promotion_codes");

            migrationBuilder.DropTable(
                name: "promotion_targets");

            migrationBuilder.DropTable(
                name: "promotion_uses");

            migrationBuilder.DropTable(
                name: "promotions");

            migrationBuilder.DropColumn(
                name: "borne_by_producer",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "discount",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "coupon",
                table: "carts");
        }
    }
}

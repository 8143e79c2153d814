using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SalesPoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sales_points",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    latitude = table.Column<double>(type: "REAL", nullable: true),
                    longitude = table.Column<double>(type: "REAL", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    hours_stored = table.Column<string>(type: "TEXT", nullable: false),
                    holiday_note = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    closed_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_from = table.Column<int>(type: "INTEGER", nullable: true),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    commune = table.Column<string>(type: "TEXT", nullable: true),
                    commune_code = table.Column<string>(type: "TEXT", nullable: true),
                    district = table.Column<string>(type: "TEXT", nullable: true),
                    legacy_province_code = table.Column<string>(type: "TEXT", nullable: true),
                    province = table.Column<string>(type: "TEXT", nullable: true),
                    province_code = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_points", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_checks",
                columns: table => new
                {
                    sales_point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    criterion = table.Column<string>(type: "TEXT", nullable: false),
                    is_met = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    checked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_checks", x => new { x.sales_point_id, x.criterion });
                    table.ForeignKey(
                        name: "fk_sales_point_checks_sales_points_sales_point_id",
                        column: x => x.sales_point_id,
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_goods",
                columns: table => new
                {
                    sales_point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_there = table.Column<bool>(type: "INTEGER", nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    told_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_goods", x => new { x.sales_point_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_sales_point_goods_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sales_point_goods_sales_points_sales_point_id",
                        column: x => x.sales_point_id,
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_photos",
                columns: table => new
                {
                    sales_point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    media_item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_photos", x => new { x.sales_point_id, x.media_item_id });
                    table.ForeignKey(
                        name: "fk_sales_point_photos_media_items_media_item_id",
                        column: x => x.media_item_id,
                        principalTable: "media_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sales_point_photos_sales_points_sales_point_id",
                        column: x => x.sales_point_id,
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sales_point_goods_product_id",
                table: "sales_point_goods",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_point_photos_media_item_id",
                table: "sales_point_photos",
                column: "media_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_scope_path",
                table: "sales_points",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_slug",
                table: "sales_points",
                column: "slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sales_point_checks");

            migrationBuilder.DropTable(
                name: "sales_point_goods");

            migrationBuilder.DropTable(
                name: "sales_point_photos");

            migrationBuilder.DropTable(
                name: "sales_points");
        }
    }
}

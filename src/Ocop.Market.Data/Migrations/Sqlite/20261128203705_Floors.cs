using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Floors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "floors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    columns_text = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "floor_listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    floor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    row_hash = table.Column<string>(type: "TEXT", nullable: true),
                    exported_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outside_link = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_listings_floors_floor_id",
                        column: x => x.floor_id,
                        principalTable: "floors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_floor_listings_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "floor_packages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    floor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    only_changed = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    products = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    pictures = table.Column<int>(type: "INTEGER", nullable: false),
                    files_text = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    files_deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_by = table.Column<string>(type: "TEXT", nullable: true),
                    handed_over_to = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_packages", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_packages_floors_floor_id",
                        column: x => x.floor_id,
                        principalTable: "floors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "floor_package_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    package_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_package_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_package_items_floor_packages_package_id",
                        column: x => x.package_id,
                        principalTable: "floor_packages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_floor_package_items_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_floor_listings_floor_id_product_id",
                table: "floor_listings",
                columns: new[] { "floor_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_listings_floor_id_state",
                table: "floor_listings",
                columns: new[] { "floor_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_floor_listings_product_id",
                table: "floor_listings",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_package_items_package_id_product_id",
                table: "floor_package_items",
                columns: new[] { "package_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_package_items_product_id",
                table: "floor_package_items",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_packages_floor_id_number",
                table: "floor_packages",
                columns: new[] { "floor_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_packages_state",
                table: "floor_packages",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_floors_name",
                table: "floors",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "floor_listings");

            migrationBuilder.DropTable(
                name: "floor_package_items");

            migrationBuilder.DropTable(
                name: "floor_packages");

            migrationBuilder.DropTable(
                name: "floors");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LivestreamsAndEventCatalogues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "event_catalogues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    folded_title = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    shows_prices = table.Column<bool>(type: "boolean", nullable: false),
                    scope_path = table.Column<string>(type: "text", nullable: false),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_catalogues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "livestreams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    replay_address = table.Column<string>(type: "text", nullable: true),
                    orders = table.Column<int>(type: "integer", nullable: true),
                    sales = table.Column<long>(type: "bigint", nullable: true),
                    is_cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    cancel_reason = table.Column<string>(type: "text", nullable: true),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_livestreams", x => x.id);
                    table.ForeignKey(
                        name: "fk_livestreams_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalogued_products",
                columns: table => new
                {
                    catalogue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalogued_products", x => new { x.catalogue_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_catalogued_products_event_catalogues_catalogue_id",
                        column: x => x.catalogue_id,
                        principalTable: "event_catalogues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_catalogued_products_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pinned_products",
                columns: table => new
                {
                    livestream_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pinned_products", x => new { x.livestream_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_pinned_products_livestreams_livestream_id",
                        column: x => x.livestream_id,
                        principalTable: "livestreams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_pinned_products_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogued_products_product_id",
                table: "catalogued_products",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_catalogues_slug",
                table: "event_catalogues",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_livestreams_ends_at",
                table: "livestreams",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_livestreams_producer_id_starts_at",
                table: "livestreams",
                columns: new[] { "producer_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_pinned_products_product_id",
                table: "pinned_products",
                column: "product_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogued_products");

            migrationBuilder.DropTable(
                name: "pinned_products");

            migrationBuilder.DropTable(
                name: "event_catalogues");

            migrationBuilder.DropTable(
                name: "livestreams");
        }
    }
}

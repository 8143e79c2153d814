using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Fairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    title_vi = table.Column<string>(type: "TEXT", nullable: false),
                    title_en = table.Column<string>(type: "TEXT", nullable: false),
                    folded_title = table.Column<string>(type: "TEXT", nullable: false),
                    about_vi = table.Column<string>(type: "TEXT", nullable: false),
                    about_en = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    apply_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    plan_media_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    opens = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    closes = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    visits = table.Column<int>(type: "INTEGER", nullable: true),
                    contracts = table.Column<int>(type: "INTEGER", nullable: true),
                    revenue = table.Column<long>(type: "INTEGER", nullable: true),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("pk_fairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "booths",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    size_m2 = table.Column<int>(type: "INTEGER", nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false),
                    x = table.Column<int>(type: "INTEGER", nullable: false),
                    y = table.Column<int>(type: "INTEGER", nullable: false),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booths", x => x.id);
                    table.ForeignKey(
                        name: "fk_booths_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booths_product_groups_group_slug",
                        column: x => x.group_slug,
                        principalTable: "product_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "fair_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opens = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    closes = table.Column<TimeOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_days", x => x.id);
                    table.ForeignKey(
                        name: "fk_fair_days_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "fair_programme",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    what_vi = table.Column<string>(type: "TEXT", nullable: false),
                    what_en = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_programme", x => x.id);
                    table.ForeignKey(
                        name: "fk_fair_programme_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "market_day_changes",
                columns: table => new
                {
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    moved_to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_day_changes", x => new { x.fair_id, x.day });
                    table.ForeignKey(
                        name: "fk_market_day_changes_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "booth_applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fair_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    wanted_m2 = table.Column<int>(type: "INTEGER", nullable: true),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    booth_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    waiting_since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decisions = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booth_applications", x => x.id);
                    table.ForeignKey(
                        name: "fk_booth_applications_booths_booth_id",
                        column: x => x.booth_id,
                        principalTable: "booths",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_booth_applications_fairs_fair_id",
                        column: x => x.fair_id,
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booth_applications_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_booth_applications_product_groups_group_slug",
                        column: x => x.group_slug,
                        principalTable: "product_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "brought_products",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brought_products", x => new { x.application_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_brought_products_booth_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "booth_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_brought_products_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_booth_id",
                table: "booth_applications",
                column: "booth_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_fair_id_producer_id",
                table: "booth_applications",
                columns: new[] { "fair_id", "producer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_group_slug",
                table: "booth_applications",
                column: "group_slug");

            migrationBuilder.CreateIndex(
                name: "ix_booth_applications_producer_id",
                table: "booth_applications",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_booths_fair_id_number",
                table: "booths",
                columns: new[] { "fair_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booths_group_slug",
                table: "booths",
                column: "group_slug");

            migrationBuilder.CreateIndex(
                name: "ix_brought_products_product_id",
                table: "brought_products",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_fair_days_fair_id_day",
                table: "fair_days",
                columns: new[] { "fair_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_fair_programme_fair_id",
                table: "fair_programme",
                column: "fair_id");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_last_day",
                table: "fairs",
                column: "last_day");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_plan_media_id",
                table: "fairs",
                column: "plan_media_id");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_slug",
                table: "fairs",
                column: "slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brought_products");

            migrationBuilder.DropTable(
                name: "fair_days");

            migrationBuilder.DropTable(
                name: "fair_programme");

            migrationBuilder.DropTable(
                name: "market_day_changes");

            migrationBuilder.DropTable(
                name: "booth_applications");

            migrationBuilder.DropTable(
                name: "booths");

            migrationBuilder.DropTable(
                name: "fairs");
        }
    }
}

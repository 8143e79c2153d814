using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChannelReach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "campaign_listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    set_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    shop_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    added_by = table.Column<string>(type: "TEXT", nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    began_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    was_wanted = table.Column<bool>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaign_listings_channel_shops_shop_id",
                        column: x => x.shop_id,
                        principalTable: "channel_shops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_listings_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_listings_publishing_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "publishing_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reach_months",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    province_code = table.Column<string>(type: "TEXT", nullable: false),
                    group_slug = table.Column<string>(type: "TEXT", nullable: false),
                    producers = table.Column<int>(type: "INTEGER", nullable: false),
                    producers_there = table.Column<int>(type: "INTEGER", nullable: false),
                    products = table.Column<int>(type: "INTEGER", nullable: false),
                    products_there = table.Column<int>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reach_months", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shop_reminders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    shop_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_reminders", x => x.id);
                    table.ForeignKey(
                        name: "fk_shop_reminders_channel_shops_shop_id",
                        column: x => x.shop_id,
                        principalTable: "channel_shops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_listings_ended_at_until",
                table: "campaign_listings",
                columns: new[] { "ended_at", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_listings_product_id",
                table: "campaign_listings",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_listings_set_id_shop_id_product_id",
                table: "campaign_listings",
                columns: new[] { "set_id", "shop_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaign_listings_shop_id_product_id",
                table: "campaign_listings",
                columns: new[] { "shop_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reach_months_group_slug_month",
                table: "reach_months",
                columns: new[] { "group_slug", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_reach_months_month_scope_path_group_slug",
                table: "reach_months",
                columns: new[] { "month", "scope_path", "group_slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shop_reminders_shop_id_until_days",
                table: "shop_reminders",
                columns: new[] { "shop_id", "until", "days" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_listings");

            migrationBuilder.DropTable(
                name: "reach_months");

            migrationBuilder.DropTable(
                name: "shop_reminders");
        }
    }
}

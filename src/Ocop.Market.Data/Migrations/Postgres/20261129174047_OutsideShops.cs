using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutsideShops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "category_maps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    group_slug = table.Column<string>(type: "text", nullable: false),
                    set_code = table.Column<string>(type: "text", nullable: true),
                    category = table.Column<string>(type: "text", nullable: false),
                    category_name = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_category_maps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channel_cursors",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    transaction = table.Column<long>(type: "bigint", nullable: false),
                    change_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_cursors", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "channel_notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    channel = table.Column<string>(type: "text", nullable: false),
                    event_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    outside_shop = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channel_shops",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outside_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    cipher = table.Column<string>(type: "text", nullable: true),
                    warehouse = table.Column<string>(type: "text", nullable: true),
                    sealed_tokens = table.Column<string>(type: "text", nullable: true),
                    tokens_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    access_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    refresh_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    consent_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    connected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    pause = table.Column<string>(type: "text", nullable: false),
                    paused_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    pause_reason = table.Column<string>(type: "text", nullable: true),
                    price_percent = table.Column<int>(type: "integer", nullable: false),
                    price_step = table.Column<int>(type: "integer", nullable: false),
                    safety_stock = table.Column<int>(type: "integer", nullable: false),
                    last_good_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    listings_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    orders_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    swept_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_shops", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_shops_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outside_data",
                columns: table => new
                {
                    channel = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outside_data", x => new { x.channel, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "attribute_maps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    map_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attribute = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    fact = table.Column<string>(type: "text", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attribute_maps", x => x.id);
                    table.ForeignKey(
                        name: "fk_attribute_maps_category_maps_map_id",
                        column: x => x.map_id,
                        principalTable: "category_maps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_wanted = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    item_id = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    content_hash = table.Column<string>(type: "text", nullable: true),
                    price_hash = table.Column<string>(type: "text", nullable: true),
                    stock_hash = table.Column<string>(type: "text", nullable: true),
                    refused_hash = table.Column<string>(type: "text", nullable: true),
                    operation = table.Column<Guid>(type: "uuid", nullable: true),
                    pushed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    error_class = table.Column<string>(type: "text", nullable: true),
                    error_code = table.Column<string>(type: "text", nullable: true),
                    error_message = table.Column<string>(type: "text", nullable: true),
                    error_field = table.Column<string>(type: "text", nullable: true),
                    error_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_listings_channel_shops_shop_id",
                        column: x => x.shop_id,
                        principalTable: "channel_shops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_channel_listings_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_media",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_media", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_media_channel_shops_shop_id",
                        column: x => x.shop_id,
                        principalTable: "channel_shops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outside_id = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    placed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    handed_over_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    carrier = table.Column<string>(type: "text", nullable: true),
                    tracking = table.Column<string>(type: "text", nullable: true),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_orders_channel_shops_shop_id",
                        column: x => x.shop_id,
                        principalTable: "channel_shops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: true),
                    deed = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true),
                    @class = table.Column<string>(name: "class", type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_steps_channel_shops_shop_id",
                        column: x => x.shop_id,
                        principalTable: "channel_shops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_drifts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false),
                    ours = table.Column<string>(type: "text", nullable: false),
                    theirs = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_drifts", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_drifts_channel_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "channel_listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_jobs",
                columns: table => new
                {
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_jobs", x => x.listing_id);
                    table.ForeignKey(
                        name: "fk_channel_jobs_channel_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "channel_listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_skus",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    outside_id = table.Column<string>(type: "text", nullable: true),
                    pushed_price = table.Column<long>(type: "bigint", nullable: true),
                    pushed_stock = table.Column<int>(type: "integer", nullable: true),
                    seen_price = table.Column<long>(type: "bigint", nullable: true),
                    seen_stock = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_skus", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_skus_channel_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "channel_listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "channel_order_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outside_id = table.Column<string>(type: "text", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sku = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    stock = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_order_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_channel_order_lines_channel_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "channel_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attribute_maps_map_id_attribute",
                table: "attribute_maps",
                columns: new[] { "map_id", "attribute" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_category_maps_channel_group_slug_set_code_number",
                table: "category_maps",
                columns: new[] { "channel", "group_slug", "set_code", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_drifts_listing_id_field",
                table: "channel_drifts",
                columns: new[] { "listing_id", "field" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_drifts_shop_id_resolved_at",
                table: "channel_drifts",
                columns: new[] { "shop_id", "resolved_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_jobs_shop_id_urgency_due_at",
                table: "channel_jobs",
                columns: new[] { "shop_id", "urgency", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_listings_product_id",
                table: "channel_listings",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_channel_listings_shop_id_item_id",
                table: "channel_listings",
                columns: new[] { "shop_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_listings_shop_id_product_id",
                table: "channel_listings",
                columns: new[] { "shop_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_listings_shop_id_state",
                table: "channel_listings",
                columns: new[] { "shop_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_media_shop_id_key",
                table: "channel_media",
                columns: new[] { "shop_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_notices_channel_event_id",
                table: "channel_notices",
                columns: new[] { "channel", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_notices_channel_outside_shop_done_at",
                table: "channel_notices",
                columns: new[] { "channel", "outside_shop", "done_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_order_lines_order_id_outside_id",
                table: "channel_order_lines",
                columns: new[] { "order_id", "outside_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_orders_shop_id_outside_id",
                table: "channel_orders",
                columns: new[] { "shop_id", "outside_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_orders_shop_id_placed_at",
                table: "channel_orders",
                columns: new[] { "shop_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_shops_channel_outside_id",
                table: "channel_shops",
                columns: new[] { "channel", "outside_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_shops_producer_id",
                table: "channel_shops",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_channel_skus_listing_id_variant_id",
                table: "channel_skus",
                columns: new[] { "listing_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channel_skus_sku",
                table: "channel_skus",
                column: "sku");

            migrationBuilder.CreateIndex(
                name: "ix_channel_steps_at",
                table: "channel_steps",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_channel_steps_listing_id_at",
                table: "channel_steps",
                columns: new[] { "listing_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_channel_steps_shop_id_at",
                table: "channel_steps",
                columns: new[] { "shop_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attribute_maps");

            migrationBuilder.DropTable(
                name: "channel_cursors");

            migrationBuilder.DropTable(
                name: "channel_drifts");

            migrationBuilder.DropTable(
                name: "channel_jobs");

            migrationBuilder.DropTable(
                name: "channel_media");

            migrationBuilder.DropTable(
                name: "channel_notices");

            migrationBuilder.DropTable(
                name: "channel_order_lines");

            migrationBuilder.DropTable(
                name: "channel_skus");

            migrationBuilder.DropTable(
                name: "channel_steps");

            migrationBuilder.DropTable(
                name: "outside_data");

            migrationBuilder.DropTable(
                name: "category_maps");

            migrationBuilder.DropTable(
                name: "channel_orders");

            migrationBuilder.DropTable(
                name: "channel_listings");

            migrationBuilder.DropTable(
                name: "channel_shops");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CompaniesAccountsReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_month",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_orders_producer_id",
                table: "orders");

            migrationBuilder.AddColumn<Guid>(
                name: "batch_id",
                table: "stock_movements",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "low_at",
                table: "stock_levels",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "low_told_at",
                table: "stock_levels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "vat",
                table: "products",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "box_count",
                table: "orders",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "card_text",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune_as_typed",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune_code",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "invoice_day",
                table: "orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_number",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "province",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "province_code",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "shipping_tax",
                table: "orders",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "shipping_vat",
                table: "orders",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "street",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "wished_day",
                table: "orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "tax",
                table: "order_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "vat",
                table: "order_lines",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "buyer_id",
                table: "order_groups",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "consent_version",
                table: "order_groups",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "forgotten_at",
                table: "order_groups",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_address",
                table: "order_groups",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_email",
                table: "order_groups",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_name",
                table: "order_groups",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_tax_code",
                table: "order_groups",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mailbox",
                table: "order_groups",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "quote_id",
                table: "order_groups",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "buyer_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailbox = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buyer_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "buyers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailbox = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    signed_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    stamp = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buyers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    message_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => x.id);
                    table.ForeignKey(
                        name: "fk_complaints_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "personal_data_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mailbox = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_data_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quotes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    company = table.Column<string>(type: "text", nullable: false),
                    folded_company = table.Column<string>(type: "text", nullable: false),
                    tax_code = table.Column<string>(type: "text", nullable: false),
                    contact = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    boxes = table.Column<int>(type: "integer", nullable: false),
                    goods = table.Column<string>(type: "text", nullable: false),
                    wish_day = table.Column<DateOnly>(type: "date", nullable: false),
                    budget = table.Column<long>(type: "bigint", nullable: true),
                    invoice_address = table.Column<string>(type: "text", nullable: true),
                    logo_text = table.Column<string>(type: "text", nullable: true),
                    wished_parts = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    offer = table.Column<string>(type: "text", nullable: true),
                    offer_version = table.Column<int>(type: "integer", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    marks = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    signature = table.Column<string>(type: "text", nullable: false),
                    signed_as = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    hidden_for = table.Column<string>(type: "text", nullable: true),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: true),
                    replied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    objected_for = table.Column<string>(type: "text", nullable: true),
                    objection = table.Column<string>(type: "text", nullable: true),
                    objected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    kept_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_reviews_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reviews_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    cost = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipments", x => x.id);
                    table.ForeignKey(
                        name: "fk_shipments_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    best_before = table.Column<DateOnly>(type: "date", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_batches", x => x.id);
                    table.CheckConstraint("ck_stock_batches_not_below_zero", "quantity >= 0");
                    table.ForeignKey(
                        name: "fk_stock_batches_stock_levels_variant_id",
                        column: x => x.variant_id,
                        principalTable: "stock_levels",
                        principalColumn: "variant_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "buyer_addresses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    commune = table.Column<string>(type: "text", nullable: false),
                    commune_as_typed = table.Column<string>(type: "text", nullable: true),
                    commune_code = table.Column<string>(type: "text", nullable: false),
                    province = table.Column<string>(type: "text", nullable: false),
                    province_code = table.Column<string>(type: "text", nullable: false),
                    street = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buyer_addresses", x => x.id);
                    table.ForeignKey(
                        name: "fk_buyer_addresses_buyers_buyer_id",
                        column: x => x.buyer_id,
                        principalTable: "buyers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "complaint_messages",
                columns: table => new
                {
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_messages", x => new { x.complaint_id, x.position });
                    table.ForeignKey(
                        name: "fk_complaint_messages_complaints_complaint_id",
                        column: x => x.complaint_id,
                        principalTable: "complaints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quote_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_quote_events_quotes_quote_id",
                        column: x => x.quote_id,
                        principalTable: "quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recipient_sheets",
                columns: table => new
                {
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    is_workbook = table.Column<bool>(type: "boolean", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    headings = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipient_sheets", x => x.quote_id);
                    table.ForeignKey(
                        name: "fk_recipient_sheets_quotes_quote_id",
                        column: x => x.quote_id,
                        principalTable: "quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shipment_events",
                columns: table => new
                {
                    shipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipment_events", x => new { x.shipment_id, x.key });
                    table.ForeignKey(
                        name: "fk_shipment_events_shipments_shipment_id",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_batch_id",
                table: "stock_movements",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_kind_dong",
                table: "settlement_entries",
                columns: new[] { "kind", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_dong",
                table: "settlement_entries",
                columns: new[] { "producer_id", "is_due", "month", "dong" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_producer_id_status_placed_at",
                table: "orders",
                columns: new[] { "producer_id", "status", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_status_placed_at",
                table: "orders",
                columns: new[] { "status", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_order_groups_buyer_id",
                table: "order_groups",
                column: "buyer_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_groups_forgotten_at_placed_at",
                table: "order_groups",
                columns: new[] { "forgotten_at", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_order_groups_mailbox",
                table: "order_groups",
                column: "mailbox");

            migrationBuilder.CreateIndex(
                name: "ix_order_groups_quote_id",
                table: "order_groups",
                column: "quote_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_buyer_addresses_buyer_id",
                table: "buyer_addresses",
                column: "buyer_id");

            migrationBuilder.CreateIndex(
                name: "ix_buyer_codes_at",
                table: "buyer_codes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_buyer_codes_mailbox_at",
                table: "buyer_codes",
                columns: new[] { "mailbox", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_buyers_mailbox",
                table: "buyers",
                column: "mailbox",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_complaints_closed_at",
                table: "complaints",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_order_id",
                table: "complaints",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_state_due_at",
                table: "complaints",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_requests_buyer_id",
                table: "personal_data_requests",
                column: "buyer_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_requests_group_id",
                table: "personal_data_requests",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_requests_state_due_at",
                table: "personal_data_requests",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_events_quote_id",
                table: "quote_events",
                column: "quote_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_created_at",
                table: "quotes",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_quotes_number",
                table: "quotes",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quotes_state_valid_until",
                table: "quotes",
                columns: new[] { "state", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_group_id_product_id",
                table: "reviews",
                columns: new[] { "group_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_order_id",
                table: "reviews",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_product_id_state_written_at",
                table: "reviews",
                columns: new[] { "product_id", "state", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_state_written_at",
                table: "reviews",
                columns: new[] { "state", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_carrier_code",
                table: "shipments",
                columns: new[] { "carrier", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_shipments_order_id",
                table: "shipments",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_shipments_reference",
                table: "shipments",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_batches_best_before",
                table: "stock_batches",
                column: "best_before");

            migrationBuilder.CreateIndex(
                name: "ix_stock_batches_variant_id_number",
                table: "stock_batches",
                columns: new[] { "variant_id", "number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_order_groups_quotes_quote_id",
                table: "order_groups",
                column: "quote_id",
                principalTable: "quotes",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_stock_movements_stock_batches_batch_id",
                table: "stock_movements",
                column: "batch_id",
                principalTable: "stock_batches",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_order_groups_quotes_quote_id",
                table: "order_groups");

            migrationBuilder.DropForeignKey(
                name: "fk_stock_movements_stock_batches_batch_id",
                table: "stock_movements");

            migrationBuilder.DropTable(
                name: "buyer_addresses");

            migrationBuilder.DropTable(
                name: "buyer_codes");

            migrationBuilder.DropTable(
                name: "complaint_messages");

            migrationBuilder.DropTable(
                name: "personal_data_requests");

            migrationBuilder.DropTable(
                name: "quote_events");

            migrationBuilder.DropTable(
                name: "recipient_sheets");

            migrationBuilder.DropTable(
                name: "reviews");

            migrationBuilder.DropTable(
                name: "shipment_events");

            migrationBuilder.DropTable(
                name: "stock_batches");

            migrationBuilder.DropTable(
                name: "buyers");

            migrationBuilder.DropTable(
                name: "complaints");

            migrationBuilder.DropTable(
                name: "quotes");

            migrationBuilder.DropTable(
                name: "shipments");

            migrationBuilder.DropIndex(
                name: "ix_stock_movements_batch_id",
                table: "stock_movements");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_kind_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_settlement_entries_producer_id_is_due_month_dong",
                table: "settlement_entries");

            migrationBuilder.DropIndex(
                name: "ix_orders_producer_id_status_placed_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_status_placed_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_buyer_id",
                table: "order_groups");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_forgotten_at_placed_at",
                table: "order_groups");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_mailbox",
                table: "order_groups");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_quote_id",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "batch_id",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "low_at",
                table: "stock_levels");

            migrationBuilder.DropColumn(
                name: "low_told_at",
                table: "stock_levels");

            migrationBuilder.DropColumn(
                name: "vat",
                table: "products");

            migrationBuilder.DropColumn(
                name: "box_count",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "card_text",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "commune",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "commune_as_typed",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "commune_code",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "email",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "invoice_day",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "invoice_number",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "name",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "phone",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "province",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "province_code",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "shipping_tax",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "shipping_vat",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "street",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "wished_day",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "tax",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "vat",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "buyer_id",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "consent_version",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "forgotten_at",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "invoice_address",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "invoice_email",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "invoice_name",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "invoice_tax_code",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "mailbox",
                table: "order_groups");

            migrationBuilder.DropColumn(
                name: "quote_id",
                table: "order_groups");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_month",
                table: "settlement_entries",
                columns: new[] { "producer_id", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_producer_id",
                table: "orders",
                column: "producer_id");
        }
    }
}

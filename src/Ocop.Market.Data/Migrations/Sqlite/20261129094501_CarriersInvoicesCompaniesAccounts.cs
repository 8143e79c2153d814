using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CarriersInvoicesCompaniesAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "vat",
                table: "products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "box_count",
                table: "orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "card_text",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune_as_typed",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commune_code",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "invoice_day",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_number",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "province",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "province_code",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "shipping_tax",
                table: "orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "shipping_vat",
                table: "orders",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "street",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "wished_day",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "tax",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "vat",
                table: "order_lines",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "buyer_id",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "consent_version",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "forgotten_at",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_address",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_email",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_name",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_tax_code",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mailbox",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "quote_id",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "buyer_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buyer_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "buyers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    signed_in_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    stamp = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buyers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "personal_data_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    group_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    mailbox = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_data_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quotes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    company = table.Column<string>(type: "TEXT", nullable: false),
                    folded_company = table.Column<string>(type: "TEXT", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    boxes = table.Column<int>(type: "INTEGER", nullable: false),
                    goods = table.Column<string>(type: "TEXT", nullable: false),
                    wish_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    budget = table.Column<long>(type: "INTEGER", nullable: true),
                    wants_invoice = table.Column<bool>(type: "INTEGER", nullable: false),
                    logo_text = table.Column<string>(type: "TEXT", nullable: true),
                    wished_parts = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    offer = table.Column<string>(type: "TEXT", nullable: true),
                    offer_version = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    cost = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tried_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "buyer_addresses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    buyer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    commune = table.Column<string>(type: "TEXT", nullable: false),
                    commune_as_typed = table.Column<string>(type: "TEXT", nullable: true),
                    commune_code = table.Column<string>(type: "TEXT", nullable: false),
                    province = table.Column<string>(type: "TEXT", nullable: false),
                    province_code = table.Column<string>(type: "TEXT", nullable: false),
                    street = table.Column<string>(type: "TEXT", nullable: false)
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
                name: "quote_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    quote_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true)
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
                    quote_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    is_workbook = table.Column<bool>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    headings = table.Column<string>(type: "TEXT", nullable: false),
                    rows = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    shipment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false)
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

            migrationBuilder.AddForeignKey(
                name: "fk_order_groups_quotes_quote_id",
                table: "order_groups",
                column: "quote_id",
                principalTable: "quotes",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_order_groups_quotes_quote_id",
                table: "order_groups");

            migrationBuilder.DropTable(
                name: "buyer_addresses");

            migrationBuilder.DropTable(
                name: "buyer_codes");

            migrationBuilder.DropTable(
                name: "personal_data_requests");

            migrationBuilder.DropTable(
                name: "quote_events");

            migrationBuilder.DropTable(
                name: "recipient_sheets");

            migrationBuilder.DropTable(
                name: "shipment_events");

            migrationBuilder.DropTable(
                name: "buyers");

            migrationBuilder.DropTable(
                name: "quotes");

            migrationBuilder.DropTable(
                name: "shipments");

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
        }
    }
}

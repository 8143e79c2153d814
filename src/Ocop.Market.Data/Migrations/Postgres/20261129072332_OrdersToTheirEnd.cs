using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OrdersToTheirEnd : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "set_id",
                table: "promotions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "box_position",
                table: "order_lines",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "commission",
                table: "order_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "commission_basis_points",
                table: "order_lines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "box_transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_box_transfers", x => x.id);
                    table.ForeignKey(
                        name: "fk_box_transfers_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_claims_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "closed_months",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_months", x => x.month);
                });

            migrationBuilder.CreateTable(
                name: "commission_rates",
                columns: table => new
                {
                    target = table.Column<string>(type: "text", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    group_slug = table.Column<string>(type: "text", nullable: true),
                    basis_points = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commission_rates", x => x.target);
                    table.ForeignKey(
                        name: "fk_commission_rates_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gift_boxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    is_own = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    lead = table.Column<string>(type: "text", nullable: false),
                    lead_en = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<string>(type: "text", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    packaging = table.Column<long>(type: "bigint", nullable: false),
                    packer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_until = table.Column<DateOnly>(type: "date", nullable: true),
                    set_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_boxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_gift_boxes_producers_packer_id",
                        column: x => x.packer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gift_boxes_publishing_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "publishing_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "payout_accounts",
                columns: table => new
                {
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bin = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payout_accounts", x => x.producer_id);
                    table.ForeignKey(
                        name: "fk_payout_accounts_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payout_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payout_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "claim_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_claim_events_claims_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claims",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claim_lines",
                columns: table => new
                {
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    cost = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim_lines", x => new { x.claim_id, x.position });
                    table.ForeignKey(
                        name: "fk_claim_lines_claims_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claims",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claim_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    jpeg = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_claim_photos_claims_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claims",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cart_boxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    box_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    card_text = table.Column<string>(type: "text", nullable: true),
                    allows_substitution = table.Column<bool>(type: "boolean", nullable: false),
                    price_when_added = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_boxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_cart_boxes_carts_cart_id",
                        column: x => x.cart_id,
                        principalTable: "carts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cart_boxes_gift_boxes_box_id",
                        column: x => x.box_id,
                        principalTable: "gift_boxes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gift_box_parts",
                columns: table => new
                {
                    box_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    unit_share = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_box_parts", x => new { x.box_id, x.position });
                    table.ForeignKey(
                        name: "fk_gift_box_parts_gift_boxes_box_id",
                        column: x => x.box_id,
                        principalTable: "gift_boxes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_gift_box_parts_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_boxes",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    box_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<string>(type: "text", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    packaging = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    card_text = table.Column<string>(type: "text", nullable: true),
                    allows_substitution = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_boxes", x => new { x.order_id, x.position });
                    table.ForeignKey(
                        name: "fk_order_boxes_gift_boxes_box_id",
                        column: x => x.box_id,
                        principalTable: "gift_boxes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_order_boxes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payouts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_name = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    bin = table.Column<string>(type: "text", nullable: false),
                    account_number = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    word = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payouts", x => x.id);
                    table.ForeignKey(
                        name: "fk_payouts_payout_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payout_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payouts_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "settlement_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    dong = table.Column<long>(type: "bigint", nullable: false),
                    is_due = table.Column<bool>(type: "boolean", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    order_number = table.Column<string>(type: "text", nullable: true),
                    payout_id = table.Column<Guid>(type: "uuid", nullable: true),
                    corrects_id = table.Column<long>(type: "bigint", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_settlement_entries_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_settlement_entries_payouts_payout_id",
                        column: x => x.payout_id,
                        principalTable: "payouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_settlement_entries_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_settlement_entries_settlement_entries_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "settlement_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_promotions_set_id",
                table: "promotions",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_box_transfers_from_producer_id_received_at",
                table: "box_transfers",
                columns: new[] { "from_producer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_box_transfers_order_id",
                table: "box_transfers",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_box_transfers_to_producer_id_received_at",
                table: "box_transfers",
                columns: new[] { "to_producer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cart_boxes_box_id",
                table: "cart_boxes",
                column: "box_id");

            migrationBuilder.CreateIndex(
                name: "ix_cart_boxes_cart_id",
                table: "cart_boxes",
                column: "cart_id");

            migrationBuilder.CreateIndex(
                name: "ix_claim_events_claim_id",
                table: "claim_events",
                column: "claim_id");

            migrationBuilder.CreateIndex(
                name: "ix_claim_photos_claim_id",
                table: "claim_photos",
                column: "claim_id");

            migrationBuilder.CreateIndex(
                name: "ix_claims_closed_at",
                table: "claims",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_claims_key",
                table: "claims",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_order_id",
                table: "claims",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_claims_state_created_at",
                table: "claims",
                columns: new[] { "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_commission_rates_producer_id",
                table: "commission_rates",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_box_parts_variant_id",
                table: "gift_box_parts",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_is_own_state",
                table: "gift_boxes",
                columns: new[] { "is_own", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_packer_id",
                table: "gift_boxes",
                column: "packer_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_set_id",
                table: "gift_boxes",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_gift_boxes_slug",
                table: "gift_boxes",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_boxes_box_id",
                table: "order_boxes",
                column: "box_id");

            migrationBuilder.CreateIndex(
                name: "ix_payout_batches_made_at",
                table: "payout_batches",
                column: "made_at");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_batch_id",
                table: "payouts",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_producer_id",
                table: "payouts",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_payouts_reference",
                table: "payouts",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_corrects_id",
                table: "settlement_entries",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_key",
                table: "settlement_entries",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_order_id",
                table: "settlement_entries",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_payout_id",
                table: "settlement_entries",
                column: "payout_id");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_entries_producer_id_month",
                table: "settlement_entries",
                columns: new[] { "producer_id", "month" });

            migrationBuilder.AddForeignKey(
                name: "fk_promotions_publishing_sets_set_id",
                table: "promotions",
                column: "set_id",
                principalTable: "publishing_sets",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_promotions_publishing_sets_set_id",
                table: "promotions");

            migrationBuilder.DropTable(
                name: "box_transfers");

            migrationBuilder.DropTable(
                name: "cart_boxes");

            migrationBuilder.DropTable(
                name: "claim_events");

            migrationBuilder.DropTable(
                name: "claim_lines");

            migrationBuilder.DropTable(
                name: "claim_photos");

            migrationBuilder.DropTable(
                name: "closed_months");

            migrationBuilder.DropTable(
                name: "commission_rates");

            migrationBuilder.DropTable(
                name: "gift_box_parts");

            migrationBuilder.DropTable(
                name: "order_boxes");

            migrationBuilder.DropTable(
                name: "payout_accounts");

            migrationBuilder.DropTable(
                name: "settlement_entries");

            migrationBuilder.DropTable(
                name: "claims");

            migrationBuilder.DropTable(
                name: "gift_boxes");

            migrationBuilder.DropTable(
                name: "payouts");

            migrationBuilder.DropTable(
                name: "payout_batches");

            migrationBuilder.DropIndex(
                name: "ix_promotions_set_id",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "set_id",
                table: "promotions");

            migrationBuilder.DropColumn(
                name: "box_position",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "commission",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "commission_basis_points",
                table: "order_lines");
        }
    }
}

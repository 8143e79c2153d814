using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BuyerAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "mailbox",
                table: "order_groups",
                type: "TEXT",
                nullable: true);

            // Orders of guests show in the account of their e-mail address too, those of before as well.
            migrationBuilder.Sql("UPDATE order_groups SET mailbox = lower(email) WHERE email <> ''");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "buyer_addresses");

            migrationBuilder.DropTable(
                name: "buyer_codes");

            migrationBuilder.DropTable(
                name: "personal_data_requests");

            migrationBuilder.DropTable(
                name: "buyers");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_buyer_id",
                table: "order_groups");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_forgotten_at_placed_at",
                table: "order_groups");

            migrationBuilder.DropIndex(
                name: "ix_order_groups_mailbox",
                table: "order_groups");

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
                name: "mailbox",
                table: "order_groups");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Needs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "capacity_a_month",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "shelf_life_days",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "wholesale_minimum",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "wholesale_step",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wholesale_unit",
                table: "products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "needs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    folded_what = table.Column<string>(type: "TEXT", nullable: false),
                    group_slug = table.Column<string>(type: "TEXT", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    rhythm = table.Column<string>(type: "TEXT", nullable: false),
                    price_wish = table.Column<long>(type: "INTEGER", nullable: true),
                    months = table.Column<int>(type: "INTEGER", nullable: false),
                    province_code = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    company = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: true),
                    code_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    code_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    codes_sent = table.Column<int>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    deal_value = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome_note = table.Column<string>(type: "TEXT", nullable: true),
                    meeting_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_needs", x => x.id);
                    table.ForeignKey(
                        name: "fk_needs_product_groups_group_slug",
                        column: x => x.group_slug,
                        principalTable: "product_groups",
                        principalColumn: "slug");
                });

            migrationBuilder.CreateTable(
                name: "need_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    need_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    volume_a_month = table.Column<int>(type: "INTEGER", nullable: false),
                    months = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    times = table.Column<int>(type: "INTEGER", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_need_answers_needs_need_id",
                        column: x => x.need_id,
                        principalTable: "needs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_need_answers_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "need_matches",
                columns: table => new
                {
                    need_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need_matches", x => new { x.need_id, x.producer_id });
                    table.ForeignKey(
                        name: "fk_need_matches_needs_need_id",
                        column: x => x.need_id,
                        principalTable: "needs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_need_matches_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "answered_products",
                columns: table => new
                {
                    answer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_answered_products", x => new { x.answer_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_answered_products_need_answers_answer_id",
                        column: x => x.answer_id,
                        principalTable: "need_answers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_answered_products_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_answered_products_product_id",
                table: "answered_products",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_need_answers_need_id_producer_id",
                table: "need_answers",
                columns: new[] { "need_id", "producer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_need_answers_producer_id",
                table: "need_answers",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_need_matches_producer_id",
                table: "need_matches",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_needs_created_at",
                table: "needs",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_needs_group_slug",
                table: "needs",
                column: "group_slug");

            migrationBuilder.CreateIndex(
                name: "ix_needs_number",
                table: "needs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_needs_state_last_day",
                table: "needs",
                columns: new[] { "state", "last_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answered_products");

            migrationBuilder.DropTable(
                name: "need_matches");

            migrationBuilder.DropTable(
                name: "need_answers");

            migrationBuilder.DropTable(
                name: "needs");

            migrationBuilder.DropColumn(
                name: "capacity_a_month",
                table: "products");

            migrationBuilder.DropColumn(
                name: "shelf_life_days",
                table: "products");

            migrationBuilder.DropColumn(
                name: "wholesale_minimum",
                table: "products");

            migrationBuilder.DropColumn(
                name: "wholesale_step",
                table: "products");

            migrationBuilder.DropColumn(
                name: "wholesale_unit",
                table: "products");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class QualityMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "product_id",
                table: "certifications",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "file_id",
                table: "certifications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_file_public",
                table: "certifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "producer_id",
                table: "certifications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "certifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "fake_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    where = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    forgotten_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fake_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_fake_reports_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded_name = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    scope_path = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "paper_reminders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_reminders", x => x.id);
                    table.ForeignKey(
                        name: "fk_paper_reminders_certifications_paper_id",
                        column: x => x.paper_id,
                        principalTable: "certifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mark_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mark_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    producer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mark_uses", x => x.id);
                    table.ForeignKey(
                        name: "fk_mark_uses_marks_mark_id",
                        column: x => x.mark_id,
                        principalTable: "marks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mark_uses_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mark_uses_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_certifications_file_id",
                table: "certifications",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_certifications_producer_id",
                table: "certifications",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_certifications_valid_until",
                table: "certifications",
                column: "valid_until");

            migrationBuilder.CreateIndex(
                name: "ix_fake_reports_closed_at",
                table: "fake_reports",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_fake_reports_product_id",
                table: "fake_reports",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_fake_reports_state_created_at",
                table: "fake_reports",
                columns: new[] { "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mark_uses_mark_id",
                table: "mark_uses",
                column: "mark_id");

            migrationBuilder.CreateIndex(
                name: "ix_mark_uses_producer_id",
                table: "mark_uses",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_mark_uses_product_id",
                table: "mark_uses",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_marks_kind_number",
                table: "marks",
                columns: new[] { "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_reminders_paper_id_until_days",
                table: "paper_reminders",
                columns: new[] { "paper_id", "until", "days" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_certifications_producers_producer_id",
                table: "certifications",
                column: "producer_id",
                principalTable: "producers",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_certifications_producers_producer_id",
                table: "certifications");

            migrationBuilder.DropTable(
                name: "fake_reports");

            migrationBuilder.DropTable(
                name: "mark_uses");

            migrationBuilder.DropTable(
                name: "paper_reminders");

            migrationBuilder.DropTable(
                name: "marks");

            migrationBuilder.DropIndex(
                name: "ix_certifications_file_id",
                table: "certifications");

            migrationBuilder.DropIndex(
                name: "ix_certifications_producer_id",
                table: "certifications");

            migrationBuilder.DropIndex(
                name: "ix_certifications_valid_until",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "is_file_public",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "producer_id",
                table: "certifications");

            migrationBuilder.DropColumn(
                name: "version",
                table: "certifications");

            migrationBuilder.AlterColumn<Guid>(
                name: "product_id",
                table: "certifications",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}

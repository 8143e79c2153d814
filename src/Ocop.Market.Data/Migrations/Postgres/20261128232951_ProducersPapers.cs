using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProducersPapers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fake_report_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    jpeg = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fake_report_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_fake_report_photos_fake_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "fake_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proposed_papers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_file_public = table.Column<bool>(type: "boolean", nullable: false),
                    proposed_by = table.Column<string>(type: "text", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposed_papers", x => x.id);
                    table.ForeignKey(
                        name: "fk_proposed_papers_certifications_replaces_id",
                        column: x => x.replaces_id,
                        principalTable: "certifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_proposed_papers_producers_producer_id",
                        column: x => x.producer_id,
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_proposed_papers_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fake_report_photos_report_id",
                table: "fake_report_photos",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_papers_file_id",
                table: "proposed_papers",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_papers_producer_id",
                table: "proposed_papers",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_papers_product_id",
                table: "proposed_papers",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_papers_replaces_id",
                table: "proposed_papers",
                column: "replaces_id");

            migrationBuilder.CreateIndex(
                name: "ix_proposed_papers_state_proposed_at",
                table: "proposed_papers",
                columns: new[] { "state", "proposed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fake_report_photos");

            migrationBuilder.DropTable(
                name: "proposed_papers");
        }
    }
}

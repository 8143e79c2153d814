using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ocop.Market.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InvoicesAndBatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "vat",
                table: "products",
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
                defaultValue: "NotSubject");

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
                defaultValue: "NotSubject");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "vat",
                table: "products");

            migrationBuilder.DropColumn(
                name: "invoice_day",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "invoice_number",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "shipping_tax",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "shipping_vat",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "tax",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "vat",
                table: "order_lines");

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
        }
    }
}

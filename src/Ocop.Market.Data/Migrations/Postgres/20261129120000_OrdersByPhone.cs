using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Ocop.Market.Data.Postgres;

namespace Ocop.Market.Data.Migrations.Postgres;

/// <summary>
/// Whether a phone has ordered before is asked at each checkout that has a promotion for first orders. EF knows no index over part of a complex property,
/// so this one stands here alone.
/// </summary>
[DbContext(typeof(PostgresMarketDb))]
[Migration("20261129120000_OrdersByPhone")]
public sealed class OrdersByPhone : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE INDEX ix_order_groups_phone ON order_groups (phone);");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX ix_order_groups_phone;");
}

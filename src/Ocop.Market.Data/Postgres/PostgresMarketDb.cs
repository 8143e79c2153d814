using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Postgres;

public sealed class PostgresMarketDb(DbContextOptions<PostgresMarketDb> options) : MarketDb(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        // The number of the writing transaction: PostgresChangeFeed orders by it, because ids are given before commits.
        model.Entity<Change>().Property<ulong>("TransactionNumber").HasColumnName("transaction_number")
            .HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()").ValueGeneratedOnAdd();
        model.Entity<Change>().HasIndex("TransactionNumber", "Id").HasDatabaseName("ix_changes_transaction_number_id");
    }
}

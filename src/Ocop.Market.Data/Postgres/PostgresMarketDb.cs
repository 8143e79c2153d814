using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Ocop.Market.Data.Bulk;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Postgres;

public sealed class PostgresMarketDb(DbContextOptions<PostgresMarketDb> options) : MarketDb(options)
{
    public override Task TakeTurnAsync(string name, CancellationToken cancel = default) => Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancel);

    // A column is one array: the statement is the same for any number of rows, and needs one journey.
    internal override async Task WriteRowsAsync(BulkTable table, IReadOnlyList<object> rows, bool overwrite, CancellationToken cancel)
    {
        await using var command = (NpgsqlCommand)Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction)Database.CurrentTransaction!.GetDbTransaction();
        foreach (var column in table.Columns)
        {
            var values = Array.CreateInstance(column.Type, rows.Count);
            for (var i = 0; i < rows.Count; i++) values.SetValue(column.ValueIn(rows[i]), i);
            command.Parameters.Add(new NpgsqlParameter { Value = values });
        }

        var arrays = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(number => $"${number}"));
        command.CommandText = $"INSERT INTO {table.Name} ({table.ColumnNames}) SELECT * FROM unnest({arrays})" + (overwrite ? table.OrOverwrite : "");
        await command.ExecuteNonQueryAsync(cancel);
    }

    // The lock that an update of the row would take: rows that only refer to it may still be written.
    public override async Task LockAsync<T>(IReadOnlyCollection<Guid> keys, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        var entity = Model.FindEntityType(typeof(T))!;
        var key = entity.FindPrimaryKey()!.Properties.Single().GetColumnName();
        await using var command = (NpgsqlCommand)Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction)Database.CurrentTransaction!.GetDbTransaction();
        command.Parameters.Add(new NpgsqlParameter { Value = keys.ToArray() });
        command.CommandText = $"SELECT {key} FROM {entity.GetTableName()} WHERE {key} = ANY($1) ORDER BY {key} FOR NO KEY UPDATE";
        await command.ExecuteNonQueryAsync(cancel);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        // The number of the writing transaction: PostgresChangeFeed orders by it, because ids are given before commits.
        model.Entity<Change>().Property<ulong>("TransactionNumber").HasColumnName("transaction_number")
            .HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()").ValueGeneratedOnAdd();
        model.Entity<Change>().HasIndex("TransactionNumber", "Id").HasDatabaseName("ix_changes_transaction_number_id");
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Ocop.Market.Data.Bulk;

namespace Ocop.Market.Data.Sqlite;

public sealed class SqliteMarketDb(DbContextOptions<SqliteMarketDb> options) : MarketDb(options)
{
    // One row for each run of one prepared statement: parameters are found by name, so the time for a statement grows with their number squared.
    internal override async Task WriteRowsAsync(BulkTable table, IReadOnlyList<object> rows, bool overwrite, CancellationToken cancel)
    {
        await using var command = (SqliteCommand)Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)Database.CurrentTransaction!.GetDbTransaction();
        var parameters = table.Columns.Select((_, index) => command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{index}" })).ToArray();
        command.CommandText = $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({string.Join(", ", parameters.Select(parameter => parameter.ParameterName))})"
            + (overwrite ? table.OrOverwrite : "");
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++) parameters[i].Value = table.Columns[i].ValueIn(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}

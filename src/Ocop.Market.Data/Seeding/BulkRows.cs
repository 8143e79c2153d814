using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// Writes many reference rows in few statements; change tracking would take seconds for what takes a tenth of one. Both databases
/// read the same INSERT … ON CONFLICT.
/// </summary>
internal sealed class BulkRows(MarketDb db)
{
    // SQLite allows 32,766 parameters in one statement, PostgreSQL 65,535; small statements are parsed faster on both.
    private const int ParametersAtOnce = 2000;

    /// <param name="key">Columns by which an existing row is found and overwritten; null where the table was emptied before.</param>
    public async Task WriteAsync(string table, string[] columns, string? key, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        DbCommand? full = null;
        await foreach (var chunk in rows.Chunk(ParametersAtOnce / columns.Length).WithCancellation(cancel))
        {
            var isFull = chunk.Length == ParametersAtOnce / columns.Length;
            var command = isFull ? full ??= Command(table, columns, key, chunk.Length) : Command(table, columns, key, chunk.Length);
            var values = chunk.SelectMany(row => row).ToArray();
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancel);
            if (!isFull) await command.DisposeAsync();
        }

        if (full is not null) await full.DisposeAsync();
    }

    private DbCommand Command(string table, string[] columns, string? key, int rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var sql = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@p" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
                sql.Append(column == 0 ? "" : ", ").Append(parameter.ParameterName);
            }

            sql.Append(')');
        }

        if (key is not null)
            sql.Append(CultureInfo.InvariantCulture, $" ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}");
        command.CommandText = sql.ToString();
        return command;
    }
}

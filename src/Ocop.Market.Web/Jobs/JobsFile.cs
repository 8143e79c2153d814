using Microsoft.Data.Sqlite;

namespace Ocop.Market.Web.Jobs;

/// <summary>
/// The schedule's own SQLite file. The journal mode stays in it: without WAL each of Quartz's many small writes would wait for two syncs.
/// Made when the host starts, before the scheduler does; a start that is refused for a wrong setting leaves the folder as empty as it was.
/// </summary>
internal sealed class JobsFile(string file) : IHostedService
{
    public static string ConnectionString(string file) => new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ConnectionString;

    public async Task StartAsync(CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(ConnectionString(file));
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL;";
        await command.ExecuteNonQueryAsync(cancel);
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}

using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Backups;

/// <summary>Brings a backup back, into an empty place only: what is there is never overwritten.</summary>
public sealed class RestoreMarket(DatabaseOptions database, MarketPaths paths)
{
    /// <param name="source">A folder or .zip made by <see cref="BackUpMarket"/>.</param>
    public async Task<Outcome<BackupContents>> HandleAsync(string source, CancellationToken cancel)
    {
        if (!File.Exists(source) && !Directory.Exists(source)) return new Refusal("no-backup", "source", $"Không có {source}.", $"There is no {source}.");
        if (Directory.Exists(source)) return await FromFolderAsync(source, cancel);

        var unpacked = Directory.CreateTempSubdirectory("market-restore-");
        try
        {
            await ZipFile.ExtractToDirectoryAsync(source, unpacked.FullName, cancel);
            return await FromFolderAsync(unpacked.FullName, cancel);
        }
        catch (InvalidDataException)
        {
            return NotABackup(source);
        }
        finally
        {
            unpacked.Delete(recursive: true);
        }
    }

    private async Task<Outcome<BackupContents>> FromFolderAsync(string folder, CancellationToken cancel)
    {
        if (await BackupContents.ReadAsync(folder, cancel) is not { } contents) return NotABackup(folder);
        if (contents.Database != database.Provider)
            return new Refusal("other-database", "source", $"Bản sao là của {contents.Database}, còn nơi này dùng {database.Provider}.", $"The backup is of {contents.Database}, but this instance uses {database.Provider}.");
        if (Folders.HasFiles(paths.Root) || await HasTablesAsync(cancel))
            return new Refusal("not-empty", "target", $"Nơi khôi phục phải trống: {paths.Root} hoặc cơ sở dữ liệu đã có dữ liệu.", $"Restore needs an empty place: {paths.Root} or the database holds data already.");

        if (database.Provider == DatabaseProvider.Sqlite)
        {
            File.Copy(Path.Combine(folder, BackupContents.SqliteFile), new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
            var jobs = Path.Combine(folder, BackupContents.JobsFile);
            if (File.Exists(jobs)) File.Copy(jobs, paths.Jobs);
        }
        else
        {
            // One transaction: a restore that fails leaves the database as empty as it was. No comments: only their maker may comment on extensions.
            await PostgresTools.RunAsync("pg_restore", new NpgsqlConnectionStringBuilder(database.ConnectionString),
                ["--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--single-transaction", "--dbname", new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!,
                    Path.Combine(folder, BackupContents.PostgresFile)], cancel);
        }

        Folders.Copy(Path.Combine(folder, BackupContents.MediaFolder), paths.Media);
        return contents;
    }

    private async Task<bool> HasTablesAsync(CancellationToken cancel)
    {
        if (database.Provider == DatabaseProvider.Sqlite) return File.Exists(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);

        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public')", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static Refusal NotABackup(string source) => new("no-backup", "source", $"{source} không phải là bản sao của chợ.", $"{source} is not a backup of a market.");
}

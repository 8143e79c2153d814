using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Backups;

/// <summary>
/// One consistent copy of the instance while it keeps selling: the database (with the keys of cookies and links in it), the schedule and
/// the pictures. The database comes first: a picture that its rows name was stored before them, so it is there when pictures are copied.
/// </summary>
public sealed class BackUpMarket(DatabaseOptions database, MarketPaths paths, TimeProvider clock)
{
    /// <param name="target">A new folder, or a new file that ends in .zip.</param>
    public async Task<Outcome<BackupContents>> HandleAsync(string target, CancellationToken cancel)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            return new Refusal("target-exists", "target", $"{target} đã có; hãy chọn tên khác.", $"{target} exists already; choose another name.");

        var isArchive = target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        // Under another name until it is whole, so that a broken run is never taken for a backup.
        var aside = $"{target.TrimEnd(Path.DirectorySeparatorChar)}.{Guid.CreateVersion7():n}.part";
        Directory.CreateDirectory(aside);
        try
        {
            var contents = await CopyAsync(aside, cancel);
            if (isArchive) await PackAsync(aside, target, cancel);
            else
            {
                if (Directory.Exists(target)) Directory.Delete(target);
                Directory.Move(aside, target);
            }

            return contents;
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    }

    private async Task<BackupContents> CopyAsync(string folder, CancellationToken cancel)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            CopySqlite(database.ConnectionString, Path.Combine(folder, BackupContents.SqliteFile));
            if (File.Exists(paths.Jobs)) CopySqlite($"Data Source={paths.Jobs}", Path.Combine(folder, BackupContents.JobsFile));
        }
        else
        {
            await PostgresTools.RunAsync("pg_dump", new NpgsqlConnectionStringBuilder(database.ConnectionString),
                ["--format=custom", "--no-owner", "--no-privileges", "--file", Path.Combine(folder, BackupContents.PostgresFile)], cancel);
        }

        FaultPoint.Pass("backup.database-copied");
        var pictures = Folders.Copy(paths.Media, Path.Combine(folder, BackupContents.MediaFolder));
        var contents = new BackupContents(database.Provider, clock.UtcNow(), pictures);
        await contents.WriteAsync(folder, cancel);
        return contents;
    }

    // SQLite's own online backup: reads one snapshot while writers go on.
    private static void CopySqlite(string from, string to)
    {
        using var source = new SqliteConnection(from);
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString);
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
        using var command = copy.CreateCommand();
        // One file, without the -wal beside it.
        command.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA integrity_check;";
        using var answers = command.ExecuteReader();
        answers.NextResult();
        if (!answers.Read() || answers.GetString(0) != "ok") throw new InvalidDataException($"The copy of {Path.GetFileName(to)} is damaged.");
    }

    private static async Task PackAsync(string folder, string target, CancellationToken cancel)
    {
        var unfinished = $"{target}.part";
        await ZipFile.CreateFromDirectoryAsync(folder, unfinished, CompressionLevel.Fastest, includeBaseDirectory: false, cancel);
        File.Move(unfinished, target);
    }
}

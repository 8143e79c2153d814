using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Ocop.Market.Web.Health;

namespace Ocop.Market.Web.Backups;

/// <summary>PostgreSQL's own programs. The password goes by the environment: arguments are seen by everybody on the machine.</summary>
internal static class PostgresTools
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public static async Task RunAsync(string program, NpgsqlConnectionStringBuilder connection, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var path = Find(program) ?? throw new FileNotFoundException($"{program} is neither on the PATH nor under {DebianRoot}: install postgresql-client.");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PGHOST"] = connection.Host;
        start.Environment["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = connection.Database;
        start.Environment["PGUSER"] = connection.Username;
        if (connection.Password is not null) start.Environment["PGPASSWORD"] = connection.Password;

        using var process = Process.Start(start)!;
        var complaint = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {complaint.Trim()}");
    }

    /// <summary>Null where it is not installed.</summary>
    public static string? Find(string program) => Programs.Find(program, DebianFolders());

    // The newest first: an older one refuses a newer server.
    private static IEnumerable<string> DebianFolders() => !Directory.Exists(DebianRoot)
        ? []
        : Directory.GetDirectories(DebianRoot)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"));
}

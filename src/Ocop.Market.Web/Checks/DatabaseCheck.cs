using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Backups;

namespace Ocop.Market.Web.Checks;

/// <summary>Whether the database answers, fits this program, and tells the same time.</summary>
internal sealed class DatabaseCheck(DatabaseOptions database, TimeProvider clock) : ICheck
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5), FarApart = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel)
    {
        return [.. Wire(), .. await InsideAsync(cancel)];
    }

    private async Task<IReadOnlyList<Finding>> InsideAsync(CancellationToken cancel)
    {
        if (database.Provider == DatabaseProvider.Sqlite && new SqliteConnectionStringBuilder(database.ConnectionString).DataSource is var file && !File.Exists(file))
            return [Finding.Doubtful("database", $"Chưa có {file}; lần chạy đầu sẽ tạo.", $"{file} is not there yet; the first start makes it.")];
        try
        {
            await using var db = MarketDatabase.OpenReadOnly(database);
            await db.Database.OpenConnectionAsync(cancel);
            List<Finding> findings = [Finding.Fine("database", $"Cơ sở dữ liệu trả lời: {database.Provider} {db.Database.GetDbConnection().ServerVersion}",
                $"The database answers: {database.Provider} {db.Database.GetDbConnection().ServerVersion}")];
            var schema = await SchemaAsync(db, cancel);
            findings.Add(schema);
            if (db.Database.GetDbConnection() is NpgsqlConnection server) findings.AddRange(await PostgresAsync(server, cancel));
            if (schema.Standing == Standing.Fine) findings.Add(await NewestAsync(db, cancel));
            return findings;
        }
        catch (Exception failure) when ((failure is InvalidOperationException ? failure.InnerException : failure) is DbException or SocketException)
        {
            var reason = (failure is InvalidOperationException ? failure.InnerException! : failure).Message;
            return [Finding.Wrong("database", $"Không dùng được cơ sở dữ liệu: {reason}", $"The database cannot be used: {reason}")];
        }
    }

    // Orders and the password go over this line.
    private IEnumerable<Finding> Wire()
    {
        if (database.Provider == DatabaseProvider.Sqlite) yield break;
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        if (IsHere(server.Host) || server.SslMode >= SslMode.VerifyCA) yield break;
        yield return Finding.Wrong("database-line", $"PostgreSQL ở máy khác ({server.Host}) mà đường truyền không kiểm tra chứng chỉ: thêm “SSL Mode=VerifyFull” vào ConnectionStrings:Market.",
            $"PostgreSQL is on another machine ({server.Host}) and the line to it is not verified: add “SSL Mode=VerifyFull” to ConnectionStrings:Market.");
    }

    private static bool IsHere(string? host) => host is null or "localhost" || host.StartsWith('/') || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static async Task<Finding> SchemaAsync(MarketDb db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var (newer, pending) = (applied.Except(known).ToList(), known.Except(applied).ToList());
        if (newer.Count > 0)
            return Finding.Wrong("schema", $"Cơ sở dữ liệu đã được bản phần mềm mới hơn nâng cấp ({newer[^1]}). Chạy bản mới, hoặc khôi phục bản sao cũ.",
                $"A newer program has upgraded this database ({newer[^1]}). Run that one, or restore the older backup.");
        if (applied.Count == 0) return Finding.Doubtful("schema", "Cơ sở dữ liệu trống; lần chạy đầu sẽ dựng bảng.", "The database is empty; the first start makes the tables.");
        return pending.Count > 0
            ? Finding.Doubtful("schema", $"Lần chạy tới sẽ nâng cấp cơ sở dữ liệu ({pending.Count} bước, tới {pending[^1]}). Sao lưu trước.",
                $"The next start upgrades the database ({pending.Count} steps, to {pending[^1]}). Back up first.")
            : Finding.Fine("schema", $"Bảng đúng bản: {applied[^1]}", $"The tables are current: {applied[^1]}");
    }

    private async Task<IReadOnlyList<Finding>> PostgresAsync(NpgsqlConnection server, CancellationToken cancel)
    {
        List<Finding> findings = [.. await ExtensionsAsync(server, cancel)];
        await using var command = new NpgsqlCommand("SELECT clock_timestamp(), has_schema_privilege('public', 'CREATE')", server);
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            findings.Add(ClockOf(row.GetDateTime(0) - clock.UtcNow()));
            if (!row.GetBoolean(1))
                findings.Add(Finding.Wrong("owner", "Vai trò này không được tạo bảng trong cơ sở dữ liệu; cho nó làm chủ (xem deploy/postgres.sql).",
                    "This role may not make tables in the database; make it the owner (see deploy/postgres.sql)."));
        }

        findings.Add(await PgDumpAsync(server.PostgreSqlVersion.Major, cancel));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> ExtensionsAsync(NpgsqlConnection server, CancellationToken cancel)
    {
        const string sql = """
            SELECT wanted, e.name IS NOT NULL, e.installed_version IS NOT NULL,
                   has_database_privilege(current_database(), 'CREATE') AND EXISTS (SELECT 1 FROM pg_available_extension_versions v WHERE v.name = wanted AND v.trusted)
            FROM unnest(ARRAY['unaccent', 'pg_trgm']) wanted LEFT JOIN pg_available_extensions e ON e.name = wanted
            """;
        List<Finding> findings = [];
        await using var command = new NpgsqlCommand(sql, server);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) findings.Add(Extension(rows.GetString(0), isThere: rows.GetBoolean(1), isInstalled: rows.GetBoolean(2), mayMake: rows.GetBoolean(3)));
        return findings;
    }

    private static Finding Extension(string name, bool isThere, bool isInstalled, bool mayMake) => (isThere, isInstalled, mayMake) switch
    {
        (_, true, _) => Finding.Fine("extension", $"Có phần mở rộng {name}", $"The extension {name} is there"),
        (true, _, true) => Finding.Fine("extension", $"Phần mở rộng {name}: lần chạy đầu sẽ tạo", $"The extension {name}: the first start makes it"),
        (true, _, false) => Finding.Wrong("extension", $"Thiếu phần mở rộng {name} và vai trò này không được tạo: CREATE EXTENSION {name}; (bằng người quản trị).",
            $"The extension {name} is missing and this role may not make it: CREATE EXTENSION {name}; (as the administrator)."),
        (false, _, _) => Finding.Wrong("extension", $"Máy chủ PostgreSQL không có {name}: cài postgresql-contrib.", $"The PostgreSQL server does not bring {name}: install postgresql-contrib."),
    };

    private static Finding ClockOf(TimeSpan ahead)
    {
        var seconds = FormattableString.Invariant($"{ahead.Duration().TotalSeconds:0.#}");
        var (vi, en) = ($"Đồng hồ của cơ sở dữ liệu lệch {seconds} giây so với máy này", $"The database's clock is {seconds} s from this machine's");
        return ahead.Duration() < Apart ? Finding.Fine("clock", vi, en)
            : ahead.Duration() < FarApart ? Finding.Doubtful("clock", vi, en)
            : Finding.Wrong("clock", vi + ": chỉnh giờ (NTP).", en + ": set the clocks (NTP).");
    }

    // Whatever was written lies in the past; if not, one of the clocks has jumped.
    private async Task<Finding> NewestAsync(MarketDb db, CancellationToken cancel)
    {
        var newest = await db.AuditEntries.OrderByDescending(entry => entry.Id).Select(entry => (DateTime?)entry.At).FirstOrDefaultAsync(cancel);
        return newest - clock.UtcNow() > FarApart
            ? Finding.Wrong("clock", $"Việc mới nhất trong sổ ở tương lai ({newest:u}): đồng hồ máy này chạy chậm hoặc đã bị lùi. Chỉnh giờ (NTP).",
                $"The newest entry of the log lies in the future ({newest:u}): this machine's clock is behind. Set it (NTP).")
            : Finding.Fine("newest", newest is null ? "Sổ chưa ghi việc nào" : $"Việc mới nhất trong sổ: {newest:u}", newest is null ? "The log is empty yet" : $"The newest entry of the log: {newest:u}");
    }

    private static async Task<Finding> PgDumpAsync(int serverMajor, CancellationToken cancel)
    {
        if (PostgresTools.Find("pg_dump") is not { } program)
            return Finding.Wrong("pg_dump", "Không có pg_dump: lệnh backup sẽ không chạy. Cài postgresql-client.", "pg_dump is not installed: the command backup will fail. Install postgresql-client.");
        using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var words = (await process.StandardOutput.ReadToEndAsync(cancel)).Trim();
        await process.WaitForExitAsync(cancel);
        var major = words.Split(' ').Select(word => word.Split('.')[0]).FirstOrDefault(word => int.TryParse(word, CultureInfo.InvariantCulture, out _));
        return int.TryParse(major, CultureInfo.InvariantCulture, out var number) && number < serverMajor
            ? Finding.Wrong("pg_dump", $"{words} cũ hơn máy chủ PostgreSQL {serverMajor} và sẽ từ chối sao lưu: cài postgresql-client-{serverMajor}.",
                $"{words} is older than the PostgreSQL {serverMajor} server and will refuse to back up: install postgresql-client-{serverMajor}.")
            : Finding.Fine("pg_dump", $"Sao lưu bằng {words}", $"Backups by {words}");
    }
}

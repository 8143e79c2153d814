using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Checks;
using Ocop.Market.Web.Commands;
using Ocop.Market.Web.Tests.Jobs;
using Xunit;

namespace Ocop.Market.Web.Tests.Operations;

public sealed class CheckingTheInstallation
{
    private static readonly Dictionary<string, string> InEarnest = new()
    {
        ["Site:PublicUrl"] = "https://cho.example", ["Proxy:KnownNetworks:0"] = "127.0.0.1/32",
        ["Mail:Transport"] = "Smtp", ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Security"] = "None", ["Mail:FromAddress"] = "cho@cho.example", ["Mail:OperatorEmail"] = "dieu-phoi@cho.example",
    };

    [Theory, BothDatabases]
    public async Task Finds_nothing_wrong_with_a_market_in_earnest_sends_no_mail_and_writes_nothing(DatabaseProvider provider)
    {
        await using var server = new MailServer();
        // Twice: once for the command, once for the findings.
        foreach (var _ in "12")
        {
            server.Say("AUTH", "334 VXNlcm5hbWU6");
            server.Say(Said("cho"), "334 UGFzc3dvcmQ6");
            server.Say(Said("bi-mat"), "235 in");
        }

        await using var site = await MarketSite.OpenAsync(provider, With(server, ("Mail:Smtp:User", "cho"), ("Mail:Smtp:Password", "bi-mat")), clock: TimeProvider.System);
        var check = site.Services.GetRequiredService<CheckMarket>();
        var before = Files(site);
        using var told = new StringWriter();

        Assert.Equal(0, await CheckCommand.RunAsync(check, told));
        // The tests run without the schedule.
        Assert.Equal(["jobs"], (await check.HandleAsync(default)).Where(finding => finding.Standing != Standing.Fine).Select(finding => finding.Subject));
        Assert.Contains("✓ Bảng đúng bản", told.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("It can run; to look at: 1.\n", told.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Received);
        Assert.Equal(before, Files(site));
    }

    [Theory]
    [InlineData("address,mail", "Site:PublicUrl=http://localhost:5080", "Mail:Transport=Pickup")]
    [InlineData("address", "Site:PublicUrl=http://cho.example")]
    [InlineData("proxy", "Proxy:KnownNetworks:0=")]
    [InlineData("mail-from,mail-operator", "Mail:FromAddress=cho@localhost", "Mail:OperatorEmail=ai@localhost")]
    [InlineData("", "Site:Demo=true", "Site:PublicUrl=http://localhost:5080", "Mail:Transport=Pickup")]
    public async Task Names_each_mistake(string subjects, params string[] mistakes)
    {
        await using var server = new MailServer();
        var settings = With(server, [.. mistakes.Select(mistake => mistake.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);
        foreach (var empty in settings.Where(pair => pair.Value.Length == 0).ToList()) settings.Remove(empty.Key);
        await using var site = await MarketSite.OpenAsync(settings: settings);

        Assert.Equal(subjects, string.Join(',', (await WrongAsync(site)).Select(finding => finding.Subject)));
    }

    [Theory]
    [InlineData("535 no such user", "AUTH", "334 VXNlcm5hbWU6|535 no such user")]
    [InlineData("554 go away", "EHLO", "554 go away")]
    public async Task Says_what_the_mail_server_said_and_never_the_password(string complaint, string command, string answers)
    {
        await using var server = new MailServer();
        server.Say(command, answers.Split('|')[0]);
        server.Say(Said("cho"), answers.Split('|')[^1]);
        await using var site = await MarketSite.OpenAsync(settings: With(server, ("Mail:Smtp:User", "cho"), ("Mail:Smtp:Password", "bi-mat")));
        var wrong = Assert.Single(await WrongAsync(site));

        Assert.Contains(complaint, wrong.Words.En, StringComparison.Ordinal);
        Assert.DoesNotContain("bi-mat", wrong.Words.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64("bi-mat"), wrong.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_a_silent_mail_server_its_time_and_no_more()
    {
        await using var server = new MailServer();
        server.Say("EHLO", MailServer.Silence);
        await using var site = await MarketSite.OpenAsync(settings: With(server, ("Mail:Smtp:TimeoutSeconds", "1")));

        Assert.Contains("no answer within 1 s", Assert.Single(await WrongAsync(site)).Words.En, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Tells_a_schema_that_waits_from_one_that_is_too_new(DatabaseProvider provider)
    {
        await using var server = new MailServer();
        await using var site = await MarketSite.OpenAsync(provider, With(server), clock: TimeProvider.System);
        await OnDatabaseAsync(site, """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""");
        Assert.Equal(Standing.Doubtful, (await FindAsync(site, "schema")).Standing);

        await OnDatabaseAsync(site, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99')""");
        var newer = await FindAsync(site, "schema");
        Assert.Equal(Standing.Wrong, newer.Standing);
        Assert.Contains("29990101000000_Later", newer.Words.Vi, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Notices_a_clock_that_went_back(DatabaseProvider provider)
    {
        await using var server = new MailServer();
        await using var site = await MarketSite.OpenAsync(provider, With(server));
        await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            db.AuditEntries.Add(new AuditEntry(site.Clock.UtcNow().AddDays(1), "job:test", "Tested", new ChangeSubject("test", "1")));
            await db.SaveChangesAsync();
        });

        // PostgreSQL tells its own time as well, and the test's clock is not it.
        Assert.Equal(provider == DatabaseProvider.Sqlite ? 1 : 2, (await WrongAsync(site)).Count(finding => finding.Subject == "clock"));
    }

    [Fact]
    public async Task Names_what_a_role_on_PostgreSQL_may_not_do()
    {
        if (TestDatabase.PostgresServer is null) Assert.Skip("OCOP_TEST_POSTGRES is not set");
        await using var empty = await TestDatabase.CreateEmptyPostgresAsync();
        var role = $"weak_{Guid.CreateVersion7():n}";
        await OnServerAsync(empty.Options, $"CREATE ROLE {role} LOGIN");
        try
        {
            var asRole = new NpgsqlConnectionStringBuilder(empty.Options.ConnectionString) { Username = role, Pooling = false };
            var wrong = await WrongAtAsync(new DatabaseOptions(DatabaseProvider.Postgres, asRole.ConnectionString));
            Assert.Equal(["extension", "extension", "owner"], wrong.Select(finding => finding.Subject).Where(subject => subject is "extension" or "owner"));
            Assert.Contains("CREATE EXTENSION pg_trgm", string.Join(' ', wrong.Select(finding => finding.Words.En)), StringComparison.Ordinal);
        }
        finally
        {
            await OnServerAsync(empty.Options, $"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task Says_so_when_no_database_answers()
    {
        var wrong = await WrongAtAsync(new DatabaseOptions(DatabaseProvider.Postgres, "Host=127.0.0.1;Port=1;Username=cho;Password=bi-mat;Database=cho"));

        var finding = Assert.Single(wrong, finding => finding.Subject == "database");
        Assert.Contains("127.0.0.1:1", finding.Words.En, StringComparison.Ordinal);
        Assert.DoesNotContain("bi-mat", finding.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wants_the_line_to_a_database_on_another_machine_verified()
    {
        const string there = "Host=database.invalid;Username=cho;Database=cho";
        Assert.Contains(await WrongAtAsync(new DatabaseOptions(DatabaseProvider.Postgres, there)), finding => finding.Subject == "database-line");
        Assert.DoesNotContain(await WrongAtAsync(new DatabaseOptions(DatabaseProvider.Postgres, there + ";SSL Mode=VerifyFull")), finding => finding.Subject == "database-line");
    }

    [Theory]
    [InlineData(100L << 20, Standing.Wrong)]
    [InlineData(500L << 20, Standing.Doubtful)]
    [InlineData(5L << 30, Standing.Fine)]
    public void Wants_room_on_the_disk(long free, Standing standing) => Assert.Equal(standing, DataFolderCheck.RoomIn(free).Standing);

    private static Dictionary<string, string> With(MailServer server, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(InEarnest) { ["Mail:Smtp:Port"] = FormattableString.Invariant($"{server.Port}") };
        foreach (var (key, value) in more) settings[key] = value;
        return settings;
    }

    private static async Task<IReadOnlyList<Finding>> WrongAtAsync(DatabaseOptions database)
    {
        await using var server = new MailServer();
        await using var site = await MarketSite.OpenAsync(settings: With(server), configure: services => services.AddSingleton(database));
        return await WrongAsync(site);
    }

    private static async Task<IReadOnlyList<Finding>> WrongAsync(MarketSite site) =>
        [.. (await site.Services.GetRequiredService<CheckMarket>().HandleAsync(default)).Where(finding => finding.Standing == Standing.Wrong)];

    private static async Task<Finding> FindAsync(MarketSite site, string subject) =>
        (await site.Services.GetRequiredService<CheckMarket>().HandleAsync(default)).Single(finding => finding.Subject == subject);

    private static Task OnDatabaseAsync(MarketSite site, string sql) => site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Database.ExecuteSqlRawAsync(sql));

    private static async Task OnServerAsync(DatabaseOptions database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string[] Files(MarketSite site)
    {
        var folders = site.Database.Provider == DatabaseProvider.Sqlite
            ? new[] { site.DataDirectory, Path.GetDirectoryName(new SqliteConnectionStringBuilder(site.Database.ConnectionString).DataSource)! }
            : [site.DataDirectory];
        return [.. folders.SelectMany(folder => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            .Where(entry => !entry.Name.EndsWith("-shm", StringComparison.Ordinal))
            .Select(entry => $"{entry.FullName} {(entry as FileInfo)?.Length} {entry.LastWriteTimeUtc:o}").Order()];
    }

    private static string Base64(string word) => Convert.ToBase64String(Encoding.UTF8.GetBytes(word));

    // The mail server of the tests knows commands by their capitals.
    private static string Said(string word) => Base64(word).ToUpperInvariant();
}

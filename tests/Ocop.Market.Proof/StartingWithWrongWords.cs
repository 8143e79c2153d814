using System.Diagnostics;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class StartingWithWrongWords : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-proof-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Site:PublicUrl must be an http or https address", "Site__PublicUrl=abc")]
    [InlineData("Mail:Smtp:Security may be None only for a server on this machine.", "Mail__Transport=Smtp", "Mail__Smtp__Host=mail.example.invalid", "Mail__Smtp__Security=None")]
    [InlineData("Database:Provider is Postgres, but ConnectionStrings:Market is empty.", "Database__Provider=Postgres")]
    [InlineData("Database:Provider", "Database__Provider=Oracle")]
    [InlineData("RateLimits:Network:Permits", "RateLimits__Network__Permits=nhiều")]
    [InlineData("Proxy:KnownNetworks", "Proxy__KnownNetworks__0=everybody")]
    public async Task A_wrong_setting_stops_the_start_with_one_sentence_before_anything_is_written(string sentence, params string[] settings)
    {
        var (exitCode, complaint) = await RunAsync(["--urls", $"http://127.0.0.1:{Host.FreePort()}"], settings);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Cấu hình sai / wrong configuration: ", complaint, StringComparison.Ordinal);
        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
        Assert.Single(complaint.TrimEnd().Split('\n'));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData]
    [InlineData("orders")]
    public async Task A_database_that_cannot_be_reached_stops_it_with_one_sentence(params string[] words)
    {
        var port = Host.FreePort();
        var (exitCode, complaint) = await RunAsync(words.Length > 0 ? words : ["--urls", $"http://127.0.0.1:{Host.FreePort()}"],
            ["Database__Provider=Postgres", $"ConnectionStrings__Market=Host=127.0.0.1;Port={port};Username=market;Password=not-to-be-told;Database=market"]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Không vào được cơ sở dữ liệu / cannot reach the database (ConnectionStrings:Market): ", complaint, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{port}", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-told", complaint, StringComparison.Ordinal);
        Assert.Single(complaint.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "products")]
    [InlineData("import", "products", "list.csv", "--dry-rum")]
    [InlineData("import", "products", "list.csv", "--dry-rum", "--keep-good")]
    [InlineData("import", "products", "nowhere.csv")]
    [InlineData("orders", "all")]
    [InlineData("backup")]
    [InlineData("restore", "copy.zip", "now")]
    [InlineData("stock", "receive")]
    [InlineData("sell")]
    public async Task Words_that_mean_nothing_end_with_2_and_change_nothing(params string[] words)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "list.csv"), Goods.List(("Trà thử", "TRA-1", 100_000)));
        var (exitCode, complaint) = await RunAsync([.. words.Select(word => word == "list.csv" ? Path.Combine(_folder, word) : word)], []);
        Assert.Equal(2, exitCode);
        Assert.NotEmpty(complaint);
        Assert.Equal([Path.Combine(_folder, "list.csv")], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    private async Task<(int ExitCode, string Complaint)> RunAsync(string[] words, string[] settings)
    {
        var environment = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], string? (pair) => pair[1]);
        environment["DataDirectory"] = _folder;
        using var process = BuiltProgram.Launch(words, environment);
        var (output, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"It started all the same: {await output}");
        }

        return (process.ExitCode, await complaint);
    }
}

using Xunit;

namespace Ocop.Market.Proof;

public sealed class CheckingBeforeTheFirstStart : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-proof-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, "Chạy được; 1 điều nên xem.", "Site__Demo=true")]
    [InlineData(1, "Mail:Transport is Pickup", "Site__Demo=false")]
    [InlineData(1, "install the package tzdata", "TZDIR=/nowhere")]
    [InlineData(1, "Proxy:KnownNetworks holds something that is not a network", "Proxy__KnownNetworks__0=everybody")]
    public async Task Says_what_is_missing_and_makes_nothing(int exitCode, string words, string setting)
    {
        using var process = BuiltProgram.Launch(["check"], new Dictionary<string, string?> { ["DataDirectory"] = _folder, [setting.Split('=')[0]] = setting.Split('=')[1] });
        var (output, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

        Assert.Contains(words, await output + await complaint, StringComparison.Ordinal);
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }
}

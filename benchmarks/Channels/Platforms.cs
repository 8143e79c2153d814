using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ocop.Market.ChannelSync;

/// <summary>The other process, seen from the market's.</summary>
internal sealed class Platforms : IAsyncDisposable
{
    private readonly Process _process;

    private Platforms(Process process) => _process = process;

    public IReadOnlyDictionary<string, Uri> Addresses { get; private set; } = null!;

    public static async Task<Platforms> StartAsync(TimeSpan latency)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Platforms).Assembly.Location);
        start.ArgumentList.Add("platforms");
        start.ArgumentList.Add(latency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        var platforms = new Platforms(Process.Start(start)!);
        platforms.Addresses = await platforms.ReadAsync<Dictionary<string, Uri>>();
        return platforms;
    }

    public async Task<T> AskAsync<T>(string words)
    {
        await _process.StandardInput.WriteLineAsync(words);
        return await ReadAsync<T>();
    }

    public Task PermitAsync(double perSecond) => AskAsync<string>(string.Create(CultureInfo.InvariantCulture, $"permit {perSecond}"));

    public Task<Dictionary<string, Seen>> ToldAsync() => AskAsync<Dictionary<string, Seen>>("told");

    public async ValueTask DisposeAsync()
    {
        // Whoever reads to the end of its words ends.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<T> ReadAsync<T>() => JsonSerializer.Deserialize<T>(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The platforms ended."))!;
}

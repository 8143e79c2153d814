using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocop.Market.Proof;

/// <summary>One running web process.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private bool _isDisposed;

    public Host(int port, Process process)
    {
        (_process, Site) = (process, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Site { get; }

    public bool HasEnded => _isDisposed || _process.HasExited;

    public string Said { get { lock (_said) return _said.ToString(); } }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <returns>False where the process died before it answered, as a test may have asked it to.</returns>
    public async Task<bool> IsReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await tick.WaitForNextTickAsync())
        {
            if (HasEnded) return false;
            try
            {
                using var answer = await Site.GetAsync("/health/live");
                if (answer.IsSuccessStatusCode) return true;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(90))
            {
                // Not listening yet.
            }
        }

        return false;
    }

    /// <summary>SIGKILL: no goodbye.</summary>
    public void Kill()
    {
        if (!HasEnded) _process.Kill();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        Kill();
        await _process.WaitForExitAsync();
        _isDisposed = true;
        _process.Dispose();
        Site.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null) lock (_said) _said.AppendLine(line);
    }
}

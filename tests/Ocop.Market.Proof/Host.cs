using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocop.Market.Proof;

/// <summary>One running web process.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task<int> _ended;

    public Host(int port, Process process)
    {
        (_process, Site) = (process, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ended = WaitAsync();
    }

    public HttpClient Site { get; }

    public bool HasEnded => _ended.IsCompleted;

    public string Said { get { lock (_said) return _said.ToString(); } }

    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024 / 1024;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <returns>False where the process died before it answered, as a test may have asked it to.</returns>
    public async Task<bool> IsReadyAsync(string alive = "/health/live")
    {
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await tick.WaitForNextTickAsync())
        {
            if (HasEnded) return false;
            try
            {
                using var answer = await Site.GetAsync(alive);
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
        lock (_process) if (!HasEnded) _process.Kill();
    }

    /// <summary>SIGTERM: what has begun is finished.</summary>
    public async Task StopAsync()
    {
        using var asking = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await asking.WaitForExitAsync();
        await _ended;
    }

    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It lives on: the place at which it was to die was never passed.</exception>
    public Task<int> EndAsync() => _ended.WaitAsync(TimeSpan.FromMinutes(3));

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _ended;
        _process.Dispose();
        Site.Dispose();
    }

    // The end is asked for in one place, once, and never beside Kill: Process promises nothing to several threads.
    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        lock (_process) return _process.ExitCode;
    }

    private void Hear(string? line)
    {
        if (line is not null) lock (_said) _said.AppendLine(line);
    }
}

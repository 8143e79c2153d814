using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ocop.Market.Data;
using Ocop.Market.Journeys.Mails;
using Ocop.Market.Testing;

namespace Ocop.Market.Journeys.Markets;

/// <summary>
/// The built program as a process of its own, with the demo market, in an empty data folder: started, asked and stopped as in real life.
/// </summary>
public sealed class MarketProgram : IAsyncDisposable
{
    /// <summary>Two cores may be busy with the other suites when the demo market is loaded.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);

    /// <summary>The program as it was built beside the tests, in the same configuration.</summary>
    private static readonly string Program = Path.Combine(Repository.Root, "src", "Ocop.Market.Web", "bin",
        Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Ocop.Market.Journeys", "bin"), AppContext.BaseDirectory), "Ocop.Market.Web.dll");

    private readonly Process _process;
    private readonly TestDatabase? _database;
    private readonly ConcurrentQueue<string> _log = new();

    private MarketProgram(Process process, TestDatabase? database, Gateways gateways, SellingPlatforms platforms, Uri address, string dataDirectory)
    {
        (_process, _database, Gateways, Platforms, Address, DataDirectory) = (process, database, gateways, platforms, address, dataDirectory);
        Mails = new PickupFolder(Path.Combine(dataDirectory, "mail"));
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        AppDomain.CurrentDomain.ProcessExit += Stop;
    }

    public Uri Address { get; }

    public Gateways Gateways { get; }

    public SellingPlatforms Platforms { get; }

    public string DataDirectory { get; }

    public PickupFolder Mails { get; }

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; }

    public IReadOnlyCollection<string> Log => _log;

    /// <param name="provider">SQLite opens the program's own default database; PostgreSQL one made for this run.</param>
    public static async Task<MarketProgram> OpenAsync(DatabaseProvider provider)
    {
        var database = provider == DatabaseProvider.Postgres ? await TestDatabase.CreateAsync(provider) : null;
        // A name, because passkeys belong to a name; browsers trust this one without https.
        var address = new Uri($"http://localhost:{FreePort()}");
        var dataDirectory = Directory.CreateTempSubdirectory("ocop-journey-").FullName;
        var gateways = await Gateways.OpenAsync(address);
        var platforms = await SellingPlatforms.OpenAsync(address);
        var process = new Process { StartInfo = StartOf(address, dataDirectory, gateways, platforms, database) };
        var market = new MarketProgram(process, database, gateways, platforms, address, dataDirectory);
        try
        {
            market.Start();
            await market.AnswersAsync();
            return market;
        }
        catch
        {
            await market.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        Http.Dispose();
        Stop(this, EventArgs.Empty);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Gateways.DisposeAsync();
        await Platforms.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static ProcessStartInfo StartOf(Uri address, string dataDirectory, Gateways gateways, SellingPlatforms platforms, TestDatabase? database)
    {
        var url = address.GetLeftPart(UriPartial.Authority);
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", url, "--contentRoot", Path.Combine(Repository.Root, "src", "Ocop.Market.Web")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var settings = start.Environment;
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["DataDirectory"] = dataDirectory;
        settings["Site__Demo"] = "true";
        settings["Site__PublicUrl"] = url;
        // All visitors of a run share one address; only the cart is each one's own.
        foreach (var limit in new[] { "Network", "SearchSuggest", "CheckoutActs", "Tracking", "Reports", "SignIn" }) settings[$"RateLimits__{limit}__Permits"] = "1000000";
        foreach (var (name, value) in gateways.Settings.Concat(platforms.Settings)) settings[name] = value;
        if (database is null) return start;
        settings["Database__Provider"] = database.Options.Provider.ToString();
        settings["ConnectionStrings__Market"] = database.Options.ConnectionString;
        return start;
    }

    private void Start()
    {
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task AnswersAsync() => await Eventually.TrueAsync(async () =>
    {
        if (_process.HasExited) throw new InvalidOperationException($"The market ended with {_process.ExitCode}:\n{string.Join('\n', _log)}");
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException notYet) when (notYet.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return false;
        }
    }, StartsWithin);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null) _log.Enqueue(line.Data);
    }

    private void Stop(object? sender, EventArgs e)
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

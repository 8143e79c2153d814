using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ocop.Market.Proof;

/// <summary>Stands between the market and its PostgreSQL and carries bytes both ways, until it is shut.</summary>
internal sealed class DatabaseDoor : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _lines = new();
    private readonly int _port = Host.FreePort();
    private TcpListener? _listener;
    private Task _passing = Task.CompletedTask;

    public DatabaseDoor(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        Open();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Host = "127.0.0.1", Port = _port }.ConnectionString;

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _passing = PassAsync(_listener);
    }

    /// <summary>Every line is cut, and nobody answers.</summary>
    public async Task ShutAsync()
    {
        _listener?.Dispose();
        foreach (var (here, there) in _lines)
        {
            here.Close();
            there.Close();
        }

        await _passing;
    }

    public async ValueTask DisposeAsync() => await ShutAsync();

    private async Task PassAsync(TcpListener listener)
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(CarryAsync(await listener.AcceptTcpClientAsync()));
        }
        catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task CarryAsync(TcpClient here)
    {
        using var there = new TcpClient { NoDelay = true };
        using var owned = here;
        here.NoDelay = true;
        _lines[here] = there;
        try
        {
            await there.ConnectAsync(_server.Host!, _server.Port);
            await Task.WhenAny(here.GetStream().CopyToAsync(there.GetStream()), there.GetStream().CopyToAsync(here.GetStream()));
        }
        catch (Exception cut) when (cut is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Shut under way.
        }
        finally
        {
            _lines.TryRemove(here, out _);
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ocop.Market.Doubles;

/// <summary>
/// A gateway on a loopback port of its own, written from the gateway's documents alone: it checks every request with its own code and notes what
/// was wrong with it. A test ends by looking at <see cref="Faults"/>.
/// </summary>
public abstract class GatewayDouble : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>What was asked in a way that the real one would refuse. Filled from many requests at once.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Posts the notifications.</summary>
    protected HttpClient Http { get; } = new(new SocketsHttpHandler());

    public Uri Address { get; private set; } = null!;

    /// <param name="port">0 takes a free one.</param>
    protected async Task StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        Map(_app);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>As a program of its own: until it is told to end. A signal is taken by the host, so waiting for anything else would outlive it.</summary>
    public Task UntilEndedAsync() => _app!.WaitForShutdownAsync();

    protected abstract void Map(WebApplication app);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ocop.Market.Testing;

/// <summary>
/// A mail server on loopback that says what the test tells it to. Knows nothing of the code under test: it speaks the wire.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <param name="port">0: any that is free.</param>
    public MailServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Whole messages, as they were sent after DATA.</summary>
    public ConcurrentQueue<string> Received { get; } = [];

    /// <summary>Answers to the next commands of that name ("RCPT", "." for the end of the text); without one it is 250.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Script { get; } = new();

    /// <summary>An answer that never comes.</summary>
    public const string Silence = "";

    public void Say(string command, params string[] answers)
    {
        foreach (var answer in answers) Script.GetOrAdd(command, _ => []).Enqueue(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var command = line.Split(' ', ':')[0].ToUpperInvariant();
                if (command == "QUIT") return;
                if (!await AnswerAsync(writer, command, command == "DATA" ? "354 go" : "250 ok") || command != "DATA") continue;

                var text = await ReadTextAsync(reader);
                // A server may take the mail and lose its voice: what was received is counted before the answer.
                Received.Enqueue(text);
                await AnswerAsync(writer, ".", "250 taken");
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The other side hung up, or the test is over.
        }
    }

    private async Task<bool> AnswerAsync(StreamWriter writer, string command, string usual)
    {
        var answer = Script.TryGetValue(command, out var script) && script.TryDequeue(out var scripted) ? scripted : usual;
        if (answer == Silence) await Task.Delay(Timeout.Infinite, _stop.Token);
        await writer.WriteLineAsync(answer);
        return answer[0] is '2' or '3';
    }

    private async Task<string> ReadTextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") text.AppendLine(line);
        return text.ToString();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>Ten thousand to each database, over every route.</summary>
public sealed class TwentyThousandOddRequests(ITestOutputHelper output)
{
    private const int Requests = 10_000, AtOnce = 8, Portion = 2_500;
    private const long MostGrowth = 96;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, BothDatabases]
    public async Task Break_nothing_hang_nowhere_and_leave_no_memory_behind(DatabaseProvider provider)
    {
        // The same each time, so that a change is judged by itself; other seeds are for an afternoon.
        var dice = Dice.Roll(output, usual: 2026);
        await using var market = await Instance.OpenAsync(provider);
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", 1000);
        var slug = await market.AskAsync(db => db.Products.Select(product => product.Slug).SingleAsync());
        var host = await market.StartAsync();
        var odd = new OddRequests(dice, [slug, variant.ToString(), "tra thu", "ha-noi", "01", "00070", "htx-thu", "1", "4", "thuc-pham", "vi"]);

        var (statuses, broken, sizes) = (new ConcurrentDictionary<int, int>(), new ConcurrentQueue<string>(), new List<long>());
        for (var sent = 0; sent < Requests; sent += Portion)
        {
            var waiting = new ConcurrentQueue<byte[]>(Enumerable.Range(0, Portion).Select(_ => odd.Next()));
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => SendAllAsync(host, waiting, statuses, broken))));
            sizes.Add(host.ResidentMegabytes);
        }

        output.WriteLine($"{provider}: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}; {string.Join(", ", sizes)} MB");
        Assert.True(broken.IsEmpty, $"{broken.Count} broke, among them:\n{string.Join("\n\n", broken.Take(5))}\n{string.Join('\n', ComplaintsOf(host).Select(line => line[..Math.Min(line.Length, 700)]).Take(8))}");
        var complaints = ComplaintsOf(host);
        Assert.True(complaints.Count == 0, $"{complaints.Count} errors in the log, the first: {complaints.FirstOrDefault()}");
        // The first portion warms up: code, connections, the page cache.
        Assert.True(sizes[^1] - sizes[0] < MostGrowth, $"Grew from {sizes[0]} to {sizes[^1]} MB.");
        await market.AskAsync(async db => { await Goods.CheckLedgerAsync(db, variant, 1000, await db.OrderLines.SumAsync(line => line.Quantity)); return 0; });
    }

    private static List<string> ComplaintsOf(Host host) =>
        [.. host.Said.Split('\n').Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal))];

    private static async Task SendAllAsync(Host host, ConcurrentQueue<byte[]> waiting, ConcurrentDictionary<int, int> statuses, ConcurrentQueue<string> broken)
    {
        while (waiting.TryDequeue(out var request))
        {
            var status = await SendAsync(host.Site.BaseAddress!.Port, request);
            if (status is < 200 or >= 500) broken.Enqueue($"{status} for {Encoding.UTF8.GetString(request)[..Math.Min(request.Length / 2, 900)]}");
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        }
    }

    private static async Task<int> SendAsync(int port, byte[] request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, patience.Token);
        await socket.SendAsync(request, patience.Token);
        var (answer, part) = (new MemoryStream(), new byte[16 * 1024]);
        try
        {
            for (var read = 1; read > 0;)
            {
                read = await socket.ReceiveAsync(part, patience.Token);
                await answer.WriteAsync(part.AsMemory(0, read));
            }
        }
        catch (SocketException) when (answer.Length > 0)
        {
            // Refused before the body was read: the answer is there, and then the line is cut.
        }

        var words = Encoding.Latin1.GetString(answer.ToArray()).Split(' ', 3);
        return words is ["HTTP/1.1", var status, _] ? int.Parse(status, CultureInfo.InvariantCulture) : throw new InvalidDataException($"No answer to\n{Encoding.UTF8.GetString(request)}");
    }
}

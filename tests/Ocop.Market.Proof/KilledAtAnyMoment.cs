using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>Buyers order while the process is killed under them, at named points and at random moments, and started again. A guest whose answer got lost asks again.</summary>
public sealed partial class KilledAtAnyMoment(ITestOutputHelper output)
{
    private const int Rounds = 17, Pieces = 2000, OrdersInARound = 5, AtOnce = 3;
    private const int Batch = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private static readonly string?[] Faults = ["order.before-commit", "order.after-commit", "outbox.after-send", null];

    [Theory, BothDatabases]
    public async Task Loses_nothing_and_doubles_nothing(DatabaseProvider provider)
    {
        var dice = Dice.Roll(output);
        var started = Stopwatch.GetTimestamp();

        await using var market = await Instance.OpenAsync(provider);
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", Pieces);
        var (guests, keeper, kills) = (new List<Guest>(), new Guest(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            await RoundAsync(market, variant, guests, round == 0 ? keeper : null, dice);
            kills++;
            if (round % 6 == 2) kills += await KillAnImportAsync(market);
            if (round % 6 == 5) kills += await KillABackupAsync(market);
        }

        await using var host = await market.StartAsync();
        foreach (var guest in guests) await AdvanceAsync(guest, host.Site, variant, guests.IndexOf(guest));
        await CheckOrdersAsync(market, variant, guests);
        Assert.Contains("Trà thử", (await keeper.GetAsync(host.Site, "/gio-hang")).Html, StringComparison.Ordinal);
        await CheckMailsAsync(market, guests.Count);
        await CheckRepeatsAsync(market);
        output.WriteLine($"{provider}: {kills} kills, {guests.Count} orders in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        Assert.True(kills >= 20);
    }

    private async Task RoundAsync(Instance market, Guid variant, List<Guest> guests, Guest? keeper, Random dice)
    {
        var fault = Faults[dice.Next(Faults.Length)];
        var after = fault is null ? null : $"{fault}:{dice.Next(1, 4).ToString(CultureInfo.InvariantCulture)}";
        await using var host = await market.StartAsync(after);
        if (keeper is not null) await keeper.AddAsync(host.Site, variant);

        for (var i = 0; i < OrdersInARound; i++) guests.Add(new Guest());
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, guests.Count).Where(i => guests[i].OrderNumber is null));
        var buying = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => BuyAsync(host, variant, guests, waiting))));
        // From outside at no moment in particular; else at its named point, or soon where nobody came by.
        if (fault is null) await Task.WhenAny(host.EndAsync(), Task.Delay(dice.Next(20, 900)));
        else await Task.WhenAny(host.EndAsync(), Task.Delay(Patience));
        host.Kill();
        await buying;
        var code = await host.EndAsync();
        Assert.True(code == BuiltProgram.Killed, $"Not killed: it ended by itself with {code.ToString(CultureInfo.InvariantCulture)} and said\n{host.Said}");
    }

    private static async Task BuyAsync(Host host, Guid variant, List<Guest> guests, ConcurrentQueue<int> waiting)
    {
        while (waiting.TryDequeue(out var number))
            try
            {
                await AdvanceAsync(guests[number], host.Site, variant, number);
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or SocketException)
            {
                // The process died under the request; right after connecting, the client lets a bare SocketException through.
                // What became of it the guest does not know, and asks again after the restart.
                return;
            }
    }

    /// <summary>From wherever the guest stands to the order's number.</summary>
    private static async Task AdvanceAsync(Guest guest, HttpClient site, Guid variant, int number)
    {
        if (guest.OrderNumber is not null) return;
        if (guest.Cart is null)
        {
            var added = await guest.AddAsync(site, variant);
            Assert.True(added.Location == "/gio-hang", $"{(int)added.Status} {System.Text.RegularExpressions.Regex.Match(added.Html, "<h1.*?</h1>").Value} {added.Location}");
        }

        if (!guest.HasFilledIn)
        {
            var shown = await guest.FillInAsync(site, $"0912{number:000000}", holds: number % 2 == 0);
            Assert.True(guest.HasFilledIn, $"{shown.Status} {shown.Location} {shown.Html}");
        }

        var placed = await guest.PlaceAsync(site);
        Assert.True(placed.OrderNumber is not null, $"{placed.Status} {placed.Location} {placed.Html}");
    }

    private static async Task<int> KillAnImportAsync(Instance market)
    {
        var answer = await market.RunAsync(["import", "products", market.WriteList("many.csv", ManyGoods())], "import.batch-written:2");
        Assert.Equal(BuiltProgram.Killed, answer.ExitCode);
        Assert.Equal(1, await market.AskAsync(db => db.Products.CountAsync()));
        Assert.Equal(1, await market.AskAsync(db => db.AuditEntries.CountAsync(entry => entry.Act == "ProductsImported")));
        return 1;
    }

    private static async Task<int> KillABackupAsync(Instance market)
    {
        var answer = await market.RunAsync(["backup", BackupOf(market)], "backup.database-copied");
        Assert.Equal(BuiltProgram.Killed, answer.ExitCode);
        Assert.False(Directory.Exists(BackupOf(market)));
        return 1;
    }

    private static async Task CheckOrdersAsync(Instance market, Guid variant, List<Guest> guests)
    {
        var numbers = await market.AskAsync(db => db.OrderGroups.Select(group => group.Number).ToListAsync());
        Assert.Equal(guests.Select(guest => guest.OrderNumber!).Order(StringComparer.Ordinal), numbers.Order(StringComparer.Ordinal));
        await market.AskAsync(async db => { await Goods.CheckLedgerAsync(db, variant, Pieces, guests.Count); return 0; });
    }

    // A mail whose sender died is leased for two minutes more; they are let pass here.
    private static async Task CheckMailsAsync(Instance market, int orders)
    {
        var deadline = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await market.AskAsync(db => db.OutboxMessages.CountAsync(mail => mail.State != OutboxState.Sent)) > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(deadline) < TimeSpan.FromSeconds(90), "Mails are still waiting.");
            await market.AskAsync(db => db.OutboxMessages.Where(mail => mail.State == OutboxState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.DueAt, mail => mail.CreatedAt)));
            await tick.WaitForNextTickAsync();
        }

        var written = await market.AskAsync(db => db.OutboxMessages.Select(mail => mail.MessageId).ToListAsync());
        Assert.Equal(orders * 2, written.Count);
        var sent = Directory.GetFiles(market.MailFolder, "*.eml").Select(file => MessageId().Match(File.ReadAllText(file)).Groups[1].Value).ToList();
        Assert.Equal(written.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    // What was killed half-way is done again, whole, under the same names.
    private static async Task CheckRepeatsAsync(Instance market)
    {
        await Goods.SucceedAsync(market, ["import", "products", market.WriteList("many.csv", ManyGoods())]);
        Assert.Equal(1 + 2 * Batch + 1, await market.AskAsync(db => db.Products.CountAsync()));
        await Goods.SucceedAsync(market, ["backup", BackupOf(market)]);
        Assert.True(Directory.Exists(BackupOf(market)));
    }

    private static string ManyGoods() =>
        Goods.List([.. Enumerable.Range(1, 2 * Batch + 1).Select(i => ($"Món thử số {i.ToString(CultureInfo.InvariantCulture)}", $"MON-{i.ToString(CultureInfo.InvariantCulture)}", 50_000L))]);

    private static string BackupOf(Instance market) => Path.Combine(market.DataDirectory, "backup");

    [GeneratedRegex(@"^Message-ID: (<[^>]+>)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Stripe;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

/// <summary>
/// The process dies wherever money is about to be, or has just been, written down: while buyers are sent to the gateway, while its news and the bank's come
/// in, while orders lapse and money goes back. What stands outside remembers, and in the end both must tell the same.
/// </summary>
public sealed partial class KilledWhilePaying(ITestOutputHelper output)
{
    private const int Pieces = 500;
    private const string Account = "1017595600", SePayKey = "sepay-key-of-a-proof";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Settles = TimeSpan.FromMinutes(3);

    /// <summary>Passed by buyers and notifications. The last is no place: the blow comes from outside at no moment in particular.</summary>
    private static readonly string?[] OnTheWay = ["payment.before-start", "payment.after-start", "message.kept", "payment.before-commit", "payment.after-commit", null];

    /// <summary>Passed by the jobs.</summary>
    private static readonly string[] Afterwards = ["refund.after-gateway", "unpaid.before-commit", "outbox.after-send"];

    [Theory, BothDatabases]
    public async Task Both_sides_tell_of_the_same_money(DatabaseProvider provider)
    {
        var dice = Dice.Roll(output);
        var started = Stopwatch.GetTimestamp();
        await using var market = await Instance.OpenAsync(provider);
        await using var money = new MoneyOutside(await StripeDouble.OpenAsync(), Account, SePayKey);
        Configure(market, money.Stripe);
        var variant = await Goods.ReceiveAsync(market, "Mật ong thử", "MAT-1", Pieces);
        var payers = new List<Payer>();

        market.Settings["Jobs__Enabled"] = "false";
        foreach (var fault in Shuffled(OnTheWay, dice)) await RoundAsync(market, money, payers, fault, dice);
        await using (var calm = await market.StartAsync())
            await PayAsync(market, calm, money, payers);
        Assert.All(payers, payer => Assert.True(payer.IsDone));

        market.Settings["Jobs__Enabled"] = "true";
        foreach (var fault in Shuffled(Afterwards, dice))
        {
            await LetTimePassAsync(market, fault);
            // Some of it may have been done by the jobs of an earlier host, which read the message that it came from.
            var waiting = await WaitingAsync(market, fault);
            Assert.True(waiting > 0, $"Nothing is left that could die at {fault}.");
            await using var host = await market.StartAsync($"{fault}:{dice.Next(1, Math.Min(3, waiting) + 1).ToString(CultureInfo.InvariantCulture)}");
            await AssertDiesAsync(host, fault);
        }

        // What lapses now owes money, which the next start sends.
        await LetTimePassAsync(market);
        await using (await market.StartAsync())
            await Eventually.TrueAsync(() => market.AskAsync(async db => !await db.Orders.AnyAsync(order => order.Status == OrderStatus.AwaitingPayment)), Settles, TimeSpan.FromMilliseconds(100));
        await LetTimePassAsync(market);
        await using var last = await market.StartAsync();
        await SettledAsync(market);
        // Everything once more.
        await money.TellAsync(last, again: true);
        await CheckAsync(market, money, payers, variant);
        output.WriteLine($"{provider}: {payers.Count} orders in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }

    private static void Configure(Instance market, StripeDouble stripe)
    {
        foreach (var (name, value) in new[]
                 {
                     ("BankTransfer__AccountNumber", Account), ("BankTransfer__AccountHolder", "CHO THU"), ("BankTransfer__Bin", "970436"), ("BankTransfer__SePay__ApiKey", SePayKey),
                     ("Stripe__SecretKey", "sk_test_double"), ("Stripe__WebhookSecrets__0", stripe.WebhookSecret), ("Stripe__BaseAddress", stripe.Address.AbsoluteUri),
                 })
            market.Settings[$"Payments__{name}"] = value;
        market.Settings["RateLimits__Tracking__Permits"] = "1000000";
    }

    private static async Task RoundAsync(Instance market, MoneyOutside money, List<Payer> payers, string? fault, Random dice)
    {
        await using var host = await market.StartAsync(fault is null ? null : $"{fault}:{dice.Next(1, 4).ToString(CultureInfo.InvariantCulture)}");
        foreach (var way in Enum.GetValues<Way>()) payers.Add(new Payer(way, payers.Count));
        var paying = PayAsync(market, host, money, payers);
        if (fault is null) await Task.Delay(dice.Next(20, 900));
        else await AssertDiesAsync(host, fault);
        host.Kill();
        await paying;
    }

    private static async Task AssertDiesAsync(Host host, string fault)
    {
        await Task.WhenAny(host.EndAsync(), Task.Delay(Patience));
        Assert.True(host.HasEnded && await host.EndAsync() == BuiltProgram.Killed, $"Not killed at {fault}; it said\n{host.Said}");
    }

    private static async Task PayAsync(Instance market, Host host, MoneyOutside money, List<Payer> payers)
    {
        try
        {
            foreach (var payer in payers.Where(payer => !payer.IsDone).ToList()) await payer.AdvanceAsync(market, host, money);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or SocketException)
        {
            // The process died under the request.
        }
    }

    /// <summary>The leases of whoever died are over, and so is every pause; the schedule, made anew, runs each job at once.</summary>
    /// <param name="only">The one place whose work is due; everything else waits, or the jobs beside it would leave nothing for their own turn. Not for longer than a pause of the outbox: what is due later than that counts as due.</param>
    private static async Task LetTimePassAsync(Instance market, string? only = null)
    {
        var now = TimeProvider.System.UtcNow();
        DateTime When(string fault) => only is null || only == fault ? now.AddMinutes(-1) : now.AddHours(3);
        var (refunding, lapsing, mailing) = (When("refund.after-gateway"), When("unpaid.before-commit"), When("outbox.after-send"));
        await market.AskAsync(async db =>
        {
            await db.Refunds.Where(refund => refund.State == RefundState.Asked).ExecuteUpdateAsync(set => set.SetProperty(it => it.DueAt, refunding));
            await db.OrderGroups.Where(group => group.Orders.Any(order => order.Status == OrderStatus.AwaitingPayment)).ExecuteUpdateAsync(set => set.SetProperty(it => it.PayUntil, lapsing));
            await db.OutboxMessages.Where(mail => mail.State == OutboxState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(it => it.DueAt, mailing));
            await db.KeptMessages.Where(kept => kept.State == KeptMessageState.New).ExecuteUpdateAsync(set => set.SetProperty(it => it.DueAt, it => it.ReceivedAt));
            if (market.Database.Provider == DatabaseProvider.Postgres && await db.Database.SqlQuery<bool>($"SELECT to_regclass('qrtz_triggers') IS NOT NULL AS \"Value\"").SingleAsync())
                await db.Database.ExecuteSqlAsync($"TRUNCATE qrtz_fired_triggers, qrtz_job_details, qrtz_scheduler_state CASCADE");
            return 0;
        });
        if (market.Database.Provider == DatabaseProvider.Sqlite)
            foreach (var file in Directory.GetFiles(market.DataDirectory, "jobs.db*")) File.Delete(file);
    }

    /// <summary>Pieces of work that will pass the place.</summary>
    private static Task<int> WaitingAsync(Instance market, string fault) => market.AskAsync(db => fault switch
    {
        "refund.after-gateway" => db.Refunds.CountAsync(refund => refund.State == RefundState.Asked),
        "unpaid.before-commit" => db.OrderGroups.CountAsync(group => group.Orders.Any(order => order.Status == OrderStatus.AwaitingPayment)),
        _ => db.OutboxMessages.CountAsync(mail => mail.State == OutboxState.Waiting),
    });

    private static Task SettledAsync(Instance market) => Eventually.TrueAsync(() => market.AskAsync(async db =>
        !await db.OutboxMessages.AnyAsync(mail => mail.State != OutboxState.Sent)
        && !await db.Refunds.AnyAsync(refund => refund.State == RefundState.Asked)
        && !await db.KeptMessages.AnyAsync(kept => kept.State == KeptMessageState.New)), Settles, TimeSpan.FromMilliseconds(100));

    private static async Task CheckAsync(Instance market, MoneyOutside money, List<Payer> payers, Guid variant)
    {
        var groups = await market.AskAsync(db => db.OrderGroups.AsNoTracking().Include(group => group.Orders).ToListAsync());
        Assert.Equal(payers.Select(payer => payer.Number).Order(StringComparer.Ordinal), groups.Select(group => group.Number).Order(StringComparer.Ordinal));
        var orders = groups.ToDictionary(group => group.Number, group => group.Orders.Single());
        Assert.All(payers, payer => Assert.Equal(payer.Way == Way.Short ? (OrderStatus.Unpaid, PaymentStatus.Cancelled) : (OrderStatus.Placed, PaymentStatus.Paid), (orders[payer.Number].Status, orders[payer.Number].PaymentStatus)));

        // Outside and inside, to the đồng.
        var receipts = await market.AskAsync(db => db.Receipts.AsNoTracking().ToListAsync());
        var refunds = await market.AskAsync(db => db.Refunds.AsNoTracking().ToListAsync());
        var paid = money.Stripe.Sessions.Where(session => (string?)session["payment_status"] == "paid").ToList();
        Assert.Equal(payers.Count(payer => payer.Way is Way.Card or Way.Twice), money.Stripe.Sessions.Count);
        Assert.Equal(Sorted(paid.Select(session => ((string)session["payment_intent"]!, Whole(session["amount_total"])))), Sorted(receipts.Where(receipt => receipt.Provider == "stripe").Select(receipt => (receipt.TransactionId, receipt.Amount.Amount))));
        Assert.Equal(money.Bank.Entries.Select(entry => entry.Amount).Order(), receipts.Where(receipt => receipt.Provider == PaymentOptions.Bank).Select(receipt => receipt.Amount.Amount).Order());
        Assert.All(receipts, receipt => Assert.Equal((true, ReceiptDoubt.None), (receipt.GroupId is not null, receipt.Doubt)));
        Assert.Equal(receipts.Sum(receipt => receipt.Amount.Amount), orders.Values.Where(order => order.PaymentStatus == PaymentStatus.Paid).Sum(order => order.Total.Amount) + refunds.Sum(refund => refund.Amount.Amount));

        // Whoever paid twice has the card's money back, once; what was too little goes back by hand.
        Assert.Equal(payers.Count(payer => payer.Way == Way.Twice), money.Stripe.Refunds.Count);
        Assert.Equal(Sorted(money.Stripe.Refunds.Select(refund => ((string)refund["id"]!, Whole(refund["amount"])))), Sorted(refunds.Where(refund => refund.State == RefundState.Done).Select(refund => (refund.GatewayRefundId!, refund.Amount.Amount))));
        Assert.Equal(payers.Count(payer => payer.Way == Way.Short), refunds.Count(refund => refund.State == RefundState.ByHand));
        Assert.Equal(money.Stripe.Refunds.Count + refunds.Count(refund => refund.State == RefundState.ByHand), refunds.Count);
        Assert.Empty(money.Stripe.Faults);

        await market.AskAsync(async db => { await Goods.CheckLedgerAsync(db, variant, Pieces, payers.Count(payer => payer.Way != Way.Short)); return 0; });
        await CheckMailsAsync(market, payers);
    }

    /// <summary>Waiting for money, then in and at the producer's; what went back; what was too little, and too late.</summary>
    private static async Task CheckMailsAsync(Instance market, List<Payer> payers)
    {
        var written = await market.AskAsync(db => db.OutboxMessages.Select(mail => mail.MessageId).ToListAsync());
        Assert.Equal(payers.Sum(payer => payer.Way == Way.Twice ? 4 : 3), written.Count);
        var sent = Directory.GetFiles(market.MailFolder, "*.eml").Select(file => MessageId().Match(File.ReadAllText(file)).Groups[1].Value).ToList();
        Assert.Equal(written.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<T> Shuffled<T>(T[] all, Random dice)
    {
        var copy = all.ToArray();
        dice.Shuffle(copy);
        return copy;
    }

    private static List<(string, long)> Sorted(IEnumerable<(string Name, long)> pairs) => [.. pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal)];

    private static long Whole(JsonNode? number) => long.Parse(number!.ToString(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Message-ID: (<[^>]+>)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}

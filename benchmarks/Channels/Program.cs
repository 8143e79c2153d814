using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Sync;
using Ocop.Market.ChannelSync;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

// What keeping listings on three platforms costs, against doubles in a process of their own. Called by channels.sh.
//   Ocop.Market.ChannelSync [--products N] [--changes N] [--waiting N] [--latency MS] [--quick] [--only WORDS]
if (args is ["platforms", var delay])
{
    await Stranger.RunAsync(TimeSpan.FromMilliseconds(double.Parse(delay, CultureInfo.InvariantCulture)));
    return 0;
}

// The clock is the machine's: what is measured is time.
var isQuick = args.Contains("--quick");
var (products, changes, waiting, latency) = (Given("products", isQuick ? 3_000 : 100_000), Given("changes", isQuick ? 500 : 10_000), Given("waiting", isQuick ? 500 : 5_000), TimeSpan.FromMilliseconds(Given("latency", 80)));
var (runs, seconds) = (isQuick ? 1 : 3, isQuick ? 10 : 30);
var faults = new List<string>();
var rows = new List<(string Name, string Value)>();
var memory = new List<(string When, double Heap, double Resident)>();
var folder = Directory.CreateTempSubdirectory("ocop-bench-channels-").FullName;
try
{
    await MeasureAsync();
}
finally
{
    SqliteConnection.ClearAllPools();
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine($"\n| {products:N0} products on three platforms, {(Environment.GetEnvironmentVariable("OCOP_TEST_POSTGRES") is null ? "SQLite" : "PostgreSQL")}, {latency.TotalMilliseconds} ms an answer |  |\n| --- | ---: |");
foreach (var (name, value) in rows) Console.WriteLine($"| {name} | {value} |");
Console.WriteLine("\n| memory | heap in use after a full collection, MB | resident, MB |\n| --- | ---: | ---: |");
foreach (var (when, heap, resident) in memory) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {when} | {heap:N0} | {resident:N0} |"));
foreach (var fault in faults) Console.WriteLine($"\nThese figures are void: {fault}");
return faults.Count == 0 ? 0 : 1;

async Task MeasureAsync()
{
    var database = await DatabaseAsync();
    await using var platforms = await Platforms.StartAsync(latency);
    List<Guid> ids, fresh;
    await using (var market = Market.Open(database, folder, platforms.Addresses, 1000))
    {
        var goods = new Goods(market.Services);
        var producer = await goods.ProducerAsync();
        var shops = await market.ConnectAsync(producer, platforms);
        var began = Stopwatch.GetTimestamp();
        Say($"Writing {products} products and {products * 3} listings…");
        ids = await goods.AddAsync(producer.Id, 1, products);
        await goods.ListAsync(shops, ids, 1);
        Row("products, packs, stock, photos and listings put in bulk", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", 1);
        fresh = await goods.AddAsync(producer.Id, products + 1, waiting);
        await platforms.AskAsync<string>($"shelve 1 {Math.Max(changes, 100)}");
        await PictureAsync();
        // What was read over there just now is not read again while it is measured.
        var later = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1);
        await market.ReadAsync(async db => await db.ChannelShops.ExecuteUpdateAsync(set => set.SetProperty(shop => shop.ListingsUntil, later).SetProperty(shop => shop.OrdersUntil, later).SetProperty(shop => shop.SweptAt, later)));
        // The market's place in the feed: after all that was just put.
        await market.RunAsync<QueueListings, int>(queue => queue.HandleAsync(default));
        await market.ReadAsync(async db => await db.ChannelJobs.ExecuteDeleteAsync());
        Remember("with all listings, nothing done yet");
        if (IsWanted("sweep")) await SweepAsync(market, platforms);
        if (IsWanted("prices")) await PricesAsync(database, platforms, goods, shops.Count, ids);
        if (IsWanted("pace")) await goods.WishAsync(shops, fresh);
    }

    if (IsWanted("pace"))
        foreach (var (perSecond, at) in new[] { (5.0, 0), (20.0, 1) }.Where(it => !isQuick || it.Item1 > 5)) await PaceAsync(database, platforms, perSecond, ids, at * runs);
}

async Task SweepAsync(Market market, Platforms platforms)
{
    await platforms.PermitAsync(int.MaxValue);
    var taken = new List<double>();
    for (var run = 0; run < runs; run++)
    {
        Say($"Sweeping, {run + 1} of {runs}…");
        var began = Stopwatch.GetTimestamp();
        var asked = await market.RunAsync<SweepListings, int>(sweep => sweep.HandleAsync(default));
        taken.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        if (asked > 0) faults.Add($"a sweep over unchanged listings asked for {asked}");
        Remember($"after sweep {run + 1}");
    }

    var calls = (await platforms.ToldAsync()).Values.Sum(told => told.Calls);
    if (calls > 0) faults.Add($"sweeping called a platform {calls} times");
    Row($"a sweep over {products * 3:N0} unchanged listings", Middle(taken), "s", 1);
    Row("calls of platforms in it", calls, "", 0);
}

async Task PricesAsync(DatabaseOptions database, Platforms platforms, Goods goods, int shops, List<Guid> ids)
{
    const double perSecond = 50;
    Say($"{changes} new prices on {shops} platforms at {perSecond} calls a second…");
    await goods.RepriceAsync([.. ids.Take(changes)]);
    await platforms.PermitAsync(perSecond);
    var began = Stopwatch.GetTimestamp();
    await using var market = Market.Open(database, folder, platforms.Addresses, perSecond);
    market.StartJobs();
    var isHalf = false;
    await UntilAsync(async () =>
    {
        var left = await market.ReadAsync(db => db.ChannelJobs.CountAsync());
        if (!isHalf && left > 0 && left < changes)
        {
            isHalf = true;
            Remember("in the middle of the new prices");
        }

        return left == 0 && await market.ReadAsync(async db => await db.ChannelCursors.AnyAsync(cursor => cursor.Name == ChannelCursor.Listings && cursor.ChangeId >= db.Changes.Max(change => change.Id)));
    }, TimeSpan.FromMinutes(15));
    Row($"{changes:N0} new prices on each of three platforms", Stopwatch.GetElapsedTime(began).TotalSeconds, "s", 1);
    foreach (var (channel, told) in await platforms.ToldAsync())
    {
        var writes = told.Paths.Where(path => path.Key.Contains("price", StringComparison.Ordinal)).Sum(path => path.Value);
        var least = channel == "lazada" ? (changes + 49) / 50 : changes;
        Row($"{channel}: calls for new prices (fewest possible {least:N0})", writes, "", 0);
        Row($"{channel}: calls beside them (one push in ten is read back)", told.Calls - writes, "", 0);
        if (channel != "lazada") Row($"{channel}: calls a second, of {perSecond} permitted; most in any second", told.PerSecond, $"/s; {told.MostInASecond}", 1);
        Judge(channel, told, perSecond);
    }

    if (await market.ReadAsync(db => db.ChannelSteps.CountAsync(step => step.Class != null)) is > 0 and var failed) faults.Add($"{failed} acts failed while new prices were sent");
    Remember("after the new prices");
}

async Task PaceAsync(DatabaseOptions database, Platforms platforms, double perSecond, List<Guid> ids, int from)
{
    Say($"{waiting} new products wait for each platform at {perSecond} calls a second…");
    await platforms.PermitAsync(perSecond);
    await using var market = Market.Open(database, folder, platforms.Addresses, perSecond);
    market.StartJobs();
    await UntilAsync(async () => (await platforms.ToldAsync()).Values.All(told => told.Calls > 0), TimeSpan.FromSeconds(30));
    var latest = new Dictionary<string, double>();
    var over = Task.Delay(TimeSpan.FromSeconds(seconds));
    for (var sale = 0; sale < runs; sale++)
    {
        var (n, id) = (from + sale + 1, ids[from + sale]);
        var variant = await market.ReadAsync(db => db.Variants.AsNoTracking().SingleAsync(it => it.ProductId == id));
        var left = await market.ReadAsync(db => db.ChannelJobs.CountAsync(job => job.Urgency == JobUrgency.Create));
        var sold = await market.RunAsync<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(variant.Id, -Goods.Stock, "Bán hết", "benchmark", default));
        if (!sold.Succeeded) throw new InvalidOperationException(string.Join("; ", sold.Refusals));
        var began = Stopwatch.GetTimestamp();
        var missing = Stranger.Channels.ToHashSet();
        await UntilAsync(async () =>
        {
            foreach (var (channel, stock) in await platforms.AskAsync<Dictionary<string, int>>($"stock {Goods.SkuOf(n)}"))
                if (stock == 0 && missing.Remove(channel)) latest[channel] = Math.Max(latest.GetValueOrDefault(channel), Stopwatch.GetElapsedTime(began).TotalSeconds);
            return missing.Count == 0;
        }, TimeSpan.FromSeconds(60));
        Say($"Sold out while {left} new products waited: {string.Join(", ", latest.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.Key} {it.Value:N1} s")))}");
    }

    await over;
    foreach (var (channel, told) in await platforms.ToldAsync())
    {
        Row($"{channel}, {perSecond} permitted a second, {waiting:N0} new products waiting: calls a second; most in any second", told.PerSecond, $"/s; {told.MostInASecond}", 2);
        Row($"{channel}: the latest of {runs} that sold out, from the sale to the platform’s shelf", latest[channel], "s", 1);
        Judge(channel, told, perSecond);
    }

    Remember($"after {perSecond} calls a second for {seconds} s");
}

void Judge(string channel, Seen told, double perSecond)
{
    if (told.TooFast > 0) faults.Add($"{channel} was called too fast {told.TooFast} times, at {perSecond} a second");
    if (told.Faults.Count > 0) faults.Add($"{channel}: {told.Faults[0]} (of {told.Faults.Count} faults)");
}

async Task<DatabaseOptions> DatabaseAsync()
{
    DatabaseOptions options;
    if (Environment.GetEnvironmentVariable("OCOP_TEST_POSTGRES") is { } server)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE DATABASE bench_channels", connection);
        await command.ExecuteNonQueryAsync();
        options = new DatabaseOptions(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder(server) { Database = "bench_channels" }.ConnectionString);
    }
    else
    {
        options = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={folder}/market.db");
    }

    await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddMarketDatabase(options).BuildServiceProvider();
    await using var scope = services.CreateAsyncScope();
    await scope.ServiceProvider.GetRequiredService<MarketDb>().MigrateAsync(default);
    return options;
}

// Platforms look at nothing but the frame, which says 640 × 640.
async Task PictureAsync()
{
    var place = Directory.CreateDirectory($"{folder}/{Goods.Picture[..2]}/{Goods.Picture}").FullName;
    await File.WriteAllBytesAsync($"{place}/640.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0x02, 0x80, 0x02, 0x80, 0x03, 0x01, 0x22, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11, 0x01, 0xFF, 0xD9]);
}

static async Task UntilAsync(Func<Task<bool>> isTrue, TimeSpan patience)
{
    var began = Stopwatch.GetTimestamp();
    while (!await isTrue())
    {
        if (Stopwatch.GetElapsedTime(began) > patience) throw new TimeoutException($"It did not come about in {patience}.");
        await Task.Delay(50);
    }
}

void Remember(string when)
{
    var heap = GC.GetTotalMemory(forceFullCollection: true);
    memory.Add((when, heap / 1048576.0, Environment.WorkingSet / 1048576.0));
}

void Row(string name, double value, string unit, int digits) => rows.Add((name, $"{value.ToString($"N{digits}", CultureInfo.InvariantCulture)} {unit}".Trim()));

double Middle(IEnumerable<double> values) => values.Order().ElementAt(runs / 2);

int Given(string name, int otherwise) => Array.IndexOf(args, $"--{name}") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

bool IsWanted(string name) => Array.IndexOf(args, "--only") is var at && (at < 0 || args[at + 1].Split(',').Contains(name));

static void Say(string words) => Console.Error.WriteLine(words);

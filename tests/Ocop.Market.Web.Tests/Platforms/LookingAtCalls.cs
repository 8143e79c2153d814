using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Tests.Accounts;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>Calls to platforms, from whoever makes them to the page of the desk.</summary>
public sealed class LookingAtCalls
{
    private const string Page = PlatformSite.Desk + "/cuoc-goi";

    [Theory, BothDatabases]
    public async Task A_call_that_failed_is_told_with_its_request_id_to_those_in_whose_places_the_shop_is(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        var (http, province, elsewhere) = (market.Http, await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("19"))), await market.Site.SignedInAsync(new HeldRole(Role.Officer, Scope.Province("01"))));
        var auditor = await market.Site.SignedInAsync(new HeldRole(Role.Auditor, Scope.Programme));
        Assert.Contains("Chưa chủ thể nào nối gian hàng", (await province.GetAsync(http, Page)).Html, StringComparison.Ordinal);

        // The shop has no warehouses of its own: Shopee says so with an error code, and nothing failed.
        await market.ConnectAsync(market.Shopee);
        await Eventually.TrueAsync(() => market.Read(db => db.ChannelCallHours.AnyAsync(hour => hour.Path.EndsWith("/get_warehouse_detail"))));
        Assert.Contains("Không có cuộc gọi hỏng nào khớp", (await province.GetAsync(http, Page)).Html, StringComparison.Ordinal);
        market.Shopee.Double.ExpireTokens();
        await market.LookAsync();
        await Eventually.TrueAsync(() => market.Read(db => db.ChannelCalls.AnyAsync(call => call.Class == FailureClass.AuthExpired)));
        var (call, shop) = (await market.Read(db => db.ChannelCalls.AsNoTracking().OrderBy(it => it.Id).FirstAsync(it => it.Class == FailureClass.AuthExpired)), await market.ShopAsync());
        Assert.NotNull(call.RequestId);

        foreach (var reader in new[] { province, auditor })
        {
            var page = (await reader.GetAsync(http, Page)).Html;
            Assert.Contains($"<code>{call.RequestId}</code>", page, StringComparison.Ordinal);
            Assert.Contains("Quyền vào gian hàng đã hết", page, StringComparison.Ordinal);
            Assert.Contains(call.Path, page, StringComparison.Ordinal);
            Assert.Contains($"{PlatformSite.Desk}/gian-hang/{shop.Id}", page, StringComparison.Ordinal);
            Assert.Contains("The access has ended", (await reader.GetAsync(http, "/en" + Page)).Html, StringComparison.Ordinal);
        }

        foreach (var query in new[] { "san=shopee", $"gian-hang={shop.Id}", $"q={call.RequestId}", $"san=shopee&q={call.Code}" })
            Assert.Contains($"<code>{call.RequestId}</code>", (await auditor.GetAsync(http, $"{Page}?{query}")).Html, StringComparison.Ordinal);
        foreach (var query in new[] { "san=lazada", $"gian-hang={Guid.CreateVersion7()}" })
        {
            var none = (await auditor.GetAsync(http, $"{Page}?{query}")).Html;
            Assert.Contains("Không có cuộc gọi nào trong 24 giờ qua", none, StringComparison.Ordinal);
            Assert.Contains("Không có cuộc gọi hỏng nào khớp", none, StringComparison.Ordinal);
        }

        var other = (await elsewhere.GetAsync(http, $"{Page}?gian-hang={shop.Id}")).Html;
        Assert.DoesNotContain("/api/v2/", other, StringComparison.Ordinal);
        Assert.DoesNotContain(shop.Name, other, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/v2/", (await elsewhere.GetAsync(http, Page)).Html, StringComparison.Ordinal);
        // A producer has no way into the desk.
        Assert.NotEqual(HttpStatusCode.OK, (await market.Owner.GetAsync(http, Page)).Status);
        Assert.Contains($"href=\"{Page}\"", (await auditor.GetAsync(http, PlatformSite.Desk)).Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Page}?gian-hang={shop.Id}\"", (await auditor.GetAsync(http, $"{PlatformSite.Desk}/gian-hang/{shop.Id}")).Html, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Who_calls_never_waits_what_cannot_be_written_comes_later_and_what_is_too_much_is_counted(DatabaseProvider provider)
    {
        const int Many = 11_500;
        var lines = new Lines();
        await using var site = await MarketSite.OpenAsync(provider, configure: services => services.AddSingleton<ILoggerProvider>(lines));
        var journal = site.Services.GetRequiredService<ICallJournal>();
        await RunAsync(site, "ALTER TABLE channel_call_hours RENAME TO broken");
        for (var i = 0; i < Many; i++) journal.Note(Note(site));
        await Eventually.TrueAsync(() => Task.FromResult(lines.Said("cannot be written down").Any() && lines.Said("are missing on the desk").Any()));
        await RunAsync(site, "ALTER TABLE broken RENAME TO channel_call_hours");
        await Eventually.TrueAsync(async () => await ReadAsync(site, db => db.ChannelCallHours.SumAsync(hour => hour.Calls)) + lines.Said("are missing on the desk").Sum(line => int.Parse(Regex.Match(line, @"^\d+").Value, CultureInfo.InvariantCulture)) == Many);
        Assert.Single(lines.Said("cannot be written down"));
    }

    [Theory, BothDatabases]
    public async Task What_was_noted_last_is_written_before_the_market_stops(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        _ = site.Server;
        await using (var node = site.AnotherNode()) node.Services.GetRequiredService<ICallJournal>().Note(Note(site) with { Class = FailureClass.Retryable, Code = "error_server" });
        Assert.Equal("error_server", (await ReadAsync(site, db => db.ChannelCalls.AsNoTracking().SingleAsync())).Code);
    }

    private static CallNote Note(MarketSite site) => new(site.Clock.UtcNow(), "shopee", "77001", "/api/v2/product/update_stock", CallKind.Write, TimeSpan.FromMilliseconds(80), "req-1", null, null);

    private static Task<T> ReadAsync<T>(MarketSite site, Func<MarketDb, Task<T>> read) => site.InScopeAsync(services => read(services.GetRequiredService<MarketDb>()));

    private static Task RunAsync(MarketSite site, string sql) => ReadAsync(site, db => db.Database.ExecuteSqlRawAsync(sql));

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IEnumerable<string> Said(string words) => _all.Where(line => line.Contains(words, StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _all.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }
}

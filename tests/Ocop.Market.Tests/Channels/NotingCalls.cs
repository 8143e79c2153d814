using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>What became of calls to platforms: a row for each that failed, and numbers for every hour.</summary>
public sealed class NotingCalls
{
    private const string Update = "/api/v2/product/update_stock", Read = "/api/v2/product/get_item_list";

    [Theory, BothDatabases]
    public async Task A_call_that_failed_is_a_row_and_a_yes_is_only_counted(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var hour = new DateTime(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
        await NoteAsync(market, Note(hour, 100), No(Note(hour.AddMinutes(59), 300), FailureClass.RateLimited, "error_too_fast"), Note(hour.AddMinutes(60), 200), Note(hour, 50, shop: "77002"), Note(hour, 70, path: Read));
        await NoteAsync(market, Note(hour.AddMinutes(5), 500));

        var failed = Assert.Single(await market.Read(db => db.ChannelCalls.AsNoTracking().ToListAsync()));
        Assert.Equal((hour.AddMinutes(59), "shopee", "77001", Update, CallKind.Write, 300), (failed.At, failed.Channel, failed.OutsideShop, failed.Path, failed.Kind, failed.Milliseconds));
        Assert.Equal(("req-1", FailureClass.RateLimited, "error_too_fast"), (failed.RequestId, failed.Class, failed.Code));
        Assert.Equal(
        [
            (hour, "77001", Read, 1L, 0L, 70L, 70), (hour, "77001", Update, 3L, 1L, 900L, 500), (hour, "77002", Update, 1L, 0L, 50L, 50), (hour.AddHours(1), "77001", Update, 1L, 0L, 200L, 200),
        ], (await HoursAsync(market)).Select(row => (row.Hour, row.OutsideShop, row.Path, row.Calls, row.Failed, row.Milliseconds, row.Slowest)));
    }

    [Theory, BothDatabases]
    public async Task Two_who_write_the_same_hour_add_up(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var now = market.Clock.UtcNow();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(writer => Task.Run(() => NoteAsync(market, [.. Enumerable.Range(0, 5).Select(_ => Note(now, writer))]))));
        var hour = Assert.Single(await HoursAsync(market));
        Assert.Equal((40L, 0L, 180L, 8), (hour.Calls, hour.Failed, hour.Milliseconds, hour.Slowest));
    }

    [Theory, BothDatabases]
    public async Task Numbers_in_a_path_make_no_hours_of_their_own(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var now = market.Clock.UtcNow();
        await NoteAsync(market, Note(now, 10, path: "/product/202309/products/1729592969712207008"), No(Note(now, 20, path: "/product/202309/products/1729592969712207009"), FailureClass.Gone, "12052048"));
        Assert.Equal(("/product/202309/products/{id}", 2L), Assert.Single(await HoursAsync(market)) is var hour ? (hour.Path, hour.Calls) : default);
        Assert.Equal("/product/202309/products/1729592969712207009", Assert.Single(await market.Read(db => db.ChannelCalls.AsNoTracking().ToListAsync())).Path);
    }

    [Theory, BothDatabases]
    public async Task Nothing_of_a_token_or_a_query_is_in_a_row(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, [Platforms.TikTokShop, Platforms.Shopee, Platforms.Lazada]);
        var secrets = await SecretsAsync(market);
        foreach (var there in market.Doubles) there.ExpireTokens();
        market.Clock.Advance(ReadShop.Interval + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        secrets.AddRange(await SecretsAsync(market));
        Assert.Equal(12, secrets.Count);

        await market.Run<NoteCalls, bool>(async note =>
        {
            await note.HandleAsync(market.Notes, default);
            return true;
        });
        var calls = await market.Read(db => db.ChannelCalls.AsNoTracking().ToListAsync());
        var hours = await market.Read(db => db.ChannelCallHours.AsNoTracking().ToListAsync());
        foreach (var platform in market.Platforms) Assert.Contains(calls, call => call.Channel == platform.Channel && call.Class == FailureClass.AuthExpired);
        Assert.Equal(market.Notes.Count, hours.Sum(hour => hour.Calls));
        Assert.Equal(calls.Count, hours.Sum(hour => hour.Failed));
        var words = calls.Select(call => $"{call.OutsideShop} {call.Path} {call.RequestId} {call.Code}").Concat(hours.Select(hour => $"{hour.OutsideShop} {hour.Path}")).ToList();
        Assert.DoesNotContain(words, word => word.Contains('?', StringComparison.Ordinal) || word.Contains('=', StringComparison.Ordinal) || secrets.Exists(secret => word.Contains(secret, StringComparison.Ordinal)));
    }

    /// <summary>The number of a shop may come from the address with which somebody comes back from a platform.</summary>
    [Theory, BothDatabases]
    public async Task What_no_database_takes_keeps_no_other_call_from_being_written(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var now = market.Clock.UtcNow();
        await NoteAsync(market, Note(now, 10), No(Note(now, 10, shop: "\0\ud83d" + new string('ế', 500)) with { RequestId = new string('r', 500) }, FailureClass.Validation, "\ud83d\0"));
        var failed = Assert.Single(await market.Read(db => db.ChannelCalls.AsNoTracking().ToListAsync()));
        Assert.Equal((new string('?', 60), new string('r', 100), "??"), (failed.OutsideShop, failed.RequestId, failed.Code));
        Assert.Equal(2, (await HoursAsync(market)).Count);
    }

    [Theory, BothDatabases]
    public async Task Old_ones_are_cleared_and_younger_stay(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var now = market.Clock.UtcNow();
        await NoteAsync(market, [.. new[] { 29, 31, 364, 367 }.Select(days => No(Note(now.AddDays(-days), days), FailureClass.Retryable, "error_server"))]);
        Assert.Equal(4, await market.Run<ForgetSteps, int>(forget => forget.HandleAsync(default)));
        Assert.Equal([29], await market.Read(db => db.ChannelCalls.Select(call => call.Milliseconds).ToListAsync()));
        Assert.Equal([364, 31, 29], (await HoursAsync(market)).Select(hour => hour.Slowest));
        Assert.Equal(0, await market.Run<ForgetSteps, int>(forget => forget.HandleAsync(default)));
    }

    [Theory, BothDatabases]
    public async Task The_desk_reads_the_calls_of_its_own_places(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var (tea, island) = (await market.ShopAsync(market.Goods.Tea), await market.ShopAsync(market.Goods.Garlic, "lazada"));
        var now = market.Clock.UtcNow();
        await NoteAsync(market, Note(now, 100, shop: tea.OutsideId), No(Note(now.AddHours(-22), 301, shop: tea.OutsideId), FailureClass.Validation, "error_param"), Note(now.AddHours(-30), 900, shop: tea.OutsideId),
            No(Note(now, 50, "lazada", island.OutsideId, "/rest/products/get") with { RequestId = "0ba2887315178178017221014" }, FailureClass.Retryable, "901"), No(Note(now, 20, shop: "", path: "/api/v2/auth/token/get"), FailureClass.AuthExpired, "error_auth"));

        Assert.Equal([("shopee", Update, 2L, 1L, 200L, 301)], (await DayAsync(PlatformShops.OfProvince, new())).Select(row => (row.Channel, row.Path, row.Calls, row.Failed, row.Mean, row.Slowest)));
        Assert.Equal(3, (await DayAsync(PlatformShops.Officer, new())).Count);
        Assert.Empty(await DayAsync(PlatformShops.Elsewhere, new()));
        Assert.Equal("/rest/products/get", Assert.Single(await DayAsync(PlatformShops.Auditor, new("lazada"))).Path);
        Assert.Equal(Update, Assert.Single(await DayAsync(PlatformShops.Auditor, new(ShopId: tea.Id))).Path);
        Assert.Empty(await DayAsync(PlatformShops.OfProvince, new(ShopId: island.Id)));

        var row = Assert.Single(await FailedAsync(PlatformShops.OfProvince, new()));
        Assert.Equal((tea.Id, tea.Name, "error_param", FailureClass.Validation, "req-1"), (row.ShopId, row.Shop, row.Code, row.Class, row.RequestId));
        // While a shop is being connected it is nobody's: told to whoever has the whole programme.
        foreach (var whole in new[] { PlatformShops.Officer, PlatformShops.Auditor })
            Assert.Equal([("error_auth", null), ("901", island.Name), ("error_param", tea.Name)], (await FailedAsync(whole, new())).Select(it => (it.Code, it.Shop)));
        Assert.Empty(await FailedAsync(PlatformShops.Elsewhere, new()));
        Assert.Empty(await FailedAsync(PlatformShops.Holding(Role.Buyer, Scope.Programme), new()));
        foreach (var text in new[] { "0ba2887315178178017221014", "901", "products/get" }) Assert.Equal(island.Id, Assert.Single(await FailedAsync(PlatformShops.Officer, new(Text: text))).ShopId);
        Assert.Empty(await FailedAsync(PlatformShops.OfProvince, new(Text: "901")));

        Task<IReadOnlyList<CallPathRow>> DayAsync(Person person, CallFilter filter) => market.Run<DeskCalls, IReadOnlyList<CallPathRow>>(calls => calls.DayAsync(person, filter, default));

        Task<IReadOnlyList<FailedCallRow>> FailedAsync(Person person, CallFilter filter) => market.Run<DeskCalls, IReadOnlyList<FailedCallRow>>(calls => calls.FailedAsync(person, filter, default));
    }

    private static CallNote Note(DateTime at, double milliseconds, string channel = "shopee", string shop = "77001", string path = Update) =>
        new(at, channel, shop, path, CallKind.Write, TimeSpan.FromMilliseconds(milliseconds), "req-1", null, null);

    private static CallNote No(CallNote note, FailureClass failure, string code) => note with { Class = failure, Code = code };

    private static Task NoteAsync(PlatformShops market, params IReadOnlyCollection<CallNote> notes) => market.Run<NoteCalls, bool>(async note =>
    {
        await note.HandleAsync(notes, default);
        return true;
    });

    private static Task<List<ChannelCallHour>> HoursAsync(PlatformShops market) =>
        market.Read(db => db.ChannelCallHours.AsNoTracking().OrderBy(hour => hour.Hour).ThenBy(hour => hour.OutsideShop).ThenBy(hour => hour.Path).ToListAsync());

    private static async Task<List<string>> SecretsAsync(ChannelMarket market)
    {
        var sealedTokens = await market.Read(db => db.ChannelShops.AsNoTracking().Select(shop => shop.SealedTokens!).ToListAsync());
        return await market.Run<ISecretBox, List<string>>(box => Task.FromResult(sealedTokens.SelectMany(text => JsonElement.Parse(box.Open(text)).EnumerateObject().Select(token => token.Value.GetString()!)).ToList()));
    }
}

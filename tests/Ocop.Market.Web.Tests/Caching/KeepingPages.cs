using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Caching;
using Xunit;

namespace Ocop.Market.Web.Tests.Caching;

/// <summary>Through the sitemap, which is a cached page of lists. Only a kept answer carries an Age.</summary>
public sealed class KeepingPages
{
    private const string Page = "/sitemap.xml";

    [Fact]
    public async Task Answers_the_second_visitor_from_the_cache()
    {
        await using var site = await MarketSite.OpenAsync();
        Assert.False(await IsKeptAsync(site, Page));
        Assert.True(await IsKeptAsync(site, Page));
        Assert.False(await IsKeptAsync(site, "/en" + Page));
    }

    [Theory]
    [InlineData("cart=abc")]
    [InlineData("theme=dark")]
    public async Task Makes_it_fresh_for_a_visitor_with_a_cookie(string cookie)
    {
        await using var site = await MarketSite.OpenAsync();
        Assert.False(await IsKeptAsync(site, Page));
        Assert.False(await IsKeptAsync(site, Page, ("Cookie", cookie)));
    }

    [Fact]
    public async Task Ignores_the_marks_of_other_sites_and_never_keeps_unknown_questions()
    {
        await using var site = await MarketSite.OpenAsync();
        Assert.False(await IsKeptAsync(site, Page));
        Assert.True(await IsKeptAsync(site, Page + "?utm_source=zalo&fbclid=abc"));
        Assert.False(await IsKeptAsync(site, Page + "?x=1"));
        Assert.False(await IsKeptAsync(site, Page + "?x=1"));
    }

    [Fact]
    public async Task Keeps_one_body_for_each_encoding_compressed_once()
    {
        await using var site = await MarketSite.OpenAsync();
        var visitor = site.Visitor();
        var plain = await visitor.GetStringAsync(Page);
        Assert.False(await IsKeptAsync(site, Page, ("Accept-Encoding", "gzip, deflate, br, zstd")));
        using var request = new HttpRequestMessage(HttpMethod.Get, Page) { Headers = { { "Accept-Encoding", "gzip;q=0.5, br;q=1" } } };
        using var kept = await visitor.SendAsync(request);

        Assert.NotNull(kept.Headers.Age);
        Assert.Equal("br", Assert.Single(kept.Content.Headers.ContentEncoding));
        Assert.Equal(["Accept-Encoding", "Cookie"], kept.Headers.Vary);
        await using var body = new BrotliStream(await kept.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(plain, await new StreamReader(body).ReadToEndAsync());

        Assert.False(await IsKeptAsync(site, Page, ("Accept-Encoding", "br;q=0, gzip")));
        Assert.True(await IsKeptAsync(site, Page, ("Accept-Encoding", "gzip")));
    }

    [Fact]
    public async Task Sends_the_third_visitor_what_the_second_got_but_for_its_age()
    {
        await using var site = await MarketSite.OpenAsync();
        Assert.False(await IsKeptAsync(site, Page));
        var (age, second) = await AskAsync();
        site.StandingClock.Advance(TimeSpan.FromSeconds(5));
        var (later, third) = await AskAsync();
        Assert.Equal(age + TimeSpan.FromSeconds(5), later);
        Assert.Equal(second, third);

        // What changes elsewhere takes nothing away; the host that it was asked under does.
        site.Services.GetRequiredService<CacheFreshness>().Evict(["elsewhere"]);
        Assert.True(await IsKeptAsync(site, Page));
        Assert.True(await IsKeptAsync(site, Page));
        Assert.False(await IsKeptAsync(site, Page, ("Host", "127.0.0.1")));

        async Task<(TimeSpan? Age, string Told)> AskAsync()
        {
            using var answer = await site.Visitor().GetAsync(Page);
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Age").OrderBy(header => header.Key, StringComparer.Ordinal);
            return (answer.Headers.Age, $"{string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"))}\n{await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Ends_at_midnight_in_Viet_Nam_though_nothing_was_written()
    {
        await using var site = await MarketSite.OpenAsync();
        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 59);
        Assert.False(await IsKeptAsync(site, Page));
        Assert.True(await IsKeptAsync(site, Page));
        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        Assert.False(await IsKeptAsync(site, Page));
        Assert.True(await IsKeptAsync(site, Page));
    }

    [Theory, BothDatabases]
    public async Task Shows_a_change_on_every_node_within_two_seconds(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await using var other = site.AnotherNode();
        var product = await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Mật ong bạc hà"));
        foreach (var node in new[] { site, other })
            await Eventually.TrueAsync(async () => (await node.Visitor().GetStringAsync(Page)).Contains("/san-pham/mat-ong-bac-ha<", StringComparison.Ordinal));

        await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            (await db.Products.SingleAsync(found => found.Id == product.Id)).List(false);
            return await db.SaveChangesAsync();
        });
        foreach (var node in new[] { site, other })
            await Eventually.TrueAsync(async () => !(await node.Visitor().GetStringAsync(Page)).Contains("/san-pham/mat-ong-bac-ha<", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Knows_units_that_another_process_loaded(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        var visitor = site.Visitor();
        var places = site.Services.GetRequiredService<PlaceDirectory>();
        Assert.Equal(("Ba Đình", false), (places.Commune("00004")!.Name, await IsSuggestedAsync()));

        await using var other = new ServiceCollection().AddSingleton(site.Clock).AddMarketDatabase(site.Database).BuildServiceProvider();
        await using var scope = other.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        db.Changes.Add(new Change(site.Clock.UtcNow(), ChangeSubject.Place("all")));
        await db.InTransactionAsync<int>(async () =>
        {
            await db.Communes.Where(commune => commune.Code == "00004").ExecuteUpdateAsync(set => set.SetProperty(commune => commune.Name, "Ba Đình Mới"));
            return await db.SaveChangesAsync();
        });

        await Eventually.TrueAsync(() => Task.FromResult(places.Commune("00004")!.Name == "Ba Đình Mới"));
        Assert.True(await IsSuggestedAsync());

        async Task<bool> IsSuggestedAsync() => (await visitor.GetStringAsync("/tim-kiem/goi-y?q=ba+dinh+moi")).Contains("/dia-phuong/ha-noi/ba-dinh", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trusts_nothing_while_changes_cannot_be_read()
    {
        var feed = new BrokenFeed();
        await using var site = await MarketSite.OpenAsync(configure: services => services.AddSingleton<IChangeFeed>(feed));
        await IsKeptAsync(site, Page);
        Assert.True(await IsKeptAsync(site, Page));
        feed.IsBroken = true;
        await Eventually.TrueAsync(async () => !await IsKeptAsync(site, Page));
    }

    private static async Task<bool> IsKeptAsync(MarketSite site, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await site.Visitor().SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        return answer.Headers.Age is not null;
    }

    private sealed class BrokenFeed : IChangeFeed
    {
        public volatile bool IsBroken;

        public Task<ChangePosition> EndAsync(CancellationToken cancel) => Task.FromResult(new ChangePosition(0, 0));

        public Task<(IReadOnlyList<ChangeSubject> Subjects, ChangePosition Position)> ReadAfterAsync(ChangePosition position, int limit, CancellationToken cancel) =>
            IsBroken ? throw new IOException("The database is away.") : Task.FromResult<(IReadOnlyList<ChangeSubject>, ChangePosition)>(([], position));
    }
}

using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Platforms;

/// <summary>What platforms post: a reason to look where the platform signed it, and nothing else.</summary>
public sealed class HearingFromPlatforms
{
    [Theory, BothDatabases]
    public async Task A_true_one_is_kept_once_however_often_it_comes(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        foreach (var platform in market.Platforms)
        {
            await market.ConnectAsync(platform);
            var news = NewsOf(market, "order");
            for (var time = 0; time < 3; time++) Assert.Equal((platform.Channel, HttpStatusCode.OK), (platform.Channel, await PostAsync(market, platform.Double.Signed(new Uri(platform.Webhook), news))));
            var kept = Assert.Single(await KeptAsync(market, platform));
            Assert.Equal((NewsKind.Order, PlatformSite.OutsideShop, "5001", (DateTime?)null), (kept.Kind, kept.OutsideShop, kept.Subject, kept.DoneAt));
            // A platform tries again for hours, with the same words: a time that is past is no reason to say no, and what stands there is not believed anyway.
            var late = news with { Id = "9002", Subject = "5002", At = news.At.AddDays(-3) };
            Assert.Equal(HttpStatusCode.OK, await PostAsync(market, platform.Double.Signed(new Uri(platform.Webhook), late)));
            Assert.Equal(2, (await KeptAsync(market, platform)).Count);
        }
    }

    [Theory, BothDatabases]
    public async Task Two_of_the_same_at_once_are_one(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        await market.ConnectAsync(market.Shopee);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(market, market.Shopee.Double.Signed(new Uri(market.Shopee.Webhook), NewsOf(market, "listing")))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Single(await KeptAsync(market, market.Shopee));
    }

    [Theory, BothDatabases]
    public async Task What_the_platform_did_not_sign_is_refused_and_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        foreach (var platform in market.Platforms) await market.ConnectAsync(platform);
        var before = await market.StandingAsync();
        foreach (var platform in market.Platforms)
        {
            var body = await platform.Double.Signed(new Uri(platform.Webhook), NewsOf(market, "order")).Content!.ReadAsByteArrayAsync();
            var other = market.Platforms.First(it => it != platform);
            foreach (var (sent, signature) in new (byte[], string?)[]
            {
                (body, null), (body, ""), (body, new string('0', 64)), (body, platform.Sign(body)[..^1]), (body, other.Sign(body)), (body, "Bearer " + platform.Sign(body)),
                ([.. body, (byte)' '], platform.Sign(body)), (Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("5001", "5002", StringComparison.Ordinal)), platform.Sign(body)),
                ("{"u8.ToArray(), null), ([], null), ([], platform.Sign(body)), (body, platform.Sign([])),
            })
                Assert.Equal((platform.Channel, signature, HttpStatusCode.Unauthorized), (platform.Channel, signature, await PostAsync(market, Notice(platform, sent, signature))));
        }

        Assert.Equal(before, await market.StandingAsync());
    }

    [Theory, BothDatabases]
    public async Task What_is_signed_and_no_JSON_is_refused_and_what_is_none_of_ours_is_taken_and_forgotten(DatabaseProvider provider)
    {
        await using var market = await PlatformSite.OpenAsync(provider);
        foreach (var platform in market.Platforms) await market.ConnectAsync(platform);
        var before = await market.StandingAsync();
        foreach (var platform in market.Platforms)
        {
            foreach (var broken in new[] { "", " ", "{", "null", "[]", "\"order\"", "{\"type\":1", "{}{}", "\ufeff{}", new string('[', 5_000) })
                Assert.Equal((platform.Channel, broken, HttpStatusCode.BadRequest), (platform.Channel, broken, await PostAsync(market, Signed(platform, broken))));
            // Kinds that nobody listens to, fields that are not there or of another kind, half a letter.
            foreach (var idle in new[] { "{}", """{"type":99,"code":99,"message_type":99,"tts_notification_id":"1","shop_id":"77001","seller_id":"77001","data":{}}""", """{"type":1,"code":3,"message_type":0,"data":[]}""", """{"type":1,"tts_notification_id":"\ud800","shop_id":"\ud800","code":3,"message_type":"\ud800","seller_id":"\ud800","data":{"order_id":"\ud800","ordersn":"\ud800","trade_order_id":"\ud800"}}""" })
                Assert.Equal((platform.Channel, idle, HttpStatusCode.OK), (platform.Channel, idle, await PostAsync(market, Signed(platform, idle))));
            Assert.Equal(HttpStatusCode.OK, await PostAsync(market, platform.Double.Signed(new Uri(platform.Webhook), NewsOf(market, "order") with { Shop = "77999" })));
        }

        Assert.Equal(before, await market.StandingAsync());
    }

    [Fact]
    public async Task Too_much_is_refused_without_being_read()
    {
        await using var market = await PlatformSite.OpenAsync(DatabaseProvider.Sqlite);
        foreach (var platform in market.Platforms)
        {
            await market.ConnectAsync(platform);
            var large = Encoding.UTF8.GetBytes($"{{\"note\":\"{new string('x', 64 * 1024)}\"}}");
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(market, Notice(platform, large, platform.Sign(large))));
            // One that does not say how long it is, and has no end.
            using var endless = new Endless();
            using var request = new HttpRequestMessage(HttpMethod.Post, platform.Webhook) { Content = new StreamContent(endless) };
            request.Headers.TransferEncodingChunked = true;
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(market, request));
            Assert.InRange(endless.Given, 64 * 1024, 1024 * 1024);
            Assert.Empty(await KeptAsync(market, platform));
        }
    }

    [Fact]
    public async Task Only_posts_are_heard_and_nobody_needs_a_cookie_or_our_own_page()
    {
        await using var market = await PlatformSite.OpenAsync(DatabaseProvider.Sqlite);
        foreach (var platform in market.Platforms)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
            {
                using var request = new HttpRequestMessage(method, platform.Webhook);
                using var refused = await market.Http.SendAsync(request);
                Assert.Equal((platform.Channel, method, HttpStatusCode.MethodNotAllowed), (platform.Channel, method, refused.StatusCode));
                if (method == HttpMethod.Get) Assert.Equal("POST", Assert.Single(refused.Content.Headers.Allow));
            }

            await market.ConnectAsync(platform);
            using var foreign = platform.Double.Signed(new Uri(platform.Webhook), NewsOf(market, "order"));
            foreach (var (name, value) in new[] { ("Origin", "https://platform.example"), ("Sec-Fetch-Site", "cross-site") }) foreign.Headers.Add(name, value);
            using var answer = await market.Http.SendAsync(foreign);
            Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task More_than_a_platform_ever_sends_waits()
    {
        await using var market = await PlatformSite.OpenAsync(DatabaseProvider.Sqlite, new Dictionary<string, string> { ["RateLimits:NotificationsTaken:Permits"] = "2", ["RateLimits:NotificationsTaken:Seconds"] = "60" });
        await market.ConnectAsync(market.Shopee);
        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 3; time++) answers.Add(await PostAsync(market, market.Shopee.Double.Signed(new Uri(market.Shopee.Webhook), NewsOf(market, "order") with { Subject = $"500{time}" })));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(2, (await KeptAsync(market, market.Shopee)).Count);
    }

    [Fact]
    public async Task Without_its_key_a_platform_is_not_there()
    {
        await using var site = await MarketSite.OpenAsync();
        using var http = site.Visitor();
        foreach (var channel in new[] { "tiktok", "shopee", "lazada" })
        {
            using var answer = await http.PostAsync($"/webhooks/{channel}", new StringContent("{}", Encoding.UTF8, "application/json"));
            Assert.Equal((channel, HttpStatusCode.NotFound), (channel, answer.StatusCode));
        }
    }

    private static ShelfNews NewsOf(PlatformSite market, string kind) => new("9001", kind, PlatformSite.OutsideShop, "5001", market.Site.StandingClock.GetUtcNow().UtcDateTime);

    private static HttpRequestMessage Signed(PlatformThere platform, string body) => Notice(platform, Encoding.UTF8.GetBytes(body), platform.Sign(Encoding.UTF8.GetBytes(body)));

    private static HttpRequestMessage Notice(PlatformThere platform, byte[] body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, platform.Webhook) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        if (signature is not null) request.Headers.TryAddWithoutValidation("Authorization", signature);
        return request;
    }

    private static async Task<HttpStatusCode> PostAsync(PlatformSite market, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await market.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    private static Task<List<ChannelNotice>> KeptAsync(PlatformSite market, PlatformThere platform) => market.Read(db => db.ChannelNotices.AsNoTracking().Where(notice => notice.Channel == platform.Channel).ToListAsync());

    /// <summary>Gives letters for as long as somebody takes them.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            Given += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

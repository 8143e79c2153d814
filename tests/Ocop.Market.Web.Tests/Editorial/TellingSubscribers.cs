using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.Webhooks;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Webhooks;
using Xunit;
using static Ocop.Market.Web.Tests.Editorial.SomeStory;

namespace Ocop.Market.Web.Tests.Editorial;

public sealed class TellingSubscribers
{
    [Fact]
    public async Task A_page_that_goes_live_is_told_signed_once_and_again_when_asked()
    {
        var receiver = new Receiver();
        await using var site = await OpenAsync(receiver);
        var made = Value(await Subscribe(site, "https://example.org/hook"));
        await site.PublishedAsync(await site.WrittenAsync("Nương chè", new TextBlock("Lời.")));
        Assert.Equal((1, 0), (await Send(site), await Send(site)));

        var (headers, body) = Assert.Single(receiver.Heard);
        Assert.Contains("\"event\":\"document.published\"", body, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"/cau-chuyen/nuong-che\"", body, StringComparison.Ordinal);
        Assert.Equal(SendWebhooks.Signature(made.Secret, Guid.Parse(headers["webhook-id"]), headers["webhook-timestamp"], body), headers["webhook-signature"]);

        var delivery = await site.Run<MarketDb, WebhookDelivery>(db => db.WebhookDeliveries.AsNoTracking().SingleAsync());
        Value(await site.Run<ReplayDelivery, Outcome<Guid>>(replay => replay.HandleAsync(Chief, delivery.Id, default)));
        Assert.Equal(1, await Send(site));
        Assert.Equal([body, body], receiver.Heard.Select(heard => heard.Body));
        Assert.NotEqual(receiver.Heard[0].Headers["webhook-id"], receiver.Heard[1].Headers["webhook-id"]);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_asked_again_after_growing_pauses_and_given_up_at_last()
    {
        var receiver = new Receiver { Status = HttpStatusCode.InternalServerError };
        await using var site = await OpenAsync(receiver);
        Value(await Subscribe(site, "https://example.org/hook"));
        await site.PublishedAsync(await site.WrittenAsync("Nương chè", new TextBlock("Lời.")));
        for (var times = 0; times < 12; times++)
        {
            Assert.Equal(0, await Send(site));
            var asked = receiver.Heard.Count;
            Assert.Equal(0, await Send(site));
            Assert.Equal(asked, receiver.Heard.Count);
            site.StandingClock.Advance(TimeSpan.FromHours(24));
        }

        Assert.Equal(8, receiver.Heard.Count);
        Assert.Single(receiver.Heard.Select(heard => heard.Headers["webhook-id"]).Distinct());
        Assert.Equal((DeliveryState.GivenUp, 500), await site.Run<MarketDb, (DeliveryState, int?)>(async db => await db.WebhookDeliveries.Select(it => new ValueTuple<DeliveryState, int?>(it.State, it.LastStatus)).SingleAsync()));
    }

    [Fact]
    public async Task One_that_is_silent_is_asked_once_in_a_round_and_a_new_address_is_told()
    {
        var receiver = new Receiver { Status = HttpStatusCode.ServiceUnavailable };
        await using var site = await OpenAsync(receiver);
        Value(await Subscribe(site, "https://example.org/hook"));
        var seen = await site.PublishedAsync(await site.WrittenAsync("Nương chè", new TextBlock("Lời.")));
        Value(await site.Run<ChangeSlug, Outcome<DocumentStand>>(change => change.HandleAsync(Chief, seen.Id, seen.Version, "nuong-che-xuan", default)));
        Assert.Equal(0, await Send(site));
        Assert.Single(receiver.Heard);
        Assert.Equal(0, await Send(site));
        Assert.Contains("\"path\":\"/cau-chuyen/nuong-che-xuan\"", receiver.Heard[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_public_internet_is_called_and_only_by_those_who_may_say_so()
    {
        await using var site = await MarketSite.OpenAsync();
        foreach (var url in new[] { "http://example.org/hook", "https://ai:mat-khau@example.org/", "ftp://example.org", "hook" }) Assert.Equal("UrlWrong", Assert.Single((await Subscribe(site, url)).Refusals).Reason);
        var officer = new Person(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
        Assert.Equal("NotAllowed", Assert.Single((await site.Run<SubscribeWebhook, Outcome<MadeSubscription>>(subscribe => subscribe.HandleAsync(officer, "Thử", "https://example.org/", default))).Refusals).Reason);

        // No double here: the true way out, to this machine itself.
        Value(await Subscribe(site, "https://127.0.0.1/hook"));
        await site.PublishedAsync(await site.WrittenAsync("Nương chè", new TextBlock("Lời.")));
        Assert.Equal(0, await Send(site));
        Assert.Contains("not on the public internet", await site.Run<MarketDb, string?>(db => db.WebhookDeliveries.Select(it => it.LastAnswer).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void Addresses_of_closed_networks_are_known(string address, bool isOpen) => Assert.Equal(isOpen, PublicAddresses.AreOpen(IPAddress.Parse(address)));

    private static Task<MarketSite> OpenAsync(Receiver receiver) => MarketSite.OpenAsync(configure: services => services.AddHttpClient(SendWebhooks.Client).ConfigurePrimaryHttpMessageHandler(() => receiver));

    private static Task<Outcome<MadeSubscription>> Subscribe(MarketSite site, string url) => site.Run<SubscribeWebhook, Outcome<MadeSubscription>>(subscribe => subscribe.HandleAsync(Chief, "Thử", url, default));

    private static Task<int> Send(MarketSite site) => site.Run<SendWebhooks, int>(send => send.HandleAsync(default));

    private sealed class Receiver : HttpMessageHandler
    {
        public HttpStatusCode Status { get; init; } = HttpStatusCode.NoContent;

        public List<(Dictionary<string, string> Headers, string Body)> Heard { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            Heard.Add((request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)), await request.Content!.ReadAsStringAsync(cancel)));
            return new HttpResponseMessage(Status);
        }
    }
}

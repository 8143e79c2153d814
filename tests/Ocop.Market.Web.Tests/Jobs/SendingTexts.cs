using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Data;
using Ocop.Market.Doubles;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Messages;
using Ocop.Market.Testing;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Mail;
using Xunit;

namespace Ocop.Market.Web.Tests.Jobs;

/// <summary>Short texts leave by the outbox of mails, through a gateway that checks what it gets.</summary>
public sealed class SendingTexts
{
    [Theory, BothDatabases]
    public async Task One_text_reaches_the_phone_once_with_all_its_fields(DatabaseProvider provider)
    {
        await using var gateway = await TextGatewayDouble.StartAsync();
        await using var market = await OpenAsync(provider, gateway);
        await WriteAsync(market);
        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(0, await SendAsync(market));

        Assert.Equal([("+84912345678", "order_accepted", "Chợ: K7M4-92PX-1: đã nhận. https://cho.example.vn/don-hang/K7M4-92PX")], gateway.Brought);
        var fields = Assert.Single(gateway.Bodies).GetProperty("fields");
        Assert.Equal(("K7M4-92PX-1", "đã nhận", "https://cho.example.vn/don-hang/K7M4-92PX"), (fields.GetProperty("number").GetString(), fields.GetProperty("words").GetString(), fields.GetProperty("link").GetString()));
        Assert.Equal((OutboxState.Sent, "HTTP 200"), await RowAsync(market) is var row ? (row.State, row.LastAnswer) : default);
        Assert.Empty(gateway.Faults);
    }

    [Theory, BothDatabases]
    public async Task A_gateway_that_is_busy_fails_or_loses_its_answer_is_asked_again_under_the_same_key(DatabaseProvider provider)
    {
        await using var gateway = await TextGatewayDouble.StartAsync();
        await using var market = await OpenAsync(provider, gateway);
        await WriteAsync(market);
        foreach (var status in new[] { 429, 503, 499 }) gateway.Say(status);
        foreach (var minutes in new[] { 1, 5, 15 })
        {
            Assert.Equal(0, await SendAsync(market));
            Assert.Equal(0, await SendAsync(market));
            // What the gateway wrote beside its status repeats the phone.
            Assert.DoesNotContain("912345678", (await RowAsync(market)).LastAnswer, StringComparison.Ordinal);
            market.Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        Assert.Equal(1, await SendAsync(market));
        Assert.Equal((4, 1, 4), (gateway.Asked, gateway.Brought.Count, (await RowAsync(market)).Attempts));
        Assert.Empty(gateway.Faults);
    }

    [Fact]
    public async Task What_will_never_arrive_is_given_up_at_once_and_can_be_sent_again()
    {
        await using var gateway = await TextGatewayDouble.StartAsync();
        gateway.Say(422);
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, gateway);
        await WriteAsync(market);
        Assert.Equal(0, await SendAsync(market));
        Assert.Equal(OutboxState.Failed, (await RowAsync(market)).State);
        Assert.Equal(1, (await market.InScopeAsync(services => services.GetRequiredService<ResendMails>().HandleAsync("test", default))).Value);
        Assert.Equal(1, await SendAsync(market));
    }

    [Fact]
    public async Task A_gateway_that_does_not_know_us_keeps_every_text_and_no_mail_waiting()
    {
        await using var gateway = await TextGatewayDouble.StartAsync();
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, gateway, token: "another-token-of-the-market");
        // More texts than one round takes, all due before the mail.
        for (var number = 0; number < 60; number++) await WriteAsync(market, $"text-{number}");
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await market.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            db.OutboxMessages.Add(new OutboxMessage(market.Clock.UtcNow(), "mail", "abc@cho.example", "ban@vi-du.vn", "Đơn K7M", "chữ", "<p>chữ</p>"));
            return await db.SaveChangesAsync();
        });
        Assert.Equal(1, await SendAsync(market));
        Assert.Equal((1, 0), (gateway.Asked, gateway.Brought.Count));
        Assert.Equal(60, await market.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.CountAsync(message => message.State == OutboxState.Waiting)));
    }

    [Fact]
    public async Task Providers_that_number_their_templates_get_that_number()
    {
        await using var gateway = await TextGatewayDouble.StartAsync();
        var options = OptionsOf(gateway);
        options.Templates.Add("Order_Accepted", "30412");
        using var http = new HttpClient(new SocketsHttpHandler());
        Assert.Equal(MailResult.Sent, (await new TextGateway(http, Options.Create(options)).SendAsync(Text("key"), default)).Result);
        Assert.Equal("30412", Assert.Single(gateway.Brought).Template);
    }

    [Fact]
    public async Task Where_the_gateway_was_taken_out_of_the_settings_what_waits_is_given_up()
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        Assert.Equal(MailResult.Refused, (await new TextGateway(http, Options.Create(new TextOptions())).SendAsync(Text("key"), default)).Result);
    }

    [Theory]
    [InlineData("http://tin-nhan.example/gui", "a-token-that-is-long-enough", "Texts:Address")]
    [InlineData("https://tin-nhan.example/gui", "short", "Texts:Token")]
    [InlineData("https://tin-nhan.example/gui", "a token that is long enough", "Texts:Token")]
    public void Needs_settings_that_can_work(string address, string token, string named)
    {
        var options = new TextOptions { Address = new Uri(address), Token = token };
        Assert.StartsWith(named, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(new TextOptions().Validate(new ValidationContext(options)));
    }

    private static TextOptions OptionsOf(TextGatewayDouble gateway, string token = TextGatewayDouble.Token) => new() { Address = new Uri(gateway.Address, "/send"), Token = token };

    private static Task<TestMarket> OpenAsync(DatabaseProvider provider, TextGatewayDouble gateway, string token = TextGatewayDouble.Token) => TestMarket.OpenAsync(provider, services =>
        services.AddSingleton<IMailSender, Postman>().AddSingleton(Options.Create(OptionsOf(gateway, token))).AddSingleton<HttpClient>().AddSingleton<ITextSender, TextGateway>().AddScoped<SendOutbox>().AddScoped<ResendMails>());

    private static OutboxMessage Text(string key) => new Letterhead().SignText(TimeProvider.System.UtcNow(), key, "+84912345678", "K7M4-92PX-1: đã nhận",
        "Chợ: K7M4-92PX-1: đã nhận. https://cho.example.vn/don-hang/K7M4-92PX", new TextStep("order_accepted", "https://cho.example.vn/don-hang/K7M4-92PX"));

    private static Task<int> WriteAsync(TestMarket market, string key = "key") => market.InScopeAsync(services =>
    {
        var db = services.GetRequiredService<MarketDb>();
        db.OutboxMessages.Add(new Letterhead().SignText(market.Clock.UtcNow(), key, "+84912345678", "K7M4-92PX-1: đã nhận",
            "Chợ: K7M4-92PX-1: đã nhận. https://cho.example.vn/don-hang/K7M4-92PX", new TextStep("order_accepted", "https://cho.example.vn/don-hang/K7M4-92PX")));
        return db.SaveChangesAsync();
    });

    private static Task<int> SendAsync(TestMarket market) => market.InScopeAsync(services => services.GetRequiredService<SendOutbox>().HandleAsync(default));

    private static Task<OutboxMessage> RowAsync(TestMarket market) => market.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.AsNoTracking().SingleAsync());

    private sealed class Postman : IMailSender
    {
        public Task<MailAnswer> SendAsync(OutboxMessage message, CancellationToken cancel) => Task.FromResult(new MailAnswer(MailResult.Sent, "250"));
    }
}

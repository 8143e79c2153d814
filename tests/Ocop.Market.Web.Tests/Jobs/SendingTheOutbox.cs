using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Messages;
using Ocop.Market.Testing;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Mail;
using Ocop.Market.Web.Start;
using Xunit;

namespace Ocop.Market.Web.Tests.Jobs;

public sealed partial class SendingTheOutbox
{
    [Theory, BothDatabases]
    public async Task Delivers_a_mail_once_with_what_a_mail_must_have(DatabaseProvider provider)
    {
        await using var server = new MailServer();
        await using var market = await OpenAsync(provider, server);
        await WriteAsync(market);

        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(0, await SendAsync(market));
        var mail = Assert.Single(server.Received);
        Assert.Contains("Message-ID: <abc@cho.example>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: ban@vi-du.vn", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["Đơn K7M của bạn", "<p>Đơn K7M của bạn</p>"], Bodies(mail));
        Assert.True(mail.IndexOf("text/plain", StringComparison.Ordinal) < mail.IndexOf("text/html", StringComparison.Ordinal));
        Assert.Equal(OutboxState.Sent, (await TheRowAsync(market)).State);
    }

    [Theory, BothDatabases]
    public async Task Tries_again_after_a_temporary_refusal_under_the_same_Message_ID(DatabaseProvider provider)
    {
        await using var server = new MailServer();
        server.Say("RCPT", "450 later");
        server.Say(".", "421 going down");
        await using var market = await OpenAsync(provider, server);
        await WriteAsync(market);

        Assert.Equal(0, await SendAsync(market));
        Assert.Equal(0, await SendAsync(market));
        Assert.Empty(server.Received);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SendAsync(market));
        market.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(2, server.Received.Count);
        Assert.All(server.Received, mail => Assert.Contains("<abc@cho.example>", mail, StringComparison.Ordinal));
        Assert.Equal(3, (await TheRowAsync(market)).Attempts);
    }

    [Theory]
    [InlineData("RCPT", "550 no such box")]
    [InlineData(".", "554 we do not want this")]
    public async Task Gives_up_at_once_on_a_lasting_refusal(string command, string answer)
    {
        await using var server = new MailServer();
        server.Say(command, answer);
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, server);
        await WriteAsync(market);
        await SendAsync(market);

        var row = await TheRowAsync(market);
        Assert.Equal(OutboxState.Failed, row.State);
        Assert.Contains(answer[..3], row.LastAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pauses_longer_each_time_and_gives_up_after_two_days()
    {
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, new Answering(MailResult.TryAgain));
        await WriteAsync(market);
        var pauses = new List<TimeSpan>();
        while ((await TheRowAsync(market)).State == OutboxState.Waiting)
        {
            await SendAsync(market);
            var due = (await TheRowAsync(market)).DueAt;
            pauses.Add(due - market.Clock.UtcNow());
            market.Clock.Set(due);
        }

        Assert.Equal([1, 5, 15, 60, 240, 240], pauses.Take(6).Select(pause => pause.TotalMinutes));
        Assert.InRange((market.Clock.UtcNow() - (await TheRowAsync(market)).CreatedAt).TotalHours, 40, 48);
        Assert.Equal(OutboxState.Failed, (await TheRowAsync(market)).State);
    }

    [Fact]
    public async Task Keeps_every_mail_while_the_server_does_not_let_us_in()
    {
        var sender = new Answering(MailResult.Misconfigured);
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, sender);
        await WriteAsync(market, "one");
        await WriteAsync(market, "two");
        for (var day = 0; day < 5; day++)
        {
            await SendAsync(market);
            market.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(5, sender.Asked);
        Assert.Equal(2, await market.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.CountAsync(message => message.State == OutboxState.Waiting)));
    }

    [Fact]
    public async Task Retries_a_mail_whose_answer_never_came()
    {
        await using var server = new MailServer();
        server.Say(".", MailServer.Silence);
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, server, timeoutSeconds: 1);
        await WriteAsync(market);
        Assert.Equal(0, await SendAsync(market));
        Assert.Equal(OutboxState.Waiting, (await TheRowAsync(market)).State);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(2, server.Received.Count);
    }

    [Theory, BothDatabases]
    public async Task Never_sends_one_mail_from_two_nodes(DatabaseProvider provider)
    {
        var sender = new Answering(MailResult.Sent);
        await using var market = await OpenAsync(provider, sender);
        for (var i = 0; i < 20; i++) await WriteAsync(market, $"mail-{i}");

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync(market))));
        Assert.Equal(20, sent.Sum());
        Assert.Equal(20, sender.Asked);
    }

    [Theory, BothDatabases]
    public async Task Sends_again_what_a_killed_sender_had_in_hand_but_not_before_its_lease_ends(DatabaseProvider provider)
    {
        var dying = new Dying();
        await using var market = await OpenAsync(provider, dying);
        await WriteAsync(market);
        await Assert.ThrowsAsync<OperationCanceledException>(() => SendAsync(market));
        dying.IsAlive = true;

        Assert.Equal(0, await SendAsync(market));
        market.Clock.Advance(SendOutbox.Lease);
        Assert.Equal(1, await SendAsync(market));
        Assert.Equal(["abc@cho.example", "abc@cho.example"], dying.MessageIds);
    }

    [Theory]
    [InlineData("người@vi-du.vn", "Đơn")]
    [InlineData("khong-phai-thu", "Đơn")]
    [InlineData("ban@vi-du.vn", "Đơn\r\nBcc: all@vi-du.vn")]
    public async Task Fails_a_mail_that_cannot_be_addressed(string recipient, string subject)
    {
        await using var server = new MailServer();
        await using var market = await OpenAsync(DatabaseProvider.Sqlite, server);
        await WriteAsync(market, recipient: recipient, subject: subject);
        Assert.Equal(0, await SendAsync(market));
        Assert.Empty(server.Received);
        Assert.Equal(OutboxState.Failed, (await TheRowAsync(market)).State);
    }

    [Fact]
    public async Task Into_the_pickup_folder_leaves_one_whole_file_even_when_sent_twice()
    {
        await using var site = await MarketSite.OpenAsync();
        var message = new OutboxMessage(site.Clock.UtcNow(), "key", "abc@cho.example", "ban@vi-du.vn", "Đơn K7M", "chữ", "<p>chữ</p>");
        var sender = site.Services.GetRequiredService<IMailSender>();
        Assert.IsType<PickupMailSender>(sender);
        await sender.SendAsync(message, default);
        await sender.SendAsync(message, default);

        var folder = Path.Combine(site.DataDirectory, "mail");
        var file = Assert.Single(Directory.GetFileSystemEntries(folder));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Equal(["chữ", "<p>chữ</p>"], Bodies(await File.ReadAllTextAsync(file)));
    }

    [Theory]
    [InlineData(MailTransport.Smtp, "mail.example", SmtpSecurity.None, "cho@cho.example", "Mail:Smtp:Security")]
    [InlineData(MailTransport.Smtp, "", SmtpSecurity.StartTls, "cho@cho.example", "Mail:Smtp:Host")]
    [InlineData(MailTransport.Pickup, "", SmtpSecurity.StartTls, "chợ@cho.example", "Mail:FromAddress")]
    public void Needs_settings_that_can_work(MailTransport transport, string host, SmtpSecurity security, string from, string named)
    {
        var options = new MailOptions { Transport = transport, FromAddress = from, Smtp = new SmtpOptions { Host = host, Security = security } };
        Assert.StartsWith(named, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static Task<TestMarket> OpenAsync(DatabaseProvider provider, MailServer server, int timeoutSeconds = 10)
    {
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None, TimeoutSeconds = timeoutSeconds };
        var options = new MailOptions { Transport = MailTransport.Smtp, FromAddress = "cho@cho.example", Smtp = smtp };
        return OpenAsync(provider, new SmtpMailSender(Options.Create(options), new SiteOptions()));
    }

    private static Task<TestMarket> OpenAsync(DatabaseProvider provider, IMailSender sender) =>
        TestMarket.OpenAsync(provider, services => services.AddSingleton(sender).AddSingleton<HttpClient>().AddSingleton(Options.Create(new TextOptions())).AddSingleton<ITextSender, TextGateway>().AddScoped<SendOutbox>());

    private static Task WriteAsync(TestMarket market, string key = "key", string recipient = "ban@vi-du.vn", string subject = "Đơn K7M") => market.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<MarketDb>();
        db.OutboxMessages.Add(new OutboxMessage(market.Clock.UtcNow(), key, "abc@cho.example", recipient, subject, "Đơn K7M của bạn", "<p>Đơn K7M của bạn</p>"));
        return await db.SaveChangesAsync();
    });

    private static Task<int> SendAsync(TestMarket market) => market.InScopeAsync(services => services.GetRequiredService<SendOutbox>().HandleAsync(default));

    private static Task<OutboxMessage> TheRowAsync(TestMarket market) =>
        market.InScopeAsync(services => services.GetRequiredService<MarketDb>().OutboxMessages.AsNoTracking().SingleAsync());

    private static IEnumerable<string> Bodies(string mail) =>
        Base64().Matches(mail).Select(body => Encoding.UTF8.GetString(Convert.FromBase64String(body.Groups[1].Value)));

    [GeneratedRegex(@"Content-Transfer-Encoding: base64\r?\n\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n(?:\r?\n)?--", RegexOptions.IgnoreCase)]
    private static partial Regex Base64();

    private sealed class Answering(MailResult result) : IMailSender
    {
        private int _asked;

        public int Asked => _asked;

        public async Task<MailAnswer> SendAsync(OutboxMessage message, CancellationToken cancel)
        {
            Interlocked.Increment(ref _asked);
            await Task.Yield();
            return new MailAnswer(result, "test");
        }
    }

    /// <summary>The process ends between sending and noting it.</summary>
    private sealed class Dying : IMailSender
    {
        public List<string> MessageIds { get; } = [];

        public bool IsAlive { get; set; }

        public Task<MailAnswer> SendAsync(OutboxMessage message, CancellationToken cancel)
        {
            MessageIds.Add(message.MessageId);
            return IsAlive ? Task.FromResult(new MailAnswer(MailResult.Sent, "250")) : throw new OperationCanceledException();
        }
    }
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed partial class AMailServerInTrouble
{
    [Theory, BothDatabases]
    public async Task Refusing_hanging_or_saying_no_stops_no_order_and_every_mail_arrives_once_it_is_well(DatabaseProvider provider)
    {
        var port = Host.FreePort();
        await using var market = await Instance.OpenAsync(provider);
        foreach (var (name, value) in new[] { ("Transport", "Smtp"), ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", $"{port}"), ("Smtp__Security", "None"), ("Smtp__TimeoutSeconds", "1") })
            market.Settings[$"Mail__{name}"] = value;
        await using var shop = await OrdersInTrouble.BeginAsync(market, guests: 3);

        // Nobody listens.
        await shop.Guests[0].PlaceAsync(shop.Host.Site);
        await Eventually.TrueAsync(() => market.AskAsync(db => db.OutboxMessages.AllAsync(mail => mail.Attempts > 0)));

        // Somebody does, and falls silent.
        await using var server = new MailServer(port);
        server.Say("MAIL", MailServer.Silence, MailServer.Silence);
        await shop.Guests[1].PlaceAsync(shop.Host.Site);
        await Eventually.TrueAsync(() => market.AskAsync(db => db.OutboxMessages.AllAsync(mail => mail.Attempts > 0)));

        // It says no, as a server does whose settings are being changed.
        server.Say("RCPT", "550 no such user here", "554 no thanks");
        await shop.Guests[2].PlaceAsync(shop.Host.Site);
        await Eventually.TrueAsync(async () => await market.AskAsync(db => db.OutboxMessages.CountAsync(mail => mail.State == OutboxState.Failed)) == 2);

        await shop.MailsAreSentAsync(4);
        await Goods.SucceedAsync(market, ["mails", "resend"]);
        await shop.CheckAsync();
        var written = await market.AskAsync(db => db.OutboxMessages.Select(mail => mail.MessageId).ToListAsync());
        Assert.Equal(written.Order(StringComparer.Ordinal), server.Received.Select(mail => MessageId().Match(mail).Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^Message-ID: (<[^>]+>)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}

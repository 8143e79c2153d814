using Ocop.Market.Web.Mail;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Commands;

/// <summary>mails resend: what was given up goes out after all.</summary>
internal sealed class MailsCommand : IMarketCommand
{
    public string Name => "mails resend";

    public async Task<int> RunAsync(string[] args)
    {
        if (Settings.FirstUnknown(args) is { } unknown) return MarketCommands.RefuseWord(unknown, "mails resend [--DataDirectory DIR]");
        await using var market = MarketCommands.Open(args);
        await market.Services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        await using var scope = market.Services.CreateAsyncScope();
        var resent = await scope.ServiceProvider.GetRequiredService<ResendMails>().HandleAsync("command:mails", CancellationToken.None);
        return MarketCommands.Tell(resent, count => $"Xếp hàng gửi lại / waiting to be sent again: {count} thư / mails");
    }
}

using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Mail;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Jobs;

/// <summary>
/// Sends the mails that are due, then the texts. Each is leased by a conditional update before it is sent, so two nodes never send the same one;
/// when a sender dies in between, the lease ends and another sends it again under the same Message-ID.
/// </summary>
public sealed partial class SendOutbox(IKernelDb db, IMailSender mails, ITextSender texts, TimeProvider clock, ILogger<SendOutbox> log)
{
    /// <summary>Longer than the longest time-out of a mail server (see MailOptions) or gateway.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan GiveUp = TimeSpan.FromHours(48);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(4);
    private const int Portion = 50;

    /// <summary>How many were sent.</summary>
    public async Task<int> HandleAsync(CancellationToken cancel) =>
        await SendAsync(db.OutboxMessages.Where(message => message.Template == null), mails.SendAsync, MarketMeter.MailSent, cancel)
        + await SendAsync(db.OutboxMessages.Where(message => message.Template != null), texts.SendAsync, MarketMeter.TextSent, cancel);

    /// <summary>Each way has a portion and a rest of its own: a gateway that is closed keeps no mail waiting.</summary>
    private async Task<int> SendAsync(IQueryable<OutboxMessage> messages, Func<OutboxMessage, CancellationToken, Task<MailAnswer>> send, Action<string> count, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        // Nothing is ever put off for longer than the long pause: what is due later was written while the clock ran ahead.
        var never = now + LongPause;
        var due = await messages.Where(message => message.State == OutboxState.Waiting && (message.DueAt <= now || message.DueAt > never))
            .OrderBy(message => message.DueAt).ThenBy(message => message.Id).Select(message => new { message.Id, message.DueAt }).Take(Portion).ToListAsync(cancel);

        var sent = 0;
        foreach (var waiting in due)
        {
            if (await LeaseAsync(waiting.Id, waiting.DueAt, cancel) is not { } message) continue;

            var answer = await send(message, cancel);
            FaultPoint.Pass("outbox.after-send");
            Note(message, answer);
            // Not cancellable: it is out, and forgetting it would send it twice.
            await db.SaveChangesAsync(CancellationToken.None);
            count(answer.Result.ToString());
            if (answer.Result == MailResult.Sent) sent++;
            if (answer.Result == MailResult.Misconfigured) break;
        }

        return sent;
    }

    private async Task<OutboxMessage?> LeaseAsync(long id, DateTime dueAt, CancellationToken cancel)
    {
        var until = clock.UtcNow() + Lease;
        var leased = await db.OutboxMessages
            .Where(message => message.Id == id && message.State == OutboxState.Waiting && message.DueAt == dueAt)
            .ExecuteUpdateAsync(update => update.SetProperty(message => message.DueAt, until), cancel);
        return leased == 1 ? await db.OutboxMessages.SingleAsync(message => message.Id == id, cancel) : null;
    }

    private void Note(OutboxMessage message, MailAnswer answer)
    {
        var now = clock.UtcNow();
        switch (answer.Result)
        {
            case MailResult.Sent:
                message.MarkSent(now, answer.Words);
                break;
            case MailResult.Refused:
                Lost(message.Id, Masked.Text(answer.Words));
                message.MarkFailed(answer.Words);
                break;
            case MailResult.TryAgain when now + PauseAfter(message.Attempts) - message.CreatedAt > GiveUp:
                Lost(message.Id, Masked.Text(answer.Words));
                message.MarkFailed(answer.Words);
                break;
            case MailResult.TryAgain:
                message.RetryAt(now + PauseAfter(message.Attempts), answer.Words);
                break;
            case MailResult.Misconfigured:
                // Not the message's fault: it waits, however long the mending takes.
                if (message.Template is null) Closed(Masked.Text(answer.Words));
                else GatewayClosed(Masked.Text(answer.Words));
                message.RetryAt(now + Pauses[0], answer.Words);
                break;
        }
    }

    private static TimeSpan PauseAfter(int attempts) => attempts < Pauses.Length ? Pauses[attempts] : LongPause;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} of the outbox is given up: {Answer}")]
    private partial void Lost(long id, string answer);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The mail server does not let us in; every mail waits: {Answer}")]
    private partial void Closed(string answer);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The text gateway does not let us in; every text waits: {Answer}")]
    private partial void GatewayClosed(string answer);
}
